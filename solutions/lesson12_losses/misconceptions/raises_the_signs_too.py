"""Believes that a power makes every difference positive, as the square does.

expect: test_triplet_measures_with_the_norm_that_is_named
says: You raise the differences with their signs. For p = 1 or 3 negative ones stay negative and cancel the others: only for an even p does the power remove the sign.
says_zh: 你对带符号的差求了幂。p 是 1 或 3 时，负的差求幂后还是负的，会与别的差抵消；只有 p 为偶数时，求幂才会去掉符号。
"""

import torch
from torch import Tensor
from torch.nn import functional as F


def reduce_losses(losses: Tensor, reduction: str) -> Tensor:
    """Turn a tensor of losses into what `reduction` asks for; every task ends here."""
    if reduction == "none":
        return losses
    if reduction == "sum":
        return losses.sum()
    if reduction == "mean":
        return losses.mean()
    raise ValueError(f"reduction is 'none', 'mean' or 'sum', not {reduction!r}")


def mse(prediction: Tensor, target: Tensor, reduction: str = "mean") -> Tensor:
    """Squared error, (prediction - target)^2."""
    return reduce_losses((prediction - target) ** 2, reduction)


def l1(prediction: Tensor, target: Tensor, reduction: str = "mean") -> Tensor:
    """Absolute error, |prediction - target|. Shapes and reduction as in mse."""
    return reduce_losses((prediction - target).abs(), reduction)


def smooth_l1(prediction: Tensor, target: Tensor, beta: float = 1.0, reduction: str = "mean") -> Tensor:
    """A parabola for errors below beta, a line of slope 1 beyond."""
    error = (prediction - target).abs()
    return reduce_losses(torch.where(error < beta, error**2 / (2 * beta), error - beta / 2), reduction)


def huber(prediction: Tensor, target: Tensor, delta: float = 1.0, reduction: str = "mean") -> Tensor:
    """A parabola for errors up to delta, a line of slope delta beyond."""
    error = (prediction - target).abs()
    return reduce_losses(torch.where(error <= delta, error**2 / 2, delta * (error - delta / 2)), reduction)


def bce(p: Tensor, y: Tensor, reduction: str = "mean") -> Tensor:
    """Binary cross-entropy of probabilities: -(y log p + (1 - y) log(1 - p))."""
    log_p, log_not_p = torch.log(p).clamp(min=-100), torch.log(1 - p).clamp(min=-100)
    return reduce_losses(-(y * log_p + (1 - y) * log_not_p), reduction)


def bce_with_logits(z: Tensor, y: Tensor, pos_weight: Tensor | None = None, reduction: str = "mean") -> Tensor:
    """Binary cross-entropy of logits: -(pos_weight * y log s + (1 - y) log(1 - s)) with s = sigmoid(z)."""
    cost_of_one, cost_of_zero = F.softplus(-z), F.softplus(z)
    if pos_weight is not None:
        cost_of_one = pos_weight * cost_of_one
    return reduce_losses(y * cost_of_one + (1 - y) * cost_of_zero, reduction)


def nll(logp: Tensor, target: Tensor, reduction: str = "mean") -> Tensor:
    """Negative log-likelihood: minus the log-probability of each sample's class."""
    return reduce_losses(-logp[torch.arange(len(target)), target], reduction)


def cross_entropy(
    logits: Tensor, target: Tensor, weight: Tensor | None = None, ignore_index: int = -100, reduction: str = "mean"
) -> Tensor:
    """Cross-entropy of logits: -weight[target] times the log-softmax at the target."""
    counts = target != ignore_index
    safe = torch.where(counts, target, 0)
    weights = counts.to(logits.dtype) if weight is None else weight[safe] * counts
    losses = weights * nll(torch.log_softmax(logits, dim=1), safe, reduction="none")
    if reduction == "mean":
        return losses.sum() / weights.sum()
    return reduce_losses(losses, reduction)


def cosine_embedding(x1: Tensor, x2: Tensor, y: Tensor, margin: float = 0.0, reduction: str = "mean") -> Tensor:
    """Draws vectors together where y is 1, and apart where y is -1, by the cosine of their angle."""
    lengths = torch.linalg.vector_norm(x1, dim=1) * torch.linalg.vector_norm(x2, dim=1)
    cosine = (x1 * x2).sum(dim=1) / lengths.clamp(min=1e-12)
    return reduce_losses(torch.where(y == 1, 1 - cosine, (cosine - margin).clamp(min=0)), reduction)


def triplet_margin(
    anchor: Tensor, positive: Tensor, negative: Tensor, margin: float = 1.0, p: float = 2.0, reduction: str = "mean"
) -> Tensor:
    """Wants the negative farther from the anchor than the positive, by `margin` at least."""
    near = ((anchor - positive) ** p).sum(dim=1) ** (1 / p)
    far = ((anchor - negative) ** p).sum(dim=1) ** (1 / p)
    return reduce_losses((near - far + margin).clamp(min=0), reduction)
