"""Believes that minus a billion is as good as minus infinity.

expect: test_padding_never_wins_a_maximum
says: Your filler is a finite number, and this image lies below it. Is there a number that is below every other?
says_zh: 你用来填充的是一个有限的数，而这张图像里的值比它还小。有没有一个比所有数都小的值？
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
    filler = -1e9 if mode == "max" else 0.0
    padded = F.pad(X, (p_w, p_w, p_h, p_h), value=filler)
    views = windows(padded, pool_size, pair(1 if stride is None else stride))
    return views.amax(dim=(-2, -1)) if mode == "max" else views.mean(dim=(-2, -1))
