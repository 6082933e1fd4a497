"""Believes that writing into torch.empty keeps the dtype of what is written.

expect: test_pooling_keeps_float64
says: Your result is float32 although the image is not: the buffer decides the dtype, and it did not ask X for it.
says_zh: 图像不是 float32，你的结果却是：结果的 dtype 由存放结果的张量决定，而你创建它时没有用 X 的 dtype。
"""


def pool2d(
    X: Tensor,
    pool_size: tuple[int, int],
    mode: str = "max",
    padding: int | tuple[int, int] = 0,
    stride: int | tuple[int, int] | None = None,
) -> Tensor:
    """The largest value or the mean of each window; stride 1 unless given."""
    p_h, p_w = pair(padding)
    filler = float("-inf") if mode == "max" else 0.0
    padded = F.pad(X, (p_w, p_w, p_h, p_h), value=filler)
    views = windows(padded, pool_size, pair(1 if stride is None else stride))
    result = torch.empty(views.shape[:2])
    result[:] = views.amax(dim=(-2, -1)) if mode == "max" else views.mean(dim=(-2, -1))
    return result
