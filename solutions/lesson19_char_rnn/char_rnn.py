"""Lesson 19: a network that reads one character after the other, and writes.

Shapes: B texts beside each other, T characters each, n characters in the vocabulary, k numbers of state.
"""

import math
from collections.abc import Sequence

import torch
from torch import Tensor, nn


def vocabulary(text: str) -> list[str]:
    """The different characters of a text, sorted: the place of a character in this list is its number."""
    # BEGIN SOLUTION task 1: each character once, in order
    return sorted(set(text))
    # END SOLUTION


def encode(text: str, chars: Sequence[str]) -> Tensor:
    """The number of each character: int64 of shape (len(text),). Every character of text is in chars.

    >>> encode("cab", ["a", "b", "c"])
    tensor([2, 0, 1])
    """
    # BEGIN SOLUTION task 1: look each character up
    number = {char: i for i, char in enumerate(chars)}
    return torch.tensor([number[char] for char in text], dtype=torch.int64)
    # END SOLUTION


def decode(ids: Tensor, chars: Sequence[str]) -> str:
    """The text of these numbers: the way back from encode."""
    # BEGIN SOLUTION task 1: put the characters together
    return "".join(chars[i] for i in ids.tolist())
    # END SOLUTION


def windows(ids: Tensor, length: int) -> tuple[Tensor, Tensor]:
    """Cut a text into pieces that do not overlap, and the same moved by one: (inputs, targets), both (m, length).

    ids: (N,), with N > length. m = (N - 1) // length; what is left at the end is dropped.
    targets[i, t] is the character that follows inputs[i, t] in the text, also at the end of a piece.
    """
    # BEGIN SOLUTION task 1: m pieces from place 0, and m from place 1
    m = (len(ids) - 1) // length
    return ids[: m * length].reshape(m, length), ids[1 : m * length + 1].reshape(m, length)
    # END SOLUTION


def rnn_cell(x: Tensor, h: Tensor, Wx: Tensor, Wh: Tensor, b: Tensor) -> Tensor:
    """One step: the new state tanh(x Wx + h Wh + b), of shape (B, k).

    x: (B, d); h: (B, k), the state so far; Wx: (d, k); Wh: (k, k); b: (k,).
    """
    # BEGIN SOLUTION task 2: two products, one sum, one tanh
    return torch.tanh(x @ Wx + h @ Wh + b)
    # END SOLUTION


def run_rnn(xs: Tensor, h: Tensor, Wx: Tensor, Wh: Tensor, b: Tensor) -> tuple[Tensor, Tensor]:
    """All steps: (states, last), of shapes (B, T, k) and (B, k). states[:, t] is the state after xs[:, t].

    xs: (B, T, d) with T >= 1; h: (B, k), the state before the first step. The weights are the same in each step.
    """
    # BEGIN SOLUTION task 2: step by step, each from the state that the step before has left
    states = []
    for x in xs.unbind(dim=1):
        h = rnn_cell(x, h, Wx, Wh, b)
        states.append(h)
    return torch.stack(states, dim=1), h
    # END SOLUTION


def cell_gradients(x: Tensor, h: Tensor, Wx: Tensor, Wh: Tensor, b: Tensor, upstream: Tensor) -> dict[str, Tensor]:
    """The chain rule through one step, without autograd: a dict with the keys "x", "h", "Wx", "Wh" and "b".

    upstream: (B, k), the gradient of the loss with respect to the new state. Each entry of the dict is the gradient
    of the loss with respect to that argument, in its shape.
    """
    # BEGIN SOLUTION task 3: through the tanh first, then through the sum
    d = upstream * (1 - torch.tanh(x @ Wx + h @ Wh + b) ** 2)
    return {"x": d @ Wx.T, "h": d @ Wh.T, "Wx": x.T @ d, "Wh": h.T @ d, "b": d.sum(dim=0)}
    # END SOLUTION


def clip_gradients(grads: Sequence[Tensor], max_norm: float) -> list[Tensor]:
    """Shorten gradients whose common length is above max_norm > 0, all by the same factor; leave others as they are.

    The common length is the root of the sum of the squares of all numbers in all tensors. The tensors of the
    list that is returned are new or the same ones; no argument is changed.
    """
    # BEGIN SOLUTION task 3: one norm of all of them, one factor for all of them
    norm = math.sqrt(sum(g.double().pow(2).sum().item() for g in grads))
    factor = 1.0 if norm <= max_norm else max_norm / norm
    return [g * factor for g in grads]
    # END SOLUTION


class CharRNN(nn.Module):
    """Reads characters and says after each which one may follow.

    n_chars: size of the vocabulary; hidden: how many numbers the state has. Everything inside is free.
    """

    def __init__(self, n_chars: int, hidden: int) -> None:
        # BEGIN SOLUTION task 4: weights of the cell, and a linear layer from the state to the characters
        super().__init__()
        self.n_chars, self.hidden = n_chars, hidden
        self.Wx = nn.Parameter(torch.randn(n_chars, hidden) * 0.3)
        # A start near the identity: the state is kept unless there is a reason to change it.
        self.Wh = nn.Parameter(0.9 * torch.eye(hidden) + torch.randn(hidden, hidden) * 0.02)
        self.b = nn.Parameter(torch.zeros(hidden))
        self.out = nn.Linear(hidden, n_chars)
        # END SOLUTION

    def forward(self, ids: Tensor, h: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """(logits, last): scores of shape (B, T, n_chars) after each character, and the state (B, hidden) at the end.

        ids: int64 of shape (B, T), T >= 1. h: the state to begin with, (B, hidden); None stands for zeros.
        """
        # BEGIN SOLUTION task 4: one-hot vectors through run_rnn, the states through the linear layer
        if h is None:
            h = self.b.new_zeros(len(ids), self.hidden)
        xs = nn.functional.one_hot(ids, self.n_chars).to(self.b.dtype)
        states, h = run_rnn(xs, h, self.Wx, self.Wh, self.b)
        return self.out(states), h
        # END SOLUTION


def bits_per_char(logits: Tensor, targets: Tensor) -> float:
    """How many bits the model needs for a character, on average: the mean of -log2 p(target).

    logits: (B, T, n); targets: int64 of shape (B, T).
    """
    # BEGIN SOLUTION task 5: cross-entropy, from nats to bits
    return nn.functional.cross_entropy(logits.flatten(0, 1), targets.flatten()).item() / math.log(2)
    # END SOLUTION


def probabilities(logits: Tensor, temperature: float) -> Tensor:
    """softmax(logits / temperature) over the last dimension, in the shape of logits; temperature > 0."""
    # BEGIN SOLUTION task 5: divide, then softmax
    return torch.softmax(logits / temperature, dim=-1)
    # END SOLUTION


def sample(model: nn.Module, start: Tensor, n: int, temperature: float, seed: int) -> Tensor:
    """Let the model write: n new character numbers, int64 of shape (n,), drawn one after the other.

    model: called as model(ids, h) with ids of shape (1, T), it returns (logits, h) as CharRNN does; model(ids) begins
    anew. start: int64 of shape (m,), m >= 1, the text that the model has read before. It is not repeated in the result.
    Each character is drawn by its probability at that temperature, and the model reads it before the next.
    seed: for a torch.Generator. The same seed gives the same text.
    """
    # BEGIN SOLUTION task 5: read the start, then draw and read, n times
    generator = torch.Generator().manual_seed(seed)
    drawn = []
    with torch.no_grad():
        logits, h = model(start[None])
        for _ in range(n):
            ids = torch.multinomial(probabilities(logits[:, -1], temperature), 1, generator=generator)
            drawn.append(ids[0, 0])
            logits, h = model(ids, h)
    return torch.stack(drawn)
    # END SOLUTION


def train(model: nn.Module, ids: Tensor, epochs: int, length: int, batch_size: int, lr: float) -> list[float]:
    """Teach a CharRNN the text ids, of shape (N,): the mean loss of each epoch, `epochs` numbers.

    The text is cut into windows of that length; each epoch goes through all of them, shuffled, batch_size at a time.
    The loss is cross-entropy; the optimizer is yours.
    """
    # BEGIN SOLUTION task 6: windows, then the loop that you know, with Adam and shortened gradients
    inputs, targets = windows(ids, length)
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        total = 0.0
        for rows in torch.randperm(len(inputs)).split(batch_size):
            logits, _ = model(inputs[rows])
            loss = nn.functional.cross_entropy(logits.flatten(0, 1), targets[rows].flatten())
            optimizer.zero_grad()
            loss.backward()
            grads = clip_gradients([p.grad for p in model.parameters()], 1.0)
            for p, grad in zip(model.parameters(), grads, strict=True):
                p.grad = grad
            optimizer.step()
            total += loss.item() * len(rows)
        losses.append(total / len(inputs))
    return losses
    # END SOLUTION
