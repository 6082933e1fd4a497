"""Believes that the middle of some numbers is their mean.

expect: test_titanic_missing_age_is_the_median
says: You fill in the mean of the known ages. A few old passengers pull it up; the median has as many known ages below it as above.
says_zh: 你填的是已知年龄的均值。少数高龄乘客会把它拉高；中位数则是比它小的和比它大的一样多。
"""


class TitanicDataset(Dataset):
    """Who survived the Titanic."""

    def __init__(self, csv_path: str) -> None:
        with open(csv_path, encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        table = np.array([[to_number(row[name]) for name in FEATURES] for row in rows], dtype=np.float32)
        ages = table[:, FEATURES.index("Age")]
        ages[np.isnan(ages)] = np.nanmean(ages)
        self.x = torch.from_numpy(table)
        self.y = torch.tensor([[float(row["Survived"])] for row in rows])

    def __getitem__(self, index: int) -> tuple[Tensor, Tensor]:
        return self.x[index], self.y[index]

    def __len__(self) -> int:
        return len(self.x)
