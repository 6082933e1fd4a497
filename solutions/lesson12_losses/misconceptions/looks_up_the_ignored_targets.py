"""Believes that ignored targets may be used as an index, as long as their losses are left out later.

expect: test_ignored_targets_do_not_count, test_nothing_left_to_count,
    test_cross_entropy_leaves_its_arguments_as_they_were
says: You use the ignored targets as an index before you leave them out, and -100 is no column of logits. Print the target that is used as an index: what could stand there instead?
says_zh: 你还没有把被忽略的目标排除，就拿它们去做索引，而 logits 里没有 -100 这一列。打印一下用来索引的 target：那些位置可以换成什么？
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
    weights = counts.to(logits.dtype) if weight is None else weight[target] * counts
    losses = weights * nll(torch.log_softmax(logits, dim=1), target, reduction="none")
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
    near = torch.linalg.vector_norm(anchor - positive, ord=p, dim=1)
    far = torch.linalg.vector_norm(anchor - negative, ord=p, dim=1)
    return reduce_losses((near - far + margin).clamp(min=0), reduction)
