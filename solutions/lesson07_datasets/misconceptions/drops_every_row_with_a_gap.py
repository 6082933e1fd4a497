"""Believes that rows with an empty field are to be dropped before anything else, as df.dropna() does.

expect: test_titanic_features_in_the_order_asked_for, test_titanic_label_is_survived,
    test_titanic_keeps_every_passenger, test_titanic_missing_age_is_the_median,
    test_titanic_columns_in_another_order, test_titanic_commas_within_quotes, test_titanic_female_is_one
says: You left out every passenger with an empty field, and most have one somewhere. Which of the empty columns does a feature need at all?
says_zh: 只要有一个字段是空的，你就把这名乘客去掉了，而这样的乘客占多数。有空缺的那几列里，特征用到的是哪一列？
"""


class TitanicDataset(Dataset):
    """Who survived the Titanic."""

    def __init__(self, csv_path: str) -> None:
        with open(csv_path, encoding="utf-8", newline="") as file:
            rows = [row for row in csv.DictReader(file) if all(row.values())]
        table = np.array([[to_number(row[name]) for name in FEATURES] for row in rows], dtype=np.float32)
        ages = table[:, FEATURES.index("Age")]
        ages[np.isnan(ages)] = np.nanmedian(ages)
        self.x = torch.from_numpy(table)
        self.y = torch.tensor([[float(row["Survived"])] for row in rows])

    def __getitem__(self, index: int) -> tuple[Tensor, Tensor]:
        return self.x[index], self.y[index]

    def __len__(self) -> int:
        return len(self.x)
