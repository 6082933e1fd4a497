"""Believes that a step belongs to every backward().

expect: test_batches_of_unequal_size_make_one_large_batch, test_old_gradients_do_no_harm_to_accumulation, test_accumulation_takes_one_step, test_one_batch_is_in_memory_at_a_time
says: You took a step after every batch: the later batches already see other weights. One large batch takes one step.
says_zh: 你每一批都更新了一次：后面的批看到的权重已经变了。一个大批量只更新一次。
"""


def accumulate_steps(
    model: nn.Module, batches: list[tuple[Tensor, Tensor]], criterion: nn.Module, optimizer: Optimizer
) -> None:
    """Take one step as if all batches were one large batch, with one batch in memory at a time."""
    total = sum(len(x) for x, _ in batches)
    optimizer.zero_grad()
    for x, y in batches:
        share = criterion(model(x), y) * len(x) / total
        share.backward()
        optimizer.step()
        optimizer.zero_grad()
