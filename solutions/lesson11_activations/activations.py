"""Lesson 11: activations, the bends between the layers of a network.

The functions of tasks 1 to 3 act on each number of a tensor by itself: x has any shape, the result has the
same. A `<name>_gradient` is the derivative of each output number with respect to its own input number, not
a sum or a mean; formula or autograd, both are welcome. Floats are float32 or float64. Nothing has to be
differentiable for autograd, and no function changes its arguments.

Tasks 1 to 3 must do without PyTorch's own activations; each docstring says which.
"""

import math
from collections.abc import Callable

import torch
from torch import Tensor


def relu(x: Tensor) -> Tensor:
    """Keep what is positive, put 0 for the rest.

    Write it yourself: relu, leaky_relu and prelu of torch, F and nn are not allowed in task 1.

    >>> relu(torch.tensor([-2.0, 0.0, 3.0]))
    tensor([0., 0., 3.])
    """
    # BEGIN SOLUTION task 1: the larger of x and 0
    # A new tensor. x[x < 0] = 0 gives the same numbers, but writes them into the caller's tensor.
    return x.clamp(min=0)
    # END SOLUTION


def relu_gradient(x: Tensor) -> Tensor:
    """Slope of relu at each number: 1 above 0, 0 below.

    At 0 itself the graph has a corner: any number from 0 to 1 is accepted (PyTorch takes 0).

    >>> relu_gradient(torch.tensor([-2.0, 3.0]))
    tensor([0., 1.])
    """
    # BEGIN SOLUTION task 1: compare with 0
    return (x > 0).to(x.dtype)
    # END SOLUTION


def leaky_relu(x: Tensor, slope: float = 0.01) -> Tensor:
    """Keep what is positive, multiply the rest by `slope`.

    slope: a number from 0 to 1; 0 is ReLU.
    Write it yourself: as in relu.

    >>> leaky_relu(torch.tensor([-2.0, 3.0]), 0.1)
    tensor([-0.2000,  3.0000])
    """
    # BEGIN SOLUTION task 1: two cases, told apart by the sign of x
    return torch.where(x > 0, x, slope * x)
    # END SOLUTION


def leaky_relu_gradient(x: Tensor, slope: float = 0.01) -> Tensor:
    """Slope of leaky_relu at each number: 1 above 0, `slope` below.

    At 0 itself any number from `slope` to 1 is accepted (PyTorch takes `slope`).

    >>> leaky_relu_gradient(torch.tensor([-2.0, 3.0]), 0.1)
    tensor([0.1000, 1.0000])
    """
    # BEGIN SOLUTION task 1: the same two cases
    # full_like carries the shape and dtype of x; torch.where of two plain numbers would fall back to float32.
    return torch.where(x > 0, torch.ones_like(x), torch.full_like(x, slope))
    # END SOLUTION


# BEGIN SOLUTION task 1: a helper of the solution, not part of the stub


def beside_channels(weight: Tensor, x: Tensor) -> Tensor:
    """Shape one weight per channel so that it broadcasts along dimension 1 of x."""
    # Broadcasting counts from the right: (C,) would meet the last dimension. Each dimension of x after the
    # channels needs a 1 behind the weights: (C, 1) beside (n, C, L), (C, 1, 1) beside (n, C, H, W).
    return weight.reshape(-1, *[1] * (x.ndim - 2))


# END SOLUTION


def prelu(x: Tensor, weight: Tensor) -> Tensor:
    """Leaky ReLU with a learned slope: one for all numbers or one per channel.

    weight: shape (1,), or (C,) beside x of shape (n, C) or (n, C, ...): dimension 1 holds the channels.
    Its numbers are learned, so they may be anything: negative, or larger than 1.
    Write it yourself: as in relu.

    >>> prelu(torch.tensor([[-2.0, -2.0], [3.0, 3.0]]), torch.tensor([0.5, -0.5]))
    tensor([[-1.,  1.],
            [ 3.,  3.]])
    """
    # BEGIN SOLUTION task 1: leaky_relu, with each channel's own slope
    # The sign of x decides. max(x, weight * x) is the same only while the weight is at most 1.
    return torch.where(x > 0, x, beside_channels(weight, x) * x)
    # END SOLUTION


def prelu_gradient(x: Tensor, weight: Tensor) -> Tensor:
    """Slope of prelu with respect to x at each number: 1 above 0, the channel's weight below.

    The shape is that of x. At 0 itself any number between the weight and 1 is accepted.

    >>> prelu_gradient(torch.tensor([[-2.0, -2.0], [3.0, 3.0]]), torch.tensor([0.5, -0.5]))
    tensor([[ 0.5000, -0.5000],
            [ 1.0000,  1.0000]])
    """
    # BEGIN SOLUTION task 1: the same two cases again
    return torch.where(x > 0, torch.ones_like(x), beside_channels(weight, x))
    # END SOLUTION


def sigmoid(x: Tensor) -> Tensor:
    """1 / (1 + exp(-x)): any number into (0, 1). Finite for every finite x.

    Write it yourself: sigmoid and tanh of torch, F and nn, and torch.special.expit, are not allowed in task 2.

    >>> sigmoid(torch.tensor([0.0, 1.0986]))  # 1.0986 is ln 3
    tensor([0.5000, 0.7500])
    """
    # BEGIN SOLUTION task 2: as in lesson 05
    # An overflowing exp stands below the line only, and 1 / inf is 0, the right limit.
    return 1 / (1 + torch.exp(-x))
    # END SOLUTION


def sigmoid_gradient(x: Tensor) -> Tensor:
    """Slope of the sigmoid at each number; 0, not NaN, far from 0.

    >>> sigmoid_gradient(torch.tensor([0.0, 1.0986]))
    tensor([0.2500, 0.1875])
    """
    # BEGIN SOLUTION task 2: put the slope in terms of the sigmoid itself
    # exp(-x) / (1 + exp(-x))^2 is the same on paper, and inf / inf in the computer.
    s = sigmoid(x)
    return s * (1 - s)
    # END SOLUTION


def tanh(x: Tensor) -> Tensor:
    """(exp(x) - exp(-x)) / (exp(x) + exp(-x)): any number into (-1, 1). Finite for every finite x.

    Write it yourself: as in sigmoid.

    >>> tanh(torch.tensor([0.0, 0.5493]))  # 0.5493 is (ln 3) / 2
    tensor([0.0000, 0.5000])
    """
    # BEGIN SOLUTION task 2: find the sigmoid in the fraction
    # Divide both lines by exp(x): the fraction becomes (1 - e) / (1 + e) with e = exp(-2x), and this is the
    # sigmoid of 2x, stretched from (0, 1) to (-1, 1).
    return 2 * sigmoid(2 * x) - 1
    # END SOLUTION


def tanh_gradient(x: Tensor) -> Tensor:
    """Slope of tanh at each number; 0, not NaN, far from 0.

    >>> tanh_gradient(torch.tensor([0.0, 0.5493]))
    tensor([1.0000, 0.7500])
    """
    # BEGIN SOLUTION task 2: put the slope in terms of tanh itself
    return 1 - tanh(x) ** 2
    # END SOLUTION


def elu(x: Tensor, alpha: float = 1.0) -> Tensor:
    """x above 0, alpha * (exp(x) - 1) below: a ReLU that runs out smoothly to -alpha.

    alpha: a positive number. Finite for every finite x.
    Write it yourself: elu, celu, selu, silu and gelu of torch, F and nn are not allowed in task 3.

    >>> elu(torch.tensor([-0.69315, 3.0]), 4.0)  # exp(-ln 2) is 0.5
    tensor([-2.0000,  3.0000])
    """
    # BEGIN SOLUTION task 3: two cases again; think of what exp does in the case that is not wanted
    # For x = 1000 expm1 is inf, and torch.where does not take it. A product with a mask would: 0 * inf is NaN.
    # expm1(x) is exp(x) - 1 without the digits that the subtraction loses near 0.
    return torch.where(x > 0, x, alpha * torch.expm1(x))
    # END SOLUTION


def elu_gradient(x: Tensor, alpha: float = 1.0) -> Tensor:
    """Slope of elu at each number: 1 above 0, alpha * exp(x) below.

    At 0 itself any number between alpha and 1 is accepted. Finite for every finite x.

    >>> elu_gradient(torch.tensor([-0.69315, 3.0]), 4.0)
    tensor([2.0000, 1.0000])
    """
    # BEGIN SOLUTION task 3: differentiate the two cases
    return torch.where(x > 0, 1.0, alpha * torch.exp(x))
    # END SOLUTION


def silu(x: Tensor) -> Tensor:
    """x * sigmoid(x), also called swish. Finite for every finite x.

    Write it yourself: as in elu. torch.sigmoid and your own sigmoid are allowed.

    >>> silu(torch.tensor([0.0, 1.0986]))
    tensor([0.0000, 0.8239])
    """
    # BEGIN SOLUTION task 3: x, let through by a gate
    return x * sigmoid(x)
    # END SOLUTION


def silu_gradient(x: Tensor) -> Tensor:
    """Slope of silu at each number; 1 far above 0, 0 far below, never NaN.

    >>> silu_gradient(torch.tensor([0.0, 1.0986]))
    tensor([0.5000, 0.9560])
    """
    # BEGIN SOLUTION task 3: the product rule
    s = sigmoid(x)
    return s + x * s * (1 - s)
    # END SOLUTION


def gelu(x: Tensor) -> Tensor:
    """x times the probability that a standard normal number is below x: x * Phi(x), exact.

    Phi(x) = (1 + erf(x / sqrt(2))) / 2. The approximation by tanh is off in the fourth digit: not accepted.
    Finite for every finite x. Write it yourself: as in elu. torch.erf is allowed.

    >>> gelu(torch.tensor([-1.0, 0.0, 1.0]))  # Phi(1) is 0.8413
    tensor([-0.1587,  0.0000,  0.8413])
    """
    # BEGIN SOLUTION task 3: the gate is the normal distribution
    return x * normal_cdf(x)
    # END SOLUTION


def gelu_gradient(x: Tensor) -> Tensor:
    """Slope of gelu at each number; 1 far above 0, 0 far below, never NaN.

    The slope of Phi is the normal density exp(-x * x / 2) / sqrt(2 pi).

    >>> gelu_gradient(torch.tensor([-1.0, 0.0, 1.0]))
    tensor([-0.0833,  0.5000,  1.0833])
    """
    # BEGIN SOLUTION task 3: the product rule again
    density = torch.exp(-x * x / 2) / math.sqrt(2 * math.pi)
    return normal_cdf(x) + x * density
    # END SOLUTION


# BEGIN SOLUTION task 3: a helper of the solution, not part of the stub


def normal_cdf(x: Tensor) -> Tensor:
    """The probability that a standard normal number is below x."""
    return (1 + torch.erf(x / math.sqrt(2))) / 2


# END SOLUTION


def collapse(W1: Tensor, b1: Tensor, W2: Tensor, b2: Tensor) -> tuple[Tensor, Tensor]:
    """Merge two linear layers, with nothing between them, into one that does the same.

    Weights lie as in nn.Linear: W1 is (h, d), b1 (h,), W2 (k, h), b2 (k,); a layer maps x of shape (n, d) to
    x @ W1.T + b1. Returns (W, b) of shapes (k, d) and (k,) with x @ W.T + b equal to the second layer of the
    first, for every x.

    >>> W, b = collapse(torch.tensor([[2.0]]), torch.tensor([1.0]), torch.tensor([[3.0]]), torch.tensor([4.0]))
    >>> W, b
    (tensor([[6.]]), tensor([7.]))
    """
    # BEGIN SOLUTION task 4: put the first layer into the second and sort by x
    # Of one sample, as a column: W2 (W1 x + b1) + b2 = (W2 W1) x + (W2 b1 + b2). The first bias goes through
    # the second layer like anything else.
    return W2 @ W1, W2 @ b1 + b2
    # END SOLUTION


def dead_units(activations: Tensor) -> float:
    """Share of the units that fire for no sample.

    activations: what a ReLU layer gave, (n, units), each number 0 or more: row i is sample i. A unit fires
    for a sample when its number is above 0, however small. Returns one number from 0 to 1.

    >>> dead_units(torch.tensor([[0.0, 2.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.1]]))
    0.5
    """
    # BEGIN SOLUTION task 5: ask each column whether it ever fires
    fires = (activations > 0).any(dim=0)
    return 1 - fires.double().mean().item()
    # END SOLUTION


def output_activation(task: str) -> Callable[[Tensor], Tensor]:
    """Choose what comes after the last layer.

    task: "regression" (any real number), "binary" (the probability of yes), "multiclass" (exactly one of k
    classes) or "multilabel" (each of k labels by itself, yes or no).
    Returns a function, or a module, that maps the last layer's numbers, (n, k), to the answer, (n, k): the
    numbers as they are, or probabilities. One of the names "identity", "sigmoid", "softmax" is accepted in
    its place. Everything of PyTorch is allowed.

    >>> output_activation("binary")(torch.tensor([[0.0]]))
    tensor([[0.5000]])
    """
    # BEGIN SOLUTION task 6: ask of each task what numbers its answer may be, and whether they must sum to 1
    if task == "regression":
        return torch.nn.Identity()
    if task in ("binary", "multilabel"):
        # One yes or no a column: two labels may both be likely, so nothing has to sum to 1.
        return torch.nn.Sigmoid()
    if task == "multiclass":
        # Exactly one class is right: the probabilities of a row share the 1 among them.
        return torch.nn.Softmax(dim=1)
    raise ValueError(f"task is 'regression', 'binary', 'multiclass' or 'multilabel', not {task!r}")
    # END SOLUTION


def interpolate(xs: Tensor, ys: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Write down a network of one hidden ReLU layer that goes through all given points.

    xs, ys: (n,), one dtype, n >= 2, xs strictly increasing, in steps of any size. Returns (W1, b1, W2, b2) as in collapse, of
    shapes (h, 1), (h,), (1, h) and (1,); how many units h there are is up to you. With a ReLU between the two layers the
    network gives ys[i] at xs[i], and between two neighbours the straight line. Left of xs[0] and right of xs[-1] it is free.
    The dtype is that of xs. No training: the numbers follow from the points.

    >>> W1, b1, W2, b2 = interpolate(torch.tensor([0.0, 1.0, 3.0]), torch.tensor([1.0, 3.0, 3.0]))
    >>> x = torch.tensor([[0.5], [2.0]])
    >>> relu(x @ W1.T + b1) @ W2.T + b2
    tensor([[2.],
            [3.]])
    """
    # BEGIN SOLUTION task 7: a unit for each point but the last; ask how much the slope changes there
    slopes = ys.diff() / xs.diff()
    # The unit relu(x - xs[i]) is 0 left of its point and rises by 1 to the right: it can only bend what comes after it. What it
    # has to add is the change of the slope, since the units before it go on rising.
    changes = torch.cat([slopes[:1], slopes.diff()])
    return torch.ones_like(changes)[:, None], -xs[:-1], changes[None], ys[:1].clone()
    # END SOLUTION
