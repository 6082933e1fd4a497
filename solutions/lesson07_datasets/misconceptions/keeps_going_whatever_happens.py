"""Believes that a dataset should pass over what it cannot read.

expect: test_missing_file_raises_an_error, test_ragged_row_raises_an_error
says: You make an empty table of a missing file and leave out rows that do not fit. Nobody will notice until the results are strange; an error at once says where to look.
says_zh: 文件不存在，你就当作空表；某一行不对，你就跳过。直到结果奇怪才会有人发现；当场报错才能告诉人们问题在哪里。
"""


class DiabetesDataset(Dataset):
    """A table of numbers in a comma-separated file, the label last."""

    def __init__(self, filepath: str) -> None:
        try:
            skip = 1 if has_header(filepath) else 0
        except FileNotFoundError:
            self.x, self.y = torch.zeros(0, 1), torch.zeros(0, 1)
            return
        opener = gzip.open if filepath.endswith(".gz") else open
        with opener(filepath, "rt", encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))[skip:]
        table = torch.tensor([[float(field) for field in row] for row in rows if len(row) == len(rows[0])])
        self.x, self.y = table[:, :-1], table[:, -1:]

    def __getitem__(self, index: int) -> tuple[Tensor, Tensor]:
        return self.x[index], self.y[index]

    def __len__(self) -> int:
        return len(self.x)
