"""Believes that gradients are always clean when a function begins.

expect: test_old_gradients_do_no_harm_to_accumulation
says: You cleared the gradients at the end. What about those that were on the model when accumulate_steps was called?
says_zh: 你只在最后清零。调用 accumulate_steps 时模型上已有的梯度怎么办？
"""


def accumulate_steps(
    model: nn.Module, batches: list[tuple[Tensor, Tensor]], criterion: nn.Module, optimizer: Optimizer
) -> None:
    """Take one step as if all batches were one large batch, with one batch in memory at a time."""
    total = sum(len(x) for x, _ in batches)
    for x, y in batches:
        share = criterion(model(x), y) * len(x) / total
        share.backward()
    optimizer.step()
    optimizer.zero_grad()
