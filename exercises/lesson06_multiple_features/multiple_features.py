"""Lesson 06: several features, from a table in a file to a network that is judged on rows it has never seen.

Shapes: n rows of d features make X of shape (n, d); the labels y, 0 or 1, have shape (n, 1). Both are float32 tensors.
"""

from collections.abc import Sequence

import torch
from torch import Tensor, nn


def load_table(path: str) -> tuple[Tensor, Tensor]:
    """Read a table of numbers from a comma-separated file: (features, labels).

    path: a string. If it ends in ".gz", the file is compressed with gzip. The first line may be a header: it
    is one if its fields are words, not numbers. Lines end in "\\n" or "\\r\\n", the last one perhaps in
    neither. There is at least one row of numbers and at least one feature.
    Returns two float32 tensors: all columns but the last, shape (n, d), and the last one, shape (n, 1).

    A file of the two lines "0.5,-0.25,1" and "-0.125,0.75,0" gives
    (tensor([[0.5000, -0.2500], [-0.1250, 0.7500]]), tensor([[1.], [0.]])).
    """
    # TODO (task 1): read the lines, leave a header out, part the last column from the others
    raise NotImplementedError("load_table: start with task 1")


class Standardizer:
    """Brings every column to mean 0 and standard deviation 1: (x - mean) / std, column by column.

    The standard deviation is that of the population: it divides by n. Mean and std come from the rows given
    to fit, and from no others: transform uses them for whatever rows it gets. A later fit forgets the earlier
    one. A column that is constant in fit becomes 0 for the rows of fit, and anything finite for other rows.
    Nothing changes X itself. X: (n, d), float32, n >= 1.

    >>> scaler = Standardizer()
    >>> scaler.fit_transform(torch.tensor([[1.0], [3.0]]))
    tensor([[-1.],
            [ 1.]])
    >>> scaler.transform(torch.tensor([[5.0]]))
    tensor([[3.]])
    """

    def fit(self, X: Tensor) -> None:
        """Remember the mean and the std of each column of X."""
        # TODO (task 2): one mean and one population std a column
        raise NotImplementedError("Standardizer.fit: start with task 2")

    def transform(self, X: Tensor) -> Tensor:
        """X in the scale that fit has learned, as a new tensor of the same shape."""
        # TODO (task 2): subtract the mean that fit remembered, divide by its std
        raise NotImplementedError("Standardizer.transform: start with task 2")

    def fit_transform(self, X: Tensor) -> Tensor:
        """fit(X), then transform(X)."""
        # TODO (task 2): the two in a row
        raise NotImplementedError("Standardizer.fit_transform: start with task 2")


def split(
    X: Tensor, y: Tensor, test_size: float, seed: int, stratify: bool = True
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Part the rows at random in two: (X_train, X_test, y_train, y_test).

    X: (n, d); y: (n, 1), zeros and ones. Every row goes to exactly one part, with its own label; the parts
    keep both dimensions. The order within a part is free.
    test_size: a fraction between 0 and 1; rounding is up to you.
    stratify=True: of the rows of each class, test_size times as many are in the test part, give or take one.
    stratify=False: the labels play no role in the draw; n * test_size rows are in the test part, give or take
    one.
    seed: a whole number. The same seed gives the same parts, whatever random numbers were used before; another seed gives
    others. X and y stay as they were.

    >>> X, y = torch.arange(8.0).reshape(8, 1), torch.tensor([[0.0]] * 6 + [[1.0]] * 2)
    >>> X_train, X_test, y_train, y_test = split(X, y, test_size=0.5, seed=0)
    >>> X_test.shape, int(y_test.sum())
    (torch.Size([4, 1]), 1)
    """
    # TODO (task 3): mix the rows of each class with the seed, cut each class at test_size
    raise NotImplementedError("split: start with task 3")


class Model(nn.Module):
    """A network of linear layers, each followed by a sigmoid, also the last: its outputs are probabilities.

    sizes: how many numbers go in, how many come out of each layer. (8, 6, 4, 1) is three layers, 8 to 6, 6 to
    4 and 4 to 1; (3, 1) is one. Each layer has a weight and a bias; their names and start values are free.

    >>> Model()(torch.zeros(5, 8)).shape
    torch.Size([5, 1])
    >>> Model((3, 7, 2))(torch.zeros(5, 3)).shape
    torch.Size([5, 2])
    """

    def __init__(self, sizes: Sequence[int] = (8, 6, 4, 1)) -> None:
        super().__init__()
        # TODO (task 4): a linear layer for each two neighbouring sizes
        raise NotImplementedError("Model: start with task 4")

    def forward(self, x: Tensor) -> Tensor:
        """x: (n, sizes[0]). Returns probabilities, (n, sizes[-1]). torch.sigmoid is allowed."""
        # TODO (task 4): through each layer and its sigmoid in turn
        raise NotImplementedError("Model.forward: start with task 4")


def train(model: nn.Module, X: Tensor, y: Tensor, lr: float, epochs: int) -> list[float]:
    """Fit the model by plain gradient descent on the mean binary cross-entropy.

    X: (n, d); y: (n, 1), floats. An epoch is one step of size lr on all n rows at once: no mini-batches, no
    momentum. The model is changed in place, from the parameters that it comes with; gradients that the caller
    left on it do no harm. nn.BCELoss and torch.optim are allowed.
    Returns the mean loss of each epoch, taken before that epoch's step: `epochs` numbers.

    >>> len(train(Model((2, 3, 1)), torch.zeros(4, 2), torch.ones(4, 1), lr=0.1, epochs=3))
    3
    """
    # TODO (task 5): predict, measure, clear, backward, step; once an epoch
    raise NotImplementedError("train: start with task 5")


class DiabetesModel(nn.Module):
    """The network of today: 8-32-16-1, ReLU between the layers, and a logit at the end.

    Three linear layers, each with a weight and a bias, and no other parameters; names and start values are free.

    >>> DiabetesModel()(torch.zeros(5, 8)).shape
    torch.Size([5, 1])
    """

    def __init__(self) -> None:
        super().__init__()
        # TODO (task 6): three linear layers
        raise NotImplementedError("DiabetesModel: start with task 6")

    def forward(self, x: Tensor) -> Tensor:
        """x: (n, 8). Returns logits, (n, 1), any real numbers: their sigmoid is the probability."""
        # TODO (task 6): ReLU after each layer but the last
        raise NotImplementedError("DiabetesModel.forward: start with task 6")


def layer_outputs(model: nn.Module, x: Tensor) -> list[Tensor]:
    """Look into a network: what each of its linear layers gives on the way.

    model: any nn.Module; its linear layers are nn.Linear, somewhere inside. Calls the model once, as model(x), and returns a
    list of the outputs of its linear layers, in the order in which they run; a layer that runs twice is there twice.
    Hooks that the model has already are at work as in any other call. Afterwards it has as many hooks as before.

    >>> model = nn.Sequential(nn.Linear(1, 1), nn.ReLU())
    >>> _ = model[0].weight.data.fill_(2.0), model[0].bias.data.fill_(1.0)
    >>> [output.tolist() for output in layer_outputs(model, torch.tensor([[-3.0]]))]
    [[[-5.0]]]
    """
    # TODO (task 6): a hook for each nn.Linear, one call, then take the hooks away
    raise NotImplementedError("layer_outputs: start with task 6")


def load_columns(path: str, columns: Sequence[int]) -> tuple[Tensor, ...]:
    """Read some columns of a comma-separated file, each as a tensor of its own.

    path: a string; the file's first line is a header, at least one row follows. columns: the numbers of the columns, from 0,
    in any order. What stands in other columns plays no role: there may be words in them.
    Returns a tuple of one float32 tensor, (n,), for each asked column, in the order of `columns`.

    A file of the lines "name,age,bmi", "Ada,36,21.5" and "Bob,41,30" gives for columns [2, 1]
    (tensor([21.5000, 30.0000]), tensor([36., 41.])).
    """
    # TODO (task 7): the columns that are asked for, and turn rows into columns
    raise NotImplementedError("load_columns: start with task 7")
