"""Typed, with small dataclasses; validation part by ticket and the best epoch kept."""

from __future__ import annotations

import copy
import csv
import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

COLUMNS = ("Pclass", "Sex", "Age", "SibSp", "Parch", "Fare", "Embarked")


@dataclass
class Column:
    median: float
    mean: float
    std: float

    @classmethod
    def of(cls, values: Tensor) -> Column:
        known = values[values.isfinite()].sort().values
        median = known[len(known) // 2].item()
        filled = values.double().nan_to_num(nan=median)
        std = math.sqrt(((filled - filled.mean()) ** 2).mean().item())
        return cls(median, filled.mean().item(), std if std > 1e-9 else 1.0)

    def scaled(self, values: Tensor) -> Tensor:
        return (values.nan_to_num(nan=self.median) - self.mean) / self.std


def rows_of(path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(Path(path).read_text(encoding="utf-8").splitlines()))


def value(name: str, text: str) -> float:
    match name, text:
        case _, "":
            return math.nan
        case "Sex", _:
            return float(text == "female")
        case "Embarked", _:
            return float({"S": 0, "C": 1, "Q": 2}[text])
        case _:
            return float(text)


def read_passengers(path: str) -> tuple[Tensor, Tensor | None]:
    rows = rows_of(path)
    raw = torch.tensor([[value(name, row[name]) for name in COLUMNS] for row in rows], dtype=torch.float32)
    known = all("Survived" in row for row in rows)
    return raw, torch.tensor([[float(row["Survived"])] for row in rows]) if known else None


def split_by_ticket(tickets: list[str], test_fraction: float, seed: int) -> tuple[Tensor, Tensor]:
    generator = torch.Generator().manual_seed(seed)
    members: defaultdict[str, list[int]] = defaultdict(list)
    for row, ticket in enumerate(tickets):
        members[ticket].append(row)
    names = list(members)
    parts: list[list[int]] = [[], []]
    for k in torch.randperm(len(names), generator=generator):
        enough = len(parts[1]) >= len(tickets) * test_fraction
        parts[0 if enough else 1].extend(members[names[int(k)]])
    return torch.tensor(parts[0]), torch.tensor(parts[1])


class Preparation:
    columns: list[Column]

    def fit(self, raw: Tensor) -> Preparation:
        self.columns = [Column.of(raw[:, j]) for j in range(2, 6)]
        return self

    def transform(self, raw: Tensor) -> Tensor:
        scaled = [column.scaled(raw[:, j]) for j, column in enumerate(self.columns, 2)]
        flags = [raw[:, 2].isnan(), raw[:, 1]]
        flags += [raw[:, 0] == k for k in (1, 2, 3)] + [raw[:, 6] == k for k in (0, 1, 2)]
        return torch.stack([*scaled, *(flag.float() for flag in flags)], dim=1)


class Survival:
    def fit(self, csv_path: str) -> Survival:
        raw, labels = read_passengers(csv_path)
        train, held = split_by_ticket([row["Ticket"] for row in rows_of(csv_path)], 0.2, 0)
        self.prep = Preparation().fit(raw[train])
        x = self.prep.transform(raw)
        net = nn.Sequential(nn.Linear(12, 16), nn.GELU(), nn.Linear(16, 1))
        optimizer = torch.optim.RMSprop(net.parameters(), lr=0.01)
        criterion = nn.BCEWithLogitsLoss()
        best, self.net = math.inf, net
        for _ in range(120):
            optimizer.zero_grad()
            criterion(net(x[train]), labels[train]).backward()
            optimizer.step()
            with torch.no_grad():
                loss = criterion(net(x[held]), labels[held]).item()
            if loss < best:
                best, self.net = loss, copy.deepcopy(net)
        return self

    def predict(self, csv_path: str) -> Tensor:
        with torch.inference_mode():
            return self.net(self.prep.transform(read_passengers(csv_path)[0])).squeeze(-1).gt(0).int()


def baseline_accuracy(train_labels: Tensor, test_labels: Tensor) -> float:
    counts = Counter(train_labels.int().flatten().tolist())
    commoner = int(counts[1] > counts[0])
    return Counter(test_labels.int().flatten().tolist())[commoner] / test_labels.numel()


def accuracy_with_error(predictions: Tensor, labels: Tensor) -> tuple[float, float]:
    right = int((predictions.int().flatten() == labels.int().flatten()).sum())
    a = right / labels.numel()
    return a, math.sqrt(a * (1 - a) / labels.numel())
