"""Hidden tests of lesson 07. Every table is drawn here and written as a file into the worker's folder."""

import csv
import gzip
import io
import statistics

import pytest
import torch

from grader.judge import check

FEATURES = ["Pclass", "Sex", "Age", "SibSp", "Parch", "Fare"]
COLUMNS = ["PassengerId", "Survived", "Pclass", "Name", "Sex", "Age", "SibSp", "Parch", "Ticket", "Fare"]
COLUMNS += ["Cabin", "Embarked"]

# Task 1: a table in memory


@pytest.mark.task(1)
def test_table_item_is_one_row(student, draw):
    """ds[i] is (x[i], y[i]), of shapes (d,) and (1,)

    zh: ds[i] 是 (x[i], y[i])，形状为 (d,) 和 (1,)
    """
    x, y = draw.uniform(-2, 2, 5, 3), draw.uniform(-2, 2, 5, 1)
    ds = student.TableDataset(x, y)

    for i in (3, 0, 4):
        features, label = item(ds, i)
        check.close(features, x[i], dtype=False, what=f"ds[{i}][0]")
        check.close(label, y[i], dtype=False, what=f"ds[{i}][1]")


@pytest.mark.task(1)
def test_table_length_is_the_number_of_samples(student, draw):
    """len(ds) is the number of samples

    zh: len(ds) 是样本数
    """
    n = draw.integer(5, 9)
    ds = student.TableDataset(draw.uniform(-2, 2, n, 3), draw.uniform(-2, 2, n, 1))

    check.equal(len(ds), n, what="len(ds)")


@pytest.mark.task(1)
def test_table_items_are_float32(student, draw):
    """items are float32, also when x and y are float64

    zh: 即使 x 和 y 是 float64，取出的也是 float32
    """
    x = draw.uniform(-2, 2, 4, 3, dtype=torch.float64)
    y = draw.uniform(-2, 2, 4, 1, dtype=torch.float64)
    ds = student.TableDataset(x, y)

    features, label = item(ds, 2)

    check.close(features, x[2].float(), what="ds[2][0]")
    check.close(label, y[2].float(), what="ds[2][1]")


@pytest.mark.task(1)
def test_table_indices_are_those_of_a_list(student, draw):
    """TableDataset: ds[-1] is the last sample, beyond either end comes IndexError

    zh: TableDataset：ds[-1] 是最后一个样本，超出两端则抛出 IndexError
    """
    x, y = draw.uniform(-2, 2, 4, 3), draw.uniform(-2, 2, 4, 1)
    ds = student.TableDataset(x, y)

    check_indices(ds, torch.cat([x, y], dim=1))


@pytest.mark.task(1)
def test_transform_changes_the_features_alone(student, worker, draw):
    """the transform changes the features and leaves the label as it was

    zh: transform 只改变特征，标签保持原样
    """
    x, y, factors = draw.uniform(1, 2, 5, 3), draw.uniform(1, 2, 5, 1), draw.uniform(2, 3, 3)
    ds = student.TableDataset(x, y, transform=worker.put(factors).mul)  # the method: features -> factors * features

    features, label = item(ds, 3)

    check.close(features, factors * x[3], dtype=False, what="ds[3][0]")
    check.close(label, y[3], dtype=False, what="ds[3][1]")


@pytest.mark.task(1)
def test_transform_runs_at_each_access(student, worker, draw):
    """the transform is called once for each item, whenever the item is asked for

    zh: 每取一次样本，transform 就对它调用一次
    """
    x, y = draw.uniform(1, 2, 5, 3), draw.uniform(1, 2, 5, 1)
    total = worker.put(torch.zeros(3))
    ds = student.TableDataset(x, y, transform=total.add_)  # adds up whatever features it is called with

    first, second = item(ds, 1)[0], item(ds, 1)[0]

    check.shape(first, (3,))
    check.shape(second, (3,))
    added = torch.as_tensor(second).double() - torch.as_tensor(first).double()
    check.close(added, x[1], atol=1e-5, dtype=False, what="ds[1] of later less ds[1] of before")


# Task 2: a table in a file


@pytest.mark.task(2)
def test_file_features_are_all_columns_but_the_last(student, worker, draw):
    """the features are all columns but the last, a float32 tensor of shape (d,)

    zh: 特征是除最后一列以外的所有列，形状为 (d,) 的 float32 张量
    """
    table = numbers(draw, 6, 5)

    ds = student.DiabetesDataset(file(worker, draw, ".csv", as_csv(table)))

    for i in (0, 2, 5):
        check.close(item(ds, i)[0], table[i, :-1], what=f"ds[{i}][0]")


@pytest.mark.task(2)
def test_file_label_is_the_last_column(student, worker, draw):
    """the label is the last column, a float32 tensor of shape (1,)

    zh: 标签是最后一列，形状为 (1,) 的 float32 张量
    """
    table = numbers(draw, 6, 4)

    ds = student.DiabetesDataset(file(worker, draw, ".csv", as_csv(table)))

    for i in (0, 2, 5):
        check.close(item(ds, i)[1], table[i, -1:], what=f"ds[{i}][1]")


@pytest.mark.task(2)
def test_file_length_is_the_number_of_rows(student, worker, draw):
    """len(ds) is the number of rows

    zh: len(ds) 是数据的行数
    """
    n = draw.integer(6, 9)

    ds = student.DiabetesDataset(file(worker, draw, ".csv", as_csv(numbers(draw, n, 4))))

    check.equal(len(ds), n, what="len(ds)")


@pytest.mark.task(2)
def test_file_indices_are_those_of_a_list(student, worker, draw):
    """DiabetesDataset: ds[-1] is the last row, beyond either end comes IndexError

    zh: DiabetesDataset：ds[-1] 是最后一行，超出两端则抛出 IndexError
    """
    table = numbers(draw, 5, 4)

    ds = student.DiabetesDataset(file(worker, draw, ".csv", as_csv(table)))

    check_indices(ds, table)


@pytest.mark.task(2)
def test_file_may_be_compressed(student, worker, draw):
    """a file that ends in .gz is read through gzip

    zh: 以 .gz 结尾的文件用 gzip 解压后读取
    """
    table = numbers(draw, 5, 4)

    ds = student.DiabetesDataset(file(worker, draw, ".csv.gz", gzip.compress(as_csv(table))))

    check_rows(ds, table)


@pytest.mark.task(2)
def test_file_may_have_a_header(student, worker, draw):
    """a first line of words is a header and no sample, compressed or not

    zh: 第一行是文字时，它是表头，不是样本，文件压缩与否都一样
    """
    table = numbers(draw, 5, 4)
    words = ("age", "bmi", "glucose", "label", "insulin", "pressure", "weight", "height")
    data = ",".join(words[i] for i in draw.permutation(8)[:4]).encode() + b"\n" + as_csv(table)

    check_rows(student.DiabetesDataset(file(worker, draw, ".csv", data)), table)
    check_rows(student.DiabetesDataset(file(worker, draw, ".csv.gz", gzip.compress(data))), table)


@pytest.mark.task(2)
def test_file_may_end_its_lines_in_any_way(student, worker, draw):
    """lines may end in CRLF, and the last one in nothing at all

    zh: 行尾可以是 CRLF，最后一行的末尾可以什么都没有
    """
    table = numbers(draw, 5, 4)
    data = as_csv(table)

    check_rows(student.DiabetesDataset(file(worker, draw, ".csv", data.replace(b"\n", b"\r\n"))), table)
    check_rows(student.DiabetesDataset(file(worker, draw, ".csv", data.rstrip(b"\n"))), table)


@pytest.mark.task(2)
def test_file_may_have_a_single_row(student, worker, draw):
    """a file of one line is a data set of one sample

    zh: 只有一行的文件是只含一个样本的数据集
    """
    table = numbers(draw, 1, 4)

    ds = student.DiabetesDataset(file(worker, draw, ".csv", as_csv(table)))

    check_rows(ds, table)


@pytest.mark.task(2)
def test_missing_file_raises_an_error(student, worker, draw):
    """a file that is not there raises FileNotFoundError

    zh: 文件不存在时抛出 FileNotFoundError
    """
    table = numbers(draw, 3, 3)
    path = file(worker, draw, ".csv", as_csv(table))
    there = student.DiabetesDataset(path)

    with check.raises(FileNotFoundError):
        item(student.DiabetesDataset(path.replace("table", "nowhere")), 0)

    check_rows(there, table)


@pytest.mark.task(2)
def test_ragged_row_raises_an_error(student, worker, draw):
    """a row with a number too few or too many raises ValueError

    zh: 某一行少一个或多一个数时抛出 ValueError
    """
    table = numbers(draw, 5, 4)
    lines = as_csv(table).splitlines()
    short = [*lines[:2], lines[2].rpartition(b",")[0], *lines[3:]]
    long = [*lines[:2], lines[2] + b",0.5", *lines[3:]]

    for wrong in (short, long):
        path = file(worker, draw, ".csv", b"\n".join(wrong) + b"\n")
        with check.raises(ValueError):
            read_all(student.DiabetesDataset(path), 5)
    check_rows(student.DiabetesDataset(file(worker, draw, ".csv", as_csv(table))), table)


# Task 3: the passengers of the Titanic


@pytest.mark.task(3)
def test_titanic_features_in_the_order_asked_for(student, worker, draw):
    """the features are Pclass, Sex, Age, SibSp, Parch, Fare, float32, in this order

    zh: 特征依次是 Pclass、Sex、Age、SibSp、Parch、Fare，float32
    """
    people = passengers(draw, 5)

    ds = student.TitanicDataset(file(worker, draw, ".csv", as_list(people)))

    for i in (0, 3, 4):
        check.close(item(ds, i)[0], features_of(people)[i], what=f"ds[{i}][0]")


@pytest.mark.task(3)
def test_titanic_label_is_survived(student, worker, draw):
    """the label is Survived, a float32 tensor of shape (1,)

    zh: 标签是 Survived，形状为 (1,) 的 float32 张量
    """
    people = passengers(draw, 6)

    ds = student.TitanicDataset(file(worker, draw, ".csv", as_list(people)))

    for i in range(6):
        check.close(item(ds, i)[1], torch.tensor([float(people[i]["Survived"])]), what=f"ds[{i}][1]")


@pytest.mark.task(3)
def test_titanic_keeps_every_passenger(student, worker, draw):
    """a passenger without an age, a cabin or a port is a sample like any other

    zh: 没有年龄、舱位或登船港口的乘客也照样是样本
    """
    people = passengers(draw, 7, unknown=2)

    ds = student.TitanicDataset(file(worker, draw, ".csv", as_list(people)))

    check.equal(len(ds), 7, what="len(ds)")


@pytest.mark.task(3, points=2)
def test_titanic_missing_age_is_the_median(student, worker, draw):
    """a missing age becomes the median of the known ones, which stay as they are

    zh: 缺失的年龄用已知年龄的中位数填充，已知的年龄不变
    """
    for unknown in (3, 4):  # of five known ages one stands in the middle, of four there are two
        people = passengers(draw, 8, unknown=unknown)

        ds = student.TitanicDataset(file(worker, draw, ".csv", as_list(people)))

        ages = [pick(item(ds, i)[0], 2) for i in range(8)]
        check.close(ages, features_of(people)[:, 2].tolist(), what="[ds[i][0][2] for i in ...]")


@pytest.mark.task(3)
def test_titanic_columns_in_another_order(student, worker, draw):
    """the columns of the file may stand in any order

    zh: 文件中各列的顺序可以任意
    """
    people = passengers(draw, 5)
    data = as_list(people, [COLUMNS[i] for i in draw.permutation(len(COLUMNS))])

    ds = student.TitanicDataset(file(worker, draw, ".csv", data))

    for i in (0, 4):
        features, label = item(ds, i)
        check.close(features, features_of(people)[i], dtype=False, what=f"ds[{i}][0]")
        check.equal(pick(label.reshape(-1), 0), float(people[i]["Survived"]), what=f"ds[{i}][1]")


@pytest.mark.task(3, points=2)
def test_titanic_commas_within_quotes(student, worker, draw):
    """a comma within double quotes belongs to the name and parts nothing

    zh: 双引号里的逗号是姓名的一部分，不是分隔符
    """
    people = passengers(draw, 4)
    people[0]["Name"] = "Heikkinen"
    people[1]["Name"] = "Frauenthal, Dr. Henry William, Jr"
    people[2]["Name"] = 'O\'Dwyer, Miss. Ellen "Nellie"'
    people[3]["Name"] = "Smith,John"

    ds = student.TitanicDataset(file(worker, draw, ".csv", as_list(people)))

    for i in range(4):
        check.close(item(ds, i)[0], features_of(people)[i], dtype=False, what=f"ds[{i}][0]")


@pytest.mark.task(3)
def test_titanic_female_is_one(student, worker, draw):
    """male is 0 and female is 1, whoever comes first in the file

    zh: male 是 0，female 是 1，与文件中谁排在前面无关
    """
    people = passengers(draw, 4)
    for person, sex in zip(people, ("female", "male", "male", "female"), strict=True):
        person["Sex"] = sex

    ds = student.TitanicDataset(file(worker, draw, ".csv", as_list(people)))

    check.close([pick(item(ds, i)[0], 1) for i in range(4)], [1.0, 0.0, 0.0, 1.0], what="[ds[i][0][1] for i in ...]")


# Task 4: steps in an epoch


@pytest.mark.task(4)
def test_short_batch_is_a_step(student, draw):
    """a short last batch is a step

    zh: 最后不满的一批也算一步
    """
    full, batch_size = draw.integer(2, 9), draw.integer(20, 30)

    for left_over in (1, batch_size // 2, batch_size - 1):
        n = full * batch_size + left_over
        check.close(student.steps_per_epoch(n, batch_size), full + 1, what=f"steps_per_epoch({n}, ...)")


@pytest.mark.task(4)
def test_full_batches_need_no_more_steps(student, draw):
    """when batch_size divides n there are n / batch_size steps, drop_last or not

    zh: n 能被 batch_size 整除时就是 n / batch_size 步，与 drop_last 无关
    """
    full, batch_size = draw.integer(2, 9), draw.integer(5, 30)

    check.close(student.steps_per_epoch(full * batch_size, batch_size), full)
    check.close(student.steps_per_epoch(full * batch_size, batch_size, drop_last=True), full)
    check.close(student.steps_per_epoch(full, 1), full)


@pytest.mark.task(4)
def test_drop_last_leaves_the_short_batch_out(student, draw):
    """with drop_last=True a short last batch is no step

    zh: drop_last=True 时，最后不满的一批不算一步
    """
    full, batch_size = draw.integer(2, 9), draw.integer(20, 30)

    for left_over in (1, batch_size // 2, batch_size - 1):
        n = full * batch_size + left_over
        check.close(student.steps_per_epoch(n, batch_size, drop_last=True), full, what=f"steps_per_epoch({n}, ...)")


@pytest.mark.task(4)
def test_fewer_samples_than_a_batch(student, draw):
    """fewer samples than batch_size make one step, and none with drop_last=True

    zh: 样本数少于 batch_size 时是一步，drop_last=True 时是零步
    """
    n = draw.integer(2, 9)

    check.close(student.steps_per_epoch(n, 5 * n), 1)
    check.close(student.steps_per_epoch(n, 5 * n, drop_last=True), 0)


@pytest.mark.task(4)
def test_total_steps_of_all_epochs(student, draw):
    """total_steps counts the steps of every epoch: 8000 samples, 100, 10 epochs: 800

    zh: total_steps 数所有轮的步数：8000 个样本，每批 100，10 轮，共 800 步
    """
    full, size, epochs = draw.integer(11, 19), draw.integer(20, 30), draw.integer(6, 9)
    n = full * size + 1

    got = [student.total_steps(*each) for each in ((8000, 100, 10), (n, size, epochs), (n, size, 2), (n, size, 0))]

    check.close(got, [800.0, epochs * (full + 1.0), 2 * (full + 1.0), 0.0], dtype=False)


@pytest.mark.task(4)
def test_total_steps_without_short_batches(student, draw):
    """total_steps with drop_last=True leaves out the short batch of every epoch

    zh: drop_last=True 时，total_steps 舍去每一轮的不满批
    """
    full, size, epochs = draw.integer(11, 19), draw.integer(20, 30), draw.integer(6, 9)
    n = full * size + size - 1

    got = [student.total_steps(n, size, each, drop_last=True) for each in (epochs, epochs + 4, 40)]

    check.close(got, [epochs * float(full), (epochs + 4) * float(full), 40.0 * full], dtype=False)


# Task 5: two loaders


@pytest.mark.task(5, points=2)
def test_every_sample_is_in_one_part(student, draw):
    """each sample comes exactly once, with its label, in one of the two loaders

    zh: 每个样本连同它的标签恰好出现一次，只在其中一个加载器里
    """
    table, dataset = samples(draw, 24)

    train, val = check.items(student.make_loaders(dataset, 5, 0.3, draw.integer(0, 99)), 2)

    rows = torch.cat([*batches(train, table), *batches(val, table)])
    check.close(rows[rows[:, 0].argsort()], table, dtype=False, what="all rows of both loaders, sorted")


@pytest.mark.task(5, points=2)
def test_validation_part_has_its_size(student, draw):
    """the validation part has n * val_fraction samples, give or take one

    zh: 验证部分有 n * val_fraction 个样本，允许相差一个
    """
    table, dataset = samples(draw, 30)

    for fraction in (0.1, 0.25, 0.6):
        _, val = check.items(student.make_loaders(dataset, 4, fraction, draw.integer(0, 99)), 2)
        size = sum(map(len, batches(val, table)))
        wanted = 30 * fraction
        check.that(
            abs(size - wanted) <= 1,
            check.text("val_fraction={share}: the size is off", share=fraction),
            expected=wanted,
            yours=size,
        )


@pytest.mark.task(5)
def test_batches_are_full_but_for_the_last(student, draw):
    """in both loaders every batch has batch_size samples, the last may have fewer

    zh: 两个加载器里每批都有 batch_size 个样本，最后一批可以少一些
    """
    table, dataset = samples(draw, 40)
    size = draw.integer(3, 5)

    loaders = check.items(student.make_loaders(dataset, size, 0.35, draw.integer(0, 99)), 2)

    train, val = ([len(batch) for batch in batches(loader, table)] for loader in loaders)
    check.equal(sum(train) + sum(val), 40, what="the samples in all batches")
    check.that(full_but_for_the_last(train, size), check.text("the train_loader's batches of {n}", n=size), yours=train)
    check.that(full_but_for_the_last(val, size), check.text("the val_loader's batches of {n}", n=size), yours=val)


@pytest.mark.task(5, points=2)
def test_training_samples_are_mixed_anew(student, draw):
    """each time you go through the train_loader its batches are made up anew

    zh: 每次遍历 train_loader，各批由哪些样本组成都重新打乱
    """
    table, dataset = samples(draw, 40)

    train, _ = check.items(student.make_loaders(dataset, 4, 0.2, draw.integer(0, 99)), 2)

    epochs = [{frozenset(batch[:, 0].tolist()) for batch in batches(train, table)} for _ in range(2)]
    check.that(len(epochs[1]) == len(epochs[0]), "the second epoch has another number of batches than the first")
    check.that(epochs[0] != epochs[1], "the batches of the second epoch are those of the first")


@pytest.mark.task(5)
def test_validation_samples_keep_their_order(student, draw):
    """the val_loader gives the same batches in the same order every time

    zh: 每次遍历 val_loader，得到的批次和顺序都一样
    """
    table, dataset = samples(draw, 40)

    _, val = check.items(student.make_loaders(dataset, 4, 0.4, draw.integer(0, 99)), 2)

    first, second = torch.cat(batches(val, table)), torch.cat(batches(val, table))
    check.shape(second, tuple(first.shape), what="the second pass")
    check.that(torch.equal(first, second), "the second pass through the val_loader has another order than the first")


@pytest.mark.task(5, points=2)
def test_same_seed_gives_the_same_parts(student, worker, draw):
    """the same seed gives the same two parts, whatever random numbers came in between

    zh: 种子相同，分出的两部分就相同，不受其间其他随机数的影响
    """
    table, dataset = samples(draw, 40)
    seed, parts = draw.integer(0, 99), []

    for state in (1, 2):  # another state of the global generators
        worker.seed(state)
        _, val = check.items(student.make_loaders(dataset, 4, 0.4, seed), 2)
        parts.append(sorted(torch.cat(batches(val, table))[:, 0].tolist()))

    check.that(parts[0] == parts[1], "two calls with the same seed validate on different samples")


@pytest.mark.task(5)
def test_another_seed_gives_another_order(student, worker, draw):
    """another seed gives other training batches

    zh: 换一个种子，训练批次也随之不同
    """
    table, dataset = samples(draw, 40)
    seed, orders = draw.integer(0, 99), []

    for each in (seed, seed + 1):
        worker.seed(1)  # the same state of the global generators
        train, _ = check.items(student.make_loaders(dataset, 4, 0.4, each), 2)
        orders.append(torch.cat(batches(train, table)).tolist())

    check.that(orders[0] != orders[1], "two calls with different seeds train on the same batches")


# What the tests above share: items and batches as they come back


def item(ds, index):
    """ds[index] as a pair of tensors."""
    features, label = check.items(ds[index], 2, what=f"ds[{index}]")
    for name, part in (("features", features), ("label", label)):
        check.that(
            isinstance(part, torch.Tensor),
            check.text("the {name} of ds[{i}] are not a tensor", name=check.text(name), i=index),
        )
    return features, label


def pick(tensor, position):
    """One number out of a 1-D tensor."""
    check.that(
        tensor.ndim == 1 and len(tensor) > position, check.text("no 1-D tensor with a number at {i}", i=position)
    )
    return float(tensor[position])


def read_all(ds, n):
    """Every row once: a data set that reads a row only when it is asked for must read it now."""
    return [item(ds, i) for i in range(n)]


def check_rows(ds, table):
    """Features and label of each row, whatever the label's shape, and the length."""
    check.equal(len(ds), len(table), what="len(ds)")
    for i, row in enumerate(table):
        features, label = item(ds, i)
        check.close(features, row[:-1], dtype=False, what=f"ds[{i}][0]")
        check.close(label.reshape(-1), row[-1:], dtype=False, what=f"ds[{i}][1]")


def check_indices(ds, table):
    """Negative indices and those beyond either end, as a list has them."""
    n = len(table)
    for index in (-1, -n):
        check.close(item(ds, index)[0], table[index, :-1], dtype=False, what=f"ds[{index}][0]")
    for index in (n, -n - 1):
        with check.raises(IndexError):
            ds[index]


def batches(loader, table):
    """Each batch of a loader as one float64 tensor: two features and the label of each sample, which the table has."""
    got = []
    for batch in loader:
        x, y = check.items(batch, 2, what="batch")
        n = len(x) if isinstance(x, torch.Tensor) and x.ndim else 0
        check.shape(x, (n, 2), what="x")
        check.shape(y, (n, 1), what="y")
        asked = table[x[:, 0].double().nan_to_num().long().clamp(0, len(table) - 1), :2]
        check.close(x, asked, dtype=False, what="x of a batch, looked up in the data set")
        got.append(torch.cat([x.double(), y.double()], dim=1))
    check.that(len(got) > 0, "the loader has no batch", expected="at least one batch", yours="none")
    return got


def full_but_for_the_last(sizes, batch_size):
    return all(size == batch_size for size in sizes[:-1]) and 0 < sizes[-1] <= batch_size


# Tables and files


def numbers(draw, rows, columns):
    """Drawn numbers of four decimals, as the file has them; no two columns look alike."""
    return (draw.uniform(-0.9, 0.9, rows, columns, dtype=torch.float64) * 1e4).round().div(1e4).float()


def as_csv(table):
    return "".join(",".join(f"{number:.4f}" for number in row) + "\n" for row in table.tolist()).encode()


def samples(draw, n):
    """A list of pairs, which is a data set too, and its table. The first feature grows: it names the item."""
    x = torch.stack([torch.arange(n) + draw.uniform(0, 0.5, n), draw.uniform(-1, 1, n)], dim=1)
    y = draw.uniform(-1, 1, n, 1)
    return torch.cat([x, y], dim=1), [(x[i], y[i]) for i in range(n)]


def passengers(draw, n, unknown=0):
    """A passenger list whose columns all differ. Known ages are few and small but for two that are large."""
    ages = [f"{age:g}" for age in (0.75 + draw.integer(0, 1), 4, 9.5 + draw.integer(0, 5), 62, 74.5, 21, 35, 48)]
    ages = ages[: n - unknown] + [""] * unknown
    people, survived, sexes = [], draw.permutation(n) % 2, draw.permutation(n) % 2
    for i, place in enumerate(draw.permutation(n).tolist()):
        people.append(
            {
                "PassengerId": str(i + 1),
                "Survived": str(int(survived[i])),
                "Pclass": str(draw.integer(1, 3)),
                "Name": f"Surname{i}, {('Mr. Owen', 'Mrs. Anna')[sexes[i]]}",
                "Sex": ("male", "female")[sexes[i]],
                "Age": ages[place],
                "SibSp": str(draw.integer(4, 6)),
                "Parch": str(draw.integer(7, 9)),
                "Ticket": f"A/5 {draw.integer(1000, 9999)}",
                "Fare": f"{draw.number(10, 90):.4f}",
                "Cabin": ("", "C85")[i % 2],
                "Embarked": ("S", "", "Q")[i % 3],
            }
        )
    return people


def file(worker, draw, ending, data):
    """The path of a file with these bytes, whose name says its ending and nothing else."""
    return worker.file(f"table{draw.integer(0, 10**6)}{ending}", data)


def as_list(people, columns=COLUMNS):
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(people)
    return text.getvalue().encode()


def features_of(people):
    """What the handout asks for, by a loop: (n, 6), unknown ages filled with the median of the known ones."""
    median = statistics.median(float(person["Age"]) for person in people if person["Age"])
    rows = [
        [float(person["Sex"] == "female") if name == "Sex" else float(person[name] or median) for name in FEATURES]
        for person in people
    ]
    return torch.tensor(rows)


# Task 6: pictures from the raw files


@pytest.mark.task(6)
def test_image_items_are_bytes_and_an_int(student, worker, draw):
    """ds[i] is picture i, uint8 of shape (h, w), and its label, an int

    zh: ds[i] 是第 i 张图片（uint8，形状 (h, w)）和它的标签（int）
    """
    images, labels = pictures(draw, 5)

    ds = student.ImageDataset(*raw_files(worker, images, labels))

    for i in (3, 0, 4):
        image, label = check.items(ds[i], 2, what=f"ds[{i}]")
        check.equal(image, images[i], what=f"ds[{i}][0]")
        check.equal(label, labels[i], what=f"ds[{i}][1]")


@pytest.mark.task(6)
def test_image_indices_are_those_of_a_list(student, worker, draw):
    """ImageDataset: len(ds) pictures, ds[-1] the last, beyond either end IndexError

    zh: ImageDataset：共 len(ds) 张，ds[-1] 是最后一张，超出两端抛出 IndexError
    """
    images, labels = pictures(draw, draw.integer(4, 8))

    ds = student.ImageDataset(*raw_files(worker, images, labels))

    check.equal(len(ds), len(labels), what="len(ds)")
    check.close(check.items(ds[-1], 2)[0], images[-1], dtype=False, what="ds[-1][0]")
    for index in (len(labels), -len(labels) - 1):
        with check.raises(IndexError):
            ds[index]


@pytest.mark.task(6)
def test_images_may_be_compressed(student, worker, draw):
    """raw files that end in .gz are read through gzip, also if only one of them does

    zh: 以 .gz 结尾的原始文件用 gzip 解压后读取，只有其中一个压缩时也一样
    """
    images, labels = pictures(draw, 4)

    for endings in ((".gz", ".gz"), ("", ".gz")):
        ds = student.ImageDataset(*raw_files(worker, images, labels, endings))
        image, label = check.items(ds[2], 2, what="ds[2]")
        check.close(image, images[2], dtype=False, what="ds[2][0]")
        check.close(label, float(labels[2]), dtype=False, what="ds[2][1]")


@pytest.mark.task(6)
def test_images_without_a_label_raise_an_error(student, worker, draw):
    """files with different numbers of pictures and labels raise ValueError

    zh: 图片数与标签数不同时抛出 ValueError
    """
    images, labels = pictures(draw, 5)

    for wrong in (labels[:-1], [*labels, 1]):
        with check.raises(ValueError):
            student.ImageDataset(*raw_files(worker, images, wrong))
    ds = student.ImageDataset(*raw_files(worker, images, labels))
    check.close(check.items(ds[4], 2)[0], images[4], dtype=False, what="ds[4][0]")


@pytest.mark.task(6)
def test_image_transform_runs_at_each_access(student, worker, draw):
    """the transform gets the picture alone, each time it is asked for

    zh: 每次取用时，transform 只处理图片
    """
    images, labels = pictures(draw, 5)
    total = worker.put(torch.zeros(images.shape[1:]))

    ds = student.ImageDataset(*raw_files(worker, images, labels), transform=total.add_)  # adds up what it is given

    for times in (1, 2):
        image, label = check.items(ds[3], 2, what="ds[3]")
        check.close(image, times * images[3].float(), dtype=False, what="ds[3][0]")
        check.close(label, float(labels[3]), dtype=False, what="ds[3][1]")


@pytest.mark.task(6, points=2)
def test_transform_scales_by_the_training_pictures(student, draw):
    """make_transform uses mean and std of all training pixels, between 0 and 1

    zh: make_transform 使用所有训练像素（已缩放到 0 与 1 之间）的均值和标准差
    """
    images, other = (
        draw.randint(0, 200, (6, 12, 14), dtype=torch.uint8),
        draw.randint(0, 200, (3, 4), dtype=torch.uint8),
    )

    transform = check.unchanged(student.make_transform, images)

    got = check.unchanged(transform, other)
    check.close(got, normalised(other, images), rtol=2e-3, atol=2e-3, dtype=False)


@pytest.mark.task(6)
def test_transform_adds_a_channel(student, draw):
    """a picture (h, w) comes out as a float32 tensor of shape (1, h, w)

    zh: 图片 (h, w) 变成 float32 张量，形状 (1, h, w)
    """
    images = draw.randint(0, 256, (5, 8, 9), dtype=torch.uint8)

    got = student.make_transform(images)(images[2])

    check.shape(got, (1, 8, 9))
    check.close(got, normalised(images[2], images), rtol=5e-3, atol=5e-3)


@pytest.mark.task(6)
def test_two_transforms_keep_their_own_numbers(student, draw):
    """a second make_transform does not change what the first one returned

    zh: 再调用一次 make_transform，不影响前一次返回的函数
    """
    dark, bright = (draw.randint(low, low + 90, (4, 9, 9), dtype=torch.uint8) for low in (0, 160))

    first, second = student.make_transform(dark), student.make_transform(bright)

    check.close(first(dark[1]), normalised(dark[1], dark), rtol=5e-3, atol=5e-3, dtype=False)
    check.close(second(dark[1]), normalised(dark[1], bright), rtol=5e-3, atol=5e-3, dtype=False)


def pictures(draw, n):
    """Small pictures that are not square, and labels of which no two neighbours agree."""
    return draw.randint(0, 256, (n, 3, 4), dtype=torch.uint8), [(3 * i + 2) % 10 for i in range(n)]


def raw_files(worker, images, labels, endings=("", "")):
    """The two paths. The header's numbers have four bytes, the highest first."""
    header = [2051, *images.shape]
    contents = [
        b"".join(number.to_bytes(4, "big") for number in header) + bytes(images.flatten().tolist()),
        b"".join(number.to_bytes(4, "big") for number in (2049, len(labels))) + bytes(labels),
    ]
    named = zip(("images", "labels"), endings, contents, strict=True)
    return [
        worker.file(name + "-ubyte" + ending, gzip.compress(content) if ending else content)
        for name, ending, content in named
    ]


def normalised(image, images):
    pixels = images.double() / 255
    return ((image.double() / 255 - pixels.mean()) / pixels.std()).float()[None]


# Task 7: training from a loader


@pytest.mark.task(7, points=2)
def test_each_batch_gives_one_step(student, worker, draw):
    """each batch gives one step of plain SGD on its mean loss, also a short one

    zh: 每一批按它的平均损失走一步普通的 SGD，不满的一批也一样
    """
    model, ours = logits_model(worker, draw)
    loader, lr = patients(draw, (4, 4, 2)), draw.number(0.3, 0.6)

    student.train_batches(model, loader, lr, 3)

    descend(ours, [loader] * 3, lr)
    check_parameters(worker, model, ours)


@pytest.mark.task(7, points=2)
def test_loss_of_an_epoch_is_a_mean_over_its_samples(student, worker, draw):
    """the loss of an epoch is the mean over its samples, before each batch's step

    zh: 每轮的损失是所有样本的均值，每批取在更新之前
    """
    for sizes in ((5, 5, 1), (6, 2)):
        model, ours = logits_model(worker, draw)
        loader, lr = patients(draw, sizes), draw.number(0.3, 0.6)

        got = student.train_batches(model, loader, lr, 3)

        check.close(got, descend(ours, [loader] * 3, lr), rtol=1e-4)


@pytest.mark.task(7)
def test_loader_is_gone_through_anew_in_each_epoch(student, worker, draw):
    """each epoch asks the loader anew: other batches come, when it mixes its samples

    zh: 每一轮都重新遍历加载器：它重新打乱样本时，得到的批次也不同
    """
    model, ours = logits_model(worker, draw)
    passes, lr = [patients(draw, (4, 3)) for _ in range(3)], draw.number(0.3, 0.6)

    got = student.train_batches(model, worker.code(LOGITS).Loader(passes), lr, 3)

    check.close(got, descend(ours, passes, lr), rtol=1e-4)
    check_parameters(worker, model, ours)


@pytest.mark.task(7)
def test_gradients_of_the_caller_do_no_harm(student, worker, draw):
    """gradients that the caller left on the model do no harm

    zh: 调用者在模型上留下的梯度不会影响训练
    """
    model, ours = logits_model(worker, draw)
    loader = patients(draw, (4, 2))
    worker.backward(model, loader[0][0])

    student.train_batches(model, loader, 0.5, 2)

    descend(ours, [loader] * 2, 0.5)
    check_parameters(worker, model, ours)


# What student code is handed and cannot be sent. No answers in it.
LOGITS = """
from torch import nn


def network(width):
    return nn.Sequential(nn.Linear(3, width), nn.ReLU(), nn.Linear(width, 1))


class Loader:
    def __init__(self, passes):
        self.passes = list(passes)

    def __len__(self):
        return len(self.passes[0])

    def __iter__(self):
        return iter(self.passes.pop(0))
"""


def logits_model(worker, draw):
    """A network in the worker with drawn parameters, and the same one here."""
    width = draw.integer(3, 6)
    ours = torch.nn.Sequential(torch.nn.Linear(3, width), torch.nn.ReLU(), torch.nn.Linear(width, 1))
    model = worker.code(LOGITS).network(width)
    values = [draw.uniform(-1, 1, *p.shape) for p in ours.parameters()]
    worker.set_parameters(model, values)
    with torch.no_grad():
        for parameter, value in zip(ours.parameters(), values, strict=True):
            parameter.copy_(value)
    return model, ours


def patients(draw, sizes):
    """Batches of these sizes, as a list of pairs; both labels are in each batch of two or more."""
    return [(draw.randn(n, 3), (draw.permutation(n) % 2).float()[:, None]) for n in sizes]


def descend(model, passes, lr):
    """The losses of plain mini-batch descent over these batches, a list of them per epoch; the model is changed."""
    losses = []
    for batches_of_it in passes:
        total = 0.0
        for x, y in batches_of_it:
            model.zero_grad()
            loss = torch.nn.functional.binary_cross_entropy_with_logits(model(x), y)
            total += loss.item() * len(x)
            loss.backward()
            with torch.no_grad():
                for parameter in model.parameters():
                    parameter -= lr * parameter.grad
        losses.append(total / sum(len(x) for x, _ in batches_of_it))
    return losses


def check_parameters(worker, model, ours):
    for i, (got, parameter) in enumerate(zip(worker.parameters(model), ours.parameters(), strict=True)):
        what = f"list(model.parameters())[{i}]"
        check.that(isinstance(got, torch.Tensor), "a parameter is not a plain tensor")
        check.close(got, parameter.detach(), rtol=1e-4, atol=1e-5, dtype=False, what=what)
