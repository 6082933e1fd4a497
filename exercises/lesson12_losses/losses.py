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


def mse(prediction: Tensor, target: Tensor, reduction: str = "mean") -> Tensor:
    """Squared error, (prediction - target)^2.

    prediction, target: the same shape, any. "none" keeps that shape; "mean" is over every number.

    >>> mse(torch.tensor([1.0, 5.0]), torch.tensor([2.0, 2.0]))
    tensor(5.)
    """
    # TODO (task 1): the loss of each number, then the reduction
    raise NotImplementedError("mse: start with task 1")


def l1(prediction: Tensor, target: Tensor, reduction: str = "mean") -> Tensor:
    """Absolute error, |prediction - target|. Shapes and reduction as in mse.

    >>> l1(torch.tensor([1.0, 5.0]), torch.tensor([2.0, 2.0]))
    tensor(2.)
    """
    # TODO (task 1): the same with another loss of each number
    raise NotImplementedError("l1: start with task 1")


def smooth_l1(prediction: Tensor, target: Tensor, beta: float = 1.0, reduction: str = "mean") -> Tensor:
    """A parabola for errors below beta, a line of slope 1 beyond.

    With e = |prediction - target|: e^2 / (2 beta) where e < beta, else e - beta / 2.
    beta: 0 or more; with 0 this is l1. Shapes and reduction as in mse.

    >>> smooth_l1(torch.tensor([1.0, 5.0]), torch.tensor([2.0, 2.0]), beta=2.0, reduction="none")
    tensor([0.2500, 2.0000])
    """
    # TODO (task 2): two cases, told apart by the size of the error
    raise NotImplementedError("smooth_l1: start with task 2")


def huber(prediction: Tensor, target: Tensor, delta: float = 1.0, reduction: str = "mean") -> Tensor:
    """A parabola for errors up to delta, a line of slope delta beyond.

    With e = |prediction - target|: e^2 / 2 where e <= delta, else delta * (e - delta / 2).
    delta: a positive number. Shapes and reduction as in mse.

    >>> huber(torch.tensor([1.0, 5.0]), torch.tensor([2.0, 2.0]), delta=2.0, reduction="none")
    tensor([0.5000, 4.0000])
    """
    # TODO (task 2): the same two cases with another scale
    raise NotImplementedError("huber: start with task 2")


def bce(p: Tensor, y: Tensor, reduction: str = "mean") -> Tensor:
    """Binary cross-entropy of probabilities: -(y log p + (1 - y) log(1 - p)).

    p: probabilities in [0, 1]; y: targets in [0, 1], same shape as p. No logarithm counts for less than -100,
    p itself is not clamped. "none" keeps the shape; "mean" is over every number.

    >>> bce(torch.tensor([0.5, 0.25]), torch.tensor([1.0, 1.0]))
    tensor(1.0397)
    """
    # TODO (task 3): both logarithms, bounded below, weighed with y and 1 - y
    raise NotImplementedError("bce: start with task 3")


def bce_with_logits(z: Tensor, y: Tensor, pos_weight: Tensor | None = None, reduction: str = "mean") -> Tensor:
    """Binary cross-entropy of logits: -(pos_weight * y log s + (1 - y) log(1 - s)) with s = sigmoid(z).

    z: logits; y: targets in [0, 1], same shape. pos_weight: broadcasts against z, say (1,), or (C,) beside
    (n, C); it multiplies the y part alone, and "mean" still divides by the count. None means 1.
    Stable: z = 10000 costs 10000 with y = 0, and 0 with y = 1.

    >>> bce_with_logits(torch.tensor([1000.0]), torch.tensor([0.0]))
    tensor(1000.)
    """
    # TODO (task 3): the logarithms of s and 1 - s without ever forming s
    raise NotImplementedError("bce_with_logits: start with task 3")


def nll(logp: Tensor, target: Tensor, reduction: str = "mean") -> Tensor:
    """Negative log-likelihood: minus the log-probability of each sample's class.

    logp: log-probabilities, (N, C); target: class indices, int64, (N,). "none" has shape (N,), "mean" is over
    the N samples.

    >>> nll(torch.tensor([[0.5, 0.5], [0.25, 0.75]]).log(), torch.tensor([0, 0]), reduction="none")
    tensor([0.6931, 1.3863])
    """
    # TODO (task 4): pick one entry of each row
    raise NotImplementedError("nll: start with task 4")


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
    # TODO (task 4): log-softmax, then nll with a weight for each sample; 0 for the ignored
    raise NotImplementedError("cross_entropy: start with task 4")


def cosine_embedding(x1: Tensor, x2: Tensor, y: Tensor, margin: float = 0.0, reduction: str = "mean") -> Tensor:
    """Draws vectors together where y is 1, and apart where y is -1, by the cosine of their angle.

    x1, x2: (N, D); y: (N,), floats, each 1 or -1. With c the cosine: 1 - c where y is 1, max(0, c - margin) where y
    is -1. margin: from -1 to 1. A vector of zeros has cosine 0 with every other. "none" has shape (N,).

    >>> x1, x2 = torch.tensor([[3.0, 4.0], [3.0, 4.0]]), torch.tensor([[1.0, 0.0], [1.0, 0.0]])
    >>> cosine_embedding(x1, x2, torch.tensor([1.0, -1.0]), margin=0.5, reduction="none")
    tensor([0.4000, 0.1000])
    """
    # TODO (task 5): the cosine of each pair, then one of two losses
    raise NotImplementedError("cosine_embedding: start with task 5")


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
    # TODO (task 5): two distances for each sample, and the hinge
    raise NotImplementedError("triplet_margin: start with task 5")


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
    # TODO (task 6): ask of each problem which error must be dear, and which one must cost little or nothing
    raise NotImplementedError("choose_loss: start with task 6")
