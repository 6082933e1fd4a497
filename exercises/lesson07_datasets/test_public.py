"""A few tests of lesson 07 to read and run; the hidden ones ask for more, on other tables."""

import gzip

import pytest
import torch

from grader.judge import check

PASSENGERS = b"""PassengerId,Survived,Pclass,Name,Sex,Age,SibSp,Parch,Ticket,Fare,Cabin,Embarked
1,0,3,"Braund, Mr. Owen Harris",male,22,1,0,A/5 21171,7.25,,S
2,1,1,"Cumings, Mrs. John Bradley",female,38,1,0,PC 17599,71.2833,C85,C
3,0,3,"Moran, Mr. James",male,,0,0,330877,8.4583,,Q
4,1,1,"Bonnell, Miss. Elizabeth",female,58,0,0,113783,26.55,C103,S
"""


@pytest.mark.task(1)
def test_public_table_of_three_samples(student):
    """the second of three samples is the second row of x and of y

    zh: 三个样本中的第二个就是 x 和 y 的第二行
    """
    x = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
    y = torch.tensor([[0.0], [1.0], [0.0]])
    ds = student.TableDataset(x, y)

    features, label = check.items(ds[1], 2)

    check.close(features, torch.tensor([3.0, 4.0]))
    check.close(label, torch.tensor([1.0]))


@pytest.mark.task(1)
def test_public_transform_doubles_the_features(student, worker):
    """a transform that doubles gives doubled features and leaves the label alone

    zh: transform 把数加倍，得到的特征就是原来的两倍，标签不变
    """
    double = worker.put(torch.tensor(2.0)).mul  # the method: features -> 2 * features
    ds = student.TableDataset(torch.tensor([[1.5, -1.0]]), torch.tensor([[1.0]]), transform=double)

    features, label = check.items(ds[0], 2)

    check.close(features, torch.tensor([3.0, -2.0]))
    check.close(label, torch.tensor([1.0]))


@pytest.mark.task(2)
def test_public_file_of_two_rows(student, worker):
    """the file 0.5,-0.25,1 and -0.125,0.75,0 has two samples

    zh: 内容为 0.5,-0.25,1 和 -0.125,0.75,0 的文件有两个样本
    """
    ds = student.DiabetesDataset(worker.file("two.csv", b"0.5,-0.25,1\n-0.125,0.75,0\n"))

    features, label = check.items(ds[1], 2)

    check.equal(len(ds), 2)
    check.close(features, torch.tensor([-0.125, 0.75]))
    check.close(label, torch.tensor([0.0]))


@pytest.mark.task(2)
def test_public_compressed_file_with_a_header(student, worker):
    """a compressed file with a header and one row has one sample

    zh: 带表头、只有一行数据的压缩文件有一个样本
    """
    ds = student.DiabetesDataset(worker.file("one.csv.gz", gzip.compress(b"age,bmi,label\n0.5,0.25,1\n")))

    check.equal(len(ds), 1)


@pytest.mark.task(3)
def test_public_four_passengers(student, worker):
    """among ages 22, 38 and 58 the missing one becomes 38

    zh: 已知年龄是 22、38、58 时，缺失的年龄填 38
    """
    ds = student.TitanicDataset(worker.file("four.csv", PASSENGERS))

    features, label = check.items(ds[2], 2)

    check.close(features, torch.tensor([3.0, 0.0, 38.0, 0.0, 0.0, 8.4583]))
    check.close(label, torch.tensor([0.0]))


@pytest.mark.task(4)
def test_public_steps_of_ten_samples(student):
    """ten samples in batches of 4 make 3 steps, or 2 with drop_last=True

    zh: 十个样本每批 4 个是 3 步，drop_last=True 时是 2 步
    """
    check.close(student.steps_per_epoch(10, 4), 3)
    check.close(student.steps_per_epoch(10, 4, drop_last=True), 2)


@pytest.mark.task(5)
def test_public_loaders_of_ten_samples(student):
    """of ten samples with val_fraction=0.2 two are held back, give or take one

    zh: 十个样本、val_fraction=0.2 时留出两个用于验证，允许相差一个
    """
    dataset = [(torch.tensor([float(i)]), torch.tensor([0.0])) for i in range(10)]

    train_loader, val_loader = check.items(student.make_loaders(dataset, 4, 0.2, 0), 2)

    train, val = (sum(len(check.items(batch, 2)[0]) for batch in each) for each in (train_loader, val_loader))
    check.equal(train + val, 10, what="the samples in both loaders")
    check.that(1 <= val <= 3, "the val_loader's samples are too few or too many", expected=2, yours=val)


@pytest.mark.task(5)
def test_public_a_batch_of_features_and_labels(student):
    """a batch of 5 samples has x of shape (5, 2) and y of shape (5, 1)

    zh: 一批 5 个样本，x 的形状是 (5, 2)，y 的形状是 (5, 1)
    """
    dataset = [(torch.tensor([1.0, 2.0]), torch.tensor([0.0])) for _ in range(20)]

    train_loader, _ = check.items(student.make_loaders(dataset, 5, 0.25, 0), 2)

    x, y = check.items(next(iter(train_loader)), 2)
    check.shape(x, (5, 2))
    check.shape(y, (5, 1))


@pytest.mark.task(4)
def test_public_total_steps(student):
    """7 samples in batches of 3 make 3 steps per epoch, and 12 in 4 epochs

    zh: 7 个样本每批 3 个，每轮 3 步，4 轮 12 步
    """
    check.close(student.total_steps(7, 3, 4), 12.0, dtype=False)


@pytest.mark.task(6)
def test_public_two_raw_pictures(student, worker):
    """two raw pictures of 1 by 2 pixels come out with their labels

    zh: 两张 1×2 像素的原始图片，连同标签一起读出来
    """
    images = bytes([0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 0, 255, 128, 7])
    labels = bytes([0, 0, 8, 1, 0, 0, 0, 2, 9, 4])

    ds = student.ImageDataset(worker.file("images", images), worker.file("labels", labels))

    image, label = check.items(ds[1], 2)
    check.equal(image, torch.tensor([[128, 7]], dtype=torch.uint8))
    check.close(label, 4.0, dtype=False)


@pytest.mark.task(6)
def test_public_transform_of_training_pictures(student):
    """training pictures of 0 and 255 make a mean of 0.5 and a std near 0.5

    zh: 训练图片由 0 和 255 各半组成时，均值为 0.5，标准差约为 0.5
    """
    images = torch.tensor([0, 255], dtype=torch.uint8).repeat(10, 30, 1)

    got = student.make_transform(images)(torch.tensor([[0, 51, 204]], dtype=torch.uint8))

    check.close(got, torch.tensor([[[-1.0, -0.6, 0.6]]]), rtol=5e-3, atol=5e-3, dtype=False)


@pytest.mark.task(7)
def test_public_train_batches_of_one_sample(student, worker):
    """from 0, one sample x = 1, y = 1, lr = 2: losses ln 2 and 0.1269

    zh: 从 0 开始，一个样本 x = 1、y = 1，lr = 2：损失是 ln 2 和 0.1269
    """
    model = worker.code("import torch\n\n\ndef line():\n    return torch.nn.Linear(1, 1)\n").line()
    worker.set_parameters(model, [torch.zeros_like(p) for p in worker.parameters(model)])
    batch = (torch.tensor([[1.0]]), torch.tensor([[1.0]]))

    got = student.train_batches(model, [batch], 2.0, 2)

    check.close(got, [0.6931472, 0.1269280])


@pytest.mark.task(7)
def test_public_train_batches_of_two_sizes(student, worker):
    """with lr = 0 the loss is the mean over the three samples, not over the batches

    zh: lr = 0 时，损失是三个样本的均值，不是两批的均值
    """
    model = worker.code("import torch\n\n\ndef line():\n    return torch.nn.Linear(1, 1)\n").line()
    worker.set_parameters(model, [torch.ones_like(p) for p in worker.parameters(model)])
    batches = [(torch.tensor([[1.0], [1.0]]), torch.ones(2, 1)), (torch.tensor([[1.0]]), torch.zeros(1, 1))]

    got = student.train_batches(model, batches, 0.0, 1)

    check.close(got, [(2 * 0.1269280 + 2.1269280) / 3])
