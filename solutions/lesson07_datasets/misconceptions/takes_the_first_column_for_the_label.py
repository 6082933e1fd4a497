"""Believes that the label stands in the first column.

expect: test_file_features_are_all_columns_but_the_last, test_file_label_is_the_last_column,
    test_file_indices_are_those_of_a_list, test_file_may_be_compressed, test_file_may_have_a_header,
    test_file_may_end_its_lines_in_any_way, test_file_may_have_a_single_row, test_missing_file_raises_an_error,
    test_ragged_row_raises_an_error
says: You took the first column for the label. In this table the label is the last one; the columns before it are the features.
says_zh: 你把第一列当成了标签。这张表里标签在最后一列，它前面的都是特征。
"""


class DiabetesDataset(Dataset):
    """A table of numbers in a comma-separated file."""

    def __init__(self, filepath: str) -> None:
        skip = 1 if has_header(filepath) else 0
        table = np.loadtxt(filepath, delimiter=",", dtype=np.float32, skiprows=skip, ndmin=2)
        self.x = torch.from_numpy(table[:, 1:])
        self.y = torch.from_numpy(table[:, :1])

    def __getitem__(self, index: int) -> tuple[Tensor, Tensor]:
        return self.x[index], self.y[index]

    def __len__(self) -> int:
        return len(self.x)
