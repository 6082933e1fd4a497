"""Believes that F.pad names the dimensions from the first to the last.

expect: test_pad2d_takes_a_pair_rows_first, test_pad2d_with_a_zero_in_the_pair, test_corr2d_strided_takes_pairs
says: Your rows and columns of padding are exchanged. Read in which order F.pad wants its numbers: it starts with the last dimension.
says_zh: 你把行和列的填充弄反了。查一查 F.pad 的参数次序：它从最后一个维度开始。
"""


def pad2d(X: Tensor, p: int | tuple[int, int]) -> Tensor:
    """A frame of zeros: p_h rows above and below, p_w columns left and right."""
    p_h, p_w = pair(p)
    return F.pad(X, (p_h, p_h, p_w, p_w))
