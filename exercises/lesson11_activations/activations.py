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
    # TODO (task 1): the larger of x and 0
    raise NotImplementedError("relu: start with task 1")


def relu_gradient(x: Tensor) -> Tensor:
    """Slope of relu at each number: 1 above 0, 0 below.

    At 0 itself the graph has a corner: any number from 0 to 1 is accepted (PyTorch takes 0).

    >>> relu_gradient(torch.tensor([-2.0, 3.0]))
    tensor([0., 1.])
    """
    # TODO (task 1): compare with 0
    raise NotImplementedError("relu_gradient: start with task 1")


def leaky_relu(x: Tensor, slope: float = 0.01) -> Tensor:
    """Keep what is positive, multiply the rest by `slope`.

    slope: a number from 0 to 1; 0 is ReLU.
    Write it yourself: as in relu.

    >>> leaky_relu(torch.tensor([-2.0, 3.0]), 0.1)
    tensor([-0.2000,  3.0000])
    """
    # TODO (task 1): two cases, told apart by the sign of x
    raise NotImplementedError("leaky_relu: start with task 1")


def leaky_relu_gradient(x: Tensor, slope: float = 0.01) -> Tensor:
    """Slope of leaky_relu at each number: 1 above 0, `slope` below.

    At 0 itself any number from `slope` to 1 is accepted (PyTorch takes `slope`).

    >>> leaky_relu_gradient(torch.tensor([-2.0, 3.0]), 0.1)
    tensor([0.1000, 1.0000])
    """
    # TODO (task 1): the same two cases
    raise NotImplementedError("leaky_relu_gradient: start with task 1")


def prelu(x: Tensor, weight: Tensor) -> Tensor:
    """Leaky ReLU with a learned slope: one for all numbers or one per channel.

    weight: shape (1,), or (C,) beside x of shape (n, C) or (n, C, ...): dimension 1 holds the channels.
    Its numbers are learned, so they may be anything: negative, or larger than 1.
    Write it yourself: as in relu.

    >>> prelu(torch.tensor([[-2.0, -2.0], [3.0, 3.0]]), torch.tensor([0.5, -0.5]))
    tensor([[-1.,  1.],
            [ 3.,  3.]])
    """
    # TODO (task 1): leaky_relu, with each channel's own slope
    raise NotImplementedError("prelu: start with task 1")


def prelu_gradient(x: Tensor, weight: Tensor) -> Tensor:
    """Slope of prelu with respect to x at each number: 1 above 0, the channel's weight below.

    The shape is that of x. At 0 itself any number between the weight and 1 is accepted.

    >>> prelu_gradient(torch.tensor([[-2.0, -2.0], [3.0, 3.0]]), torch.tensor([0.5, -0.5]))
    tensor([[ 0.5000, -0.5000],
            [ 1.0000,  1.0000]])
    """
    # TODO (task 1): the same two cases again
    raise NotImplementedError("prelu_gradient: start with task 1")


def sigmoid(x: Tensor) -> Tensor:
    """1 / (1 + exp(-x)): any number into (0, 1). Finite for every finite x.

    Write it yourself: sigmoid and tanh of torch, F and nn, and torch.special.expit, are not allowed in task 2.

    >>> sigmoid(torch.tensor([0.0, 1.0986]))  # 1.0986 is ln 3
    tensor([0.5000, 0.7500])
    """
    # TODO (task 2): as in lesson 05
    raise NotImplementedError("sigmoid: start with task 2")


def sigmoid_gradient(x: Tensor) -> Tensor:
    """Slope of the sigmoid at each number; 0, not NaN, far from 0.

    >>> sigmoid_gradient(torch.tensor([0.0, 1.0986]))
    tensor([0.2500, 0.1875])
    """
    # TODO (task 2): put the slope in terms of the sigmoid itself
    raise NotImplementedError("sigmoid_gradient: start with task 2")


def tanh(x: Tensor) -> Tensor:
    """(exp(x) - exp(-x)) / (exp(x) + exp(-x)): any number into (-1, 1). Finite for every finite x.

    Write it yourself: as in sigmoid.

    >>> tanh(torch.tensor([0.0, 0.5493]))  # 0.5493 is (ln 3) / 2
    tensor([0.0000, 0.5000])
    """
    # TODO (task 2): find the sigmoid in the fraction
    raise NotImplementedError("tanh: start with task 2")


def tanh_gradient(x: Tensor) -> Tensor:
    """Slope of tanh at each number; 0, not NaN, far from 0.

    >>> tanh_gradient(torch.tensor([0.0, 0.5493]))
    tensor([1.0000, 0.7500])
    """
    # TODO (task 2): put the slope in terms of tanh itself
    raise NotImplementedError("tanh_gradient: start with task 2")


def elu(x: Tensor, alpha: float = 1.0) -> Tensor:
    """x above 0, alpha * (exp(x) - 1) below: a ReLU that runs out smoothly to -alpha.

    alpha: a positive number. Finite for every finite x.
    Write it yourself: elu, celu, selu, silu and gelu of torch, F and nn are not allowed in task 3.

    >>> elu(torch.tensor([-0.69315, 3.0]), 4.0)  # exp(-ln 2) is 0.5
    tensor([-2.0000,  3.0000])
    """
    # TODO (task 3): two cases again; think of what exp does in the case that is not wanted
    raise NotImplementedError("elu: start with task 3")


def elu_gradient(x: Tensor, alpha: float = 1.0) -> Tensor:
    """Slope of elu at each number: 1 above 0, alpha * exp(x) below.

    At 0 itself any number between alpha and 1 is accepted. Finite for every finite x.

    >>> elu_gradient(torch.tensor([-0.69315, 3.0]), 4.0)
    tensor([2.0000, 1.0000])
    """
    # TODO (task 3): differentiate the two cases
    raise NotImplementedError("elu_gradient: start with task 3")


def silu(x: Tensor) -> Tensor:
    """x * sigmoid(x), also called swish. Finite for every finite x.

    Write it yourself: as in elu. torch.sigmoid and your own sigmoid are allowed.

    >>> silu(torch.tensor([0.0, 1.0986]))
    tensor([0.0000, 0.8239])
    """
    # TODO (task 3): x, let through by a gate
    raise NotImplementedError("silu: start with task 3")


def silu_gradient(x: Tensor) -> Tensor:
    """Slope of silu at each number; 1 far above 0, 0 far below, never NaN.

    >>> silu_gradient(torch.tensor([0.0, 1.0986]))
    tensor([0.5000, 0.9560])
    """
    # TODO (task 3): the product rule
    raise NotImplementedError("silu_gradient: start with task 3")


def gelu(x: Tensor) -> Tensor:
    """x times the probability that a standard normal number is below x: x * Phi(x), exact.

    Phi(x) = (1 + erf(x / sqrt(2))) / 2. The approximation by tanh is off in the fourth digit: not accepted.
    Finite for every finite x. Write it yourself: as in elu. torch.erf is allowed.

    >>> gelu(torch.tensor([-1.0, 0.0, 1.0]))  # Phi(1) is 0.8413
    tensor([-0.1587,  0.0000,  0.8413])
    """
    # TODO (task 3): the gate is the normal distribution
    raise NotImplementedError("gelu: start with task 3")


def gelu_gradient(x: Tensor) -> Tensor:
    """Slope of gelu at each number; 1 far above 0, 0 far below, never NaN.

    The slope of Phi is the normal density exp(-x * x / 2) / sqrt(2 pi).

    >>> gelu_gradient(torch.tensor([-1.0, 0.0, 1.0]))
    tensor([-0.0833,  0.5000,  1.0833])
    """
    # TODO (task 3): the product rule again
    raise NotImplementedError("gelu_gradient: start with task 3")


def collapse(W1: Tensor, b1: Tensor, W2: Tensor, b2: Tensor) -> tuple[Tensor, Tensor]:
    """Merge two linear layers, with nothing between them, into one that does the same.

    Weights lie as in nn.Linear: W1 is (h, d), b1 (h,), W2 (k, h), b2 (k,); a layer maps x of shape (n, d) to
    x @ W1.T + b1. Returns (W, b) of shapes (k, d) and (k,) with x @ W.T + b equal to the second layer of the
    first, for every x.

    >>> W, b = collapse(torch.tensor([[2.0]]), torch.tensor([1.0]), torch.tensor([[3.0]]), torch.tensor([4.0]))
    >>> W, b
    (tensor([[6.]]), tensor([7.]))
    """
    # TODO (task 4): put the first layer into the second and sort by x
    raise NotImplementedError("collapse: start with task 4")


def dead_units(activations: Tensor) -> float:
    """Share of the units that fire for no sample.

    activations: what a ReLU layer gave, (n, units), each number 0 or more: row i is sample i. A unit fires
    for a sample when its number is above 0, however small. Returns one number from 0 to 1.

    >>> dead_units(torch.tensor([[0.0, 2.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.1]]))
    0.5
    """
    # TODO (task 5): ask each column whether it ever fires
    raise NotImplementedError("dead_units: start with task 5")


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
    # TODO (task 6): ask of each task what numbers its answer may be, and whether they must sum to 1
    raise NotImplementedError("output_activation: start with task 6")


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
    # TODO (task 7): a unit for each point but the last; ask how much the slope changes there
    raise NotImplementedError("interpolate: start with task 7")
