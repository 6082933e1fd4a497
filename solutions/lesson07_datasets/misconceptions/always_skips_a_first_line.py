"""Believes that the first line of every CSV file is a header.

expect: test_file_features_are_all_columns_but_the_last, test_file_label_is_the_last_column,
    test_file_length_is_the_number_of_rows, test_file_indices_are_those_of_a_list, test_file_may_be_compressed,
    test_file_may_end_its_lines_in_any_way, test_file_may_have_a_single_row, test_missing_file_raises_an_error,
    test_ragged_row_raises_an_error
says: You skip the first line of every file. Where there is no header that line is a sample, and it is lost without a word.
says_zh: 你跳过了每个文件的第一行。没有表头时，那一行就是样本，它就这样不声不响地丢了。
"""


class DiabetesDataset(Dataset):
    """A table of numbers in a comma-separated file, the label last."""

    def __init__(self, filepath: str) -> None:
        table = np.loadtxt(filepath, delimiter=",", dtype=np.float32, skiprows=1, ndmin=2)
        self.x = torch.from_numpy(table[:, :-1])
        self.y = torch.from_numpy(table[:, -1:])

    def __getitem__(self, index: int) -> tuple[Tensor, Tensor]:
        return self.x[index], self.y[index]

    def __len__(self) -> int:
        return len(self.x)
