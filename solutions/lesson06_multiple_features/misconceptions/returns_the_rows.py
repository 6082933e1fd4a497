"""Believes that what comes apart is columns.

expect: test_columns_come_in_the_order_that_is_asked, test_words_in_other_columns_play_no_role,
    test_one_column_or_one_row_keeps_its_dimension
says: Your tuple has a tensor for each row. Asked for is one for each column: transpose the table first.
says_zh: 你的元组里每一行是一个张量；要的是每一列一个：先把表格转置。
"""


def load_columns(path: str, columns: Sequence[int]) -> tuple[Tensor, ...]:
    table = np.loadtxt(path, delimiter=",", dtype=np.float32, skiprows=1, usecols=columns, ndmin=2)
    return tuple(torch.from_numpy(table.copy()))
