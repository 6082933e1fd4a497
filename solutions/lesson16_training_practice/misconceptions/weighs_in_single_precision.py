"""Believes that a float32 factor does a float64 loss no harm.

expect: test_batches_of_unequal_size_make_one_large_batch, test_accumulation_takes_one_step
says: Your result is right to seven digits only: a share kept as a float32 tensor carries its rounding into a float64 model. A Python number has double precision.
says_zh: 你的结果只有七位有效数字：份额存成了 float32 张量，它的舍入误差带进了 float64 的模型。Python 的数本身就是双精度。
"""


def accumulate_steps(
    model: nn.Module, batches: list[tuple[Tensor, Tensor]], criterion: nn.Module, optimizer: Optimizer
) -> None:
    """Take one step as if all batches were one large batch, with one batch in memory at a time."""
    total = sum(len(x) for x, _ in batches)
    optimizer.zero_grad()
    for x, y in batches:
        share = criterion(model(x), y) * torch.tensor(len(x) / total)
        share.backward()
    optimizer.step()
