"""Believes that y.backward() returns the gradient.

expect: test_derivative_at_zero, test_derivative_of_a_positive_number, test_derivative_of_a_negative_number,
    test_derivative_of_a_tensor, test_derivative_of_an_array, test_derivative_of_the_same_tensor_again,
    test_one_backward_leaves_the_derivative, test_three_backwards_leave_three_times_the_derivative,
    test_many_backwards_at_a_negative_number, test_two_backwards_at_a_tensor
says: backward() returns None. It leaves what it found at the leaves of the graph, in an attribute of x.
says_zh: backward() 的返回值是 None。它把求得的结果留在计算图的叶子上，也就是 x 的一个属性里。
"""


def derivative(x: Scalar) -> Scalar:
    """The slope of the curve at x."""
    at = leaf(x)
    return curve(at).backward()


def accumulated_gradient(x: Scalar, times: int) -> Scalar:
    """The gradient that `times` backward passes leave at x."""
    at = leaf(x)
    gradient = None
    for _ in range(times):
        gradient = curve(at).backward()
    return gradient
