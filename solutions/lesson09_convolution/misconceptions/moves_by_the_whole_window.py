"""Believes that pooling windows never overlap, as the default of nn.MaxPool2d has it.

expect: test_pool2d_by_default_takes_the_largest_of_every_window, test_average_pooling_takes_the_mean, test_padding_never_wins_a_maximum, test_average_counts_the_padding, test_pooling_keeps_float64
says: You moved by the whole window. nn.MaxPool2d does so by default; in this lesson no stride means a stride of 1.
says_zh: 你每次移动整个窗口那么远。nn.MaxPool2d 默认如此；本课里不给步幅就是步幅为 1。
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
    views = windows(padded, pool_size, pair(pool_size if stride is None else stride))
    return views.amax(dim=(-2, -1)) if mode == "max" else views.mean(dim=(-2, -1))
