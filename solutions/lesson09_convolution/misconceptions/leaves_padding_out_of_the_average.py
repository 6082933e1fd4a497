"""Believes that an average is taken over the real pixels alone.

expect: test_average_counts_the_padding
says: You divided by the number of real pixels in the window. Here, as in PyTorch by default, the zeros of the padding count too.
says_zh: 你只除以了窗口里真实像素的个数。这里和 PyTorch 的默认做法一样，填充的 0 也算在内。
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
    real = windows(
        F.pad(torch.ones_like(X), (p_w, p_w, p_h, p_h)), pool_size, pair(1 if stride is None else stride)
    )
    return views.amax(dim=(-2, -1)) if mode == "max" else views.sum(dim=(-2, -1)) / real.sum(dim=(-2, -1))
