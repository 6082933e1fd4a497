"""Believes that freezing a forward pass means switching requires_grad of w off.

expect: test_w_requires_its_gradient_afterwards, test_recording_goes_on_afterwards
says: After your call w no longer requires a gradient, so it would never learn again. Stop the recording for this one product, not w.
says_zh: 调用之后 w 不再需要梯度，以后就再也训练不动了。要停的是这一次乘法的记录，而不是 w 本身。
"""


def frozen_forward(x: float | Tensor, w: Tensor) -> Tensor:
    """x * w without a graph."""
    w.requires_grad_(False)
    return x * w
