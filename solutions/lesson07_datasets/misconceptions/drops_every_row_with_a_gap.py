"""Believes that rows with an empty field are to be dropped before anything else, as df.dropna() does.

expect: test_titanic_features_in_the_order_asked_for, test_titanic_label_is_survived,
    test_titanic_keeps_every_passenger, test_titanic_missing_age_is_the_median,
    test_titanic_columns_in_another_order, test_titanic_commas_within_quotes, test_titanic_female_is_one
says: You left out every passenger with an empty field, and most have one somewhere. Which of the empty columns does a feature need at all?
says_zh: 只要有一个字段是空的，你就把这名乘客去掉了，而这样的乘客占多数。有空缺的那几列里，特征用到的是哪一列？
"""

import csv
import gzip
from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor
from torch.utils.data import DataLoader, Dataset, random_split

FEATURES = ("Pclass", "Sex", "Age", "SibSp", "Parch", "Fare")


class TableDataset(Dataset):
    """A table that is in memory already."""

    def __init__(self, x: Tensor, y: Tensor, transform: Callable[[Tensor], Tensor] | None = None) -> None:
        self.x = torch.as_tensor(x, dtype=torch.float32)
        self.y = torch.as_tensor(y, dtype=torch.float32)
        self.transform = transform

    def __getitem__(self, index: int) -> tuple[Tensor, Tensor]:
        features, label = self.x[index], self.y[index]
        return (features if self.transform is None else self.transform(features)), label

    def __len__(self) -> int:
        return len(self.x)


def has_header(filepath: str) -> bool:
    """Whether the first line is names."""
    opener = gzip.open if filepath.endswith(".gz") else open
    with opener(filepath, "rt", encoding="utf-8") as file:
        first_field = file.readline().split(",")[0]
    try:
        float(first_field)
    except ValueError:
        return True
    return False


class DiabetesDataset(Dataset):
    """A table of numbers in a comma-separated file, the label last."""

    def __init__(self, filepath: str) -> None:
        skip = 1 if has_header(filepath) else 0
        table = np.loadtxt(filepath, delimiter=",", dtype=np.float32, skiprows=skip, ndmin=2)
        self.x = torch.from_numpy(table[:, :-1])
        self.y = torch.from_numpy(table[:, -1:])

    def __getitem__(self, index: int) -> tuple[Tensor, Tensor]:
        return self.x[index], self.y[index]

    def __len__(self) -> int:
        return len(self.x)


def to_number(field: str) -> float:
    """A field of the passenger list as a number; an empty one is NaN."""
    sexes = {"male": 0.0, "female": 1.0, "": float("nan")}
    return sexes[field] if field in sexes else float(field)


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


def steps_per_epoch(n: int, batch_size: int, drop_last: bool = False) -> int:
    """How many batches a loader makes of n samples."""
    full, left_over = divmod(n, batch_size)
    return full + 1 if left_over and not drop_last else full


def make_loaders(
    dataset: Dataset, batch_size: int, val_fraction: float, seed: int
) -> tuple[DataLoader, DataLoader]:
    """Part a dataset in two and make a loader for each part."""
    generator = torch.Generator().manual_seed(seed)
    n_val = round(len(dataset) * val_fraction)
    train_part, val_part = random_split(dataset, [len(dataset) - n_val, n_val], generator=generator)
    train_loader = DataLoader(train_part, batch_size=batch_size, shuffle=True, generator=generator)
    return train_loader, DataLoader(val_part, batch_size=batch_size)
