"""Believes that a label is one number and needs no dimension.

expect: test_file_label_is_the_last_column, test_titanic_label_is_survived
says: Your labels have shape (), so a batch of them has shape (b,) while the model answers (b, 1): a loss of your own would broadcast the two to (b, b). Think about what keeps the column.
says_zh: 你的标签形状是 ()，一批标签就是 (b,)，而模型的输出是 (b, 1)：自己写的损失会把两者广播成 (b, b)。想一想怎样取列才能保留这个维度。
"""


class DiabetesDataset(Dataset):
    """A table of numbers in a comma-separated file, the label last."""

    def __init__(self, filepath: str) -> None:
        skip = 1 if has_header(filepath) else 0
        table = np.loadtxt(filepath, delimiter=",", dtype=np.float32, skiprows=skip, ndmin=2)
        self.x = torch.from_numpy(table[:, :-1])
        self.y = torch.from_numpy(table[:, -1])

    def __getitem__(self, index: int) -> tuple[Tensor, Tensor]:
        return self.x[index], self.y[index]

    def __len__(self) -> int:
        return len(self.x)


class TitanicDataset(Dataset):
    """Who survived the Titanic."""

    def __init__(self, csv_path: str) -> None:
        with open(csv_path, encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        table = np.array([[to_number(row[name]) for name in FEATURES] for row in rows], dtype=np.float32)
        ages = table[:, FEATURES.index("Age")]
        ages[np.isnan(ages)] = np.nanmedian(ages)
        self.x = torch.from_numpy(table)
        self.y = torch.tensor([float(row["Survived"]) for row in rows])

    def __getitem__(self, index: int) -> tuple[Tensor, Tensor]:
        return self.x[index], self.y[index]

    def __len__(self) -> int:
        return len(self.x)
