"""Lesson 05: logistic regression, from the sigmoid to a trained classifier.

Shapes: one feature and n samples make x of shape (n, 1); targets y are floats in [0, 1] of the same shape
as the predictions. z is a logit (any real number), p a probability.
"""

import torch
from torch import Tensor, nn


def sigmoid(z: Tensor) -> Tensor:
    """Squash any real number into (0, 1).

    z: any shape, float32 or float64. Returns 1 / (1 + exp(-z)) of each number, in the same shape and with the
    precision of z (a float64 z is computed in float64). Finite for every finite z, also for 10000 and
    -10000. z itself stays as it was.

    Write it yourself: torch.sigmoid, z.sigmoid(), nn.Sigmoid and torch.special.expit are not allowed here.

    >>> sigmoid(torch.tensor([0.0]))
    tensor([0.5000])
    """
    # TODO (task 1): compute 1 / (1 + exp(-z))
    raise NotImplementedError("sigmoid: start with task 1")


def bce(p: Tensor, y: Tensor, reduction: str = "mean") -> Tensor:
    """Binary cross-entropy of probabilities: -(y log p + (1 - y) log(1 - p)).

    p: probabilities in [0, 1]; y: targets in [0, 1], floats, same shape as p (0.3 is a valid target).
    No logarithm counts for less than -100, so p = 0 with y = 1 costs 100 and p = 0 with y = 0 costs 0.
    p itself is not clamped: p = 1e-30 with y = 1 costs 69.08.
    reduction: "none" gives one loss per number, in the shape of p; "sum" their sum; "mean" their mean over
    every number of the tensor.

    Write it yourself: F.binary_cross_entropy, nn.BCELoss and their `with_logits` forms are not allowed here.

    >>> bce(torch.tensor([[0.5], [0.25]]), torch.tensor([[1.0], [1.0]]))
    tensor(1.0397)
    """
    # TODO (task 2): clamp both logarithms at -100, weigh them with y and 1 - y, then reduce
    raise NotImplementedError("bce: start with task 2")


def bce_with_logits(z: Tensor, y: Tensor, pos_weight: Tensor | None = None, reduction: str = "mean") -> Tensor:
    """Binary cross-entropy of logits: -(pos_weight * y log s + (1 - y) log(1 - s)) with s = sigmoid(z).

    z: logits, any finite numbers; y: targets in [0, 1], floats, same shape as z.
    pos_weight: a tensor that broadcasts against z, say shape (1,), or (C,) beside z of shape (n, C): one
    weight per column. It multiplies the y part alone; None means 1.
    reduction: as in bce. "mean" divides by the count of numbers, never by the weights.
    Stable: z = 10000 with y = 0 costs 10000, and with y = 1 it costs 0.

    Write it yourself: the functions that are not allowed in bce are not allowed here either.

    >>> bce_with_logits(torch.tensor([[1000.0]]), torch.tensor([[0.0]]))
    tensor(1000.)
    """
    # TODO (task 3): write -log s and -log(1 - s) without ever forming s, then weigh and reduce
    raise NotImplementedError("bce_with_logits: start with task 3")


def bce_gradient(z: Tensor, y: Tensor) -> Tensor:
    """Gradient, with respect to the logits z, of the mean loss bce_with_logits(z, y).

    z, y: shape (n, 1) or (n,), the same for both; y floats in [0, 1]. Returns the shape of z.
    Right for large logits too: with n = 1, z = 10000 and y = 0 the gradient is 1.
    A formula or autograd, both are welcome here, and so is torch.sigmoid.

    >>> bce_gradient(torch.tensor([1.0986, -1.0986]), torch.tensor([1.0, 1.0]))
    tensor([-0.1250, -0.3750])
    """
    # TODO (task 4): differentiate the loss of one sample; the mean adds a factor
    raise NotImplementedError("bce_gradient: start with task 4")


class LogisticRegressionModel(nn.Module):
    """One linear layer with a bias and a sigmoid: p = sigmoid(x w + b).

    in_features: the number of columns of x, 1 by default. Its only parameters are a weight for each feature
    and one bias; their names and start values are free.

    >>> LogisticRegressionModel()(torch.zeros(4, 1)).shape
    torch.Size([4, 1])
    """

    def __init__(self, in_features: int = 1) -> None:
        super().__init__()
        # TODO (task 5): a linear layer from in_features numbers to one
        raise NotImplementedError("LogisticRegressionModel: start with task 5")

    def forward(self, x: Tensor) -> Tensor:
        """x: (n, in_features). Returns probabilities, not logits, (n, 1). torch.sigmoid is allowed."""
        # TODO (task 5): the sigmoid of the linear layer
        raise NotImplementedError("LogisticRegressionModel.forward: start with task 5")


def predict(model: nn.Module, x: Tensor, threshold: float = 0.5) -> Tensor:
    """Decide: 1 where the model's probability is at least the threshold, 0 elsewhere.

    model: returns probabilities of shape (n, 1). A probability equal to the threshold counts as 1.
    Returns a tensor of zeros and ones, shape (n, 1), of any dtype.

    >>> model = LogisticRegressionModel()
    >>> predict(model, torch.tensor([[1.0], [2.0]]), threshold=0.0)
    tensor([[1.],
            [1.]])
    """
    # TODO (task 5): compare the probabilities with the threshold
    raise NotImplementedError("predict: start with task 5")


def train(model: nn.Module, x: Tensor, y: Tensor, lr: float, epochs: int) -> list[float]:
    """Fit the model by plain gradient descent on the mean binary cross-entropy.

    x: (n, in_features); y: (n, 1), floats. An epoch is one step of size lr on all n samples at once: no
    mini-batches, no momentum. The model is changed in place, from the parameters that it comes with;
    gradients that the caller left on it do no harm. nn.BCELoss and torch.optim are allowed.
    Returns the mean loss of each epoch, taken before that epoch's step: `epochs` numbers.

    >>> len(train(LogisticRegressionModel(), torch.zeros(4, 1), torch.ones(4, 1), lr=0.1, epochs=3))
    3
    """
    # TODO (task 6): predict, measure, clear, backward, step; once an epoch
    raise NotImplementedError("train: start with task 6")
