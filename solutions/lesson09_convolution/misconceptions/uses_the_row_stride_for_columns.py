"""Believes that one stride serves both directions, also where two are given.

expect: test_corr2d_strided_takes_pairs
says: You moved along the columns by the stride of the rows. A pair holds two strides: rows first, then columns.
says_zh: 你在列方向上也用了行的步幅。二元组里有两个步幅：先行后列。
"""


def corr2d_strided(
    X: Tensor, K: Tensor, padding: int | tuple[int, int] = 0, stride: int | tuple[int, int] = 1
) -> Tensor:
    """Cross-correlation of the padded image in steps of stride."""
    return (windows(pad2d(X, padding), tuple(K.shape), (pair(stride)[0],) * 2) * K).sum(dim=(-2, -1))
