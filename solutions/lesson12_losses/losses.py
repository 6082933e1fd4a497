"""Lesson 12: losses, what it costs a network to be wrong.

Every loss has a `reduction`: "none" gives one loss per number or per sample, "sum" adds these up, "mean" (the
default) is their mean. Arguments are tensors, float32 or float64, class indices int64; no function changes
them. One number may come back as a Python number, a 0-d tensor or a 0-d array. Nothing has to be
differentiable for autograd.

PyTorch's own losses are not allowed; everything else of PyTorch is.
"""

from collections.abc import Callable

import torch
from torch import Tensor
from torch.nn import functional as F

# BEGIN SOLUTION task 1: a helper of the solution, not part of the stub


def reduce_losses(losses: Tensor, reduction: str) -> Tensor:
    """Turn a tensor of losses into what `reduction` asks for; every task ends here."""
    if reduction == "none":
        return losses
    if reduction == "sum":
        return losses.sum()
    if reduction == "mean":
        return losses.mean()
    raise ValueError(f"reduction is 'none', 'mean' or 'sum', not {reduction!r}")


# END SOLUTION


def mse(prediction: Tensor, target: Tensor, reduction: str = "mean") -> Tensor:
    """Squared error, (prediction - target)^2.

    prediction, target: the same shape, any. "none" keeps that shape; "mean" is over every number.

    >>> mse(torch.tensor([1.0, 5.0]), torch.tensor([2.0, 2.0]))
    tensor(5.)
    """
    # BEGIN SOLUTION task 1: the loss of each number, then the reduction
    return reduce_losses((prediction - target) ** 2, reduction)
    # END SOLUTION


def l1(prediction: Tensor, target: Tensor, reduction: str = "mean") -> Tensor:
    """Absolute error, |prediction - target|. Shapes and reduction as in mse.

    >>> l1(torch.tensor([1.0, 5.0]), torch.tensor([2.0, 2.0]))
    tensor(2.)
    """
    # BEGIN SOLUTION task 1: the same with another loss of each number
    return reduce_losses((prediction - target).abs(), reduction)
    # END SOLUTION


def smooth_l1(prediction: Tensor, target: Tensor, beta: float = 1.0, reduction: str = "mean") -> Tensor:
    """A parabola for errors below beta, a line of slope 1 beyond.

    With e = |prediction - target|: e^2 / (2 beta) where e < beta, else e - beta / 2.
    beta: 0 or more; with 0 this is l1. Shapes and reduction as in mse.

    >>> smooth_l1(torch.tensor([1.0, 5.0]), torch.tensor([2.0, 2.0]), beta=2.0, reduction="none")
    tensor([0.2500, 2.0000])
    """
    # BEGIN SOLUTION task 2: two cases, told apart by the size of the error
    error = (prediction - target).abs()
    # With beta = 0 the first formula divides by 0, but no error is below 0, so where never takes it.
    return reduce_losses(torch.where(error < beta, error**2 / (2 * beta), error - beta / 2), reduction)
    # END SOLUTION


def huber(prediction: Tensor, target: Tensor, delta: float = 1.0, reduction: str = "mean") -> Tensor:
    """A parabola for errors up to delta, a line of slope delta beyond.

    With e = |prediction - target|: e^2 / 2 where e <= delta, else delta * (e - delta / 2).
    delta: a positive number. Shapes and reduction as in mse.

    >>> huber(torch.tensor([1.0, 5.0]), torch.tensor([2.0, 2.0]), delta=2.0, reduction="none")
    tensor([0.5000, 4.0000])
    """
    # BEGIN SOLUTION task 2: the same two cases with another scale
    # Near 0 this is half of mse whatever delta is, while smooth_l1 is like l1 far away whatever beta is.
    error = (prediction - target).abs()
    return reduce_losses(torch.where(error <= delta, error**2 / 2, delta * (error - delta / 2)), reduction)
    # END SOLUTION


def bce(p: Tensor, y: Tensor, reduction: str = "mean") -> Tensor:
    """Binary cross-entropy of probabilities: -(y log p + (1 - y) log(1 - p)).

    p: probabilities in [0, 1]; y: targets in [0, 1], same shape as p. No logarithm counts for less than -100,
    p itself is not clamped. "none" keeps the shape; "mean" is over every number.

    >>> bce(torch.tensor([0.5, 0.25]), torch.tensor([1.0, 1.0]))
    tensor(1.0397)
    """
    # BEGIN SOLUTION task 3: both logarithms, bounded below, weighed with y and 1 - y
    # log(0) is -inf and 0 * -inf is NaN: without the bound one certain and right answer spoils the mean.
    log_p, log_not_p = torch.log(p).clamp(min=-100), torch.log(1 - p).clamp(min=-100)
    return reduce_losses(-(y * log_p + (1 - y) * log_not_p), reduction)
    # END SOLUTION


def bce_with_logits(z: Tensor, y: Tensor, pos_weight: Tensor | None = None, reduction: str = "mean") -> Tensor:
    """Binary cross-entropy of logits: -(pos_weight * y log s + (1 - y) log(1 - s)) with s = sigmoid(z).

    z: logits; y: targets in [0, 1], same shape. pos_weight: broadcasts against z, say (1,), or (C,) beside
    (n, C); it multiplies the y part alone, and "mean" still divides by the count. None means 1.
    Stable: z = 10000 costs 10000 with y = 0, and 0 with y = 1.

    >>> bce_with_logits(torch.tensor([1000.0]), torch.tensor([0.0]))
    tensor(1000.)
    """
    # BEGIN SOLUTION task 3: the logarithms of s and 1 - s without ever forming s
    # softplus(z) = log(1 + exp(z)) is -log(1 - s), and PyTorch works it out without overflow.
    cost_of_one, cost_of_zero = F.softplus(-z), F.softplus(z)
    if pos_weight is not None:
        cost_of_one = pos_weight * cost_of_one
    return reduce_losses(y * cost_of_one + (1 - y) * cost_of_zero, reduction)
    # END SOLUTION


def nll(logp: Tensor, target: Tensor, reduction: str = "mean") -> Tensor:
    """Negative log-likelihood: minus the log-probability of each sample's class.

    logp: log-probabilities, (N, C); target: class indices, int64, (N,). "none" has shape (N,), "mean" is over
    the N samples.

    >>> nll(torch.tensor([[0.5, 0.5], [0.25, 0.75]]).log(), torch.tensor([0, 0]), reduction="none")
    tensor([0.6931, 1.3863])
    """
    # BEGIN SOLUTION task 4: pick one entry of each row
    # Two index tensors side by side name the entries (0, target[0]), (1, target[1]), ...
    return reduce_losses(-logp[torch.arange(len(target)), target], reduction)
    # END SOLUTION


def cross_entropy(
    logits: Tensor, target: Tensor, weight: Tensor | None = None, ignore_index: int = -100, reduction: str = "mean"
) -> Tensor:
    """Cross-entropy of logits: -weight[target] times the log-softmax at the target.

    logits: (N, C), target: (N,), int64. weight: (C,), one number per class; None means 1 for all.
    Targets equal to ignore_index cost 0 and do not count; it may be a class, the default is none.
    "none" has shape (N,); "sum" adds up; "mean" is the sum divided by the sum of the counting targets' weights.
    If no target counts, "none" and "sum" are 0, and the mean, 0 / 0, is up to you. Stable, as log_softmax is.

    >>> logits = torch.tensor([[0.0, 0.0], [0.0, 1.09861]])
    >>> cross_entropy(logits, torch.tensor([0, 1]), weight=torch.tensor([1.0, 3.0]))  # (ln 2 + 3 ln 4/3) / 4
    tensor(0.3890)
    """
    # BEGIN SOLUTION task 4: log-softmax, then nll with a weight for each sample; 0 for the ignored
    counts = target != ignore_index
    # An ignored target may be no valid index: class 0 stands in for it, and a weight of 0 takes it out again.
    safe = torch.where(counts, target, 0)
    weights = counts.to(logits.dtype) if weight is None else weight[safe] * counts
    losses = weights * nll(torch.log_softmax(logits, dim=1), safe, reduction="none")
    if reduction == "mean":
        # A weighted mean divides by the weights: 3 means "as if this sample were there three times".
        return losses.sum() / weights.sum()
    return reduce_losses(losses, reduction)
    # END SOLUTION


def cosine_embedding(x1: Tensor, x2: Tensor, y: Tensor, margin: float = 0.0, reduction: str = "mean") -> Tensor:
    """Draws vectors together where y is 1, and apart where y is -1, by the cosine of their angle.

    x1, x2: (N, D); y: (N,), floats, each 1 or -1. With c the cosine: 1 - c where y is 1, max(0, c - margin) where y
    is -1. margin: from -1 to 1. A vector of zeros has cosine 0 with every other. "none" has shape (N,).

    >>> x1, x2 = torch.tensor([[3.0, 4.0], [3.0, 4.0]]), torch.tensor([[1.0, 0.0], [1.0, 0.0]])
    >>> cosine_embedding(x1, x2, torch.tensor([1.0, -1.0]), margin=0.5, reduction="none")
    tensor([0.4000, 0.1000])
    """
    # BEGIN SOLUTION task 5: the cosine of each pair, then one of two losses
    lengths = torch.linalg.vector_norm(x1, dim=1) * torch.linalg.vector_norm(x2, dim=1)
    # Where a length is 0 so is the dot product; any tiny number below the line makes that 0 and not 0 / 0.
    cosine = (x1 * x2).sum(dim=1) / lengths.clamp(min=1e-12)
    return reduce_losses(torch.where(y == 1, 1 - cosine, (cosine - margin).clamp(min=0)), reduction)
    # END SOLUTION


def triplet_margin(
    anchor: Tensor, positive: Tensor, negative: Tensor, margin: float = 1.0, p: float = 2.0, reduction: str = "mean"
) -> Tensor:
    """Wants the negative farther from the anchor than the positive, by `margin` at least.

    anchor, positive, negative: (N, D). max(0, d(anchor, positive) - d(anchor, negative) + margin), where d is
    the p-norm of the difference: (sum |a - b|^p)^(1/p), p >= 1. "none" has shape (N,); a triplet that costs 0
    counts in the mean. PyTorch adds 1e-6 to each difference; with or without that, both are accepted.

    >>> a, b, c = torch.tensor([[0.0, 0.0]]), torch.tensor([[3.0, 4.0]]), torch.tensor([[0.0, 5.5]])
    >>> triplet_margin(a, b, c, margin=1.0)  # 5 - 5.5 + 1
    tensor(0.5000)
    """
    # BEGIN SOLUTION task 5: two distances for each sample, and the hinge
    near = torch.linalg.vector_norm(anchor - positive, ord=p, dim=1)
    far = torch.linalg.vector_norm(anchor - negative, ord=p, dim=1)
    # A negative that is far enough away costs nothing: the hinge stops the network from pushing it further.
    return reduce_losses((near - far + margin).clamp(min=0), reduction)
    # END SOLUTION


def choose_loss(problem: str) -> Callable[[Tensor, Tensor], Tensor]:
    """Choose the loss that asks for what a problem needs.

    problem: "prices" (some targets are wild slips of the pen), "braking" (one large error is worse than many small ones),
    "illness" (yes or no by logits; a missed case is 9 times as bad as a false alarm) or "words" (one of many classes by
    logits; a target of -1 is padding and no word). The handout says what each means.
    Returns a function of (prediction, target) that gives one number, a mean. Your own losses are welcome in it; those of
    PyTorch are not allowed here either.

    >>> float(choose_loss("illness")(torch.tensor([0.0]), torch.tensor([1.0]))) > 6  # 9 ln 2
    True
    """
    # BEGIN SOLUTION task 6: ask of each problem which error must be dear, and which one must cost little or nothing
    if problem == "prices":
        # The slope of a large error stays small, so a wild target cannot pull the fit to itself.
        return l1
    if problem == "braking":
        # An error twice as large costs four times as much.
        return mse
    if problem == "illness":
        return lambda z, y: bce_with_logits(z, y, pos_weight=torch.tensor(9.0, dtype=z.dtype))
    if problem == "words":
        return lambda logits, target: cross_entropy(logits, target, ignore_index=-1)
    raise ValueError(f"problem is 'prices', 'braking', 'illness' or 'words', not {problem!r}")
    # END SOLUTION
