"""Believes that pandas.read_csv refuses a row in which a number is missing.

expect: test_ragged_row_raises_an_error
says: Your table has NaN where a row was too short: pandas fills it up and says nothing. Who looks for it before the table is used?
says_zh: 某一行少了一个数，你的表里那个位置就成了 NaN：pandas 补上了，却不作声。用这张表之前，该由谁来检查？
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


def to_number(field: str) -> float:
    """A field of the passenger list as a number; an empty one is NaN."""
    sexes = {"male": 0.0, "female": 1.0, "": float("nan")}
    return sexes[field] if field in sexes else float(field)


class TitanicDataset(Dataset):
    """Who survived the Titanic."""

    def __init__(self, csv_path: str) -> None:
        with open(csv_path, encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
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
