"""A few tests of lesson 11 to read and run; the hidden ones ask for more, on other numbers."""

import pytest
import torch

from grader.judge import check


@pytest.mark.task(1)
def test_public_relu_of_three_numbers(student):
    """relu of -2, 0 and 3 is 0, 0 and 3, and its slope at -2 and 3 is 0 and 1

    zh: -2、0、3 的 relu 是 0、0、3，它在 -2 和 3 处的斜率是 0 和 1
    """
    check.close(student.relu(torch.tensor([-2.0, 0.0, 3.0])), torch.tensor([0.0, 0.0, 3.0]), dtype=False)
    check.close(student.relu_gradient(torch.tensor([-2.0, 3.0])), torch.tensor([0.0, 1.0]), dtype=False)


@pytest.mark.task(1)
def test_public_prelu_of_two_channels(student):
    """prelu of -2 with the weights 0.5 and -0.5 is -1 and 1

    zh: 权重为 0.5 和 -0.5 时，-2 的 prelu 是 -1 和 1
    """
    x = torch.tensor([[-2.0, -2.0], [3.0, 3.0]])

    got = student.prelu(x, torch.tensor([0.5, -0.5]))

    check.close(got, torch.tensor([[-1.0, 1.0], [3.0, 3.0]]), dtype=False)


@pytest.mark.task(2)
def test_public_tanh_of_half_a_logarithm(student):
    """tanh of (ln 3) / 2 is 0.5, and its slope there is 0.75

    zh: (ln 3) / 2 的 tanh 是 0.5，那里的斜率是 0.75
    """
    x = torch.tensor([0.54930614])

    check.close(student.tanh(x), torch.tensor([0.5]), atol=1e-6, dtype=False)
    check.close(student.tanh_gradient(x), torch.tensor([0.75]), atol=1e-6, dtype=False)


@pytest.mark.task(2)
def test_public_sigmoid_of_five_hundred(student):
    """sigmoid of 500 is 1

    zh: 500 的 sigmoid 是 1
    """
    check.close(student.sigmoid(torch.tensor([500.0])), torch.tensor([1.0]), dtype=False)


@pytest.mark.task(3)
def test_public_gelu_of_one(student):
    """gelu of 1 is Phi(1) = 0.841345

    zh: 1 的 gelu 是 Phi(1) = 0.841345
    """
    check.close(student.gelu(torch.tensor([1.0])), torch.tensor([0.8413447]), atol=1e-6, dtype=False)


@pytest.mark.task(3)
def test_public_elu_of_minus_ln_two(student):
    """elu of -ln 2 with alpha = 4 is -2, and its slope there is 2

    zh: alpha = 4 时，-ln 2 的 elu 是 -2，那里的斜率是 2
    """
    x = torch.tensor([-0.6931472])

    check.close(student.elu(x, 4.0), torch.tensor([-2.0]), dtype=False)
    check.close(student.elu_gradient(x, 4.0), torch.tensor([2.0]), dtype=False)


@pytest.mark.task(4)
def test_public_collapse_of_two_numbers(student):
    """3 * (2 x + 1) + 4 is 6 x + 7

    zh: 3 * (2 x + 1) + 4 就是 6 x + 7
    """
    two, one, three, four = (torch.tensor([[2.0]]), torch.tensor([1.0]), torch.tensor([[3.0]]), torch.tensor([4.0]))

    W, b = check.items(student.collapse(two, one, three, four), 2)

    check.close(W, torch.tensor([[6.0]]), dtype=False, what="W")
    check.close(b, torch.tensor([7.0]), dtype=False, what="b")


@pytest.mark.task(5)
def test_public_half_of_the_units_are_dead(student):
    """of four units two fire for no sample: the share is 0.5

    zh: 四个单元里有两个对任何样本都不激活，比例是 0.5
    """
    activations = torch.tensor([[0.0, 2.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.1]])

    check.close(student.dead_units(activations), 0.5)


@pytest.mark.task(6)
def test_public_binary_has_an_output_activation(student):
    """output_activation("binary") turns 0 into one half; the name "sigmoid" will do as well

    zh: output_activation("binary") 把 0 变成二分之一；返回名字 "sigmoid" 也行
    """
    got = student.output_activation("binary")

    if isinstance(got, str):
        check.equal(got.lower(), "sigmoid")
    else:
        check.that(callable(got), "the result is neither a function nor the name of one")
        check.close(got(torch.tensor([[0.0]])), torch.tensor([[0.5]]), dtype=False)


@pytest.mark.task(7)
def test_public_interpolate_three_points(student):
    """through (0, 1), (2, 5) and (3, 5): at 1 the network gives 3, at 2.5 it gives 5

    zh: 经过 (0, 1)、(2, 5)、(3, 5)：网络在 1 处是 3，在 2.5 处是 5
    """
    xs, ys = torch.tensor([0.0, 2.0, 3.0]), torch.tensor([1.0, 5.0, 5.0])
    W1, b1, W2, b2 = (torch.as_tensor(each) for each in check.items(student.interpolate(xs, ys), 4))

    x = torch.tensor([[0.0], [1.0], [2.0], [2.5], [3.0]])

    check.close((x @ W1.T + b1).clamp(min=0) @ W2.T + b2, torch.tensor([[1.0], [3.0], [5.0], [5.0], [5.0]]))
