"""A few of the tests of lesson 02, to read and to run. The hidden ones use other inputs."""

import pytest
import torch

from grader.judge import check


@pytest.mark.task(1)
def test_cost_of_two_samples(student):
    """cost of the worked example is 2.5

    zh: 讲义例子的 cost 是 2.5
    """
    xs, ys = torch.tensor([1.0, 2.0]), torch.tensor([2.0, 4.0])

    got = student.cost(xs, ys, 1.0)

    check.close(got, 2.5)


@pytest.mark.task(1)
def test_cost_of_a_perfect_line_is_zero(student):
    """cost is 0 where the line meets every sample

    zh: 直线穿过每个样本时 cost 为 0
    """
    xs, ys = torch.tensor([1.0, 2.0, 3.0]), torch.tensor([2.0, 4.0, 6.0])

    got = student.cost(xs.numpy(), ys.numpy(), 2.0)

    check.close(got, 0.0)


@pytest.mark.task(2)
def test_gradient_of_two_samples(student):
    """gradient of the worked example is -5

    zh: 讲义例子的 gradient 是 -5
    """
    xs, ys = torch.tensor([1.0, 2.0]), torch.tensor([2.0, 4.0])

    got = student.gradient(xs, ys, 1.0)

    check.close(got, -5.0)


@pytest.mark.task(3)
def test_batch_w_of_two_epochs(student):
    """two epochs of batch descent move w from 1 to 1.75

    zh: 批量梯度下降两轮，w 从 1 到 1.75
    """
    xs, ys = torch.tensor([1.0, 2.0]), torch.tensor([2.0, 4.0])

    w, _ = check.items(student.batch_descent(xs, ys, 1.0, 0.1, 2), 2)

    check.close(w, 1.75, what="w")


@pytest.mark.task(3)
def test_batch_costs_of_two_epochs(student):
    """two epochs of batch descent note two costs

    zh: 批量梯度下降两轮，记下两个代价
    """
    xs, ys = torch.tensor([1.0, 2.0]), torch.tensor([2.0, 4.0])

    _, costs = check.items(student.batch_descent(xs, ys, 1.0, 0.1, 2), 2)

    check.close(costs, [2.5, 0.625], what="costs")


@pytest.mark.task(4)
def test_stochastic_w_of_one_epoch(student):
    """one epoch of stochastic descent moves w from 1 to 1.84

    zh: 随机梯度下降一轮，w 从 1 到 1.84
    """
    xs, ys = torch.tensor([1.0, 2.0]), torch.tensor([2.0, 4.0])

    w, _ = check.items(student.stochastic_descent(xs, ys, 1.0, 0.1, 1), 2)

    check.close(w, 1.84, what="w")


@pytest.mark.task(4)
def test_stochastic_descent_leaves_w_alone(student):
    """the caller's w is still 1 after stochastic descent

    zh: 随机梯度下降之后，调用者手里的 w 仍然是 1
    """
    xs, ys, w = torch.tensor([1.0, 2.0]), torch.tensor([2.0, 4.0]), torch.tensor(1.0)

    found, _ = check.items(check.unchanged(student.stochastic_descent, xs, ys, w, 0.1, 1), 2)

    check.close(found, 1.84, what="w")


@pytest.mark.task(5)
def test_minibatch_w_of_one_epoch(student):
    """a batch of two and a batch of one move w from 1 to 1.6

    zh: 前两个样本一批，剩下一个一批，w 从 1 到 1.6
    """
    xs, ys = torch.tensor([1.0, 2.0, 1.0]), torch.tensor([2.0, 4.0, 2.0])

    w, _ = check.items(student.minibatch_descent(xs, ys, 1.0, 0.1, 1, 2), 2)

    check.close(w, 1.6, what="w")


@pytest.mark.task(6)
def test_gradients_with_bias_of_two_samples(student):
    """gradients_with_bias of the worked example is (1, 1)

    zh: 讲义例子的 gradients_with_bias 是 (1, 1)
    """
    xs, ys = torch.tensor([1.0, 2.0]), torch.tensor([2.0, 4.0])

    dw, db = check.items(student.gradients_with_bias(xs, ys, 1.0, 2.0), 2)

    check.close([dw, db], [1.0, 1.0], what="(dw, db)")


@pytest.mark.task(7)
def test_descend_three_steps(student, worker):
    """three steps down the parabola w ** 2 halve w three times

    zh: 沿抛物线 w ** 2 走三步，w 三次减半
    """
    slope = worker.code("def slope(w):\n    return 2 * w\n").slope

    places = check.items(student.descend(slope, 8.0, 0.25, 3), 4)

    for place, expected in zip(places, (8.0, 4.0, 2.0, 1.0), strict=True):
        check.close(place, expected, dtype=False)


@pytest.mark.task(7)
def test_best_start_of_two(student, worker):
    """of two starts on w ** 2 the nearer one ends lower after one step

    zh: 在 w ** 2 上走一步，离谷底近的起点终点更低
    """
    bowl = worker.code("def cost(w):\n    return w**2\n\n\ndef slope(w):\n    return 2 * w\n")

    check.close(student.best_start(bowl.cost, bowl.slope, [8.0, -2.0], 0.25, 1), -2.0, dtype=False)


@pytest.mark.task(7)
def test_four_kinds(student):
    """one place of each kind

    zh: 四种地方各一个
    """
    check.equal(student.kind_of_point(3.0, 1.0, 3.0), "minimum")
    check.equal(student.kind_of_point(-3.0, 1.0, -3.0), "maximum")
    check.equal(student.kind_of_point(1.0, 3.0, 1.0), "saddle")
    check.equal(student.kind_of_point(1.0, 1.0, 1.0), "unclear")
