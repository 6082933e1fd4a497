"""Believes that every file looks like the one in the lecture: no header, many rows.

expect: test_file_may_have_a_header, test_file_may_have_a_single_row
says: Your np.loadtxt reads a file like the diabetes table of the lecture. It cannot make numbers of a header, and from a single line it makes a flat array instead of a table.
says_zh: 你的 np.loadtxt 只适合课上糖尿病数据那样的文件：遇到表头，它无法转成数；遇到只有一行的文件，它给出一维数组，而不是表格。
"""


class DiabetesDataset(Dataset):
    """A table of numbers in a comma-separated file, the label last."""

    def __init__(self, filepath: str) -> None:
        table = np.loadtxt(filepath, delimiter=",", dtype=np.float32)
        self.x = torch.from_numpy(table[:, :-1])
        self.y = torch.from_numpy(table[:, -1:])

    def __getitem__(self, index: int) -> tuple[Tensor, Tensor]:
        return self.x[index], self.y[index]

    def __len__(self) -> int:
        return len(self.x)
