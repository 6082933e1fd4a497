"""Believes that to call PyTorch's function is to write it.

expect: test_mse_is_the_mean_over_every_number, test_l1_is_the_mean_over_every_number,
    test_none_keeps_one_loss_a_number, test_sum_adds_up_and_divides_by_nothing,
    test_errors_leave_their_arguments_as_they_were, test_smooth_l1_below_and_beyond_beta,
    test_huber_below_and_beyond_delta, test_smooth_l1_with_beta_zero_is_l1, test_smooth_losses_are_reduced,
    test_bce_with_each_reduction, test_bce_of_certain_answers, test_bce_does_not_clamp_the_probability,
    test_logits_with_each_reduction, test_logits_of_ten_thousand,
    test_pos_weight_belongs_to_the_positive_part, test_pos_weight_does_not_divide_the_mean,
    test_nll_with_each_reduction, test_cross_entropy_is_the_mean_over_the_samples,
    test_cross_entropy_sums_or_keeps_one_loss_a_sample, test_weighted_mean_divides_by_the_weights,
    test_ignored_targets_do_not_count, test_any_number_may_be_ignored, test_nothing_left_to_count,
    test_classes_ten_thousand_apart, test_cross_entropy_leaves_its_arguments_as_they_were
says: Your functions hand the work to PyTorch's own losses. This lesson asks you to write them yourself.
says_zh: 你的函数把活儿交给了 PyTorch 自带的损失函数。这一课要你自己写。
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
    return F.mse_loss(prediction, target, reduction=reduction)


def l1(prediction: Tensor, target: Tensor, reduction: str = "mean") -> Tensor:
    """Absolute error, |prediction - target|. Shapes and reduction as in mse."""
    return reduce_losses((prediction - target).abs(), reduction)


def smooth_l1(prediction: Tensor, target: Tensor, beta: float = 1.0, reduction: str = "mean") -> Tensor:
    """A parabola for errors below beta, a line of slope 1 beyond."""
    return F.smooth_l1_loss(prediction, target, beta=beta, reduction=reduction)


def huber(prediction: Tensor, target: Tensor, delta: float = 1.0, reduction: str = "mean") -> Tensor:
    """A parabola for errors up to delta, a line of slope delta beyond."""
    error = (prediction - target).abs()
    return reduce_losses(torch.where(error <= delta, error**2 / 2, delta * (error - delta / 2)), reduction)


def bce(p: Tensor, y: Tensor, reduction: str = "mean") -> Tensor:
    """Binary cross-entropy of probabilities: -(y log p + (1 - y) log(1 - p))."""
    return F.binary_cross_entropy(p, y, reduction=reduction)


def bce_with_logits(z: Tensor, y: Tensor, pos_weight: Tensor | None = None, reduction: str = "mean") -> Tensor:
    """Binary cross-entropy of logits: -(pos_weight * y log s + (1 - y) log(1 - s)) with s = sigmoid(z)."""
    cost_of_one, cost_of_zero = F.softplus(-z), F.softplus(z)
    if pos_weight is not None:
        cost_of_one = pos_weight * cost_of_one
    return reduce_losses(y * cost_of_one + (1 - y) * cost_of_zero, reduction)


def nll(logp: Tensor, target: Tensor, reduction: str = "mean") -> Tensor:
    """Negative log-likelihood: minus the log-probability of each sample's class."""
    return F.nll_loss(logp, target, reduction=reduction)


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
    near = torch.linalg.vector_norm(anchor - positive, ord=p, dim=1)
    far = torch.linalg.vector_norm(anchor - negative, ord=p, dim=1)
    return reduce_losses((near - far + margin).clamp(min=0), reduction)
