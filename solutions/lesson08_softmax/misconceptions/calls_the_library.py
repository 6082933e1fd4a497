"""Believes that to call PyTorch's function is to write it.

expect: test_softmax_of_each_row_sums_to_one, test_softmax_along_each_dimension,
    test_the_last_dimension_is_the_default, test_softmax_of_ten_thousand,
    test_rows_far_apart_do_not_disturb_each_other, test_minus_infinity_has_probability_zero,
    test_float64_is_worked_out_in_float64, test_softmax_leaves_x_as_it_was,
    test_log_softmax_along_each_dimension, test_log_softmax_of_ten_thousand,
    test_one_hot_has_a_place_for_every_class, test_one_hot_adds_a_last_dimension,
    test_nll_is_the_mean_of_minus_logp_at_the_targets, test_nll_none_keeps_one_loss_a_target,
    test_nll_sum_adds_up_the_weighted_losses, test_nll_mean_divides_by_the_weights_of_the_targets,
    test_nll_does_not_count_targets_of_minus_one_hundred, test_nll_ignores_the_index_that_is_named,
    test_nll_of_one_target_a_pixel, test_nll_leaves_its_arguments_as_they_were,
    test_cross_entropy_is_the_mean_over_the_samples, test_cross_entropy_sums_or_keeps_one_loss_a_sample,
    test_cross_entropy_of_ten_thousand, test_cross_entropy_of_one_target_a_pixel,
    test_gradient_of_the_mean_loss, test_gradient_of_one_sample, test_gradient_of_ten_thousand,
    test_softmax_numpy_goes_along_the_last_axis, test_cross_entropy_numpy_is_the_mean,
    test_numpy_versions_are_stable, test_numpy_versions_leave_their_arguments_as_they_were
says: Your functions hand the work to the PyTorch functions of the same meaning, to autograd, or, in task 5, to torch. Tasks 1 to 5 ask you to write it yourself.
says_zh: 你的函数把活儿交给了 PyTorch 里同样功能的函数，或者交给了自动求导，任务 5 里则交给了 torch。任务 1 到 5 要你自己写。
"""


def softmax(x: Tensor, dim: int = -1) -> Tensor:
    """PyTorch's softmax."""
    return torch.softmax(x, dim)


def log_softmax(x: Tensor, dim: int = -1) -> Tensor:
    """PyTorch's log_softmax."""
    return nn.functional.log_softmax(x, dim)


def nll_loss(
    logp: Tensor, y: Tensor, weight: Tensor | None = None, ignore_index: int = -100, reduction: str = "mean"
) -> Tensor:
    """PyTorch's nll_loss."""
    return nn.functional.nll_loss(logp, y, weight, ignore_index=ignore_index, reduction=reduction)


def cross_entropy(
    logits: Tensor, y: Tensor, weight: Tensor | None = None, ignore_index: int = -100, reduction: str = "mean"
) -> Tensor:
    """PyTorch's cross_entropy."""
    return nn.functional.cross_entropy(logits, y, weight, ignore_index=ignore_index, reduction=reduction)


def cross_entropy_gradient(logits: Tensor, y: Tensor) -> Tensor:
    """Gradient of the mean loss by autograd."""
    z = logits.clone().requires_grad_()
    nn.functional.cross_entropy(z, y).backward()
    return z.grad


def softmax_numpy(x: np.ndarray) -> np.ndarray:
    """PyTorch's softmax of an array."""
    return torch.softmax(torch.from_numpy(x), -1).numpy()


def cross_entropy_numpy(logits: np.ndarray, y: np.ndarray) -> float:
    """PyTorch's cross_entropy of arrays."""
    return float(nn.functional.cross_entropy(torch.from_numpy(logits), torch.from_numpy(y)))
