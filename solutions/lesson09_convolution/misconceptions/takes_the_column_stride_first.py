"""Believes that a pair of strides is (x, y), columns before rows.

expect: test_corr2d_strided_takes_pairs, test_pool2d_takes_pairs
says: You moved down by the second stride of the pair and to the right by the first. In a pair the rows come first, as in a shape.
says_zh: 你向下移动用的是那对步幅中的第二个，向右用的是第一个。成对的数里行在前，和形状一样。
"""


def corr2d_strided(
    X: Tensor, K: Tensor, padding: int | tuple[int, int] = 0, stride: int | tuple[int, int] = 1
) -> Tensor:
    """Cross-correlation of the padded image in steps of stride."""
    s_w, s_h = pair(stride)
    return (windows(pad2d(X, padding), tuple(K.shape), (s_h, s_w)) * K).sum(dim=(-2, -1))


def pool2d(
    X: Tensor,
    pool_size: tuple[int, int],
    mode: str = "max",
    padding: int | tuple[int, int] = 0,
    stride: int | tuple[int, int] | None = None,
) -> Tensor:
    """Each window becomes its largest value or its mean."""
    p_h, p_w = pair(padding)
    filler = float("-inf") if mode == "max" else 0.0
    padded = F.pad(X, (p_w, p_w, p_h, p_h), value=filler)
    s_w, s_h = pair(1 if stride is None else stride)
    views = windows(padded, pool_size, (s_h, s_w))
    return views.amax(dim=(-2, -1)) if mode == "max" else views.mean(dim=(-2, -1))
