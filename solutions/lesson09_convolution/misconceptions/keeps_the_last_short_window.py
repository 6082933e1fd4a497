"""Believes that pooling keeps a last window that is cut off by the edge.

expect: test_a_window_that_does_not_fit_is_left_out
says: Your result has a row or a column too many, made from a window that is cut off. Only full windows count.
says_zh: 你的结果多出一行或一列，来自被边界截断的窗口。只有完整的窗口才算数。
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
    s_h, s_w = pair(1 if stride is None else stride)
    below, right = (pool_size[0] - padded.shape[0]) % s_h, (pool_size[1] - padded.shape[1]) % s_w
    padded = F.pad(padded, (0, right, 0, below), value=filler)
    views = windows(padded, pool_size, (s_h, s_w))
    return views.amax(dim=(-2, -1)) if mode == "max" else views.mean(dim=(-2, -1))
