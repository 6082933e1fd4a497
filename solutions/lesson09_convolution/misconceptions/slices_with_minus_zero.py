"""Believes that -p counts from the end for every p, also for 0.

expect: test_pad2d_with_a_zero_in_the_pair
says: With p = 0 your slice ends at -0, which is 0, so it is empty. Say where the image ends by p plus its length.
says_zh: p = 0 时，你的切片终点是 -0，也就是 0，切出来是空的。终点可以用 p 加上图像的长度来表示。
"""


def pad2d(X: Tensor, p: int | tuple[int, int]) -> Tensor:
    """A frame of zeros: p_h rows above and below, p_w columns left and right."""
    p_h, p_w = pair(p)
    padded = torch.zeros(X.shape[0] + 2 * p_h, X.shape[1] + 2 * p_w, dtype=X.dtype)
    padded[p_h:-p_h, p_w:-p_w] = X
    return padded


def corr2d_strided(
    X: Tensor, K: Tensor, padding: int | tuple[int, int] = 0, stride: int | tuple[int, int] = 1
) -> Tensor:
    """Cross-correlation of the padded image in steps of stride."""
    p_h, p_w = pair(padding)
    padded = F.pad(X, (p_w, p_w, p_h, p_h))
    return (windows(padded, tuple(K.shape), pair(stride)) * K).sum(dim=(-2, -1))
