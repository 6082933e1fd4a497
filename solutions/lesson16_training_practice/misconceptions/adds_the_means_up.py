"""Believes that accumulated gradients need no division.

expect: test_batches_of_unequal_size_make_one_large_batch, test_old_gradients_do_no_harm_to_accumulation, test_accumulation_takes_one_step, test_one_batch_is_in_memory_at_a_time
says: You added up the gradients of the batch means. Four equal batches give a gradient four times as long as one large batch.
says_zh: 你把各批均值的梯度直接加了起来。四个同样大小的批，得到的梯度是一个大批量的四倍。
"""


def accumulate_steps(
    model: nn.Module, batches: list[tuple[Tensor, Tensor]], criterion: nn.Module, optimizer: Optimizer
) -> None:
    """Take one step as if all batches were one large batch, with one batch in memory at a time."""
    total = sum(len(x) for x, _ in batches)
    optimizer.zero_grad()
    for x, y in batches:
        share = criterion(model(x), y)
        share.backward()
    optimizer.step()
