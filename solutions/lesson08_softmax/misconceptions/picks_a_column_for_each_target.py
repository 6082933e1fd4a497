"""Believes that logp[:, y] takes the target of each row.

expect: test_cross_entropy_numpy_is_the_mean, test_numpy_versions_are_stable,
    test_numpy_versions_leave_their_arguments_as_they_were
says: logp[:, y] takes all N targets from every row, N times N numbers. Print its shape; each row needs a partner of its own in y.
says_zh: logp[:, y] 会从每一行取出全部 N 个目标，共 N 乘 N 个数。打印一下它的形状；每一行只该和 y 里自己的那一个配对。
"""


def cross_entropy_numpy(logits: np.ndarray, y: np.ndarray) -> float:
    """Mean cross-entropy of logits."""
    shifted = logits - logits.max(axis=1, keepdims=True)
    logp = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return float(-logp[:, y].mean())
