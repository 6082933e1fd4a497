"""A few tests of lesson 03 to read and run; the hidden ones ask for more, on other numbers."""

import pytest
import torch

from grader.judge import check


@pytest.mark.task(1)
def test_public_derivative_at_one(student):
    """the derivative at 1 is 6.75605

    zh: 在 1 处导数是 6.75605
    """
    got = student.derivative(1.0)

    check.close(got, 6.7560492)


@pytest.mark.task(1)
def test_public_derivative_at_a_tensor(student):
    """the derivative at torch.tensor(-1.0) is 2.88921

    zh: 在 torch.tensor(-1.0) 处导数是 2.88921
    """
    x = torch.tensor(-1.0)

    got = student.derivative(x)

    check.close(got, 2.8892063)


@pytest.mark.task(2)
def test_public_four_passes_at_zero(student):
    """four backward passes at 0 leave 4

    zh: 在 0 处反向传播四次，累积的梯度是 4
    """
    got = student.accumulated_gradient(0.0, 4)

    check.close(got, 4.0)


@pytest.mark.task(3)
def test_public_frozen_forward_of_three_numbers(student, worker):
    """frozen_forward of 1, 2, 3 with w = 4 is 4, 8, 12, without a graph

    zh: w = 4 时，1、2、3 的 frozen_forward 是 4、8、12，不带计算图
    """
    w = worker.put(torch.tensor(4.0))
    w.requires_grad_()

    kept = worker.keep(student.frozen_forward, torch.tensor([1.0, 2.0, 3.0]), w)

    check.close(kept.fetch(), torch.tensor([4.0, 8.0, 12.0]), dtype=False)
    check.that(not graph_of(kept), "the result hangs on a graph: its requires_grad is True")


@pytest.mark.task(4)
def test_public_line_after_the_worked_example(student):
    """one epoch of the worked example gives w = 2.12 and b = 0.76

    zh: 讲义例子训练一轮，w = 2.12，b = 0.76
    """
    xs, ys = torch.tensor([1.0, 2.0]), torch.tensor([3.0, 5.0])

    got = student.train_line(xs, ys, 1.0, 0.0, 0.1, 1)

    check.close(got, [2.12, 0.76])


@pytest.mark.task(5)
def test_public_parabola_after_the_worked_example(student):
    """one sample of the worked example gives 1.8, 1.4 and 1.2

    zh: 讲义例子的一个样本给出 1.8、1.4 和 1.2
    """
    xs, ys = torch.tensor([2.0]), torch.tensor([8.0])

    got = student.train_parabola(xs, ys, 1.0, 1.0, 1.0, 0.1, 1)

    check.close(got, [1.8, 1.4, 1.2])


@pytest.mark.task(5)
def test_public_parabola_after_two_samples(student):
    """a second sample (1, 3) moves the three numbers on to 1.52, 1.12 and 0.92

    zh: 讲义例子之后再加一个样本 (1, 3)，得到 1.52、1.12 和 0.92
    """
    xs, ys = torch.tensor([2.0, 1.0]), torch.tensor([8.0, 3.0])

    got = student.train_parabola(xs, ys, 1.0, 1.0, 1.0, 0.1, 1)

    check.close(got, [1.52, 1.12, 0.92])


@pytest.mark.task(6)
def test_public_two_layers_of_the_worked_example(student):
    """the worked example gives w1 3, b1 1, w2 1 and b2 2

    zh: 讲义例子的梯度：w1 是 3，b1 是 1，w2 是 1，b2 是 2
    """
    got = student.two_layer_gradients(3.0, 1.0, 0.0, 0.0, 2.0, 1.0)

    check.that(isinstance(got, dict), "the result is not a dict")
    check.close([got.get(name) for name in ("w1", "b1", "w2", "b2")], [3.0, 1.0, 1.0, 2.0])


def graph_of(kept):
    """Whether the result hangs on a graph; a number or an array cannot."""
    return isinstance(kept.fetch(), torch.Tensor) and kept.requires_grad is not False
