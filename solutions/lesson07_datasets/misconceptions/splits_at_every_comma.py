"""Believes that a comma always ends a field, and that a name always holds exactly one.

expect: test_titanic_commas_within_quotes
says: You split the lines at their commas and count one extra for the name. A name with no comma, or with two, shifts every column behind it. What do the double quotes say?
says_zh: 你按逗号切分每一行，再给姓名多算一个逗号。姓名里没有逗号或有两个逗号时，后面各列全部错位。双引号是做什么用的？
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
            header, *lines = file.read().splitlines()
        names = header.split(",")
        names.insert(names.index("Name"), "Surname")
        rows = [dict(zip(names, line.split(","))) for line in lines]
        table = np.array([[_number_or_nan(row[name]) for name in FEATURES] for row in rows], dtype=np.float32)
        ages = table[:, FEATURES.index("Age")]
        ages[np.isnan(ages)] = np.nanmedian(ages)
        self.x = torch.from_numpy(table)
        self.y = torch.tensor([[float(row["Survived"])] for row in rows])

    def __getitem__(self, index: int) -> tuple[Tensor, Tensor]:
        return self.x[index], self.y[index]

    def __len__(self) -> int:
        return len(self.x)
