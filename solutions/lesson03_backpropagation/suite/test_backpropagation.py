"""Hidden tests of lesson 03. References are formulas and loops in float64, or autograd, in this process."""

import math

import pytest
import torch

from grader.judge import check

NAMES = ("w1", "b1", "w2", "b2")

# Task 1: the derivative


@pytest.mark.task(1)
def test_derivative_at_zero(student, draw):
    """the derivative at 0 is 1

    zh: 在 0 处导数是 1
    """
    x = draw.number(0.5, 1.5)

    at_zero, beside_it = student.derivative(0.0), student.derivative(x)

    check.close(at_zero, 1.0)
    check.close(beside_it, slope(x), atol=1e-5)


@pytest.mark.task(1)
def test_derivative_of_a_positive_number(student, draw):
    """derivative is the slope of sin(x) * exp(x) + x ** 3 at a positive x

    zh: x 为正时，derivative 是 sin(x) * exp(x) + x ** 3 的斜率
    """
    x = draw.number(0.5, 1.5)

    got = student.derivative(x)

    check.close(got, slope(x), atol=1e-5)


@pytest.mark.task(1)
def test_derivative_of_a_negative_number(student, draw):
    """derivative is the slope of sin(x) * exp(x) + x ** 3 at a negative x

    zh: x 为负时，derivative 是 sin(x) * exp(x) + x ** 3 的斜率
    """
    x = draw.number(-2.5, -1.0)

    got = student.derivative(x)

    check.close(got, slope(x), atol=1e-5)


@pytest.mark.task(1)
def test_derivative_of_a_tensor(student, draw):
    """derivative takes a 0-d tensor

    zh: derivative 能接受 0 维张量
    """
    x = torch.tensor(draw.number(1.5, 2.5))

    got = student.derivative(x)

    check.close(got, slope(x.item()), atol=1e-5)


@pytest.mark.task(1)
def test_derivative_of_an_array(student, draw):
    """derivative takes a 0-d NumPy array

    zh: derivative 能接受 0 维 NumPy 数组
    """
    x = torch.tensor(draw.number(0.5, 1.5), dtype=torch.float64)

    got = student.derivative(x.numpy())

    check.close(got, slope(x.item()), atol=1e-5)


@pytest.mark.task(1)
def test_derivative_of_the_same_tensor_again(student, worker, draw):
    """derivative of the same tensor a second time is the same number

    zh: 对同一个张量再求一次 derivative，得到同一个数
    """
    value = torch.tensor(draw.number(0.5, 1.5))
    x = worker.put(value)

    first, again = student.derivative(x), student.derivative(x)

    check.close(first, slope(value.item()), atol=1e-5)
    check.close(again, slope(value.item()), atol=1e-5)


# Task 2: gradients add up


@pytest.mark.task(2)
def test_one_backward_leaves_the_derivative(student, draw):
    """one backward pass leaves the derivative itself

    zh: 反向传播一次，累积的梯度就是导数本身
    """
    x = draw.number(0.5, 1.5)

    got = student.accumulated_gradient(x, 1)

    check.close(got, slope(x), atol=1e-5)


@pytest.mark.task(2)
def test_three_backwards_leave_three_times_the_derivative(student, draw):
    """three backward passes leave three times the derivative

    zh: 反向传播三次，累积的梯度是导数的三倍
    """
    x = draw.number(0.5, 1.5)

    got = student.accumulated_gradient(x, 3)

    check.close(got, 3 * slope(x), atol=1e-5)


@pytest.mark.task(2)
def test_many_backwards_at_a_negative_number(student, draw):
    """the gradient grows by one derivative with every pass, at a negative x too

    zh: 每多反向传播一次，梯度就再加上一个导数，x 为负时也一样
    """
    x, times = draw.number(-2.5, -1.0), draw.integer(5, 9)

    got = student.accumulated_gradient(x, times)

    check.close(got, times * slope(x), atol=1e-5)


@pytest.mark.task(2)
def test_two_backwards_at_a_tensor(student, draw):
    """accumulated_gradient takes a 0-d tensor

    zh: accumulated_gradient 能接受 0 维张量
    """
    x = torch.tensor(draw.number(0.5, 1.5))

    got = student.accumulated_gradient(x, 2)

    check.close(got, 2 * slope(x.item()), atol=1e-5)


# Task 3: forward without a graph


@pytest.mark.task(3, points=2)
def test_frozen_forward_of_a_tensor(student, worker, draw):
    """frozen_forward gives x * w for a tensor x, and the result has no graph

    zh: x 是张量时 frozen_forward 给出 x * w，结果不带计算图
    """
    x, w = draw.uniform(-2, 2, 4), draw.number(0.5, 1.5)

    got = frozen(student, worker, x, weight(worker, w))

    check.close(got, x * w, dtype=False)


@pytest.mark.task(3)
def test_frozen_forward_of_a_python_number(student, worker, draw):
    """frozen_forward takes a Python float as x, again without a graph

    zh: frozen_forward 的 x 也可以是 Python 浮点数，同样不带计算图
    """
    x, w = draw.number(1, 2), draw.number(0.5, 1.5)

    got = frozen(student, worker, x, weight(worker, w))

    check.close(got, x * w, atol=1e-5)


@pytest.mark.task(3)
def test_w_requires_its_gradient_afterwards(student, worker, draw):
    """after a frozen forward w still requires its gradient

    zh: 调用 frozen_forward 之后，w 仍然需要梯度
    """
    x, value = draw.uniform(-2, 2, 2), draw.number(0.5, 1.5)
    w = weight(worker, value)

    got = frozen(student, worker, x, w)

    check.close(got, x * value, dtype=False)
    check.equal(w.requires_grad, True, what="w.requires_grad")


@pytest.mark.task(3)
def test_recording_goes_on_afterwards(student, worker, draw):
    """after a frozen forward the next backward reaches w again

    zh: 调用 frozen_forward 之后，下一次反向传播仍能到达 w
    """
    x, value = draw.uniform(1, 2, 2), draw.number(0.5, 1.5)
    w = weight(worker, value)

    got = frozen(student, worker, x, w)
    worker.backward(w.mul, 5.0)

    check.close(got, x * value, dtype=False)
    check.close(w.grad, 5.0, what="w.grad after (w * 5.0).backward()")


@pytest.mark.task(3)
def test_frozen_forward_leaves_x_and_w_as_they_were(student, worker, draw):
    """frozen_forward leaves the values of x and w as they were

    zh: frozen_forward 不改动 x 和 w 的值
    """
    x, value = draw.uniform(1, 2, 2), draw.number(0.5, 1.5)
    w = weight(worker, value)

    got = check.unchanged(student.frozen_forward, x, w)

    check.close(got, x * value, dtype=False)
    check.close(w.fetch(), value, what="w")


# Task 4: a line


@pytest.mark.task(4)
def test_line_after_one_sample(student, draw):
    """one sample moves w and b by -lr times the gradients of its loss

    zh: 一个样本使 w 和 b 各移动 -lr 乘该样本损失的梯度
    """
    xs, ys = torch.tensor([2.0]), torch.tensor([5.0])

    got = student.train_line(xs, ys, 1.0, 0.0, 0.1, 1)

    check.close(got, [2.2, 0.6])
    xs, ys = draw.uniform(0.5, 1.5, 1), draw.uniform(-2, 2, 1)
    got = student.train_line(xs, ys, 0.5, -1.0, 0.1, 1)
    check.close(got, descend(xs, ys, (0.5, -1.0), (1, 0), 0.1, 1), atol=1e-5)


@pytest.mark.task(4)
def test_line_after_two_samples(student, draw):
    """the second sample starts from new numbers and clean gradients

    zh: 第二个样本从更新后的 w、b 出发，梯度也已清零
    """
    xs, ys = torch.tensor([1.0, 2.0]), torch.tensor([4.0, 2.0])

    got = student.train_line(xs, ys, 0.0, 0.0, 0.1, 1)

    check.close(got, [0.64, 0.72])
    xs, ys = draw.uniform(0.5, 1.5, 2), draw.uniform(-2, 2, 2)
    got = student.train_line(xs, ys, 0.5, -1.0, 0.1, 1)
    check.close(got, descend(xs, ys, (0.5, -1.0), (1, 0), 0.1, 1), atol=1e-5)


@pytest.mark.task(4)
def test_line_after_several_epochs(student, draw):
    """every epoch of train_line takes all samples, in order

    zh: train_line 的每一轮都按顺序用到全部样本
    """
    xs, ys = draw.uniform(0.5, 1.5, 5), draw.uniform(-2, 2, 5)

    got = student.train_line(xs, ys, 3.0, -2.0, 0.05, 4)

    check.close(got, descend(xs, ys, (3.0, -2.0), (1, 0), 0.05, 4), atol=1e-5)


@pytest.mark.task(4)
def test_line_of_numpy_arrays(student, draw):
    """train_line takes NumPy arrays

    zh: train_line 能接受 NumPy 数组
    """
    xs, ys = draw.uniform(-1.5, 1.5, 5, dtype=torch.float64), draw.uniform(3, 5, 5, dtype=torch.float64)
    w, b = draw.number(-1, 0), draw.number(-1, 0)

    got = student.train_line(xs.numpy(), ys.numpy(), w, b, 0.05, 3)

    check.close(got, descend(xs, ys, (w, b), (1, 0), 0.05, 3), atol=1e-5)


@pytest.mark.task(4)
def test_line_from_tensors(student, draw):
    """train_line takes 0-d tensors as w and b

    zh: train_line 的 w 和 b 可以是 0 维张量
    """
    xs, ys = draw.uniform(-1.5, 1.5, 5), draw.uniform(3, 5, 5)
    w, b = torch.tensor(draw.number(-1, 0)), torch.tensor(draw.number(-1, 0))

    got = student.train_line(xs, ys, w, b, 0.05, 3)

    check.close(got, descend(xs, ys, (w, b), (1, 0), 0.05, 3), atol=1e-5)


@pytest.mark.task(4)
def test_only_the_sample_that_is_missed_moves_the_line(student, draw):
    """samples that the line meets do not move it, the one that it misses does

    zh: 已在直线上的样本不改变 w 和 b，不在直线上的那个样本才会
    """
    xs, missed = torch.tensor([-1.0, 0.0, 2.0]), draw.uniform(1, 2, 1)
    ys = 3 - 2 * xs + torch.cat([torch.zeros(2), missed])

    got = student.train_line(xs, ys, -2.0, 3.0, 0.1, 1)

    check.close(got, [-2 + 0.4 * missed.item(), 3 + 0.2 * missed.item()], atol=1e-5)


@pytest.mark.task(4)
def test_line_is_found(student, draw):
    """200 epochs find the line that the samples lie on

    zh: 训练 200 轮后，找到样本所在的直线
    """
    xs, w, b = torch.tensor([1.0, 2.0, -1.0]), draw.number(-2, -1), draw.number(1, 2)

    got = student.train_line(xs, w * xs + b, 0.0, 0.0, 0.1, 200)

    check.close(got, [w, b], atol=1e-3)


# Task 5: a parabola


@pytest.mark.task(5)
def test_parabola_after_one_sample(student, draw):
    """one sample with a negative x moves w1, w2 and b, returned in this order

    zh: x 为负的一个样本使 w1、w2、b 各走一步，并按此顺序返回
    """
    xs, ys = torch.tensor([-2.0]), torch.tensor([1.0])

    got = student.train_parabola(xs, ys, 1.0, 2.0, -1.0, 0.05, 1)

    check.close(got, [1.8, 1.6, -0.8])
    xs, ys = draw.uniform(-1.5, -0.5, 1), draw.uniform(2, 4, 1)
    got = student.train_parabola(xs, ys, 0.5, -0.5, 1.0, 0.1, 1)
    check.close(got, descend(xs, ys, (0.5, -0.5, 1.0), (2, 1, 0), 0.1, 1), atol=1e-5)


@pytest.mark.task(5)
def test_parabola_after_two_samples(student, draw):
    """the second sample starts from three new numbers and clean gradients

    zh: 第二个样本从更新后的三个数出发，梯度也已清零
    """
    xs, ys = torch.tensor([1.0, -1.0]), torch.tensor([3.0, 0.0])

    got = student.train_parabola(xs, ys, 0.0, 0.0, 0.0, 0.1, 1)

    check.close(got, [0.48, 0.72, 0.48])
    xs, ys = draw.uniform(-1.5, 1.5, 2), draw.uniform(2, 4, 2)
    got = student.train_parabola(xs, ys, 0.5, -0.5, 1.0, 0.1, 1)
    check.close(got, descend(xs, ys, (0.5, -0.5, 1.0), (2, 1, 0), 0.1, 1), atol=1e-5)


@pytest.mark.task(5)
def test_parabola_at_zero_moves_b_alone(student, draw):
    """a sample at x = 0 moves b alone

    zh: x = 0 的样本只移动 b
    """
    xs, ys = torch.tensor([0.0]), torch.tensor([2.0])

    got = student.train_parabola(xs, ys, 0.5, -0.5, 1.5, 0.1, 1)

    check.close(got, [0.5, -0.5, 1.6])
    xs, ys = torch.tensor([0.0]), draw.uniform(2, 4, 1)
    got = student.train_parabola(xs, ys, 0.5, -0.5, 1.0, 0.1, 1)
    check.close(got, descend(xs, ys, (0.5, -0.5, 1.0), (2, 1, 0), 0.1, 1), atol=1e-5)


@pytest.mark.task(5)
def test_parabola_after_several_epochs(student, draw):
    """every epoch of train_parabola takes all samples, in order, from 0-d tensors

    zh: train_parabola 的每一轮都按顺序用到全部样本，初值可以是 0 维张量
    """
    xs, ys = draw.uniform(-1.5, 1.5, 5), draw.uniform(3, 5, 5)
    start = torch.tensor([draw.number(-1, 0), draw.number(-1, 0), draw.number(-1, 0)])

    got = student.train_parabola(xs, ys, start[0], start[1], start[2], 0.05, 3)

    check.close(got, descend(xs, ys, start.tolist(), (2, 1, 0), 0.05, 3), atol=1e-5)


@pytest.mark.task(5)
def test_parabola_of_numpy_arrays(student, draw):
    """train_parabola takes NumPy arrays

    zh: train_parabola 能接受 NumPy 数组
    """
    xs, ys = draw.uniform(-1.5, 1.5, 5, dtype=torch.float64), draw.uniform(-5, -3, 5, dtype=torch.float64)
    start = (draw.number(0, 1), draw.number(0, 1), draw.number(0, 1))

    got = student.train_parabola(xs.numpy(), ys.numpy(), *start, 0.05, 3)

    check.close(got, descend(xs, ys, start, (2, 1, 0), 0.05, 3), atol=1e-5)


@pytest.mark.task(5)
def test_parabola_is_found(student, draw):
    """200 epochs find the parabola that the samples lie on

    zh: 训练 200 轮后，找到样本所在的抛物线
    """
    xs = torch.tensor([-1.0, 0.0, 1.0, 1.5])
    w1, w2, b = draw.number(0.5, 1), draw.number(-1.5, -1), draw.number(0.5, 1)

    got = student.train_parabola(xs, w1 * xs**2 + w2 * xs + b, 0.0, 0.0, 0.0, 0.1, 200)

    check.close(got, [w1, w2, b], atol=1e-3)


# Task 6: two layers, by the chain rule


@pytest.mark.task(6)
def test_two_layers_by_hand(student, draw):
    """all four gradients at w1 = b1 = 0, where the sigmoid is one half

    zh: w1 = b1 = 0 时 sigmoid 等于二分之一，四个梯度都正确
    """
    got = gradients(student.two_layer_gradients(-2.0, 3.0, 0.0, 0.0, 4.0, 0.0))

    check.close(got, [4.0, -2.0, -1.0, -2.0], what="[w1, b1, w2, b2]")
    sample = network(draw)
    got = gradients(student.two_layer_gradients(*sample))
    check.close(got, chain(*sample), atol=1e-5, what="[w1, b1, w2, b2]")


@pytest.mark.task(6)
def test_gradient_of_b2(student, draw):
    """b2 gets the derivative of the squared error

    zh: b2 的梯度就是平方误差对 y_hat 的导数
    """
    for sample in (network(draw), network(draw, far=True)):
        got = gradients(student.two_layer_gradients(*sample))

        check.close(got[3], chain(*sample)[3], atol=1e-5, what='gradients["b2"]')


@pytest.mark.task(6)
def test_gradient_of_w2(student, draw):
    """w2 gets the gradient of b2 times what the sigmoid put out

    zh: w2 的梯度等于 b2 的梯度乘 sigmoid 的输出
    """
    for sample in (network(draw), network(draw, far=True)):
        got = gradients(student.two_layer_gradients(*sample))

        check.close(got[2], chain(*sample)[2], atol=1e-5, what='gradients["w2"]')


@pytest.mark.task(6)
def test_gradient_of_b1(student, draw):
    """b1 gets the gradient that came through w2 and the slope of the sigmoid

    zh: b1 的梯度要经过 w2，再乘上 sigmoid 的斜率
    """
    for sample in (network(draw), network(draw, far=True)):
        got = gradients(student.two_layer_gradients(*sample))

        check.close(got[1], chain(*sample)[1], atol=1e-5, what='gradients["b1"]')


@pytest.mark.task(6)
def test_gradient_of_w1(student, draw):
    """w1 gets the gradient of b1 times x

    zh: w1 的梯度等于 b1 的梯度乘 x
    """
    for sample in (network(draw), network(draw, far=True)):
        got = gradients(student.two_layer_gradients(*sample))

        check.close(got[0], chain(*sample)[0], atol=1e-5, what='gradients["w1"]')


@pytest.mark.task(6)
def test_x_of_zero_stops_w1_alone(student, draw):
    """with x = 0 the gradient of w1 is 0 and the other three are not

    zh: x = 0 时 w1 的梯度为 0，其余三个不为 0
    """
    sample = (0.0, *network(draw)[1:])

    got = gradients(student.two_layer_gradients(*sample))

    check.close(got, chain(*sample), atol=1e-5, what="[w1, b1, w2, b2]")


@pytest.mark.task(6)
def test_w2_of_zero_stops_the_first_layer(student, draw):
    """with w2 = 0 nothing reaches w1 and b1; w2 itself has a gradient

    zh: w2 = 0 时没有梯度能传到 w1 和 b1，而 w2 自己有梯度
    """
    x, y, w1, b1, _, b2 = network(draw)

    got = gradients(student.two_layer_gradients(x, y, w1, b1, 0.0, b2))

    check.close(got, chain(x, y, w1, b1, 0.0, b2), atol=1e-5, what="[w1, b1, w2, b2]")


def slope(x):
    """The derivative of sin(x) * exp(x) + x ** 3, by the rules of the product and the power."""
    return math.exp(x) * (math.sin(x) + math.cos(x)) + 3 * x * x


def weight(worker, value):
    """A 0-d tensor in the worker that requires its gradient."""
    w = worker.put(torch.tensor(value))
    w.requires_grad_()
    return w


def frozen(student, worker, x, w):
    """The result of frozen_forward, which must not require a gradient; a plain number or array cannot."""
    kept = worker.keep(student.frozen_forward, x, w)
    got = kept.fetch()
    if isinstance(got, torch.Tensor):
        check.that(kept.requires_grad is False, "the result hangs on a graph: its requires_grad is True")
    return got


def descend(xs, ys, start, powers, lr, epochs):
    """Stochastic descent by the formulas: `start` holds one number for each of the powers of x."""
    numbers = [float(number) for number in start]
    for _ in range(epochs):
        for x, y in zip(xs.tolist(), ys.tolist(), strict=True):
            error = sum(number * x**power for number, power in zip(numbers, powers, strict=True)) - y
            numbers = [n - lr * 2 * error * x**power for n, power in zip(numbers, powers, strict=True)]
    return numbers


def network(draw, far=False):
    """x, y, w1, b1, w2, b2 with an error of at least 1.5, so that no gradient is close to 0.

    far: the target is so far off that small differences of the loss drown in its rounding.
    """
    x, w1, b1 = draw.number(0.5, 1.5), draw.number(-1, 1), draw.number(-0.5, 0.5)
    return x, draw.number(3.5, 4.5) * (1e12 if far else 1), w1, b1, draw.number(0.5, 1.5), draw.number(-0.5, 0.5)


def chain(x, y, w1, b1, w2, b2):
    """The gradients of w1, b1, w2, b2 by autograd, in float64."""
    leaves = torch.tensor([w1, b1, w2, b2], dtype=torch.float64, requires_grad=True)
    loss = (leaves[2] * torch.sigmoid(leaves[0] * x + leaves[1]) + leaves[3] - y) ** 2
    loss.backward()
    return leaves.grad.tolist()


def gradients(got):
    """The four gradients in the order of NAMES, from a dict that must have them."""
    check.that(isinstance(got, dict), "the result is not a dict")
    missing = ", ".join(name for name in NAMES if name not in got)
    check.that(not missing, check.text("the dict lacks {names}", names=missing), expected=", ".join(NAMES))
    return [got[name] for name in NAMES]
