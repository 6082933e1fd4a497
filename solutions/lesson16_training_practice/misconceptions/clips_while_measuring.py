"""Believes that clip_grad_norm_ is a way to look at a norm.

expect: test_measuring_changes_nothing
says: clip_grad_norm_ returns the norm, and its underscore says that it changes the gradients. Whoever only wants to look must not touch.
says_zh: clip_grad_norm_ 确实返回范数，但名字末尾的下划线说明它会改动梯度。只想看一看，就不能动手。
"""


def gradient_norms(model: nn.Module) -> dict[str, float]:
    """Measure the gradient of each parameter, to see where it vanishes or explodes."""
    return {name: nn.utils.clip_grad_norm_(p, 1.0).item() for name, p in model.named_parameters() if p.grad is not None}
