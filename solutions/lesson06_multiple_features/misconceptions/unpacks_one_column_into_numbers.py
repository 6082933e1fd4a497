"""Believes that unpack=True always gives columns.

expect: test_one_column_or_one_row_keeps_its_dimension
says: With one column, or one row, unpack leaves a flat array, and your tuple holds its numbers one by one. ndmin=2 keeps the table.
says_zh: 只有一列或一行时，unpack 得到的是一维数组，你的元组里就成了一个个的数；ndmin=2 能保持表格的形状。
"""


def load_columns(path: str, columns: Sequence[int]) -> tuple[Tensor, ...]:
    table = np.loadtxt(path, delimiter=",", dtype=np.float32, skiprows=1, usecols=columns, unpack=True)
    return tuple(torch.as_tensor(each) for each in table)
