"""Believes that reordering means changing the table in place, as list.sort does.

expect: test_reorder_leaves_its_arguments_as_they_were, test_an_index_may_come_twice_or_not_at_all,
    test_two_rows_and_two_columns_make_a_block
says: You wrote the new order into x itself. The caller still needs the old table, and a result of another shape does not fit into it.
says_zh: 你把新的顺序写回了 x 自己。调用者还要用原来的表，而且结果形状不同时也放不回去。
"""


def reorder(x: Tensor, rows: Tensor, cols: Tensor) -> Tensor:
    """The table in its new order."""
    x[:] = x[rows][:, cols]
    return x
