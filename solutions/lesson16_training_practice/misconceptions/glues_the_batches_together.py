"""Believes that only the result counts, not the memory.

expect: test_one_batch_is_in_memory_at_a_time
says: You glued the batches together and sent all samples through the model at once. If there were room for that, nobody would need to accumulate.
says_zh: 你把各批拼在一起，一次送进了模型。要是内存放得下，就用不着累积梯度了。
"""


def accumulate_steps(
    model: nn.Module, batches: list[tuple[Tensor, Tensor]], criterion: nn.Module, optimizer: Optimizer
) -> None:
    """Take one step as if all batches were one large batch, with one batch in memory at a time."""
    x, y = (torch.cat(parts) for parts in zip(*batches))
    optimizer.zero_grad()
    criterion(model(x), y).backward()
    optimizer.step()
