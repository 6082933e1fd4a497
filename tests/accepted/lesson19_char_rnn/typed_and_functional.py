"""Types, comprehensions, itertools.accumulate; RMSprop."""

from __future__ import annotations

from itertools import accumulate
from math import log2

import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy, one_hot


def vocabulary(text: str) -> list[str]:
    return sorted(dict.fromkeys(text).keys())


def encode(text: str, chars: list[str]) -> Tensor:
    return torch.tensor(list(map(chars.index, text)), dtype=torch.long)


def decode(ids: Tensor, chars: list[str]) -> str:
    return "".join(map(chars.__getitem__, ids.tolist()))


def windows(ids: Tensor, length: int) -> tuple[Tensor, Tensor]:
    both = ids.unfold(0, length + 1, length)
    return both[:, :-1].clone(), both[:, 1:].clone()


def rnn_cell(x: Tensor, h: Tensor, Wx: Tensor, Wh: Tensor, b: Tensor) -> Tensor:
    return torch.addmm(torch.addmm(b, x, Wx), h, Wh).tanh()


def run_rnn(xs: Tensor, h: Tensor, Wx: Tensor, Wh: Tensor, b: Tensor) -> tuple[Tensor, Tensor]:
    _, *states = accumulate(xs.unbind(1), lambda state, x: rnn_cell(x, state, Wx, Wh, b), initial=h)
    return torch.stack(states, 1), states[-1]


def cell_gradients(x: Tensor, h: Tensor, Wx: Tensor, Wh: Tensor, b: Tensor, upstream: Tensor) -> dict[str, Tensor]:
    dz = upstream - upstream * rnn_cell(x, h, Wx, Wh, b).square()
    return {"x": dz @ Wx.mT, "h": dz @ Wh.mT, "Wx": x.mT @ dz, "Wh": h.mT @ dz, "b": dz.sum(0)}


def clip_gradients(grads: list[Tensor], max_norm: float) -> list[Tensor]:
    norm = torch.stack([grad.norm() for grad in grads]).norm().item()
    return [grad / max(norm / max_norm, 1.0) for grad in grads]


class CharRNN(nn.Module):
    def __init__(self, n_chars: int, hidden: int) -> None:
        super().__init__()
        self.table = nn.Embedding(n_chars, hidden)
        self.inner = nn.Linear(hidden, hidden, bias=False)
        nn.init.eye_(self.inner.weight)
        self.outer = nn.Sequential(nn.Linear(hidden, hidden), nn.ReLU(), nn.Linear(hidden, n_chars))

    def forward(self, ids: Tensor, h: Tensor | None = None) -> tuple[Tensor, Tensor]:
        state = torch.zeros(len(ids), self.inner.in_features) if h is None else h
        states = []
        for x in self.table(ids).unbind(1):
            state = torch.tanh(x + self.inner(state))
            states.append(state)
        return self.outer(torch.stack(states, 1)), state


def bits_per_char(logits: Tensor, targets: Tensor) -> float:
    return cross_entropy(logits.flatten(0, 1).double(), targets.flatten()).item() * log2(torch.e)


def probabilities(logits: Tensor, temperature: float) -> Tensor:
    return logits.div(temperature).log_softmax(-1).exp()


@torch.inference_mode()
def sample(model: nn.Module, start: Tensor, n: int, temperature: float, seed: int) -> Tensor:
    generator = torch.Generator().manual_seed(seed)
    new = torch.empty(n, dtype=torch.long)
    logits, state = model(start.unsqueeze(0))
    for i in range(n):
        # The largest of logits plus Gumbel noise is a draw from the softmax.
        u = torch.rand(logits.shape[-1], generator=generator).clamp(1e-9, 1 - 1e-7)
        new[i] = (logits[0, -1] / temperature - (-u.log()).log()).argmax()
        logits, state = model(new[i].view(1, 1), state)
    return new


def train(model: nn.Module, ids: Tensor, epochs: int, length: int, batch_size: int, lr: float) -> list[float]:
    x, y = windows(ids, length)
    optimizer = torch.optim.RMSprop(model.parameters(), lr=lr / 4)
    losses = []
    for _ in range(epochs):
        parts = torch.randperm(len(x)).split(batch_size)
        steps = [step(model, optimizer, x[rows], y[rows]) for rows in parts]
        losses.append(sum(steps) / len(x))
    return losses


def step(model: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor, y: Tensor) -> float:
    loss = -model(x)[0].log_softmax(-1).gather(2, y.unsqueeze(2)).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item() * len(x)
