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
    # BEGIN SOLUTION task 1: multiply each row of X with w, add b
    # (n, d) @ (d, 1) is (n, 1). b has one number, and broadcasting adds it to every row.
    return X @ w + b
    # END SOLUTION


def squared_loss(y_hat: Tensor, y: Tensor) -> Tensor:
    """Measure each prediction by half the square of its error.

    y_hat: the predictions, (n, 1) or (n,). y: the labels, as many numbers, also (n, 1) or (n,): not
    necessarily the same of the two. Returns one loss per sample, (y_hat - y) ** 2 / 2, in the shape of y_hat:
    no sum, no mean. y_hat and y stay as they were.

    >>> squared_loss(torch.tensor([[3.0], [5.0]]), torch.tensor([1.0, 6.0]))
    tensor([[2.0000],
            [0.5000]])
    """
    # BEGIN SOLUTION task 1: bring y into the shape of y_hat, then half the square of each difference
    # (n, 1) minus (n,) is no error: it broadcasts to (n, n), every prediction against every label.
    errors = y_hat - y.reshape(y_hat.shape)
    # The half cancels the 2 that the derivative brings down: the gradient is just the error.
    return errors**2 / 2
    # END SOLUTION


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
    # BEGIN SOLUTION task 2: draw X, compute X w + b as a column, add noise to each label
    X = torch.randn(n, len(w))
    # As a column at once: (n, d) @ (d,) would be (n,), and noise of shape (n, 1) would make it (n, n).
    y = X @ w.reshape(-1, 1) + b
    # The 0.01 is a standard deviation: randn has 1, so it is multiplied with 0.01 itself, not with its root.
    return X, y + 0.01 * torch.randn(n, 1)
    # END SOLUTION


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
    # BEGIN SOLUTION task 3: shuffle the row numbers, cut them into pieces, pick these rows from both tensors
    # One order for both tensors, so that a label stays with its features.
    order = torch.randperm(len(features))
    for start in range(0, len(features), batch_size):
        # A slice that runs past the end stops there: the last batch is short by itself.
        rows = order[start : start + batch_size]
        yield features[rows], labels[rows]
    # END SOLUTION


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
    # BEGIN SOLUTION task 4: move each tensor against its gradient, nothing recorded, then clear the gradient
    # Autograd forbids changing a tensor that requires a gradient in place, unless nothing is recorded.
    with torch.no_grad():
        for param in params:
            # `param = param - ...` would only give a new tensor this name; the caller's would not change.
            param -= lr * param.grad / batch_size
            # backward adds to .grad, so what is left here would count in the next step again.
            param.grad.zero_()
    # END SOLUTION


class LinearModel(nn.Module):
    """A straight line: y_hat = x w + b, from one number to one number.

    Its only parameters are one weight and one bias; their names, shapes and start values are free.

    >>> LinearModel()(torch.zeros(4, 1)).shape
    torch.Size([4, 1])
    """

    def __init__(self) -> None:
        super().__init__()
        # BEGIN SOLUTION task 5: a linear layer from one number to one
        self.linear = nn.Linear(1, 1)
        # END SOLUTION

    def forward(self, x: Tensor) -> Tensor:
        """x: (n, 1). Returns the predictions, (n, 1)."""
        # BEGIN SOLUTION task 5: use the layer
        return self.linear(x)
        # END SOLUTION


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
    # BEGIN SOLUTION task 5: predict, measure, clear, backward, step; once an epoch
    loss_of = nn.MSELoss()  # the mean by default, so lr does not depend on the number of samples
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        loss = loss_of(model(x), y)
        losses.append(loss.item())  # item() keeps the number and lets go of the graph
        # Clearing just before backward also removes what the caller left in .grad.
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return losses
    # END SOLUTION


def closed_form(X: Tensor, y: Tensor) -> tuple[Tensor, Tensor]:
    """Find the weights and the bias with the least squared error, without any training.

    X: (n, d) with n > d, no column a combination of the others or constant. y: (n, 1). float32 or float64.
    Returns (w, b): w of shape (d, 1), and b as one number (a Python number, a 0-d tensor or a 0-d array), of any
    floating dtype. X and y stay as they were.

    >>> w, b = closed_form(torch.tensor([[0.0], [1.0], [2.0]]), torch.tensor([[1.0], [3.0], [5.0]]))
    >>> round(w.item(), 4), round(float(b), 4)
    (2.0, 1.0)
    """
    # BEGIN SOLUTION task 6: add a column of ones for the bias, solve for the least squares, split the result
    # A feature that is 1 for every sample turns the bias into one more weight.
    A = torch.cat([X, torch.ones_like(X[:, :1])], dim=1)
    # lstsq works on A itself. Forming A^T A, as the textbook formula does, squares its condition number.
    theta = torch.linalg.lstsq(A, y).solution
    return theta[:-1], theta[-1, 0]
    # END SOLUTION
