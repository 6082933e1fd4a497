"""Reads a file only when it is first needed; type hints, helper functions, extra default arguments."""

from __future__ import annotations

import csv
import gzip
import math
from functools import cached_property
from pathlib import Path
from statistics import median
from typing import Iterator

import torch
from torch import Tensor
from torch.utils.data import DataLoader, Dataset, Subset


class TableDataset(Dataset[tuple[Tensor, Tensor]]):
    def __init__(self, x, y, transform=None, dtype: torch.dtype = torch.float32) -> None:
        self.pairs = list(zip(x.to(dtype).unbind(0), y.to(dtype).unbind(0)))
        self.transform = transform

    def __getitem__(self, index: int) -> tuple[Tensor, Tensor]:
        x, y = self.pairs[index]
        return (self.transform(x), y) if callable(self.transform) else (x, y)

    def __len__(self) -> int:
        return len(self.pairs)


def lines_of(path: str) -> Iterator[list[str]]:
    data = Path(path).read_bytes()
    text = (gzip.decompress(data) if path.endswith(".gz") else data).decode("utf-8-sig")
    yield from csv.reader(line for line in text.splitlines() if line.strip())


class DiabetesDataset(Dataset[tuple[Tensor, Tensor]]):
    def __init__(self, filepath: str, verbose: bool = False) -> None:
        self.filepath = filepath
        self.verbose = verbose

    @cached_property
    def table(self) -> Tensor:
        rows = list(lines_of(self.filepath))
        try:
            float(rows[0][0])
        except ValueError:
            rows = rows[1:]
        if self.verbose:
            print(f"{len(rows)} rows")
        return torch.tensor([[float(v) for v in row] for row in rows], dtype=torch.float64)

    def __getitem__(self, index: int) -> tuple[Tensor, Tensor]:
        *features, label = self.table[index].tolist()
        return torch.tensor(features), torch.tensor([label])

    def __len__(self) -> int:
        return len(self.table)


class TitanicDataset(Dataset[tuple[Tensor, Tensor]]):
    def __init__(self, csv_path: str, columns=("Pclass", "Sex", "Age", "SibSp", "Parch", "Fare")) -> None:
        self.csv_path, self.columns = csv_path, columns

    @cached_property
    def people(self) -> list[dict[str, str]]:
        with open(self.csv_path, newline="") as file:
            return list(csv.DictReader(file))

    @cached_property
    def middle_age(self) -> float:
        return median(float(p["Age"]) for p in self.people if p["Age"])

    def number(self, person: dict[str, str], column: str) -> float:
        match column:
            case "Sex":
                return float(person["Sex"] == "female")
            case "Age" if not person["Age"]:
                return self.middle_age
            case _:
                return float(person[column])

    def __getitem__(self, index: int) -> tuple[Tensor, Tensor]:
        person = self.people[index]
        x = torch.FloatTensor([self.number(person, c) for c in self.columns])
        return x, torch.FloatTensor([int(person["Survived"])])

    def __len__(self) -> int:
        return len(self.people)


def steps_per_epoch(n: int, batch_size: int, drop_last: bool = False) -> Tensor:
    rounded = math.floor if drop_last else math.ceil
    return torch.tensor(rounded(n / batch_size))


def make_loaders(dataset, batch_size, val_fraction, seed, num_workers: int = 0):
    order = torch.randperm(len(dataset), generator=torch.Generator().manual_seed(seed)).tolist()
    n_train = round((1 - val_fraction) * len(dataset))
    loader = {
        name: DataLoader(Subset(dataset, indices), batch_size, shuffle=name == "train", num_workers=num_workers)
        for name, indices in (("train", order[:n_train]), ("val", order[n_train:]))
    }
    return loader["train"], loader["val"]


def total_steps(n, batch_size, epochs, drop_last=False):
    steps = 0
    for _ in range(epochs):
        steps += steps_per_epoch(n, batch_size, drop_last)
    return steps


class ImageDataset(torch.utils.data.Dataset):
    def __init__(self, images_path, labels_path, transform=None):
        import gzip
        import struct

        def load(path):
            with (gzip.open if path.endswith(".gz") else open)(path, "rb") as f:
                kind, n = struct.unpack(">II", f.read(8))
                shape = (n, *struct.unpack(">II", f.read(8))) if kind == 2051 else (n,)
                return torch.frombuffer(bytearray(f.read()), dtype=torch.uint8).reshape(shape)

        self.x, self.y, self.transform = load(images_path), load(labels_path), transform
        if self.x.shape[0] != self.y.shape[0]:
            raise ValueError("lengths differ")

    def __len__(self):
        return self.y.numel()

    def __getitem__(self, index):
        image = self.x[index]
        if self.transform is not None:
            image = self.transform(image)
        return image, self.y[index].item()


def make_transform(images):
    from torchvision import transforms

    pixels = images.numpy() / 255
    steps = transforms.Compose([transforms.ToTensor(), transforms.Normalize((pixels.mean(),), (pixels.std(),))])
    return lambda image: steps(image.numpy())


def train_batches(model, loader, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr)
    history = []
    for _ in range(epochs):
        each = []
        for x, y in loader:
            optimizer.zero_grad(set_to_none=False)
            losses = torch.nn.functional.binary_cross_entropy_with_logits(model(x), y, reduction="none")
            each.append(losses.detach())
            losses.mean().backward()
            optimizer.step()
        history.append(torch.cat(each).mean())
    return torch.stack(history)
