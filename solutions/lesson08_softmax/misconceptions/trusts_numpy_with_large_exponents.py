"""Believes that float64 is large enough for every exponent.

expect: test_numpy_versions_are_stable
says: np.exp(710) is inf in float64 too. The remedy of task 1 is needed in both functions here.
says_zh: float64 下 np.exp(710) 也是 inf。任务 1 里的办法，这里的两个函数同样需要。
"""


def softmax_numpy(x: np.ndarray) -> np.ndarray:
    """Softmax along the last axis."""
    exps = np.exp(x)
    return exps / exps.sum(axis=-1, keepdims=True)
