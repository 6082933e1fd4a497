"""Believes that a frame made by torch.zeros takes on the dtype of the image.

expect: test_padding_and_striding_keep_float64
says: Your frame is float32 and rounds the image that you write into it. torch.zeros has to be told the dtype.
says_zh: 你填充时新建的张量是 float32 的，写进去的图像被舍入了。用 torch.zeros 时要给出 dtype。
"""


def pad2d(X: Tensor, p: int | tuple[int, int]) -> Tensor:
    """A frame of zeros: p_h rows above and below, p_w columns left and right."""
    p_h, p_w = pair(p)
    h, w = X.shape
    padded = torch.zeros(h + 2 * p_h, w + 2 * p_w)
    padded[p_h : p_h + h, p_w : p_w + w] = X
    return padded
