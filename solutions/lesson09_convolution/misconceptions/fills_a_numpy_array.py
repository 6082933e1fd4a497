"""Believes that np.zeros makes an array of the dtype of what is written into it.

expect: test_corr2d_keeps_float64
says: Your result is float64 whatever the image is: np.zeros makes float64 unless it is told another dtype.
says_zh: 不论图像是什么类型，你的结果都是 float64：np.zeros 不指定 dtype 时总是 float64。
"""


def corr2d(X: Tensor, K: Tensor) -> Tensor:
    """Sum of the products in each window: (h - kh + 1, w - kw + 1)."""
    kh, kw = K.shape
    Y = torch.zeros(X.shape[0] - kh + 1, X.shape[1] - kw + 1, dtype=torch.float64)
    for i in range(Y.shape[0]):
        for j in range(Y.shape[1]):
            Y[i, j] = (X[i : i + kh, j : j + kw] * K).sum()
    return Y
