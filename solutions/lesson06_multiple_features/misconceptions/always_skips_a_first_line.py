"""Believes that the first line of a table is always a header.

expect: test_features_are_all_columns_but_the_last, test_labels_are_the_last_column,
    test_whole_numbers_become_float32_too, test_file_may_be_compressed, test_lines_may_end_in_any_way,
    test_one_row_or_one_feature_is_a_table_too
says: You leave the first line out in every file. It is a header only if its fields are words; otherwise you lose a row.
says_zh: 你在每个文件里都跳过了第一行。只有字段是文字时它才是表头，否则就丢了一行数据。
"""


def load_table(path: str) -> tuple[Tensor, Tensor]:
    """Features (n, d) and labels (n, 1) of a comma-separated file."""
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as file:
        lines = file.read().splitlines()
    lines = lines[1:]
    table = np.loadtxt(lines, delimiter=",", dtype=np.float32, ndmin=2)
    return torch.from_numpy(table[:, :-1]), torch.from_numpy(table[:, -1:])
