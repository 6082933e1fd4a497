"""Believes that padding is always zero.

expect: test_padding_never_wins_a_maximum
says: Your zeros of padding won against negative pixels. Padding must never be the largest value in a window.
says_zh: 窗口里全是负数时，你填充的 0 成了最大值。填充绝不能成为窗口里的最大值。
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
    filler = 0.0
    padded = F.pad(X, (p_w, p_w, p_h, p_h), value=filler)
    views = windows(padded, pool_size, pair(1 if stride is None else stride))
    return views.amax(dim=(-2, -1)) if mode == "max" else views.mean(dim=(-2, -1))
