"""Believes that zero_grad belongs before every backward().

expect: test_batches_of_unequal_size_make_one_large_batch, test_old_gradients_do_no_harm_to_accumulation, test_accumulation_takes_one_step, test_one_batch_is_in_memory_at_a_time
says: You cleared the gradients before every batch, so only the last batch was left when the step came. Accumulating means not clearing.
says_zh: 你在每一批之前都清零，等到更新时只剩最后一批的梯度。要累积，中间就不能清零。
"""


def accumulate_steps(
    model: nn.Module, batches: list[tuple[Tensor, Tensor]], criterion: nn.Module, optimizer: Optimizer
) -> None:
    """Take one step as if all batches were one large batch, with one batch in memory at a time."""
    total = sum(len(x) for x, _ in batches)
    for x, y in batches:
        optimizer.zero_grad()
        share = criterion(model(x), y) * len(x) / total
        share.backward()
    optimizer.step()
