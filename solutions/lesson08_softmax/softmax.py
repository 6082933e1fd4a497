"""Lesson 08: softmax, from scores to probabilities, to a loss, to a network that reads digits.

Shapes: N samples and C classes. Logits are any real numbers, (N, C). A target is the index of a class,
0 to C - 1, as int64: y of shape (N,). Where every sample has one target per pixel, logits are (N, C, d1, ...)
and y is (N, d1, ...): the classes always lie along dimension 1. Floats are float32 or float64; no function
changes its arguments.

Tasks 1 to 5 must do without some of PyTorch's own functions; each docstring says which.
"""

import numpy as np
import torch
from torch import Tensor, nn


def softmax(x: Tensor, dim: int = -1) -> Tensor:
    """Turn scores into probabilities: exp(x) divided by the sum of exp(x) along `dim`.

    x: any shape with at least one dimension, floating. dim: the dimension along which the results sum to 1;
    it may be negative, -1 is the last one. Returns the shape and the precision of x (float64 is computed in
    float64). Finite for every finite x, also for 10000 and -10000; an entry of -inf gets probability 0.

    Write it yourself: torch.softmax, nn.Softmax, log_softmax and their like are not allowed here;
    torch.logsumexp is.

    >>> softmax(torch.tensor([[0.0, 0.0], [0.0, 1.0986]]), dim=1)
    tensor([[0.5000, 0.5000],
            [0.2500, 0.7500]])
    """
    # BEGIN SOLUTION task 1: exp, divided by the sum along dim; first find out what keeps exp from overflowing
    # A constant factor cancels in the fraction, so the largest exponent may be moved to 0: nothing overflows,
    # and the sum is at least 1. Each row needs its own largest entry: next to a row of 10000s, the
    # exponentials of a row of -10000s would all be 0, and 0 / 0 is NaN. keepdim lets the result broadcast back.
    exps = torch.exp(x - x.amax(dim=dim, keepdim=True))
    return exps / exps.sum(dim=dim, keepdim=True)
    # END SOLUTION


def log_softmax(x: Tensor, dim: int = -1) -> Tensor:
    """The logarithm of softmax(x, dim), computed without forming the probabilities.

    x, dim and the result as in softmax. Finite for every finite x: the log-probabilities of [0, 10000] are
    [-10000, 0]. An entry of -inf gets -inf.

    Write it yourself: the functions that are not allowed in softmax are not allowed here either.

    >>> log_softmax(torch.tensor([0.0, 10000.0]))
    tensor([-10000.,      0.])
    """
    # BEGIN SOLUTION task 1: simplify the logarithm of the fraction on paper, then write that
    # log(softmax) would take the logarithm of a probability that has underflowed to 0. On paper
    # log(exp(x) / s) is x - log(s), which needs no small number at all.
    shifted = x - x.amax(dim=dim, keepdim=True)
    return shifted - shifted.exp().sum(dim=dim, keepdim=True).log()
    # END SOLUTION


def one_hot(y: Tensor, num_classes: int) -> Tensor:
    """Write each class index as a row of zeros with a single 1.

    y: int64, (N,) or (N, d1, ...), entries 0 to num_classes - 1. Returns y.shape + (num_classes,), so the
    classes lie along the last dimension; int64, or any other numeric dtype. Classes that do not occur keep
    their place.

    >>> one_hot(torch.tensor([2, 0]), 4)
    tensor([[0, 0, 1, 0],
            [1, 0, 0, 0]])
    """
    # BEGIN SOLUTION task 2: a row of num_classes numbers for each target
    # Row k of the identity is class k in one-hot form; indexing with a tensor of any shape keeps that shape.
    return torch.eye(num_classes, dtype=torch.int64)[y]
    # END SOLUTION


def nll_loss(
    logp: Tensor, y: Tensor, weight: Tensor | None = None, ignore_index: int = -100, reduction: str = "mean"
) -> Tensor:
    """Negative log-likelihood: what the log-probabilities of the targets cost.

    logp: log-probabilities, (N, C) or (N, C, d1, ...). y: int64, (N,) or (N, d1, ...).
    One target y[i] costs -weight[y[i]] * logp[i, y[i]].
    weight: one number per class, (C,), same dtype as logp; None means 1 for all.
    ignore_index: targets of this value cost 0 and are not counted. It may be a class; the default is none.
    reduction: "none" gives one loss per target, in the shape of y; "sum" their sum; "mean" the sum divided by
    the sum of the weights of the targets that count (without weights: by how many count). At least one counts.

    Write it yourself: F.nll_loss, F.cross_entropy, F.kl_div and their classes are not allowed in tasks 2 and 3.

    >>> logp = torch.tensor([[0.5, 0.5], [0.25, 0.75]]).log()
    >>> nll_loss(logp, torch.tensor([0, 0]), reduction="none")
    tensor([0.6931, 1.3863])
    >>> nll_loss(logp, torch.tensor([0, 0]))
    tensor(1.0397)
    """
    # BEGIN SOLUTION task 2: one loss per target first, with its weight, 0 where ignored; reduce at the end
    if weight is None:
        weight = torch.ones(logp.shape[1], dtype=logp.dtype)
    counted = y != ignore_index
    # An ignored target may lie outside the table. Look up class 0 in its place; a weight of 0 undoes that.
    safe = torch.where(counted, y, 0)
    weights = weight[safe].masked_fill(~counted, 0.0)
    # gather wants an index with as many dimensions as logp. squeeze(1), not squeeze(): N = 1 stays a batch.
    losses = -weights * logp.gather(1, safe.unsqueeze(1)).squeeze(1)
    if reduction == "none":
        return losses
    if reduction == "sum":
        return losses.sum()
    if reduction == "mean":
        # A weighted mean divides by the weights: 3 means "as if this sample were there three times".
        return losses.sum() / weights.sum()
    raise ValueError(f"reduction is 'none', 'mean' or 'sum', not {reduction!r}")
    # END SOLUTION


def cross_entropy(
    logits: Tensor, y: Tensor, weight: Tensor | None = None, ignore_index: int = -100, reduction: str = "mean"
) -> Tensor:
    """Cross-entropy of logits: the negative log-likelihood of their log-softmax over the classes.

    logits: (N, C) or (N, C, d1, ...), not yet softmaxed; the classes lie along dimension 1. y, weight,
    ignore_index, reduction: as in nll_loss. Stable: logits [10000, 0] cost 10000 with y = 1 and 0 with y = 0.

    Write it yourself: as in task 2. Your log_softmax and nll_loss are welcome here, torch.log_softmax too.

    >>> cross_entropy(torch.tensor([[0.0, 0.0], [0.0, 1.0986]]), torch.tensor([0, 0]))
    tensor(1.0397)
    """
    # BEGIN SOLUTION task 3: put together what tasks 1 and 2 gave you
    # dim=1, not -1: for images of logits the last dimension is a column of pixels.
    return nll_loss(log_softmax(logits, dim=1), y, weight, ignore_index, reduction)
    # END SOLUTION


def cross_entropy_gradient(logits: Tensor, y: Tensor) -> Tensor:
    """Gradient, with respect to the logits, of the mean loss cross_entropy(logits, y).

    logits: (N, C). y: (N,). Returns (N, C). Right for large logits too: with N = 1, logits [10000, 0] and
    y = 1 the gradient is [1, -1].
    A formula, not autograd: backward and torch.autograd.grad are not allowed here; torch.softmax is.

    >>> cross_entropy_gradient(torch.tensor([[0.0, 0.0], [0.0, 1.0986]]), torch.tensor([0, 0]))
    tensor([[-0.2500,  0.2500],
            [-0.3750,  0.3750]])
    """
    # BEGIN SOLUTION task 4: differentiate the loss of one sample; the mean adds a factor
    # The logarithm of the loss and the exponential of softmax undo each other. What is left says how much
    # probability has to move where, so each row sums to 0.
    return (softmax(logits, dim=1) - one_hot(y, logits.shape[1])) / len(y)
    # END SOLUTION


def softmax_numpy(x: np.ndarray) -> np.ndarray:
    """Softmax along the last axis, with NumPy alone.

    x: (C,) or (N, C), floating. Returns an array of the same shape. Stable as softmax is.
    No operation of torch is allowed here.

    >>> softmax_numpy(np.array([0.0, math.log(3.0)])).round(4).tolist()
    [0.25, 0.75]
    """
    # BEGIN SOLUTION task 5: the steps of task 1 in NumPy's words
    # NumPy says axis and keepdims where torch says dim and keepdim. x -= ... would change the caller's array.
    exps = np.exp(x - x.max(axis=-1, keepdims=True))
    return exps / exps.sum(axis=-1, keepdims=True)
    # END SOLUTION


def cross_entropy_numpy(logits: np.ndarray, y: np.ndarray) -> float:
    """Mean cross-entropy of logits, with NumPy alone.

    logits: (N, C), floating. y: class indices, int64, (N,). Returns one number. Stable as cross_entropy is.
    No operation of torch is allowed here.

    >>> round(float(cross_entropy_numpy(np.array([[0.0, 0.0]]), np.array([1]))), 4)
    0.6931
    """
    # BEGIN SOLUTION task 5: the loss of each row, then the mean
    shifted = logits - logits.max(axis=1, keepdims=True)
    logp = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    # Two index arrays side by side pick one entry per row: (0, y[0]), (1, y[1]), ...
    return float(-logp[np.arange(len(y)), y].mean())
    # END SOLUTION


class Net(nn.Module):
    """A fully connected network for images of digits: 784-512-256-128-64-10, ReLU between the layers.

    Five linear layers with bias and no other parameters; their names and start values are free.
    Any PyTorch layer is allowed.

    >>> Net()(torch.zeros(3, 1, 28, 28)).shape
    torch.Size([3, 10])
    """

    def __init__(self) -> None:
        super().__init__()
        # BEGIN SOLUTION task 6: five linear layers
        self.layers = nn.Sequential(
            nn.Flatten(),
            nn.Linear(784, 512),
            nn.ReLU(),
            nn.Linear(512, 256),
            nn.ReLU(),
            nn.Linear(256, 128),
            nn.ReLU(),
            nn.Linear(128, 64),
            nn.ReLU(),
            # No ReLU and no softmax after the last layer: the loss wants logits, of both signs.
            nn.Linear(64, 10),
        )
        # END SOLUTION

    def forward(self, x: Tensor) -> Tensor:
        """x: (n, 1, 28, 28), float32. Returns logits, not probabilities, (n, 10)."""
        # BEGIN SOLUTION task 6: flatten each image, then layer after layer with ReLU between
        return self.layers(x)
        # END SOLUTION


def train(net: nn.Module, images: Tensor, labels: Tensor, epochs: int, batch_size: int, lr: float) -> None:
    """Fit the network by mini-batch SGD with momentum 0.9 on the mean cross-entropy.

    images: (n, 1, 28, 28), float32, already normalised. labels: int64, (n,).
    One epoch visits every image once, in a new random order, in batches of batch_size; the last batch may be
    short, also the only one. The network is changed in place. What is returned is up to you.
    Any loss and optimizer of PyTorch is allowed; another optimizer must reach the same accuracy. Time counts
    too: work on a whole batch at once.

    >>> net = Net()
    >>> train(net, torch.ones(4, 1, 28, 28), torch.tensor([3, 3, 3, 3]), epochs=20, batch_size=2, lr=0.02)
    >>> net(torch.ones(1, 1, 28, 28)).argmax(dim=1)
    tensor([3])
    """
    # BEGIN SOLUTION task 6: each epoch a new order; each batch predict, measure, clear, backward, step
    loss_of = nn.CrossEntropyLoss()  # PyTorch's version of task 3
    optimizer = torch.optim.SGD(net.parameters(), lr=lr, momentum=0.9)
    for _ in range(epochs):
        # One permutation for both keeps each image with its label. A fresh one each epoch: in an order sorted
        # by digit the network would forget the zeros by the time it has seen the nines.
        for batch in torch.randperm(len(images)).split(batch_size):
            loss = loss_of(net(images[batch]), labels[batch])
            optimizer.zero_grad()  # backward() adds to .grad
            loss.backward()
            optimizer.step()
    # END SOLUTION


class SoftmaxRegression(nn.Module):
    """One linear layer from the four pixels of a small image to the logits of three classes: no hidden layer.

    One weight for each pixel and class, 12 of them, and 3 biases; no other parameters. Their names and start values
    are free.

    >>> SoftmaxRegression()(torch.zeros(5, 1, 2, 2)).shape
    torch.Size([5, 3])
    """

    def __init__(self) -> None:
        super().__init__()
        # BEGIN SOLUTION task 7: one linear layer
        self.linear = nn.Linear(4, 3)
        # END SOLUTION

    def forward(self, x: Tensor) -> Tensor:
        """x: (n, 1, 2, 2), float32; the pixels are read row by row. Returns logits, (n, 3)."""
        # BEGIN SOLUTION task 7: lay the pixels in a row, then the layer
        # flatten(1), not flatten(): the images stay apart.
        return self.linear(x.flatten(1))
        # END SOLUTION


def one_output(weight: Tensor, bias: Tensor) -> tuple[Tensor, Tensor]:
    """Make of a linear layer with two outputs the layer with one output that means the same.

    weight: (2, d), bias: (2,), floating: class 0 first, then class 1; trained with cross-entropy. Returns the weight,
    (1, d), and the bias, (1,), of a layer whose sigmoid is the probability that softmax gave to class 1. So its binary
    cross-entropy is the cross-entropy of the two outputs.

    >>> one_output(torch.tensor([[1.0, 2.0], [4.0, 3.0]]), torch.tensor([0.5, 0.0]))
    (tensor([[3., 1.]]), tensor([-0.5000]))
    """
    # BEGIN SOLUTION task 7: which of the two logits' combinations does softmax depend on?
    # Only differences count: softmax of (z0, z1) is softmax of (0, z1 - z0), and that is the sigmoid of z1 - z0.
    return weight[1:] - weight[:1], bias[1:] - bias[:1]
    # END SOLUTION
