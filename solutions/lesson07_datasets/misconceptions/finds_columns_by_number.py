"""Believes that the columns of a file always stand where they stood last time.

expect: test_titanic_columns_in_another_order
says: You find the columns by their numbers. In a file with another order you read other columns; the header says which is which.
says_zh: 你按第几列来取数。换一个列顺序不同的文件，取到的就是别的列；哪一列是什么，要看表头。
"""


def _number_or_nan(field: str) -> float:
    """Whatever is no number is NaN."""
    try:
        return to_number(field)
    except ValueError:
        return float("nan")


class TitanicDataset(Dataset):
    """Who survived the Titanic."""

    def __init__(self, csv_path: str) -> None:
        with open(csv_path, encoding="utf-8", newline="") as file:
            names = ("Id", "Survived", "Pclass", "Name", "Sex", "Age", "SibSp", "Parch", "Ticket", "Fare")
            rows = [dict(zip(names, row)) for row in list(csv.reader(file))[1:]]
        table = np.array([[_number_or_nan(row[name]) for name in FEATURES] for row in rows], dtype=np.float32)
        ages = table[:, FEATURES.index("Age")]
        ages[np.isnan(ages)] = np.nanmedian(ages)
        self.x = torch.from_numpy(table)
        self.y = torch.tensor([[_number_or_nan(row["Survived"])] for row in rows])

    def __getitem__(self, index: int) -> tuple[Tensor, Tensor]:
        return self.x[index], self.y[index]

    def __len__(self) -> int:
        return len(self.x)
