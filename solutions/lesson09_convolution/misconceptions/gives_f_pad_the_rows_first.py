"""Believes that F.pad names the dimensions from the first to the last.

expect: test_pad2d_takes_a_pair_rows_first, test_pad2d_with_a_zero_in_the_pair, test_corr2d_strided_takes_pairs
says: Your rows and columns of padding are exchanged: a pair is rows first, then columns. (F.pad wants its numbers the other way round, from the last dimension on.)
says_zh: 你把行和列的填充弄反了：二元组是先行后列。（F.pad 的参数次序相反，它从最后一个维度开始。）
"""


def pad2d(X: Tensor, p: int | tuple[int, int]) -> Tensor:
    """A frame of zeros: p_h rows above and below, p_w columns left and right."""
    p_h, p_w = pair(p)
    return F.pad(X, (p_h, p_h, p_w, p_w))
