"""Believes that the gradient must be cleared before every backward pass, whatever is asked.

expect: test_three_backwards_leave_three_times_the_derivative, test_many_backwards_at_a_negative_number,
    test_two_backwards_at_a_tensor
says: You got one derivative, however many passes were asked for: something wipes .grad between the passes, or only one pass is made. Here nothing is to be cleared.
says_zh: 不管要求传播几次，你得到的都只是一份导数：要么 .grad 在中途被清掉了，要么只传播了一次。这里不应清零。
"""


def accumulated_gradient(x: Scalar, times: int) -> Scalar:
    """The gradient that `times` backward passes leave at x."""
    at = leaf(x)
    for _ in range(times):
        at.grad = None
        curve(at).backward()
    return at.grad.item()
