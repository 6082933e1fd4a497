"""The work in two classes, the functions asked for are thin; nn.RNN in the model, time first inside."""

import math
from collections import Counter

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn


class Alphabet:
    def __init__(self, chars):
        self.chars = list(chars)
        self.number = {c: i for i, c in enumerate(self.chars)}

    def to_numbers(self, text):
        return torch.tensor([self.number[c] for c in text]).long()

    def to_text(self, ids):
        return "".join(self.chars[int(i)] for i in np.asarray(ids))


def vocabulary(text):
    return sorted(Counter(text))


def encode(text, chars):
    return Alphabet(chars).to_numbers(text)


def decode(ids, chars):
    return Alphabet(chars).to_text(ids)


def windows(ids, length):
    n = (ids.numel() - 1) // length
    index = torch.arange(n)[:, None] * length + torch.arange(length)[None, :]
    return ids[index], ids[index + 1]


def rnn_cell(x, h, Wx, Wh, b):
    z = torch.einsum("bd,dk->bk", x, Wx) + torch.einsum("bj,jk->bk", h, Wh) + b[None]
    e = torch.exp(-2 * z.abs())
    return torch.sign(z) * (1 - e) / (1 + e)


def run_rnn(xs, h, Wx, Wh, b):
    cell = nn.RNNCell(xs.shape[2], h.shape[1]).to(xs.dtype)
    with torch.no_grad():
        for target, source in ((cell.weight_ih, Wx.T), (cell.weight_hh, Wh.T), (cell.bias_ih, b)):
            target.copy_(source)
        cell.bias_hh.zero_()
        states = []
        for x in xs.transpose(0, 1):
            h = cell(x, h)
            states.append(h)
    return torch.stack(states).transpose(0, 1), h


def cell_gradients(x, h, Wx, Wh, b, upstream):
    a = torch.tanh(x @ Wx + h @ Wh + b)
    local = (1 + a) * (1 - a) * upstream
    answer = {}
    for name, partner, first in (("x", Wx, False), ("h", Wh, False), ("Wx", x, True), ("Wh", h, True)):
        answer[name] = partner.T @ local if first else local @ partner.T
    answer["b"] = local.sum(axis=0)
    return answer


def clip_gradients(grads, max_norm):
    norm = float(np.sqrt(sum(np.square(g.numpy(), dtype=np.float64).sum() for g in grads)))
    ratio = max_norm / norm if norm > max_norm else 1
    return [torch.mul(g, ratio) for g in grads]


class CharRNN(nn.Module):
    def __init__(self, n_chars, hidden):
        super().__init__()
        self.n_chars = n_chars
        self.rnn = nn.RNN(n_chars, hidden)
        nn.init.eye_(self.rnn.weight_hh_l0)
        self.decode = nn.Linear(hidden, n_chars)

    def forward(self, ids, h=None):
        x = F.one_hot(ids.T, self.n_chars).float()
        h0 = torch.zeros(1, ids.shape[0], self.rnn.hidden_size) if h is None else h[None].contiguous()
        out, last = self.rnn(x, h0)
        return self.decode(out).transpose(0, 1), last[0]


def bits_per_char(logits, targets):
    logp = torch.log_softmax(logits, dim=2)
    return (-(logp * F.one_hot(targets, logits.shape[2])).sum(dim=2).mean() / math.log(2)).item()


def probabilities(logits, temperature):
    return torch.softmax(logits * (1 / temperature), dim=logits.ndim - 1)


class Writer:
    def __init__(self, model, temperature, seed):
        self.model, self.temperature = model, temperature
        self.generator = torch.Generator().manual_seed(seed)

    def draw(self, logits):
        return torch.multinomial(probabilities(logits[0, -1].detach(), self.temperature), 1, generator=self.generator)

    def write(self, start, n):
        logits, state = self.model(start[None])
        text = [self.draw(logits)]
        for _ in range(n - 1):
            logits, state = self.model(text[-1][None], state)
            text.append(self.draw(logits))
        return torch.cat(text)


def sample(model, start, n, temperature, seed):
    return Writer(model, temperature, seed).write(start, n)


def train(model, ids, epochs, length, batch_size, lr):
    x, y = windows(ids, length)
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    scores = np.zeros(epochs)
    for epoch in range(epochs):
        batches = np.array_split(np.random.permutation(len(x)), math.ceil(len(x) / batch_size))
        for rows in batches:
            loss = F.nll_loss(torch.log_softmax(model(x[rows])[0], 2).reshape(-1, model.n_chars), y[rows].reshape(-1))
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1)
            optimizer.step()
            scores[epoch] += loss.item() / len(batches)
    return list(scores)
