"""Believes that a pooling window is square and its first number is its size.

expect: test_average_pooling_takes_the_mean, test_pool2d_takes_pairs, test_pooling_keeps_float64
says: You used the first number of pool_size for both sides. A window of 2 by 3 has two rows and three columns.
says_zh: 你把 pool_size 的第一个数用作了两条边。2×3 的窗口有两行三列。
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
    views = windows(padded, (pool_size[0], pool_size[0]), pair(1 if stride is None else stride))
    return views.amax(dim=(-2, -1)) if mode == "max" else views.mean(dim=(-2, -1))
