"""A few tests of lesson 04 to read and to run; the hidden ones ask for more, on other numbers."""

import pytest
import torch

from grader.judge import check


@pytest.mark.task(1)
def test_public_linreg_of_two_samples(student):
    """linreg of the rows (1, 2) and (0, 1) with w = (3, 4), b = 0.5 is 11.5 and 4.5

    zh: 两行 (1, 2)、(0, 1)，w = (3, 4)、b = 0.5 时，linreg 得 11.5 和 4.5
    """
    X, w, b = torch.tensor([[1.0, 2.0], [0.0, 1.0]]), torch.tensor([[3.0], [4.0]]), torch.tensor([0.5])

    got = student.linreg(X, w, b)

    check.close(got, torch.tensor([[11.5], [4.5]]), dtype=False)


@pytest.mark.task(1)
def test_public_squared_loss_of_two_samples(student):
    """errors of 2 and -1 cost 2 and 0.5, also when the labels are flat

    zh: 误差为 2 和 -1 时，损失是 2 和 0.5，标签是一维的也一样
    """
    y_hat, y = torch.tensor([[3.0], [5.0]]), torch.tensor([1.0, 6.0])

    got = student.squared_loss(y_hat, y)

    check.close(got, torch.tensor([[2.0], [0.5]]), dtype=False)


@pytest.mark.task(2)
def test_public_shapes_of_four_samples(student):
    """four samples with two weights: X has shape (4, 2), y has shape (4, 1)

    zh: 四个样本、两个权重：X 的形状是 (4, 2)，y 的形状是 (4, 1)
    """
    got = student.synthetic_data(torch.tensor([1.5, -2.0]), 0.8, 4)

    X, y = check.items(got, 2)
    check.shape(X, (4, 2), what="X")
    check.shape(y, (4, 1), what="y")


@pytest.mark.task(3)
def test_public_five_samples_in_pairs(student, worker):
    """five samples in batches of 2 come as 2, 2 and 1

    zh: 五个样本每批 2 个，分成 2、2、1 三批
    """
    batches = list(worker.keep(student.data_iter, 2, torch.zeros(5, 3), torch.zeros(5, 1)))

    check.equal(len(batches), 3, what="the number of batches")
    for pair, n in zip(batches, (2, 2, 1), strict=True):
        check.shape(check.items(pair, 2)[1], (n, 1), what="y of a batch")


@pytest.mark.task(3)
def test_public_a_hundred_samples_are_shuffled(student, worker):
    """a hundred samples in one batch do not come in the order in which they were given

    zh: 一百个样本作为一批取出时，次序与传入时不同
    """
    numbers = torch.arange(100.0).reshape(100, 1)

    (batch,) = check.items(list(worker.keep(student.data_iter, 100, numbers, numbers)), 1)

    X, y = check.items(batch, 2)
    check.close(X, y, what="X and y of the batch, which belong together")
    check.that(not torch.equal(X, numbers), "the samples come in the order in which they were given")


@pytest.mark.task(4)
def test_public_step_of_one_number(student, worker):
    """from 3 with the gradient 10, lr = 0.1 and batch_size = 2 lead to 2.5

    zh: 从 3 出发，梯度为 10，lr = 0.1、batch_size = 2，走到 2.5
    """
    w = worker.put(torch.tensor([3.0]))
    w.requires_grad_()
    w.backward(torch.tensor([10.0]))  # on a tensor that nothing led to, this only writes 10 into w.grad

    student.sgd([w], 0.1, 2)

    check.close(w.fetch(), torch.tensor([2.5]), what="w afterwards")


@pytest.mark.task(5)
def test_public_model_of_four_samples(student):
    """LinearModel() turns x of shape (4, 1) into predictions of shape (4, 1)

    zh: LinearModel() 把 (4, 1) 的 x 变成形状为 (4, 1) 的预测
    """
    model = student.LinearModel()

    got = model(torch.zeros(4, 1))

    check.shape(got, (4, 1))


@pytest.mark.task(5)
def test_public_training_finds_a_line(student):
    """500 epochs at lr 0.1 find the line y = 2 x + 1 through three points

    zh: lr 取 0.1 训练 500 轮，能找到过三个点的直线 y = 2 x + 1
    """
    x, y = torch.tensor([[0.0], [1.0], [2.0]]), torch.tensor([[1.0], [3.0], [5.0]])
    model = student.LinearModel()

    student.train(model, x, y, 0.1, 500)

    check.close(model(x), y, atol=1e-2, dtype=False)


@pytest.mark.task(6)
def test_public_line_through_three_points(student):
    """the points (0, 1), (1, 3), (2, 5) give w = 2 and b = 1

    zh: 三个点 (0, 1)、(1, 3)、(2, 5) 给出 w = 2、b = 1
    """
    X, y = torch.tensor([[0.0], [1.0], [2.0]]), torch.tensor([[1.0], [3.0], [5.0]])

    w, b = check.items(student.closed_form(X, y), 2)

    check.close(w, torch.tensor([[2.0]]), atol=1e-4, what="w", dtype=False)
    check.close(b, 1.0, atol=1e-4, what="b")
