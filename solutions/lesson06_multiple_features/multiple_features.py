"""Lesson 06: several features, from a table in a file to a network that is judged on rows it has never seen.

Shapes: n rows of d features make X of shape (n, d); the labels y, 0 or 1, have shape (n, 1). Both are float32 tensors.
"""

# BEGIN SOLUTION task 1: what the solution reads files with; pandas would do as well
import gzip

# END SOLUTION
from collections.abc import Sequence

# BEGIN SOLUTION task 4: (8, 6, 4, 1) gives the pairs (8, 6), (6, 4), (4, 1)
from itertools import pairwise

# END SOLUTION
# BEGIN SOLUTION task 1
import numpy as np

# END SOLUTION
import torch
from torch import Tensor, nn

# BEGIN SOLUTION task 1: a helper of the solution, not part of the stub


def is_number(field: str) -> bool:
    """Whether float() takes the field; what it refuses is a word."""
    try:
        float(field)
    except ValueError:
        return False
    return True


# END SOLUTION


def load_table(path: str) -> tuple[Tensor, Tensor]:
    """Read a table of numbers from a comma-separated file: (features, labels).

    path: a string. If it ends in ".gz", the file is compressed with gzip. The first line may be a header: it
    is one if its fields are words, not numbers. Lines end in "\\n" or "\\r\\n", the last one perhaps in
    neither. There is at least one row of numbers and at least one feature.
    Returns two float32 tensors: all columns but the last, shape (n, d), and the last one, shape (n, 1).

    A file of the two lines "0.5,-0.25,1" and "-0.125,0.75,0" gives
    (tensor([[0.5000, -0.2500], [-0.1250, 0.7500]]), tensor([[1.], [0.]])).
    """
    # BEGIN SOLUTION task 1: read the lines, leave a header out, part the last column from the others
    opener = gzip.open if path.endswith(".gz") else open
    # "rt" means text: it turns every kind of line end into "\n", also in a file made on Windows.
    with opener(path, "rt", encoding="utf-8") as file:
        lines = file.read().splitlines()
    if not is_number(lines[0].split(",")[0]):
        lines = lines[1:]
    # ndmin=2: a single row is a table too; without it loadtxt would make a flat array of it.
    table = np.loadtxt(lines, delimiter=",", dtype=np.float32, ndmin=2)
    # The slice -1: keeps a column, (n, 1). The index -1 would drop it, and (n,) beside (n, 1) broadcasts.
    return torch.from_numpy(table[:, :-1]), torch.from_numpy(table[:, -1:])
    # END SOLUTION


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
        # BEGIN SOLUTION task 2: one mean and one population std a column
        self.mean = X.mean(dim=0)
        # correction=0 divides by n. X.std works with the deviations from the mean; the textbook's short form,
        # the mean of the squares less the square of the mean, loses all its digits when the mean is large.
        std = X.std(dim=0, correction=0)
        # A constant column has no spread to divide by. Divided by 1 its zeros stay zeros; by 0, they are NaN.
        constant = (X - X[0] == 0).all(dim=0)
        self.std = torch.where(constant, torch.ones_like(std), std)
        # END SOLUTION

    def transform(self, X: Tensor) -> Tensor:
        """X in the scale that fit has learned, as a new tensor of the same shape."""
        # BEGIN SOLUTION task 2: subtract the mean that fit remembered, divide by its std
        return (X - self.mean) / self.std
        # END SOLUTION

    def fit_transform(self, X: Tensor) -> Tensor:
        """fit(X), then transform(X)."""
        # BEGIN SOLUTION task 2: the two in a row
        self.fit(X)
        return self.transform(X)
        # END SOLUTION


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
    # BEGIN SOLUTION task 3: mix the rows of each class with the seed, cut each class at test_size
    # A generator of our own makes the split repeatable, whatever the rest of the program has drawn before.
    generator = torch.Generator().manual_seed(seed)
    # Without stratify all rows are one group; the rest is the same.
    group_of = y[:, 0] if stratify else torch.zeros(len(y))
    train_parts, test_parts = [], []
    for group in group_of.unique():
        rows = (group_of == group).nonzero()[:, 0]
        mixed = rows[torch.randperm(len(rows), generator=generator)]
        n_test = round(len(rows) * test_size)
        test_parts.append(mixed[:n_test])
        train_parts.append(mixed[n_test:])
    train, test = torch.cat(train_parts), torch.cat(test_parts)
    # The same row numbers for X and y keep each row beside its label.
    return X[train], X[test], y[train], y[test]
    # END SOLUTION


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
        # BEGIN SOLUTION task 4: a linear layer for each two neighbouring sizes
        # A plain list would hide the layers: parameters() looks into modules, and ModuleList is one.
        self.layers = nn.ModuleList(nn.Linear(n_in, n_out) for n_in, n_out in pairwise(sizes))
        # END SOLUTION

    def forward(self, x: Tensor) -> Tensor:
        """x: (n, sizes[0]). Returns probabilities, (n, sizes[-1]). torch.sigmoid is allowed."""
        # BEGIN SOLUTION task 4: through each layer and its sigmoid in turn
        # Without a bend between them, two linear layers would be one linear layer.
        for layer in self.layers:
            x = torch.sigmoid(layer(x))
        return x
        # END SOLUTION


def train(model: nn.Module, X: Tensor, y: Tensor, lr: float, epochs: int) -> list[float]:
    """Fit the model by plain gradient descent on the mean binary cross-entropy.

    X: (n, d); y: (n, 1), floats. An epoch is one step of size lr on all n rows at once: no mini-batches, no
    momentum. The model is changed in place, from the parameters that it comes with; gradients that the caller
    left on it do no harm. nn.BCELoss and torch.optim are allowed.
    Returns the mean loss of each epoch, taken before that epoch's step: `epochs` numbers.

    >>> len(train(Model((2, 3, 1)), torch.zeros(4, 2), torch.ones(4, 1), lr=0.1, epochs=3))
    3
    """
    # BEGIN SOLUTION task 5: predict, measure, clear, backward, step; once an epoch
    loss_of = nn.BCELoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        loss = loss_of(model(X), y)
        losses.append(loss.item())  # item() keeps the number and lets go of the graph
        # backward() adds to .grad. Clearing just before it also removes what the caller left there.
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return losses
    # END SOLUTION


class DiabetesModel(nn.Module):
    """The network of today: 8-32-16-1, ReLU between the layers, and a logit at the end.

    Three linear layers, each with a weight and a bias, and no other parameters; names and start values are free.

    >>> DiabetesModel()(torch.zeros(5, 8)).shape
    torch.Size([5, 1])
    """

    def __init__(self) -> None:
        super().__init__()
        # BEGIN SOLUTION task 6: three linear layers
        self.layers = nn.Sequential(nn.Linear(8, 32), nn.ReLU(), nn.Linear(32, 16), nn.ReLU(), nn.Linear(16, 1))
        # END SOLUTION

    def forward(self, x: Tensor) -> Tensor:
        """x: (n, 8). Returns logits, (n, 1), any real numbers: their sigmoid is the probability."""
        # BEGIN SOLUTION task 6: ReLU after each layer but the last
        # No ReLU at the end: it would cut off every negative logit, so that no probability could be below a half.
        return self.layers(x)
        # END SOLUTION


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
    # BEGIN SOLUTION task 6: a hook for each nn.Linear, one call, then take the hooks away
    outputs: list[Tensor] = []
    hooks = [
        layer.register_forward_hook(lambda _layer, _inputs, output: outputs.append(output))
        for layer in model.modules()
        if isinstance(layer, nn.Linear)
    ]
    # model(x) and not model.forward(x): forward is only the calculation, the hooks belong to the call.
    model(x)
    # A hook that stays goes on collecting, in each later call.
    for hook in hooks:
        hook.remove()
    return outputs
    # END SOLUTION


def load_columns(path: str, columns: Sequence[int]) -> tuple[Tensor, ...]:
    """Read some columns of a comma-separated file, each as a tensor of its own.

    path: a string; the file's first line is a header, at least one row follows. columns: the numbers of the columns, from 0,
    in any order. What stands in other columns plays no role: there may be words in them.
    Returns a tuple of one float32 tensor, (n,), for each asked column, in the order of `columns`.

    A file of the lines "name,age,bmi", "Ada,36,21.5" and "Bob,41,30" gives for columns [2, 1]
    (tensor([21.5000, 30.0000]), tensor([36., 41.])).
    """
    # BEGIN SOLUTION task 7: the columns that are asked for, and turn rows into columns
    # ndmin=2: one row, or one column, is a table too. With unpack=True alone a single column would come apart into numbers.
    table = np.loadtxt(path, delimiter=",", dtype=np.float32, skiprows=1, usecols=columns, ndmin=2, encoding="utf-8")
    return tuple(torch.from_numpy(table.T.copy()))
    # END SOLUTION
