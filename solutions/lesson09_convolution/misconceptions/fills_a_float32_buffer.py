"""Believes that torch.zeros makes a tensor of the dtype of the data that is written into it.

expect: test_corr2d_keeps_float64
says: Your result is float32 although the image is not: torch.zeros does not know X. Ask it for the dtype that you need.
says_zh: 图像不是 float32，你的结果却是：torch.zeros 并不知道 X 是什么类型，要由你给出 dtype。
"""


def corr2d(X: Tensor, K: Tensor) -> Tensor:
    """Sum of the products in each window: (h - kh + 1, w - kw + 1)."""
    kh, kw = K.shape
    Y = torch.zeros(X.shape[0] - kh + 1, X.shape[1] - kw + 1)
    for i in range(Y.shape[0]):
        for j in range(Y.shape[1]):
            Y[i, j] = (X[i : i + kh, j : j + kw] * K).sum()
    return Y
