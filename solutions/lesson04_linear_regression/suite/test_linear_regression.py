"""Hidden tests of lesson 04. References are formulas in float64; random data is judged by its properties.

The bounds on random data are six or more standard deviations wide, so that a right solution fails less than
once in ten million runs.
"""

from itertools import islice

import pytest
import torch

from grader.judge import check

# Task 1: the prediction and its loss


@pytest.mark.task(1)
def test_linreg_of_three_samples(student, draw):
    """linreg multiplies each feature with its weight, adds up and adds the bias

    zh: linreg 把每个特征乘以对应的权重，求和后再加偏置
    """
    X, w = torch.tensor([[1.0, 0.0], [0.0, 1.0], [2.0, -1.0]]), torch.tensor([[3.0], [-5.0]])

    got = student.linreg(X, w, torch.tensor([1.0]))

    check.close(got, torch.tensor([[4.0], [-4.0], [12.0]]), dtype=False)
    X = draw.uniform(1, 4, 3, 2)
    check.close(student.linreg(X, w, torch.tensor([1.0])), X @ w + 1.0, dtype=False)


@pytest.mark.task(1)
def test_linreg_of_one_and_of_many_samples(student, draw):
    """linreg gives (n, 1) for any number of samples, a single one included

    zh: 不管样本有几个，哪怕只有一个，linreg 都给出 (n, 1)
    """
    w, b = draw.uniform(0.5, 2, 4, 1), draw.uniform(1, 2, 1)
    for n in (1, 4, 7):
        X = draw.uniform(0.5, 2, n, 4)

        got = student.linreg(X, w, b)

        check.close(got, X @ w + b, dtype=False)


@pytest.mark.task(1)
def test_squared_loss_is_half_the_square(student, draw):
    """squared_loss is half the square of each error, with no sum and no mean

    zh: squared_loss 是每个误差平方的一半，不求和，也不求均值
    """
    y_hat, y = torch.tensor([[1.0], [2.0], [-4.0]]), torch.tensor([[4.0], [2.0], [1.0]])

    got = student.squared_loss(y_hat, y)

    check.close(got, torch.tensor([[4.5], [0.0], [12.5]]), dtype=False)
    y = draw.uniform(5, 9, 3, 1)
    check.close(student.squared_loss(y_hat, y), (y_hat - y) ** 2 / 2, dtype=False)


@pytest.mark.task(1)
def test_squared_loss_of_a_column_and_flat_labels(student, draw):
    """predictions (n, 1) and labels (n,) give one loss per sample, (n, 1)

    zh: 预测是 (n, 1)、标签是 (n,) 时，每个样本一个损失，形状为 (n, 1)
    """
    y_hat, y = torch.tensor([[1.0], [2.0], [6.0]]), torch.tensor([5.0, 2.0, 0.0])

    got = student.squared_loss(y_hat, y)

    check.close(got, torch.tensor([[8.0], [0.0], [18.0]]), dtype=False)
    y = draw.uniform(5, 9, 3)
    check.close(student.squared_loss(y_hat, y), (y_hat - y[:, None]) ** 2 / 2, dtype=False)


@pytest.mark.task(1)
def test_squared_loss_of_flat_predictions_and_a_column(student, draw):
    """predictions (n,) and labels (n, 1) give one loss per sample, (n,)

    zh: 预测是 (n,)、标签是 (n, 1) 时，每个样本一个损失，形状为 (n,)
    """
    y_hat, y = torch.tensor([1.0, 2.0, 6.0]), torch.tensor([[5.0], [2.0], [0.0]])

    got = student.squared_loss(y_hat, y)

    check.close(got, torch.tensor([8.0, 0.0, 18.0]), dtype=False)
    y = draw.uniform(5, 9, 3, 1)
    check.close(student.squared_loss(y_hat, y), (y_hat - y[:, 0]) ** 2 / 2, dtype=False)


@pytest.mark.task(1)
def test_squared_loss_leaves_its_arguments_as_they_were(student, draw):
    """squared_loss leaves y_hat and y as they were

    zh: squared_loss 不改动 y_hat 和 y
    """
    y_hat, y = draw.uniform(-2, 2, 3, 1), draw.uniform(3, 5, 3)

    got = check.unchanged(student.squared_loss, y_hat, y)

    check.close(got, (y_hat - y.reshape(3, 1)) ** 2 / 2, dtype=False)


# Task 2: synthetic data


@pytest.mark.task(2)
def test_synthetic_shapes(student, draw):
    """X has a row per sample and a column per weight, y has shape (n, 1)

    zh: X 每个样本一行、每个权重一列，y 的形状是 (n, 1)
    """
    w, b = draw.uniform(1, 3, 3), draw.number(2, 5)

    X, y = check.items(student.synthetic_data(w, b, 7), 2)

    check.shape(X, (7, 3), what="X")
    check.shape(y, (7, 1), what="y")
    check_plane(X, y, w, b)


@pytest.mark.task(2)
def test_synthetic_data_of_one_sample(student, draw):
    """one sample of one feature still gives an X and a y of shape (1, 1)

    zh: 只有一个样本、一个特征时，X 和 y 的形状仍是 (1, 1)
    """
    w, b = draw.uniform(1, 3, 1), draw.number(4, 5)

    X, y = check.items(student.synthetic_data(w, b, 1), 2)

    check.shape(X, (1, 1), what="X")
    check.shape(y, (1, 1), what="y")
    check_plane(X, y, w, b)


@pytest.mark.task(2)
def test_synthetic_data_is_float32(student, draw):
    """X and y are float32 like w, so that a model can be trained on them

    zh: X 和 y 与 w 一样是 float32，可以直接用来训练模型
    """
    w, b = draw.uniform(1, 3, 2), draw.number(2, 5)

    got = student.synthetic_data(w, b, 5)

    X, y = check.items(got, 2)
    check.dtype(X, torch.float32, what="X")
    check.dtype(y, torch.float32, what="y")
    check_plane(*made(got, 5, 2), w, b)


@pytest.mark.task(2)
def test_labels_lie_on_the_plane_but_for_the_noise(student, draw):
    """every label is within 0.07 of X w + b

    zh: 每个标签与 X w + b 相差都不到 0.07
    """
    w, b = draw.uniform(1, 3, 3) * torch.tensor([1.0, -1.0, 2.0]), draw.number(2, 5)

    X, y = made(student.synthetic_data(w, b, 1000), 1000, 3)

    furthest = (y - X @ w.double().reshape(3, 1) - b).abs().max().item()
    check.that(furthest < 0.07, "a label is too far from X w + b", expected="at most 0.07", yours=furthest)


@pytest.mark.task(2)
def test_noise_has_standard_deviation_one_hundredth(student, draw, probe):
    """the noise has mean 0 and standard deviation 0.01, on each label its own

    zh: 噪声的均值为 0，标准差为 0.01，每个标签各有各的噪声
    """
    w, b = draw.uniform(1, 3, 2), draw.number(2, 5)

    X, y = made(student.synthetic_data(w, b, 10_000), 10_000, 2)

    noise = y - X @ w.double().reshape(2, 1) - b
    std, mean = noise.std().item(), noise.mean().item()
    probe("gives_all_labels_one_noise", std < 1e-4 and abs(mean) > 1e-6)
    check.that(0.0093 < std < 0.0107, "the noise has the wrong spread", expected="a std of 0.01", yours=std)
    check.that(abs(mean) < 0.0006, "the noise is not centred", expected="a mean of 0", yours=mean)


@pytest.mark.task(2)
def test_features_are_standard_normal(student, probe):
    """X is standard normal: mean 0, std 1, independent columns, 68 % within 1

    zh: X 服从标准正态分布：均值 0，各列独立且标准差为 1，68 % 落在 -1 到 1 之间
    """
    X, _ = made(student.synthetic_data(torch.tensor([2.0, -3.0, 0.5]), 1.5, 10_000), 10_000, 3)

    probe("takes_rand_for_randn", X.min().item() >= 0 and X.max().item() <= 1)
    means, products, inside = X.mean(dim=0), X.T @ X / 10_000, (X.abs() < 1).double().mean().item()
    check.close(means, torch.zeros(3).double(), atol=0.06, what="the mean of each column of X")
    check.close(products, torch.eye(3).double(), atol=0.1, what="X.T @ X / n")
    check.that(0.65 < inside < 0.715, "X is not normal", expected="0.683 of it within 1", yours=inside)


@pytest.mark.task(2)
def test_each_call_makes_new_data(student, draw):
    """a second call gives other samples

    zh: 再调用一次，得到的是另一批样本
    """
    w, b = draw.uniform(1, 3, 2), draw.number(2, 5)

    X, y = made(student.synthetic_data(w, b, 6), 6, 2)
    again, y_again = made(student.synthetic_data(w, b, 6), 6, 2)

    check.that(not torch.equal(X, again), "both calls gave the same X")
    check.that(not torch.equal(y, y_again), "both calls gave the same y")
    check_plane(X, y, w, b)
    check_plane(again, y_again, w, b)


# Task 3: mini-batches


@pytest.mark.task(3)
def test_batches_have_batch_size_samples(student, worker, draw):
    """ten samples in batches of 4 come as 4, 4 and 2

    zh: 十个样本每批 4 个，分成 4、4、2 三批
    """
    samples = table(draw, 10)

    batches = one_pass(student, worker, 4, *samples)

    check.equal([len(X) for X, _ in batches], [4, 4, 2], what="the lengths of the batches")
    check_all_came(batches, samples[0])


@pytest.mark.task(3)
def test_batches_of_a_multiple_have_no_empty_one(student, worker, draw):
    """twelve samples in batches of 4 come as 4, 4 and 4, with no empty batch

    zh: 十二个样本每批 4 个，分成 4、4、4，没有空批
    """
    samples = table(draw, 12)

    batches = one_pass(student, worker, 4, *samples)

    check.equal([len(X) for X, _ in batches], [4, 4, 4], what="the lengths of the batches")
    check_all_came(batches, samples[0])


@pytest.mark.task(3)
def test_a_large_batch_size_gives_one_batch(student, worker, draw):
    """a batch_size above the number of samples gives one batch of them all

    zh: batch_size 大于样本数时，全部样本就是一批
    """
    samples = table(draw, 3)

    batches = one_pass(student, worker, 8, *samples)

    check.equal([len(X) for X, _ in batches], [3], what="the lengths of the batches")
    check_all_came(batches, samples[0])


@pytest.mark.task(3)
def test_every_sample_comes_exactly_once(student, worker, draw, probe):
    """one pass brings every sample exactly once

    zh: 一遍之中，每个样本恰好出现一次
    """
    samples = table(draw, 18)

    batches = one_pass(student, worker, 4, *samples)

    order = order_of(batches)
    probe("draws_samples_with_replacement", len(order) == 18 and set(order) < set(range(18)))
    check_all_came(batches, samples[0])


@pytest.mark.task(3)
def test_labels_stay_with_their_features(student, worker, draw, probe):
    """each label stays with its features

    zh: 打乱之后，每个标签仍与自己的特征在一起
    """
    features, labels = table(draw, 20)

    batches = one_pass(student, worker, 4, features, labels)

    check_all_came(batches, features)
    came = torch.cat([y for _, y in batches])
    all_came = torch.equal(came.sort(dim=0).values, labels.sort(dim=0).values)
    probe("mixes_the_labels_by_themselves", all_came and not torch.equal(came, labels[order_of(batches)]))
    for batch in batches:
        rows = order_of([batch])
        check.close(batch[1], labels[rows], what="y of a batch", dtype=False)


@pytest.mark.task(3)
def test_samples_from_everywhere_meet_in_a_batch(student, worker, draw):
    """the samples are shuffled, not just the batches: neighbours are parted

    zh: 打乱的是样本，而不只是批：原来相邻的样本会被分开
    """
    samples = table(draw, 40)

    batches = one_pass(student, worker, 10, *samples)

    for batch in batches:
        order = sorted(order_of([batch]))
        neighbours = len(order) > 0 and order == list(range(order[0], order[0] + len(order)))
        check.that(not neighbours, "a batch holds neighbours only, as if nothing had been shuffled")
    check_all_came(batches, samples[0])


@pytest.mark.task(3)
def test_each_pass_has_an_order_of_its_own(student, worker, draw):
    """two passes go through the samples in different orders

    zh: 两遍经过样本的顺序不同
    """
    samples = table(draw, 20)

    first = one_pass(student, worker, 5, *samples)
    second = one_pass(student, worker, 5, *samples)

    check.that(order_of(first) != order_of(second), "both passes had the same order")
    check_all_came(first, samples[0])
    check_all_came(second, samples[0])


@pytest.mark.task(3)
def test_data_iter_leaves_the_data_as_it_was(student, worker, draw):
    """data_iter leaves features and labels as they were

    zh: data_iter 不改动 features 和 labels
    """
    features, labels = table(draw, 25)
    kept = worker.put(features), worker.put(labels)

    batches = batches_of(worker.keep(student.data_iter, 5, *kept), *features.shape)

    check.equal(kept[0].fetch(), features, what="features afterwards")
    check.equal(kept[1].fetch(), labels, what="labels afterwards")
    check_all_came(batches, features)


# Task 4: a step by hand


@pytest.mark.task(4, points=2)
def test_sgd_moves_a_tensor_in_place(student, worker, draw):
    """sgd moves the tensor itself by -lr * gradient / batch_size

    zh: sgd 把张量本身改变 -lr * 梯度 / batch_size
    """
    w, b = torch.tensor([[1.0], [2.0]]), draw.uniform(-2, 2, 2, 1)

    for value, slope, lr, n in (
        (w, torch.tensor([[4.0], [-8.0]]), 0.5, 4),
        (b, draw.uniform(1, 9, 2, 1), draw.number(0.1, 0.9), draw.integer(2, 9)),
    ):
        param = parameter(worker, value, slope)
        student.sgd([param], lr, n)
        before = check.text(
            "w (it was {value} and had the gradient {slope})", value=value.tolist(), slope=slope.tolist()
        )
        check.close(param.fetch(), value - lr * slope / n, what=before)


@pytest.mark.task(4)
def test_sgd_moves_every_tensor_of_the_list(student, worker, draw):
    """sgd moves every tensor of the list, whatever its shape

    zh: 列表里的每个张量都要更新，不管什么形状
    """
    values = [draw.uniform(1, 2, *shape) for shape in ((3, 1), (1,), (2, 4))]
    slopes = [draw.uniform(-2, 2, *value.shape) for value in values]
    params = [parameter(worker, *pair) for pair in zip(values, slopes, strict=True)]

    student.sgd(params, 0.1, 5)

    for param, value, slope in zip(params, values, slopes, strict=True):
        name = check.text("the tensor of shape {shape} afterwards", shape=tuple(value.shape))
        check.close(param.fetch(), value - 0.1 * slope / 5, what=name)


@pytest.mark.task(4)
def test_sgd_clears_the_gradients(student, worker, draw):
    """after sgd every gradient is zero or None

    zh: sgd 之后，每个梯度都是 0 或 None
    """
    w = parameter(worker, torch.tensor([[1.0], [2.0]]), draw.uniform(4, 8, 2, 1))
    b = parameter(worker, torch.tensor([[3.0], [5.0]]), draw.uniform(1, 6, 2, 1))

    student.sgd([w, b], 0.5, 2)

    for name, gradient in (("w.grad", w.grad), ("b.grad", b.grad)):
        if gradient is not None:
            check.close(gradient, torch.zeros(2, 1), atol=0, what=name)


@pytest.mark.task(4, points=2)
def test_a_second_step_uses_its_own_gradient(student, worker, draw):
    """a second backward and step work, and use the second gradient alone

    zh: 可以接着反向传播再走第二步，且只用第二次的梯度
    """
    value, first, second = draw.uniform(-2, 2, 1), draw.uniform(1, 9, 1), draw.uniform(1, 9, 1)
    lr, n = draw.number(0.1, 0.9), draw.integer(3, 9)
    w = parameter(worker, value, first)

    student.sgd([w], lr, 2)
    w.backward(second)
    student.sgd([w], lr, n)

    check.close(w.fetch(), value - lr * first / 2 - lr * second / n, atol=1e-5, what="w after two steps")


# Task 5: the model and its training


@pytest.mark.task(5)
def test_model_is_a_straight_line(student, worker, draw):
    """LinearModel() turns x of shape (5, 1) into x w + b, shape (5, 1)

    zh: LinearModel() 把 (5, 1) 的 x 变成 x w + b，形状仍是 (5, 1)
    """
    x, w, b = draw.uniform(-2, 2, 5, 1), draw.number(0.5, 1.5), draw.number(-1.5, -0.5)
    model = student.LinearModel()

    answers = []
    for numbers in ((w, b), (b, w)):  # no test needs to know which is the bias
        fill(worker, model, *numbers)
        answers.append(model(x))
    either = [w * x + b, b * x + w]
    first = torch.as_tensor(answers[0])
    swapped = first.shape == (5, 1) and torch.allclose(first.double(), either[1].double(), atol=1e-4)

    for got, expected in zip(answers, either[::-1] if swapped else either, strict=True):
        check.close(got, expected, atol=1e-5, dtype=False)


@pytest.mark.task(5, points=2)
def test_losses_are_means_taken_before_each_step(student, worker, draw):
    """train returns the mean loss of each epoch, taken before its step

    zh: train 返回每一轮的平均损失，取在该轮更新之前
    """
    x, y = samples(draw)
    model = student.LinearModel()
    fill(worker, model, 0.2)

    got = student.train(model, x, y, 0.1, 6)

    close_to_either(got, *(descend(x, y, 0.2, 0.1, 6, factor)[0] for factor in (1, 0.5)))


@pytest.mark.task(5, points=2)
def test_training_moves_the_model_by_gradient_descent(student, worker, draw):
    """after train the model is where plain gradient descent on the mean loss leads

    zh: 训练后的参数，与对平均损失做普通梯度下降得到的参数一致
    """
    x, y = samples(draw)
    model = student.LinearModel()
    fill(worker, model, 0.2)

    student.train(model, x, y, 0.15, 6)

    close_to_either(model(x), *(descend(x, y, 0.2, 0.15, 6, factor)[1] for factor in (1, 0.5)))


@pytest.mark.task(5, points=2)
def test_gradients_left_by_the_caller_do_no_harm(student, worker, draw):
    """gradients that the caller left on the model do no harm

    zh: 调用者在模型上留下的梯度不会影响训练
    """
    x, y = samples(draw)
    model = student.LinearModel()
    fill(worker, model, 0.2)
    worker.backward(model, x)

    student.train(model, x, y, 0.1, 3)

    close_to_either(model(x), *(descend(x, y, 0.2, 0.1, 3, factor)[1] for factor in (1, 0.5)))


@pytest.mark.task(5, points=2)
def test_training_again_goes_on_from_where_it_was(student, worker, draw):
    """training 2 epochs and then 3 more is the same as training 5

    zh: 先训练 2 轮再训练 3 轮，与一次训练 5 轮相同
    """
    x, y = samples(draw)
    model = student.LinearModel()
    fill(worker, model, 0.2)

    student.train(model, x, y, 0.1, 2)
    got = student.train(model, x, y, 0.1, 3)

    close_to_either(got, *(descend(x, y, 0.2, 0.1, 5, factor)[0][2:] for factor in (1, 0.5)))


@pytest.mark.task(5)
def test_training_finds_the_line(student, worker, draw):
    """200 epochs at lr 0.1 find the line that four points lie on

    zh: lr 取 0.1 训练 200 轮，能找到四个点所在的直线
    """
    x, w, b = torch.tensor([[-1.0], [0.0], [1.0], [2.0]]), draw.number(1, 3), draw.number(-2, 2)
    model = student.LinearModel()
    fill(worker, model, 0.0)

    student.train(model, x, w * x + b, 0.1, 200)

    check.close(model(x), w * x + b, atol=1e-3, dtype=False)


# Task 6: the closed form


@pytest.mark.task(6)
def test_closed_form_of_points_on_a_line(student, draw):
    """points on a line give its slope as w, shape (1, 1), and its intercept as b

    zh: 点都在一条直线上时，w 是斜率，形状 (1, 1)，b 是截距
    """
    X, y = torch.tensor([[1.0], [2.0], [4.0]]), torch.tensor([[1.0], [-1.0], [-5.0]])

    w, b = check.items(student.closed_form(X, y), 2)

    check.close(w, torch.tensor([[-2.0]]), atol=1e-4, what="w", dtype=False)
    check.close(b, 3.0, atol=1e-4, what="b")
    slope, at_zero = draw.number(2, 5), draw.number(1, 4)
    w, b = check.items(student.closed_form(X, at_zero + slope * X), 2)
    check.close(w, torch.tensor([[slope]]), atol=1e-4, what="w", dtype=False)
    check.close(b, at_zero, atol=1e-4, what="b")


@pytest.mark.task(6)
def test_closed_form_goes_between_the_points(student, draw):
    """where no line meets all points, the line of least squares goes between them

    zh: 没有直线能过所有点时，最小二乘的直线从它们中间穿过
    """
    X, y = torch.tensor([[0.0], [0.0], [1.0], [1.0]]), torch.tensor([[0.0], [2.0], [3.0], [7.0]])

    w, b = check.items(student.closed_form(X, y), 2)

    check.close(w, torch.tensor([[4.0]]), atol=1e-4, what="w", dtype=False)
    check.close(b, 1.0, atol=1e-4, what="b")
    low, high = draw.number(-4, -1), draw.number(1, 4)
    w, b = check.items(student.closed_form(X, y + torch.tensor([[low], [low], [high], [high]])), 2)
    check.close(w, torch.tensor([[4.0 + high - low]]), atol=1e-4, what="w", dtype=False)
    check.close(b, 1.0 + low, atol=1e-4, what="b")


@pytest.mark.task(6)
def test_closed_form_of_three_features(student, draw):
    """three noisy features give the least squares w, shape (3, 1), and b, one number

    zh: 三个特征、带噪声时，w 是最小二乘解，形状 (3, 1)，b 是一个数
    """
    X, y = draw.uniform(-1, 1, 20, 3), draw.uniform(2, 5, 20, 1)
    expected = least_squares(X, y)

    w, b = check.items(student.closed_form(X, y), 2)

    check.close(w, expected[:3].float(), rtol=1e-4, atol=1e-4, what="w", dtype=False)
    check.close(b, expected[3].item(), rtol=1e-4, what="b")


@pytest.mark.task(6)
def test_residuals_are_orthogonal_to_the_features(student, draw):
    """the errors add up to 0, and so do the errors times each feature

    zh: 误差之和为 0，误差与每个特征相乘后的和也为 0
    """
    X, y = draw.uniform(-1, 1, 15, 2, dtype=torch.float64), draw.uniform(2, 5, 15, 1, dtype=torch.float64)

    w, b = check.items(student.closed_form(X, y), 2)

    check.shape(w, (2, 1), what="w")
    errors = y - X @ torch.as_tensor(w).double() - check.scalar(b, what="b")
    check.close(errors.sum().item(), 0.0, atol=1e-3, what="the sum of the errors")
    check.close(X.T @ errors, torch.zeros(2, 1).double(), atol=1e-3, what="X.T @ errors")


@pytest.mark.task(6)
def test_closed_form_leaves_its_arguments_as_they_were(student, draw):
    """closed_form leaves X and y as they were

    zh: closed_form 不改动 X 和 y
    """
    X, y = draw.uniform(-1, 1, 20, 2), draw.uniform(2, 5, 20, 1)
    expected = least_squares(X, y)

    w, b = check.items(check.unchanged(student.closed_form, X, y), 2)

    check.close(w, expected[:2].float(), rtol=1e-4, atol=1e-4, what="w", dtype=False)
    check.close(b, expected[2].item(), rtol=1e-4, what="b")


def made(got, n, d):
    """X and y of synthetic_data in float64, their shapes checked."""
    X, y = check.items(got, 2)
    check.shape(X, (n, d), what="X")
    check.shape(y, (n, 1), what="y")
    return torch.as_tensor(X).double(), torch.as_tensor(y).double()


def check_plane(X, y, w, b):
    """Each label is near X w + b, whatever is thought of the noise: ten times its range are allowed."""
    off = (torch.as_tensor(y).double() - torch.as_tensor(X).double() @ w.double().reshape(-1, 1) - b).abs().max().item()
    check.that(off < 0.7, "a label is too far from X w + b", expected="at most 0.7", yours=off)


def table(draw, n):
    """Features and labels of n samples. The first feature of sample i is between i and i + 1/2: it names the sample."""
    features = torch.stack([torch.arange(n) + draw.uniform(0, 0.5, n), draw.uniform(-2, 2, n)], dim=1)
    return features, draw.uniform(-2, 2, n, 1)


def one_pass(student, worker, batch_size, features, labels):
    """The batches of one pass through the samples."""
    return batches_of(worker.keep(student.data_iter, batch_size, features, labels), *features.shape)


def batches_of(passing, n, d):
    """Its batches, each a pair of tensors with as many rows; a pass that does not end is cut off."""
    batches = [check.items(pair, 2, what="a batch") for pair in islice(passing, n + 1)]
    for X, y in batches:
        tensors = isinstance(X, torch.Tensor) and isinstance(y, torch.Tensor)
        check.that(tensors, "a batch is not a pair of tensors")
        rows = X.shape[0] if X.ndim else 0
        check.shape(X, (rows, d), what="X of a batch")
        check.shape(y, (rows, 1), what="y of a batch")
    check.that(any(len(X) > 0 for X, _ in batches), "no sample came")
    return batches


def check_all_came(batches, features):
    """One pass brought each sample of a table once, with its own features."""
    check.equal(sorted(order_of(batches)), list(range(len(features))), what="the samples that came")
    for batch in batches:
        check.close(batch[0], features[order_of([batch])], what="X of a batch", dtype=False)


def order_of(batches):
    """The numbers of the samples in the order in which they came."""
    return [int(row[0]) for X, _ in batches for row in X.double().nan_to_num().tolist()]


def parameter(worker, value, gradient):
    """A tensor in the worker that requires a gradient and has this one: backward on a leaf writes it."""
    param = worker.put(value)
    param.requires_grad_()
    param.backward(gradient)
    return param


def fill(worker, model, first, second=None):
    """Set the two numbers of the model, its weight and its bias in either order; both to the first where only one is given."""
    parameters = worker.parameters(model)
    check.that(all(isinstance(p, torch.Tensor) for p in parameters), "a parameter is not a plain tensor")
    check.equal(sum(p.numel() for p in parameters), 2, what="the count of numbers in the parameters")
    numbers = iter((first, first if second is None else second))
    worker.set_parameters(
        model, [torch.tensor([next(numbers) for _ in range(p.numel())]).reshape(p.shape) for p in parameters]
    )


def samples(draw):
    """Eight points near a falling line, one in each of eight bins; no line meets them all."""
    x = torch.arange(-2.0, 2.0, 0.5).reshape(8, 1) + draw.uniform(0.0, 0.4, 8, 1)
    return x, 3 - 2 * x + torch.tensor([[0.5], [-0.5], [1.0], [0.0], [-1.0], [0.5], [-0.5], [1.0]])


def descend(x, y, start, lr, epochs, factor):
    """Gradient descent by the formulas, in float64, on `factor` times the mean squared error.

    Returns the losses before each step and the predictions after the last.
    """
    x, y, w, b, losses = x.double(), y.double(), start, start, []
    for _ in range(epochs):
        errors = w * x + b - y
        losses.append(factor * (errors**2).mean().item())
        w, b = w - lr * factor * 2 * (errors * x).mean().item(), b - lr * factor * 2 * errors.mean().item()
    return losses, (w * x + b).float()


def close_to_either(got, whole, half):
    """`got` belongs to the mean of the squares, or to the mean of their halves; a failure names the first."""
    try:
        check.close(got, half, rtol=1e-4, atol=1e-5, dtype=False)
    except Exception:
        check.close(got, whole, rtol=1e-4, atol=1e-5, dtype=False)


def least_squares(X, y):
    """The weights and below them the bias, in float64."""
    ones = torch.ones(len(X), 1, dtype=torch.float64)
    return torch.linalg.lstsq(torch.cat([X.double(), ones], dim=1), y.double()).solution
