"""Believes that one forward pass is enough for several backward passes.

expect: test_three_backwards_leave_three_times_the_derivative, test_many_backwards_at_a_negative_number,
    test_two_backwards_at_a_tensor
says: Your second backward found no graph: the first one freed it on its way. Look at what has to stand inside the loop.
says_zh: 第二次 backward 时计算图已经不在了：第一次走过之后就把它释放了。想一想循环里应当放些什么。
"""


def accumulated_gradient(x: Scalar, times: int) -> Scalar:
    """The gradient that `times` backward passes leave at x."""
    at = leaf(x)
    height = curve(at)
    for _ in range(times):
        height.backward()
    return at.grad.item()
