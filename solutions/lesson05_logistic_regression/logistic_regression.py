"""Lesson 05: logistic regression, from the sigmoid to a trained classifier.

Shapes: one feature and n samples make x of shape (n, 1); targets y are floats in [0, 1] of the same shape
as the predictions. z is a logit (any real number), p a probability.
"""

import torch
from torch import Tensor, nn

# BEGIN SOLUTION task 2: a helper of the solution, not part of the stub


def reduce_losses(losses: Tensor, reduction: str) -> Tensor:
    """Turn one loss per number into what `reduction` asks for; tasks 2 and 3 share it."""
    if reduction == "none":
        return losses
    if reduction == "sum":
        return losses.sum()
    if reduction == "mean":
        # Over every number, whatever the shape: the loss then does not grow with the batch.
        return losses.mean()
    raise ValueError(f"reduction is 'none', 'mean' or 'sum', not {reduction!r}")


# END SOLUTION


def sigmoid(z: Tensor) -> Tensor:
    """Squash any real number into (0, 1).

    z: any shape, float32 or float64. Returns 1 / (1 + exp(-z)) of each number, in the same shape and with the
    precision of z (a float64 z is computed in float64). Finite for every finite z, also for 10000 and
    -10000. z itself stays as it was.

    Write it yourself: torch.sigmoid, z.sigmoid(), nn.Sigmoid and torch.special.expit are not allowed here.

    >>> sigmoid(torch.tensor([0.0]))
    tensor([0.5000])
    """
    # BEGIN SOLUTION task 1: compute 1 / (1 + exp(-z))
    # For a very negative z, exp(-z) overflows to inf, and 1 / inf is 0: the right limit, not an accident.
    # exp(z) / (1 + exp(z)) is the same function on paper, but a large z makes it inf / inf, which is NaN.
    return 1 / (1 + torch.exp(-z))
    # END SOLUTION


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
    # BEGIN SOLUTION task 2: clamp both logarithms at -100, weigh them with y and 1 - y, then reduce
    # log(0) is -inf and 0 * -inf is NaN: without the clamp one certain and right prediction spoils the mean.
    log_p = torch.log(p).clamp(min=-100)
    log_not_p = torch.log(1 - p).clamp(min=-100)
    return reduce_losses(-(y * log_p + (1 - y) * log_not_p), reduction)
    # END SOLUTION


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
    # BEGIN SOLUTION task 3: write -log s and -log(1 - s) without ever forming s, then weigh and reduce
    # -log(sigmoid(z)) = log(1 + exp(-z)). Taking max(-z, 0) out of the logarithm leaves an exponent that is
    # never positive, so nothing overflows; log1p keeps the digits that 1 + (something tiny) would lose.
    tail = torch.log1p(torch.exp(-z.abs()))
    cost_of_one = torch.clamp(-z, min=0) + tail  # -log s, what a target of 1 pays
    cost_of_zero = torch.clamp(z, min=0) + tail  # -log(1 - s), what a target of 0 pays
    if pos_weight is not None:
        # Broadcasting lines (C,) up with the columns of (n, C).
        cost_of_one = pos_weight * cost_of_one
    return reduce_losses(y * cost_of_one + (1 - y) * cost_of_zero, reduction)
    # END SOLUTION


def bce_gradient(z: Tensor, y: Tensor) -> Tensor:
    """Gradient, with respect to the logits z, of the mean loss bce_with_logits(z, y).

    z, y: shape (n, 1) or (n,), the same for both; y floats in [0, 1]. Returns the shape of z.
    Right for large logits too: with n = 1, z = 10000 and y = 0 the gradient is 1.
    A formula or autograd, both are welcome here, and so is torch.sigmoid.

    >>> bce_gradient(torch.tensor([1.0986, -1.0986]), torch.tensor([1.0, 1.0]))
    tensor([-0.1250, -0.3750])
    """
    # BEGIN SOLUTION task 4: differentiate the loss of one sample; the mean adds a factor
    # The slope of the sigmoid, s (1 - s), cancels against the derivative of the logarithm. Nothing is left
    # that could vanish: a prediction that is wrong and certain gets the largest gradient of all.
    return (torch.sigmoid(z) - y) / z.numel()
    # END SOLUTION


class LogisticRegressionModel(nn.Module):
    """One linear layer with a bias and a sigmoid: p = sigmoid(x w + b).

    in_features: the number of columns of x, 1 by default. Its only parameters are a weight for each feature
    and one bias; their names and start values are free.

    >>> LogisticRegressionModel()(torch.zeros(4, 1)).shape
    torch.Size([4, 1])
    """

    def __init__(self, in_features: int = 1) -> None:
        super().__init__()
        # BEGIN SOLUTION task 5: a linear layer from in_features numbers to one
        self.linear = nn.Linear(in_features, 1)
        # END SOLUTION

    def forward(self, x: Tensor) -> Tensor:
        """x: (n, in_features). Returns probabilities, not logits, (n, 1). torch.sigmoid is allowed."""
        # BEGIN SOLUTION task 5: the sigmoid of the linear layer
        return torch.sigmoid(self.linear(x))
        # END SOLUTION


def predict(model: nn.Module, x: Tensor, threshold: float = 0.5) -> Tensor:
    """Decide: 1 where the model's probability is at least the threshold, 0 elsewhere.

    model: returns probabilities of shape (n, 1). A probability equal to the threshold counts as 1.
    Returns a tensor of zeros and ones, shape (n, 1), of any dtype.

    >>> model = LogisticRegressionModel()
    >>> predict(model, torch.tensor([[1.0], [2.0]]), threshold=0.0)
    tensor([[1.],
            [1.]])
    """
    # BEGIN SOLUTION task 5: compare the probabilities with the threshold
    # A decision needs no gradient, so no graph is recorded.
    with torch.no_grad():
        return (model(x) >= threshold).float()
    # END SOLUTION


def train(model: nn.Module, x: Tensor, y: Tensor, lr: float, epochs: int) -> list[float]:
    """Fit the model by plain gradient descent on the mean binary cross-entropy.

    x: (n, in_features); y: (n, 1), floats. An epoch is one step of size lr on all n samples at once: no
    mini-batches, no momentum. The model is changed in place, from the parameters that it comes with;
    gradients that the caller left on it do no harm. nn.BCELoss and torch.optim are allowed.
    Returns the mean loss of each epoch, taken before that epoch's step: `epochs` numbers.

    >>> len(train(LogisticRegressionModel(), torch.zeros(4, 1), torch.ones(4, 1), lr=0.1, epochs=3))
    3
    """
    # BEGIN SOLUTION task 6: predict, measure, clear, backward, step; once an epoch
    loss_of = nn.BCELoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        loss = loss_of(model(x), y)
        losses.append(loss.item())  # item() keeps the number and lets go of the graph
        # backward() adds to .grad. Clearing just before it also removes what the caller left there.
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return losses
    # END SOLUTION
