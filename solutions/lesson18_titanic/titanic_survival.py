"""Lesson 18: a project, from the raw passenger list of the Titanic to a number that can be believed."""

# BEGIN SOLUTION task 1: what the solution reads the file with; pandas would do as well
import csv
import math

# END SOLUTION
from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.utils.data import DataLoader, TensorDataset

COLUMNS = ("Pclass", "Sex", "Age", "SibSp", "Parch", "Fare", "Embarked")

# BEGIN SOLUTION task 1: a helper of the solution, not part of the stub
CODES = {"Sex": {"male": 0.0, "female": 1.0}, "Embarked": {"S": 0.0, "C": 1.0, "Q": 2.0}}


def to_number(name: str, field: str) -> float:
    """One field as a number; an empty one is NaN."""
    if not field:
        return math.nan
    return CODES[name][field] if name in CODES else float(field)


# END SOLUTION


def read_passengers(path: str) -> tuple[Tensor, Tensor | None]:
    """The passenger list as numbers, its gaps still gaps: (raw, labels).

    path: a comma-separated file. Its header names the columns PassengerId, Survived, Pclass, Name, Sex, Age,
    SibSp, Parch, Ticket, Fare, Cabin and Embarked, in any order. A field that contains a comma stands in double
    quotes. Age, Fare, Cabin and Embarked may be empty. Survived may be missing as a whole column.
    raw: float32 of shape (n, 7), the columns of COLUMNS in that order. Sex: male 0, female 1. Embarked: S 0,
    C 1, Q 2. An empty field is NaN.
    labels: Survived, float32 of shape (n, 1); None where the file has no such column.
    """
    # BEGIN SOLUTION task 1: read the seven columns by their names, and Survived if it is there
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    raw = torch.tensor([[to_number(name, row[name]) for name in COLUMNS] for row in rows])
    if "Survived" not in rows[0]:
        return raw, None
    return raw, torch.tensor([[float(row["Survived"])] for row in rows])
    # END SOLUTION


def split_by_ticket(tickets: Sequence[str], test_fraction: float, seed: int) -> tuple[Tensor, Tensor]:
    """Part the passengers so that those who share a ticket stay together: (train_rows, test_rows).

    tickets: the ticket of each passenger, n strings. test_fraction: between 0 and 1.
    Both parts are int64 tensors of row numbers, in any order, and not empty. Each row is in exactly one part.
    The test part has n * test_fraction rows, off by less than the number of rows of the commonest ticket.
    seed: a whole number. The same seed gives the same parts, whatever random numbers were used before; another gives others.
    """
    # BEGIN SOLUTION task 2: draw whole tickets for the test part until it has enough rows
    rows_of: dict[str, list[int]] = {}
    for row, ticket in enumerate(tickets):
        rows_of.setdefault(ticket, []).append(row)
    groups = list(rows_of.values())
    test: list[int] = []
    for place in torch.randperm(len(groups), generator=torch.Generator().manual_seed(seed)).tolist():
        # A group is taken while rows are missing, so the last one may go over by less than its own size.
        if len(test) < len(tickets) * test_fraction:
            test += groups[place]
    train = sorted(set(range(len(tickets))) - set(test))
    return torch.tensor(train), torch.tensor(test)
    # END SOLUTION


class Preparation:
    """Fill the gaps and scale, by what the training part alone says.

    raw has the columns of COLUMNS, as read_passengers gives them. The twelve columns that come out:
    0 to 3: Age, SibSp, Parch, Fare. Gaps are filled with the median of the fitted part's known values; then the
    fitted part's mean, taken after filling, is subtracted, and the result divided by its standard deviation
    (that of the population, dividing by n). Where that is 0 nothing is divided.
    4: 1 where the age was unknown, else 0. 5: Sex, as it is.
    6 to 8: 1 in the column of Pclass 1, 2 or 3, else 0. 9 to 11: 1 in the column of S, C or Q, else 0; an
    unknown port is 0 in all three.
    """

    def fit(self, raw: Tensor) -> "Preparation":
        """Learn medians, means and standard deviations from raw, of shape (n, 7). Returns self."""
        # BEGIN SOLUTION task 3: medians of the known values, then mean and std of the filled columns
        numbers = raw[:, 2:6]
        self.median = numbers.nanmedian(dim=0).values
        filled = torch.where(numbers.isnan(), self.median, numbers)
        self.mean = filled.mean(dim=0)
        std = filled.std(dim=0, correction=0)
        self.std = torch.where(std == 0, 1.0, std)
        return self
        # END SOLUTION

    def transform(self, raw: Tensor) -> Tensor:
        """The twelve columns of raw, (m, 7), as float32 of shape (m, 12), all finite. raw stays as it is."""
        # BEGIN SOLUTION task 3: fill, scale, and put the other columns beside
        numbers = raw[:, 2:6]
        scaled = (torch.where(numbers.isnan(), self.median, numbers) - self.mean) / self.std
        unknown = numbers[:, :1].isnan().to(raw.dtype)
        classes = (raw[:, :1] == torch.tensor([1.0, 2.0, 3.0])).to(raw.dtype)
        # NaN is equal to nothing, so an unknown port is 0 in all three.
        ports = (raw[:, 6:] == torch.tensor([0.0, 1.0, 2.0])).to(raw.dtype)
        return torch.cat([scaled, unknown, raw[:, 1:2], classes, ports], dim=1).float()
        # END SOLUTION


class Survival:
    """Who survives: trained on one passenger list, asked about another.

    The network, the features, the loss and the optimizer are yours. `fit` takes at most a few seconds.
    """

    def fit(self, csv_path: str) -> "Survival":
        """Train on a file with Survived. Returns self."""
        # BEGIN SOLUTION task 4: prepare the file, make a network and a loader, train
        raw, labels = read_passengers(csv_path)
        self.preparation = Preparation().fit(raw)
        samples = TensorDataset(self.preparation.transform(raw), labels)
        self.net = nn.Sequential(nn.Linear(12, 16), nn.ReLU(), nn.Linear(16, 1))
        optimizer = torch.optim.AdamW(self.net.parameters(), lr=0.02, weight_decay=0.1)
        for _ in range(20):
            for x, y in DataLoader(samples, batch_size=64, shuffle=True):
                loss = nn.functional.binary_cross_entropy_with_logits(self.net(x), y)
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
        return self
        # END SOLUTION

    def predict(self, csv_path: str) -> Tensor:
        """0 or 1 for each passenger of a file, in its order: shape (n,). Survived may be missing there."""
        # BEGIN SOLUTION task 4: the same preparation, the network in evaluation mode, 1 where the logit is not negative
        raw, _ = read_passengers(csv_path)
        self.net.eval()
        with torch.no_grad():
            return (self.net(self.preparation.transform(raw))[:, 0] >= 0).long()
        # END SOLUTION


def baseline_accuracy(train_labels: Tensor, test_labels: Tensor) -> float:
    """How many of the test labels are right if one always says the commoner label of the training part.

    Both: 0 and 1, of shape (n,) or (n, 1), not empty. On a tie in the training part say 0.
    """
    # BEGIN SOLUTION task 5: the commoner training label, compared with each test label
    commoner = 1.0 if train_labels.float().mean() > 0.5 else 0.0
    return (test_labels == commoner).float().mean().item()
    # END SOLUTION


def accuracy_with_error(predictions: Tensor, labels: Tensor) -> tuple[float, float]:
    """(accuracy, standard error): the share a of right predictions, and sqrt(a * (1 - a) / n).

    predictions and labels: 0 and 1, n of each, of shape (n,) or (n, 1), not always both the same.
    """
    # BEGIN SOLUTION task 5: compare them entry by entry, then the formula
    accuracy = (predictions.reshape(-1) == labels.reshape(-1)).double().mean().item()
    return accuracy, (accuracy * (1 - accuracy) / len(labels)) ** 0.5
    # END SOLUTION
