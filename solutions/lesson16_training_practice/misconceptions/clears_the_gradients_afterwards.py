"""Believes that gradients that have been read should be cleared.

expect: test_measuring_changes_nothing
says: You cleared the gradients after reading them. The optimizer has not taken its step yet.
says_zh: 你读完梯度就把它清零了，可优化器还没有用它更新呢。
"""


def gradient_norms(model: nn.Module) -> dict[str, float]:
    """Measure the gradient of each parameter, to see where it vanishes or explodes."""
    norms = {name: p.grad.norm().item() for name, p in model.named_parameters() if p.grad is not None}
    model.zero_grad()
    return norms
