"""Lesson 19: a network that reads one character after the other, and writes.

Shapes: B texts beside each other, T characters each, n characters in the vocabulary, k numbers of state.
"""

import math
from collections.abc import Sequence

import torch
from torch import Tensor, nn


def vocabulary(text: str) -> list[str]:
    """The different characters of a text, sorted: the place of a character in this list is its number."""
    # TODO (task 1): each character once, in order
    raise NotImplementedError("vocabulary: start with task 1")


def encode(text: str, chars: Sequence[str]) -> Tensor:
    """The number of each character: int64 of shape (len(text),). Every character of text is in chars.

    >>> encode("cab", ["a", "b", "c"])
    tensor([2, 0, 1])
    """
    # TODO (task 1): look each character up
    raise NotImplementedError("encode: start with task 1")


def decode(ids: Tensor, chars: Sequence[str]) -> str:
    """The text of these numbers: the way back from encode."""
    # TODO (task 1): put the characters together
    raise NotImplementedError("decode: start with task 1")


def windows(ids: Tensor, length: int) -> tuple[Tensor, Tensor]:
    """Cut a text into pieces that do not overlap, and the same moved by one: (inputs, targets), both (m, length).

    ids: (N,), with N > length. m = (N - 1) // length; what is left at the end is dropped.
    targets[i, t] is the character that follows inputs[i, t] in the text, also at the end of a piece.
    """
    # TODO (task 1): m pieces from place 0, and m from place 1
    raise NotImplementedError("windows: start with task 1")


def rnn_cell(x: Tensor, h: Tensor, Wx: Tensor, Wh: Tensor, b: Tensor) -> Tensor:
    """One step: the new state tanh(x Wx + h Wh + b), of shape (B, k).

    x: (B, d); h: (B, k), the state so far; Wx: (d, k); Wh: (k, k); b: (k,).
    """
    # TODO (task 2): two products, one sum, one tanh
    raise NotImplementedError("rnn_cell: start with task 2")


def run_rnn(xs: Tensor, h: Tensor, Wx: Tensor, Wh: Tensor, b: Tensor) -> tuple[Tensor, Tensor]:
    """All steps: (states, last), of shapes (B, T, k) and (B, k). states[:, t] is the state after xs[:, t].

    xs: (B, T, d) with T >= 1; h: (B, k), the state before the first step. The weights are the same in each step.
    """
    # TODO (task 2): step by step, each from the state that the step before has left
    raise NotImplementedError("run_rnn: start with task 2")


def cell_gradients(x: Tensor, h: Tensor, Wx: Tensor, Wh: Tensor, b: Tensor, upstream: Tensor) -> dict[str, Tensor]:
    """The chain rule through one step, without autograd: a dict with the keys "x", "h", "Wx", "Wh" and "b".

    upstream: (B, k), the gradient of the loss with respect to the new state. Each entry of the dict is the gradient
    of the loss with respect to that argument, in its shape.
    """
    # TODO (task 3): through the tanh first, then through the sum
    raise NotImplementedError("cell_gradients: start with task 3")


def clip_gradients(grads: Sequence[Tensor], max_norm: float) -> list[Tensor]:
    """Shorten gradients whose common length is above max_norm > 0, all by the same factor; leave others as they are.

    The common length is the root of the sum of the squares of all numbers in all tensors. The tensors of the
    list that is returned are new or the same ones; no argument is changed.
    """
    # TODO (task 3): one norm of all of them, one factor for all of them
    raise NotImplementedError("clip_gradients: start with task 3")


class CharRNN(nn.Module):
    """Reads characters and says after each which one may follow.

    n_chars: size of the vocabulary; hidden: how many numbers the state has. Everything inside is free.
    """

    def __init__(self, n_chars: int, hidden: int) -> None:
        # TODO (task 4): weights of the cell, and a linear layer from the state to the characters
        raise NotImplementedError("CharRNN: start with task 4")

    def forward(self, ids: Tensor, h: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """(logits, last): scores of shape (B, T, n_chars) after each character, and the state (B, hidden) at the end.

        ids: int64 of shape (B, T), T >= 1. h: the state to begin with, (B, hidden); None stands for zeros.
        """
        # TODO (task 4): one-hot vectors through run_rnn, the states through the linear layer
        raise NotImplementedError("CharRNN.forward: start with task 4")


def bits_per_char(logits: Tensor, targets: Tensor) -> float:
    """How many bits the model needs for a character, on average: the mean of -log2 p(target).

    logits: (B, T, n); targets: int64 of shape (B, T).
    """
    # TODO (task 5): cross-entropy, from nats to bits
    raise NotImplementedError("bits_per_char: start with task 5")


def probabilities(logits: Tensor, temperature: float) -> Tensor:
    """softmax(logits / temperature) over the last dimension, in the shape of logits; temperature > 0."""
    # TODO (task 5): divide, then softmax
    raise NotImplementedError("probabilities: start with task 5")


def sample(model: nn.Module, start: Tensor, n: int, temperature: float, seed: int) -> Tensor:
    """Let the model write: n new character numbers, int64 of shape (n,), drawn one after the other.

    model: called as model(ids, h) with ids of shape (1, T), it returns (logits, h) as CharRNN does; model(ids) begins
    anew. start: int64 of shape (m,), m >= 1, the text that the model has read before. It is not repeated in the result.
    Each character is drawn by its probability at that temperature, and the model reads it before the next.
    seed: for a torch.Generator. The same seed gives the same text.
    """
    # TODO (task 5): read the start, then draw and read, n times
    raise NotImplementedError("sample: start with task 5")


def train(model: nn.Module, ids: Tensor, epochs: int, length: int, batch_size: int, lr: float) -> list[float]:
    """Teach a CharRNN the text ids, of shape (N,): the mean loss of each epoch, `epochs` numbers.

    The text is cut into windows of that length; each epoch goes through all of them, shuffled, batch_size at a time.
    The loss is cross-entropy; the optimizer is yours.
    """
    # TODO (task 6): windows, then the loop that you know, with Adam and shortened gradients
    raise NotImplementedError("train: start with task 6")
