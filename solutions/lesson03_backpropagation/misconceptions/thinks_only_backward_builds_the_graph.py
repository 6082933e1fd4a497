"""Believes that a forward pass alone records nothing, so that a plain product is already frozen.

expect: test_frozen_forward_of_a_tensor, test_frozen_forward_of_a_python_number,
    test_w_requires_its_gradient_afterwards, test_recording_goes_on_afterwards
says: Your result has requires_grad True. The graph is built during the forward pass, as soon as a tensor that requires a gradient takes part.
says_zh: 你的结果的 requires_grad 是 True。计算图是在前向传播时建立的，只要有需要梯度的张量参与运算，就会开始记录。
"""


def frozen_forward(x: float | Tensor, w: Tensor) -> Tensor:
    """x * w without a graph."""
    return x * w
