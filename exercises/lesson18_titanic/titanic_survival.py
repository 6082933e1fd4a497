"""Lesson 18: a project, from the raw passenger list of the Titanic to a number that can be believed."""

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.utils.data import DataLoader, TensorDataset

COLUMNS = ("Pclass", "Sex", "Age", "SibSp", "Parch", "Fare", "Embarked")


def read_passengers(path: str) -> tuple[Tensor, Tensor | None]:
    """The passenger list as numbers, its gaps still gaps: (raw, labels).

    path: a comma-separated file. Its header names the columns PassengerId, Survived, Pclass, Name, Sex, Age,
    SibSp, Parch, Ticket, Fare, Cabin and Embarked, in any order. A field that contains a comma stands in double
    quotes. Age, Fare, Cabin and Embarked may be empty. Survived may be missing as a whole column.
    raw: float32 of shape (n, 7), the columns of COLUMNS in that order. Sex: male 0, female 1. Embarked: S 0,
    C 1, Q 2. An empty field is NaN.
    labels: Survived, float32 of shape (n, 1); None where the file has no such column.
    """
    # TODO (task 1): read the seven columns by their names, and Survived if it is there
    raise NotImplementedError("read_passengers: start with task 1")


def split_by_ticket(tickets: Sequence[str], test_fraction: float, seed: int) -> tuple[Tensor, Tensor]:
    """Part the passengers so that those who share a ticket stay together: (train_rows, test_rows).

    tickets: the ticket of each passenger, n strings. test_fraction: between 0 and 1.
    Both parts are int64 tensors of row numbers, in any order, and not empty. Each row is in exactly one part.
    The test part has n * test_fraction rows, off by less than the number of rows of the commonest ticket.
    seed: a whole number. The same seed gives the same parts, whatever random numbers were used before; another gives others.
    """
    # TODO (task 2): draw whole tickets for the test part until it has enough rows
    raise NotImplementedError("split_by_ticket: start with task 2")


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
        # TODO (task 3): medians of the known values, then mean and std of the filled columns
        raise NotImplementedError("Preparation.fit: start with task 3")

    def transform(self, raw: Tensor) -> Tensor:
        """The twelve columns of raw, (m, 7), as float32 of shape (m, 12), all finite. raw stays as it is."""
        # TODO (task 3): fill, scale, and put the other columns beside
        raise NotImplementedError("Preparation.transform: start with task 3")


class Survival:
    """Who survives: trained on one passenger list, asked about another.

    The network, the features, the loss and the optimizer are yours. `fit` takes at most a few seconds.
    """

    def fit(self, csv_path: str) -> "Survival":
        """Train on a file with Survived. Returns self."""
        # TODO (task 4): prepare the file, make a network and a loader, train
        raise NotImplementedError("Survival.fit: start with task 4")

    def predict(self, csv_path: str) -> Tensor:
        """0 or 1 for each passenger of a file, in its order: shape (n,). Survived may be missing there."""
        # TODO (task 4): the same preparation, the network in evaluation mode, 1 where the logit is not negative
        raise NotImplementedError("Survival.predict: start with task 4")


def baseline_accuracy(train_labels: Tensor, test_labels: Tensor) -> float:
    """How many of the test labels are right if one always says the commoner label of the training part.

    Both: 0 and 1, of shape (n,) or (n, 1), not empty. On a tie in the training part say 0.
    """
    # TODO (task 5): the commoner training label, compared with each test label
    raise NotImplementedError("baseline_accuracy: start with task 5")


def accuracy_with_error(predictions: Tensor, labels: Tensor) -> tuple[float, float]:
    """(accuracy, standard error): the share a of right predictions, and sqrt(a * (1 - a) / n).

    predictions and labels: 0 and 1, n of each, of shape (n,) or (n, 1), not always both the same.
    """
    # TODO (task 5): compare them entry by entry, then the formula
    raise NotImplementedError("accuracy_with_error: start with task 5")
