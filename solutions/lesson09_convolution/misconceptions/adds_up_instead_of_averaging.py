"""Believes that average pooling adds up the window, as a kernel of ones does.

expect: test_average_pooling_takes_the_mean, test_average_counts_the_padding, test_pooling_keeps_float64
says: You added up each window. An average also divides by the number of places in it.
says_zh: 你把窗口里的值加了起来。求均值还要除以窗口里的格数。
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
    return views.amax(dim=(-2, -1)) if mode == "max" else views.sum(dim=(-2, -1))
