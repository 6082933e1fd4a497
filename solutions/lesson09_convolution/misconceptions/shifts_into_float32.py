"""Believes that torch.zeros takes on the dtype of what is written into it.

expect: test_shift_and_average_keep_float64
says: Your result is float32 for a float64 image. torch.zeros has its own dtype, whatever you write into it.
says_zh: 图像是 float64，你的结果却是 float32。torch.zeros 有自己的 dtype，与写进去的值无关。
"""


def shift(X, rows, cols):
    result = torch.zeros(X.shape)
    for i in range(X.shape[0]):
        for j in range(X.shape[1]):
            if 0 <= i + rows < X.shape[0] and 0 <= j + cols < X.shape[1]:
                result[i + rows, j + cols] = X[i, j]
    return result
