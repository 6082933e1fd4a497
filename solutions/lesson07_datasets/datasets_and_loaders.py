"""Lesson 07: datasets that hand out samples one by one, and loaders that make batches of them.

An item of every dataset here is the pair (features, label): two float32 tensors of shapes (d,) and (1,).
Indices are those of a list: ds[-1] is the last item, and IndexError is raised where a list would raise it.
"""

# BEGIN SOLUTION task 2: what the solution reads files with; pandas would do as well
import csv
import gzip

# END SOLUTION
from collections.abc import Callable, Iterable, Sequence

# BEGIN SOLUTION task 2
import numpy as np

# END SOLUTION
import torch
from torch import Tensor
from torch.utils.data import DataLoader, Dataset, random_split

FEATURES = ("Pclass", "Sex", "Age", "SibSp", "Parch", "Fare")


class TableDataset(Dataset):
    """A table that is in memory already.

    x: a tensor of shape (n, d); y: a tensor of shape (n, 1); of float32 or float64. Item i is (x[i], y[i]) as
    float32.
    transform: None, or a function that is called with the features alone, a float32 tensor of shape (d,), each
    time an item is asked for. What it returns takes the place of the features; the label never goes through it.

    >>> ds = TableDataset(torch.tensor([[1.0, 2.0], [3.0, 4.0]]), torch.tensor([[0.0], [1.0]]))
    >>> len(ds), ds[-1]
    (2, (tensor([3., 4.]), tensor([1.])))
    """

    def __init__(self, x: Tensor, y: Tensor, transform: Callable[[Tensor], Tensor] | None = None) -> None:
        # BEGIN SOLUTION task 1: keep x and y as float32, and the transform
        # Layers hold float32; a float64 batch would stop the first nn.Linear that it meets.
        self.x = torch.as_tensor(x, dtype=torch.float32)
        self.y = torch.as_tensor(y, dtype=torch.float32)
        self.transform = transform
        # END SOLUTION

    def __getitem__(self, index: int) -> tuple[Tensor, Tensor]:
        """The features (d,), transformed, and the label (1,) of one sample."""
        # BEGIN SOLUTION task 1: row `index` of both, the features through the transform if there is one
        # A tensor takes negative indices and raises IndexError as a list does; no test of ours is needed.
        features, label = self.x[index], self.y[index]
        # Here and not in __init__: a transform that flips a coin must flip it again in every epoch.
        return (features if self.transform is None else self.transform(features)), label
        # END SOLUTION

    def __len__(self) -> int:
        """The number of samples."""
        # BEGIN SOLUTION task 1: count the samples
        return len(self.x)
        # END SOLUTION


# BEGIN SOLUTION task 2: helpers of the solution, not part of the stub


def has_header(filepath: str) -> bool:
    """Whether the first line is names: a name is what float() refuses."""
    opener = gzip.open if filepath.endswith(".gz") else open
    with opener(filepath, "rt", encoding="utf-8") as file:
        first_field = file.readline().split(",")[0]
    try:
        float(first_field)
    except ValueError:
        return True
    return False


# END SOLUTION


class DiabetesDataset(Dataset):
    """A table of numbers in a comma-separated file: the last column is the label, the rest are the features.

    filepath: a string. If it ends in ".gz", the file is compressed with gzip. The first line may be a header:
    then all its fields are words, not numbers. No field is empty and no line is blank. Lines end in "\\n" or
    "\\r\\n", the last one perhaps in neither. There is at least one row of numbers, and a single one is a table
    too.
    FileNotFoundError if the file is not there; ValueError if a row has too few or too many numbers.
    Items and indices are as in TableDataset. With the two lines "0.5,-0.25,1" and "-0.125,0.75,0" the length
    is 2 and ds[0] is (tensor([0.5000, -0.2500]), tensor([1.])).
    """

    def __init__(self, filepath: str) -> None:
        # BEGIN SOLUTION task 2: read the whole table, then part the last column from the others
        # loadtxt opens .gz by itself, knows every kind of line end and raises both errors that are asked for.
        # ndmin=2: a single line is a table of one row; without it loadtxt would make a flat array of it.
        skip = 1 if has_header(filepath) else 0
        table = np.loadtxt(filepath, delimiter=",", dtype=np.float32, skiprows=skip, ndmin=2)
        self.x = torch.from_numpy(table[:, :-1])
        # The slice -1: keeps a column, (n, 1), so that one label has shape (1,). The index -1 would drop it.
        self.y = torch.from_numpy(table[:, -1:])
        # END SOLUTION

    def __getitem__(self, index: int) -> tuple[Tensor, Tensor]:
        """The features (d,) and the label (1,) of one row."""
        # BEGIN SOLUTION task 2: row `index` of both parts
        return self.x[index], self.y[index]
        # END SOLUTION

    def __len__(self) -> int:
        """The number of rows, a header not counted."""
        # BEGIN SOLUTION task 2: count the rows
        return len(self.x)
        # END SOLUTION


# BEGIN SOLUTION task 3: a helper of the solution, not part of the stub


def to_number(field: str) -> float:
    """A field of the passenger list as a number; an empty one is NaN."""
    sexes = {"male": 0.0, "female": 1.0, "": float("nan")}
    return sexes[field] if field in sexes else float(field)


# END SOLUTION


class TitanicDataset(Dataset):
    """Who survived the Titanic: one item per passenger, also where something is missing.

    csv_path: a string. The file is comma-separated. Its header names the columns PassengerId, Survived,
    Pclass, Name, Sex, Age, SibSp, Parch, Ticket, Fare, Cabin and Embarked, in any order. A field that
    contains a comma stands in double quotes. Age, Cabin and Embarked may be empty, the others are not.
    features: shape (6,), float32, the columns of FEATURES in that order; "male" is 0 and "female" is 1. A
    missing age becomes the median of the known ages of the file, the mean of the two in the middle where
    their number is even.
    label: Survived, shape (1,), float32.
    """

    def __init__(self, csv_path: str) -> None:
        # BEGIN SOLUTION task 3: read the columns by their names, make numbers of them, fill the ages
        # csv knows about quotes; DictReader finds a field by the name of its column, wherever that stands.
        with open(csv_path, encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        table = np.array([[to_number(row[name]) for name in FEATURES] for row in rows], dtype=np.float32)
        ages = table[:, FEATURES.index("Age")]  # a view: what is written into it is written into the table
        # nanmedian passes over the NaNs; with them inside, an ordinary median would be NaN itself.
        ages[np.isnan(ages)] = np.nanmedian(ages)
        self.x = torch.from_numpy(table)
        self.y = torch.tensor([[float(row["Survived"])] for row in rows])
        # END SOLUTION

    def __getitem__(self, index: int) -> tuple[Tensor, Tensor]:
        """The features (6,) and the label (1,) of one passenger."""
        # BEGIN SOLUTION task 3: row `index` of both parts
        return self.x[index], self.y[index]
        # END SOLUTION

    def __len__(self) -> int:
        """The number of passengers in the file."""
        # BEGIN SOLUTION task 3: count the passengers
        return len(self.x)
        # END SOLUTION


def steps_per_epoch(n: int, batch_size: int, drop_last: bool = False) -> int:
    """How many batches a loader makes of n samples.

    n: at least 1; batch_size: at least 1. With drop_last a short last batch is left out, otherwise it counts.

    >>> steps_per_epoch(10, 4), steps_per_epoch(10, 4, drop_last=True)
    (3, 2)
    """
    # BEGIN SOLUTION task 4: count the full batches, and the short one if it is there and wanted
    full, left_over = divmod(n, batch_size)
    return full + 1 if left_over and not drop_last else full
    # END SOLUTION


def total_steps(n: int, batch_size: int, epochs: int, drop_last: bool = False) -> int:
    """How many steps a training takes: those of one epoch, in every epoch.

    n, batch_size, drop_last: as in steps_per_epoch; epochs: at least 0.

    >>> total_steps(8000, 100, epochs=10), total_steps(10, 4, epochs=5)
    (800, 15)
    """
    # BEGIN SOLUTION task 4: count the steps of one epoch, then of all
    # Every epoch ends with its own short batch: what is left over is not carried into the next one.
    return epochs * steps_per_epoch(n, batch_size, drop_last)
    # END SOLUTION


def make_loaders(dataset: Dataset, batch_size: int, val_fraction: float, seed: int) -> tuple[DataLoader, DataLoader]:
    """Part a dataset in two and make a loader for each part: (train_loader, val_loader).

    dataset: its items are (features, label). Ask it for len(dataset) and dataset[i] with whole numbers i
    only: a list of pairs is a dataset too.
    val_fraction: between 0 and 1, such that each part has several samples. The validation part has
    n * val_fraction samples, give or take one, the training part all the others. No sample is in both.
    seed: a whole number, for a torch.Generator of the split. The same seed gives the same two parts; another seed
    gives other training batches.
    Both loaders yield pairs (x, y) of shapes (b, d) and (b, 1) with b = batch_size; a shorter last batch is
    kept.
    Both can be gone through once an epoch, as often as you like: the train_loader mixes its samples anew each
    time, the val_loader keeps its order.

    >>> samples = [(torch.tensor([float(i)]), torch.tensor([0.0])) for i in range(10)]
    >>> train_loader, val_loader = make_loaders(samples, batch_size=4, val_fraction=0.2, seed=0)
    >>> [len(y) for x, y in train_loader], [len(y) for x, y in val_loader]
    ([4, 4], [2])
    """
    # BEGIN SOLUTION task 5: part the samples at random with the seed, then one loader for each part
    # A generator of our own makes the split repeatable, whatever the rest of the program has drawn before.
    generator = torch.Generator().manual_seed(seed)
    n_val = round(len(dataset) * val_fraction)
    train_part, val_part = random_split(dataset, [len(dataset) - n_val, n_val], generator=generator)
    # shuffle=True draws a new order each time the loader is gone through. Validation only measures, and for
    # that one order is as good as another.
    train_loader = DataLoader(train_part, batch_size=batch_size, shuffle=True, generator=generator)
    return train_loader, DataLoader(val_part, batch_size=batch_size)
    # END SOLUTION


# BEGIN SOLUTION task 6: helpers of the solution, not part of the stub


def read_raw(path: str, dimensions: int) -> Tensor:
    """The numbers of a raw file, in the shape that its header tells."""
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rb") as file:
        content = file.read()
    # ">i4" is a whole number of four bytes, the highest byte first. Most computers have the lowest first.
    shape = np.frombuffer(content, dtype=">i4", count=dimensions, offset=4)
    pixels = np.frombuffer(content, dtype=np.uint8, offset=4 + 4 * dimensions)
    # The copy: frombuffer gives an array that may not be written to, and PyTorch warns of such a one.
    return torch.from_numpy(pixels.reshape(shape.tolist()).copy())


# END SOLUTION


class ImageDataset(Dataset):
    """Pictures and their labels from two raw files, as MNIST is handed out.

    images_path: a file of 16 bytes of header, the number that marks its kind (2051), then n, h and w, and then n * h * w pixels, one
    byte each, picture after picture, row by row. labels_path: 8 bytes of header, 2049 and n, then n labels, one byte
    each. All numbers of a header have four bytes, the highest first. A path that ends in ".gz" is compressed with gzip.
    ValueError if the two files have different n.
    Item i is (image, label): image is a uint8 tensor of shape (h, w), or what `transform` makes of it, at each
    access; label is an int. Indices are as in TableDataset.
    """

    def __init__(self, images_path: str, labels_path: str, transform: Callable[[Tensor], Tensor] | None = None) -> None:
        # BEGIN SOLUTION task 6: read both files, and keep the transform
        self.images, self.labels = read_raw(images_path, 3), read_raw(labels_path, 1)
        self.transform = transform
        if len(self.images) != len(self.labels):
            raise ValueError(f"{len(self.images)} images, but {len(self.labels)} labels")
        # END SOLUTION

    def __getitem__(self, index: int) -> tuple[Tensor, int]:
        """One picture, transformed, and its label as an int."""
        # BEGIN SOLUTION task 6: picture and label number `index`
        image = self.images[index]
        return (image if self.transform is None else self.transform(image)), int(self.labels[index])
        # END SOLUTION

    def __len__(self) -> int:
        """The number of pictures."""
        # BEGIN SOLUTION task 6: count the pictures
        return len(self.images)
        # END SOLUTION


def make_transform(images: Tensor) -> Callable[[Tensor], Tensor]:
    """Make the function that turns a picture of bytes into what a network learns from.

    images: the training pictures, uint8, shape (n, h, w), not all pixels equal. Returns a function from a picture, uint8, shape (h, w), to
    a float32 tensor of shape (1, h, w), in two steps: divide by 255 and put the dimension of the channel first; then
    subtract the mean and divide by the standard deviation. Both are one number each, of all pixels of `images`, after
    the division by 255. No function changes its arguments.

    >>> transform = make_transform(torch.tensor([[[0, 255]]], dtype=torch.uint8))
    >>> transform(torch.tensor([[0], [255]], dtype=torch.uint8)).shape
    torch.Size([1, 2, 1])
    """
    # BEGIN SOLUTION task 6: mean and standard deviation of the training pictures, used for any picture
    pixels = images.double() / 255
    mean, std = float(pixels.mean()), float(pixels.std())

    def transform(image: Tensor) -> Tensor:
        return (image[None].float() / 255 - mean) / std

    return transform
    # END SOLUTION


def train_batches(model: torch.nn.Module, loader: Iterable[Sequence[Tensor]], lr: float, epochs: int) -> list[float]:
    """Fit a model by mini-batch gradient descent, one step for each batch of a loader.

    model: from (n, d) to logits, (n, 1). loader: anything that yields pairs (x, y) of shapes (b, d) and (b, 1), y zeros and
    ones; it is gone through anew in each epoch. Each batch gives one step of plain SGD, of size lr, on the mean binary
    cross-entropy of its logits. The model is changed in place; gradients that the caller left on it do no harm.
    Returns one loss per epoch: the mean over all samples of that epoch, each batch's loss taken before its step. A short
    batch counts for as many samples as it has.

    >>> model = torch.nn.Linear(1, 1)
    >>> _ = model.weight.data.fill_(0.0), model.bias.data.fill_(0.0)
    >>> batch = (torch.tensor([[2.0]]), torch.tensor([[1.0]]))
    >>> [round(loss, 4) for loss in train_batches(model, [batch], lr=1.0, epochs=2)]
    [0.6931, 0.0789]
    """
    # BEGIN SOLUTION task 7: for each batch predict, measure, clear, backward, step; for each epoch a mean over samples
    loss_of = torch.nn.BCEWithLogitsLoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        total, seen = 0.0, 0
        for x, y in loader:
            loss = loss_of(model(x), y)
            # The mean of a batch times its size is its sum: a short batch must not weigh as much as a full one.
            total, seen = total + loss.item() * len(x), seen + len(x)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        losses.append(total / seen)
    return losses
    # END SOLUTION
