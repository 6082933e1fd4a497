"""Believes that sum() without an axis adds up each row.

expect: test_softmax_numpy_goes_along_the_last_axis, test_numpy_versions_are_stable,
    test_numpy_versions_leave_their_arguments_as_they_were
says: Without axis, sum adds up the whole array, so that all rows together sum to 1. For one row alone this cannot be seen.
says_zh: sum 不写 axis 时，加的是整个数组，于是所有行合起来之和才是 1。只有一行时看不出来。
"""


def softmax_numpy(x: np.ndarray) -> np.ndarray:
    """Softmax along the last axis."""
    exps = np.exp(x - x.max(axis=-1, keepdims=True))
    return exps / exps.sum()
