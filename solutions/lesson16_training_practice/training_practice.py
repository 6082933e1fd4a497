"""Lesson 16: training practice, everything that stands around the training loop.

A loader yields pairs (x, y) of tensors, the inputs and the targets of one batch: len(x) samples, and the last
batch may have fewer. A criterion is called as criterion(model(x), y) and gives the mean loss of the batch, as
nn.MSELoss() and nn.CrossEntropyLoss() do. Epochs are counted from 0.
"""

import math

import torch
from torch import Tensor, nn
from torch.optim import Optimizer
from torch.utils.data import DataLoader

# BEGIN SOLUTION task 6: helpers of the solution, not part of the stub


def train_one_epoch(model: nn.Module, loader: DataLoader, criterion: nn.Module, optimizer: Optimizer) -> float:
    """One step per batch; the mean over samples of the losses, each taken before its batch's step."""
    # In every epoch anew: the validation of the last one has left the model in evaluation mode.
    model.train()
    total, count = 0.0, 0
    for x, y in loader:
        loss = criterion(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        # item() lets go of the graph. The criterion has divided by the size of this batch; to let every sample
        # count alike, also those of a short last batch, that division is taken back.
        total += loss.item() * len(x)
        count += len(x)
    return total / count


def validate(model: nn.Module, loader: DataLoader, criterion: nn.Module) -> float:
    """The mean loss over samples in evaluation mode; nothing is learned, and no graph is recorded."""
    # eval() tells dropout and batch norm, no_grad() tells autograd: neither does the other's work.
    model.eval()
    total, count = 0.0, 0
    with torch.no_grad():
        for x, y in loader:
            total += criterion(model(x), y).item() * len(x)
            count += len(x)
    return total / count


# END SOLUTION


def overfitting_epoch(history: dict[str, list[float]]) -> int | None:
    """Find the epoch in which overfitting begins: training goes on getting better, validation does not.

    history: "train_loss" and "val_loss" are lists of one loss per epoch, at least one, as train_model returns them.
    Let best be the epoch with the lowest validation loss (no two epochs have the same). Overfitting begins in
    epoch best + 1 if the last training loss is lower than the training loss of epoch best. Otherwise the answer
    is None: either best is the last epoch, or the training loss has risen too, which is another trouble.
    Epochs are counted from 0, as the places of the lists.

    >>> overfitting_epoch({"train_loss": [0.9, 0.6, 0.4, 0.3], "val_loss": [1.0, 0.7, 0.8, 0.9]})
    2
    """
    # BEGIN SOLUTION task 1: find the lowest validation loss, then look how training went on from there
    train_loss, val_loss = history["train_loss"], history["val_loss"]
    # The lowest of all, not the first rise: a validation loss is noisy, and a single bump means nothing.
    best = val_loss.index(min(val_loss))
    # Where best is the last epoch this compares a number with itself and is false, as it should be.
    if train_loss[-1] < train_loss[best]:
        return best + 1
    return None
    # END SOLUTION


def gradient_norms(model: nn.Module) -> dict[str, float]:
    """Measure the gradient of each parameter, to see where it vanishes or explodes.

    model: a module after backward(). Returns a number for each name of model.named_parameters(): the Euclidean
    norm of its .grad, the root of the sum of all squared entries. A parameter whose .grad is None is left out
    (0.0 or None in its place is accepted). Gradients and weights stay as they were.

    >>> model = nn.Linear(2, 1)
    >>> model(torch.tensor([[3.0, 4.0]])).sum().backward()
    >>> gradient_norms(model)
    {'weight': 5.0, 'bias': 1.0}
    """
    # BEGIN SOLUTION task 2: the norm of each gradient that is there, under its parameter's name
    # None is what a frozen or unused parameter has: it was not reached, which is more than a norm of 0 says.
    return {name: p.grad.norm().item() for name, p in model.named_parameters() if p.grad is not None}
    # END SOLUTION


class EarlyStopping:
    """Says when the validation loss has not improved for too long.

    patience: how many epochs in a row without improvement are the end, at least 1.
    min_delta: an improvement is a loss that is lower than the best one by more than min_delta, at least 0.

    >>> stopping = EarlyStopping(patience=2, min_delta=0.1)
    >>> [stopping(loss) for loss in [1.0, 0.5, 0.45, 0.6]]
    [False, False, False, True]
    """

    def __init__(self, patience: int, min_delta: float = 0.0) -> None:
        """Nothing has been seen yet: the first loss is always an improvement."""
        # BEGIN SOLUTION task 3: keep the settings, the best loss so far and a count
        self.patience = patience
        self.min_delta = min_delta
        # Any first loss is lower than infinity, whatever its size or sign.
        self.best = math.inf
        self.bad_epochs = 0
        # END SOLUTION

    def __call__(self, val_loss: float) -> bool:
        """Take the validation loss of one more epoch; return True if training should stop now, else False.

        After an improvement the loss is the new best, and the count of bad epochs is 0. Any other epoch is bad, also
        one whose loss is equal or NaN, and the best stays what it was. True at the patience-th bad epoch in a row;
        what is said after that is free. Instead of returning it, you may set self.early_stop and return None.
        """
        # BEGIN SOLUTION task 3: is it an improvement? Then how long has there been none?
        # Asking for what is good makes NaN bad: every comparison with NaN is false.
        if val_loss < self.best - self.min_delta:
            # Only here: if best followed the small steps too, a slow but steady descent would look like a standstill.
            self.best = val_loss
            self.bad_epochs = 0
        else:
            self.bad_epochs += 1
        return self.bad_epochs >= self.patience
        # END SOLUTION


def classification_metrics(y_true: Tensor, y_pred: Tensor) -> dict[str, float]:
    """Judge a classifier by four numbers: "accuracy", "precision", "recall" and "f1", each in [0, 1].

    y_true, y_pred: the true and the predicted classes, int64 of shape (n,), n >= 1. A class is any integer of at
    least 0; there may be gaps, and a class may occur in only one of the two.
    Accuracy is the share of right predictions. For one class, precision is the share of right ones among its
    predictions, recall the share of found ones among its samples, and F1 = 2PR / (P + R); nothing over nothing
    counts as 0. "precision", "recall" and "f1" are the means of these over the classes, each class weighted by its
    number of samples in y_true. (scikit-learn: average="weighted", zero_division=0. Use it, or write it yourself.)

    >>> metrics = classification_metrics(torch.tensor([0, 0, 0, 1]), torch.tensor([0, 0, 1, 1]))
    >>> {name: round(value, 4) for name, value in metrics.items()}
    {'accuracy': 0.75, 'precision': 0.875, 'recall': 0.75, 'f1': 0.7667}
    """
    # BEGIN SOLUTION task 4: count hits, samples and predictions of each class, then weigh the classes
    # unique() numbers the classes that occur, whatever their names. as_tensor: arrays of labels will do as well.
    labels = torch.cat([torch.as_tensor(y_true), torch.as_tensor(y_pred)])
    classes, place = torch.unique(labels, return_inverse=True)
    true, pred = place.chunk(2)
    k = len(classes)
    # The confusion matrix: a row for each true class, a column for each predicted one.
    confusion = torch.bincount(true * k + pred, minlength=k * k).reshape(k, k).double()
    hits, samples, predictions = confusion.diag(), confusion.sum(dim=1), confusion.sum(dim=0)
    # Where the divisor is 0 there are no hits either: clamp makes 0 / 0 into 0 / 1.
    precision = hits / predictions.clamp(min=1)
    recall = hits / samples.clamp(min=1)
    # 2PR / (P + R) with the hits cancelled; every class here occurs on one side at least, so nothing is divided by 0.
    f1 = 2 * hits / (samples + predictions)
    weight = samples / len(y_true)
    return {
        "accuracy": (hits.sum() / len(y_true)).item(),
        "precision": (weight @ precision).item(),
        "recall": (weight @ recall).item(),
        "f1": (weight @ f1).item(),
    }
    # END SOLUTION


def accumulate_steps(
    model: nn.Module, batches: list[tuple[Tensor, Tensor]], criterion: nn.Module, optimizer: Optimizer
) -> None:
    """Take one step as if all batches were one large batch, with one batch in memory at a time.

    batches: a list of pairs (x, y), at least one; their sizes may differ, and every sample counts alike.
    criterion: the mean loss of a batch. The parameters afterwards are those after one optimizer.step() on the mean loss
    of all samples, to the precision of the model (float64 for a float64 model).
    The model sees one batch at a time, never all of them glued together. Gradients that the caller left on the
    model do no harm. What is returned, and which gradients are left, is free.

    >>> model = nn.Linear(1, 1, bias=False)
    >>> _ = nn.init.zeros_(model.weight)
    >>> batches = [(torch.ones(3, 1), torch.ones(3, 1)), (torch.ones(1, 1), torch.full((1, 1), 5.0))]
    >>> accumulate_steps(model, batches, nn.MSELoss(), torch.optim.SGD(model.parameters(), lr=0.5))
    >>> model.weight.item()
    2.0
    """
    # BEGIN SOLUTION task 5: clear once, add the gradient of each batch with its share, step once
    total = sum(len(x) for x, _ in batches)
    optimizer.zero_grad()
    for x, y in batches:
        # The mean of all samples is the mean of the batch means only if each counts with its size.
        share = criterion(model(x), y) * len(x) / total
        # Within the loop: backward() adds to .grad and frees this batch's graph before the next one is built.
        share.backward()
    optimizer.step()
    # END SOLUTION


def train_model(
    model: nn.Module,
    train_loader: DataLoader,
    val_loader: DataLoader,
    criterion: nn.Module,
    optimizer: Optimizer,
    epochs: int,
    path: str,
) -> dict[str, list[float]]:
    """Train, validate after every epoch, and keep the best weights in the file `path` and in the model.

    An epoch goes once through train_loader in training mode, with one step of the optimizer (which has the model's
    parameters) a batch, then through val_loader in evaluation mode, without recording a graph. Validation leaves
    no trace in the model, neither in its weights nor in running statistics.
    Returns a dict of lists with one number per epoch, epochs >= 1: "train_loss", the mean over the epoch's training
    samples, each batch's loss taken before its step; "val_loss", the mean over all validation samples after the
    epoch's last step. Every sample counts alike, also in a short last batch. The numbers are floats (0-d tensors are
    accepted if they hang on no graph); further entries are free.
    The file holds model.state_dict() as it was after the epoch with the lowest validation loss, by torch.save (a dict
    that has it as one of its values is accepted, the whole model as an object is not). At the end the model has
    these weights too; its mode is free. Gradients that the caller left on the model do no harm.

    >>> import os, tempfile
    >>> loader = DataLoader([(torch.ones(1), torch.ones(1))])
    >>> model = nn.Linear(1, 1, bias=False)
    >>> _ = nn.init.zeros_(model.weight)
    >>> optimizer = torch.optim.SGD(model.parameters(), lr=0.25)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = os.path.join(folder, "best.pt")
    ...     train_model(model, loader, loader, nn.MSELoss(), optimizer, 2, path)
    {'train_loss': [1.0, 0.25], 'val_loss': [0.25, 0.0625]}
    """
    # BEGIN SOLUTION task 6: train an epoch, validate, note both losses, save if it is the best so far
    history: dict[str, list[float]] = {"train_loss": [], "val_loss": []}
    best = math.inf
    for _ in range(epochs):
        history["train_loss"].append(train_one_epoch(model, train_loader, criterion, optimizer))
        val_loss = validate(model, val_loader, criterion)
        history["val_loss"].append(val_loss)
        if val_loss < best:
            best = val_loss
            # Now, on the disk: state_dict() does not copy, it shows the tensors that the next epoch will change.
            torch.save(model.state_dict(), path)
    # The last weights are not the best ones. weights_only: a file of weights should not be able to run code.
    model.load_state_dict(torch.load(path, weights_only=True))
    return history
    # END SOLUTION
