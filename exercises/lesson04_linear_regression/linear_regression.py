"""Lesson 04: linear regression, first from its single parts, then with nn.Module, then in closed form.

Shapes: n samples with d features make X of shape (n, d); a weight for each feature makes w of shape (d, 1);
labels y and predictions y_hat have shape (n, 1). Everything is a float32 tensor unless a function says
otherwise.
"""

from collections.abc import Iterator

import torch
from torch import Tensor, nn


def linreg(X: Tensor, w: Tensor, b: Tensor) -> Tensor:
    """Predict with a linear model: X w + b.

    X: (n, d). w: (d, 1). b: (1,), the same for every sample. Returns the predictions, (n, 1).

    >>> linreg(torch.tensor([[1.0, 2.0]]), torch.tensor([[3.0], [4.0]]), torch.tensor([0.5]))
    tensor([[11.5000]])
    """
    # TODO (task 1): multiply each row of X with w, add b
    raise NotImplementedError("linreg: start with task 1")


def squared_loss(y_hat: Tensor, y: Tensor) -> Tensor:
    """Measure each prediction by half the square of its error.

    y_hat: the predictions, (n, 1) or (n,). y: the labels, as many numbers, also (n, 1) or (n,): not
    necessarily the same of the two. Returns one loss per sample, (y_hat - y) ** 2 / 2, in the shape of y_hat:
    no sum, no mean. y_hat and y stay as they were.

    >>> squared_loss(torch.tensor([[3.0], [5.0]]), torch.tensor([1.0, 6.0]))
    tensor([[2.0000],
            [0.5000]])
    """
    # TODO (task 1): bring y into the shape of y_hat, then half the square of each difference
    raise NotImplementedError("squared_loss: start with task 1")


def synthetic_data(w: Tensor, b: float, n: int) -> tuple[Tensor, Tensor]:
    """Make n samples of a known linear model, with a little noise: y = X w + b + noise.

    w: the true weights, 1-D, (d,), float32. b: the true bias, one number. n: at least 1.
    Returns (X, y), float32 tensors: X of shape (n, d), every number standard normal (mean 0, standard
    deviation 1); y of shape (n, 1). Each label has noise of its own, normal with mean 0 and standard
    deviation 0.01. Each call draws new numbers; no seed is set.

    >>> X, y = synthetic_data(torch.tensor([1.5, -2.0]), 0.8, 1000)
    >>> X.shape, y.shape
    (torch.Size([1000, 2]), torch.Size([1000, 1]))
    """
    # TODO (task 2): draw X, compute X w + b as a column, add noise to each label
    raise NotImplementedError("synthetic_data: start with task 2")


def data_iter(batch_size: int, features: Tensor, labels: Tensor) -> Iterator[tuple[Tensor, Tensor]]:
    """Go through the samples once, in a random order, a mini-batch at a time.

    batch_size: at least 1, may be larger than n. features: (n, d), n at least 1. labels: (n, 1).
    Yields pairs (X, y) of tensors with shapes (batch_size, d) and (batch_size, 1); row i of y belongs to row
    i of X. Every sample comes exactly once. When n is no multiple of batch_size, the last pair is shorter; no
    pair is empty. Each call shuffles anew. features and labels stay as they were.
    A generator is natural; a list of pairs or a DataLoader will do.

    >>> [len(y) for X, y in data_iter(2, torch.zeros(5, 3), torch.zeros(5, 1))]
    [2, 2, 1]
    """
    # TODO (task 3): shuffle the row numbers, cut them into pieces, pick these rows from both tensors
    raise NotImplementedError("data_iter: start with task 3")


def sgd(params: list[Tensor], lr: float, batch_size: int) -> None:
    """Take one step of stochastic gradient descent, in place, and clear the gradients.

    params: a list of tensors of any shapes that require gradients; each .grad holds the gradient of the
    *summed* loss of a batch. lr: the learning rate. batch_size: how many samples were summed.
    Each tensor itself becomes tensor - lr * gradient / batch_size, and goes on requiring its gradient.
    Afterwards each .grad is zero or None.

    >>> w = torch.tensor([1.0, 2.0], requires_grad=True)
    >>> (w * w).sum().backward()  # the gradient is 2 w
    >>> sgd([w], lr=0.5, batch_size=2)
    >>> w.tolist()
    [0.5, 1.0]
    """
    # TODO (task 4): move each tensor against its gradient, nothing recorded, then clear the gradient
    raise NotImplementedError("sgd: start with task 4")


class LinearModel(nn.Module):
    """A straight line: y_hat = x w + b, from one number to one number.

    Its only parameters are one weight and one bias; their names, shapes and start values are free.

    >>> LinearModel()(torch.zeros(4, 1)).shape
    torch.Size([4, 1])
    """

    def __init__(self) -> None:
        super().__init__()
        # TODO (task 5): a linear layer from one number to one
        raise NotImplementedError("LinearModel: start with task 5")

    def forward(self, x: Tensor) -> Tensor:
        """x: (n, 1). Returns the predictions, (n, 1)."""
        # TODO (task 5): use the layer
        raise NotImplementedError("LinearModel.forward: start with task 5")


def train(model: nn.Module, x: Tensor, y: Tensor, lr: float, epochs: int) -> list[float]:
    """Fit the model by plain gradient descent on the mean squared error.

    x, y: (n, 1). An epoch is one step of size lr on all n samples at once: no mini-batches, no momentum. The
    loss is the mean over the samples of (y_hat - y) ** 2, as in nn.MSELoss; the mean of squared_loss, half as
    large, is accepted as well, when losses and steps both come from it. The model is changed in place, from
    the parameters that it comes with; gradients that the caller left on it do no harm. torch.optim is
    allowed.
    Returns the loss of each epoch, taken before that epoch's step: `epochs` numbers.

    >>> len(train(LinearModel(), torch.zeros(4, 1), torch.ones(4, 1), lr=0.1, epochs=3))
    3
    """
    # TODO (task 5): predict, measure, clear, backward, step; once an epoch
    raise NotImplementedError("train: start with task 5")


def closed_form(X: Tensor, y: Tensor) -> tuple[Tensor, Tensor]:
    """Find the weights and the bias with the least squared error, without any training.

    X: (n, d) with n > d, no column a combination of the others or constant. y: (n, 1). float32 or float64.
    Returns (w, b): w of shape (d, 1), and b as one number (a Python number, a 0-d tensor or a 0-d array), of any
    floating dtype. X and y stay as they were.

    >>> w, b = closed_form(torch.tensor([[0.0], [1.0], [2.0]]), torch.tensor([[1.0], [3.0], [5.0]]))
    >>> round(w.item(), 4), round(float(b), 4)
    (2.0, 1.0)
    """
    # TODO (task 6): add a column of ones for the bias, solve for the least squares, split the result
    raise NotImplementedError("closed_form: start with task 6")
