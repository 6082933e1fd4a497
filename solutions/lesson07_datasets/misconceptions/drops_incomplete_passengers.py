"""Believes that a sample with a gap is no sample.

expect: test_titanic_keeps_every_passenger, test_titanic_missing_age_is_the_median
says: You left out the passengers whose age is unknown. They belong to the data: only the age is missing, and it can be filled in.
says_zh: 你去掉了年龄未知的乘客。他们也是数据：缺的只是年龄，可以填上。
"""


class TitanicDataset(Dataset):
    """Who survived the Titanic."""

    def __init__(self, csv_path: str) -> None:
        with open(csv_path, encoding="utf-8", newline="") as file:
            rows = [row for row in csv.DictReader(file) if row["Age"]]
        table = np.array([[to_number(row[name]) for name in FEATURES] for row in rows], dtype=np.float32)
        ages = table[:, FEATURES.index("Age")]
        ages[np.isnan(ages)] = np.nanmedian(ages)
        self.x = torch.from_numpy(table)
        self.y = torch.tensor([[float(row["Survived"])] for row in rows])

    def __getitem__(self, index: int) -> tuple[Tensor, Tensor]:
        return self.x[index], self.y[index]

    def __len__(self) -> int:
        return len(self.x)
