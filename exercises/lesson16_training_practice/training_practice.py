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
    # TODO (task 1): find the lowest validation loss, then look how training went on from there
    raise NotImplementedError("overfitting_epoch: start with task 1")


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
    # TODO (task 2): the norm of each gradient that is there, under its parameter's name
    raise NotImplementedError("gradient_norms: start with task 2")


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
        # TODO (task 3): keep the settings, the best loss so far and a count
        raise NotImplementedError("EarlyStopping: start with task 3")

    def __call__(self, val_loss: float) -> bool:
        """Take the validation loss of one more epoch; return True if training should stop now, else False.

        After an improvement the loss is the new best, and the count of bad epochs is 0. Any other epoch is bad, also
        one whose loss is equal or NaN, and the best stays what it was. True at the patience-th bad epoch in a row;
        what is said after that is free. Instead of returning it, you may set self.early_stop and return None.
        """
        # TODO (task 3): is it an improvement? Then how long has there been none?
        raise NotImplementedError("EarlyStopping.__call__: start with task 3")


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
    # TODO (task 4): count hits, samples and predictions of each class, then weigh the classes
    raise NotImplementedError("classification_metrics: start with task 4")


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
    # TODO (task 5): clear once, add the gradient of each batch with its share, step once
    raise NotImplementedError("accumulate_steps: start with task 5")


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
    # TODO (task 6): train an epoch, validate, note both losses, save if it is the best so far
    raise NotImplementedError("train_model: start with task 6")
