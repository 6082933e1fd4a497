"""Believes that the median is the value in the middle of the list.

expect: test_titanic_missing_age_is_the_median
says: You filled the missing ages with the known age that stands in the middle of the file. The median is the middle of the ages in order of size.
says_zh: 你把已知年龄按文件中的顺序排着，取了正中间的那个来填补缺失值。中位数是按大小排好之后，位于中间的那一个。
"""


class TitanicDataset(Dataset):
    """Passengers and whether they survived."""

    def __init__(self, csv_path: str) -> None:
        with open(csv_path, encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        table = np.array([[to_number(row[name]) for name in FEATURES] for row in rows], dtype=np.float32)
        ages = table[:, FEATURES.index("Age")]
        known = ages[~np.isnan(ages)]
        ages[np.isnan(ages)] = known[len(known) // 2]
        self.x = torch.from_numpy(table)
        self.y = torch.tensor([[float(row["Survived"])] for row in rows])

    def __getitem__(self, index: int) -> tuple[Tensor, Tensor]:
        return self.x[index], self.y[index]

    def __len__(self) -> int:
        return len(self.x)
