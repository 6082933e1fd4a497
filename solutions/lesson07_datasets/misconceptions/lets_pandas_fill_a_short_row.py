"""Believes that pandas.read_csv refuses a row in which a number is missing.

expect: test_ragged_row_raises_an_error
says: Your table has NaN where a row was too short: pandas fills it up and says nothing. Who looks for it before the table is used?
says_zh: 某一行少了一个数，你的表里那个位置就成了 NaN：pandas 补上了，却不作声。用这张表之前，该由谁来检查？
"""


class DiabetesDataset(Dataset):
    """A table of numbers in a comma-separated file, the label last."""

    def __init__(self, filepath: str) -> None:
        opener = gzip.open if filepath.endswith(".gz") else open
        with opener(filepath, "rt", encoding="utf-8") as file:
            rows = list(csv.reader(file))[1 if has_header(filepath) else 0 :]
        short = [row + ["nan"] * (len(rows[0]) - len(row)) for row in rows]  # what pandas.read_csv does
        table = np.array(short, dtype=np.float32)
        self.x = torch.from_numpy(table[:, :-1])
        self.y = torch.from_numpy(table[:, -1:])

    def __getitem__(self, index: int) -> tuple[Tensor, Tensor]:
        return self.x[index], self.y[index]

    def __len__(self) -> int:
        return len(self.x)
