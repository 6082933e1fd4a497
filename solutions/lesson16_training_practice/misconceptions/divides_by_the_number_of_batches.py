"""Believes that the mean of the batch means is the mean of the samples.

expect: test_batches_of_unequal_size_make_one_large_batch
says: You gave every batch the same share. A batch of one sample then counts as much as a batch of four; what share does it have of all samples?
says_zh: 你让每一批的份额都一样。这样，一个样本的一批就和四个样本的一批同样重；它在全部样本里该占多少？
"""


def accumulate_steps(
    model: nn.Module, batches: list[tuple[Tensor, Tensor]], criterion: nn.Module, optimizer: Optimizer
) -> None:
    """Take one step as if all batches were one large batch, with one batch in memory at a time."""
    total = sum(len(x) for x, _ in batches)
    optimizer.zero_grad()
    for x, y in batches:
        share = criterion(model(x), y) / len(batches)
        share.backward()
    optimizer.step()
