"""Believes that x[rows, cols] is the table of all these rows and columns.

expect: test_all_rows_and_columns_in_another_order, test_an_index_may_come_twice_or_not_at_all,
    test_two_rows_and_two_columns_make_a_block, test_reorder_leaves_its_arguments_as_they_were
says: x[rows, cols] pairs the indices up: the first row with the first column, the second with the second. So it finds single elements, and fails where the lengths differ. A table needs every row with every column.
says_zh: x[rows, cols] 会把下标一一配对：第一个行号配第一个列号，第二个配第二个。这样取出的是一个个元素，长度不同时还会报错。要得到一张表，每一行都要配每一列。
"""


def reorder(x: Tensor, rows: Tensor, cols: Tensor) -> Tensor:
    """The elements at rows and cols."""
    return x[rows, cols]
