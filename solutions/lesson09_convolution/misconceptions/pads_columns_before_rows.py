"""Believes that the first number of a padding pair is for the columns, as x comes before y.

expect: test_pool2d_takes_pairs
says: You used the first number of the padding for the columns. All pairs of this lesson are rows first, then columns.
says_zh: 你把填充的第一个数用在了列上。本课所有的二元组都是先行后列。
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
    padded = F.pad(X, (p_h, p_h, p_w, p_w), value=filler)
    views = windows(padded, pool_size, pair(1 if stride is None else stride))
    return views.amax(dim=(-2, -1)) if mode == "max" else views.mean(dim=(-2, -1))
