"""Believes that x -= ... only changes the function's own x.

expect: test_numpy_versions_leave_their_arguments_as_they_were
says: An array argument is not a copy: -= writes into the caller's array. Give the shifted scores a name of their own.
says_zh: 作为参数的数组不是副本：-= 会写进调用者的数组。给减去最大值之后的结果另起一个名字。
"""


def softmax_numpy(x: np.ndarray) -> np.ndarray:
    """Softmax along the last axis."""
    x -= x.max(axis=-1, keepdims=True)
    exps = np.exp(x)
    return exps / exps.sum(axis=-1, keepdims=True)
