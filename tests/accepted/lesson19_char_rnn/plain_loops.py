"""Loops over texts, places and numbers wherever that is bearable."""

import math
import random

import torch
from torch import nn


def vocabulary(text):
    seen = []
    for c in text:
        if c not in seen:
            seen.append(c)
    return sorted(seen)


def encode(text, chars):
    ids = torch.zeros(len(text), dtype=torch.long)
    for i, c in enumerate(text):
        for j, other in enumerate(chars):
            if c == other:
                ids[i] = j
    return ids


def decode(ids, chars):
    return "".join([chars[i] for i in ids])


def windows(ids, length):
    inputs, targets, place = [], [], 0
    while place + length < len(ids):
        inputs.append(ids[place : place + length].tolist())
        targets.append(ids[place + 1 : place + length + 1].tolist())
        place += length
    return torch.tensor(inputs), torch.tensor(targets)


def rnn_cell(x, h, Wx, Wh, b):
    rows = []
    for one, state in zip(x, h):
        rows.append(torch.tanh(one @ Wx + state @ Wh + b))
    return torch.stack(rows)


def run_rnn(xs, h, Wx, Wh, b):
    states = [[] for _ in range(len(xs))]
    state = h.clone()
    for t in range(xs.shape[1]):
        state = rnn_cell(xs[:, t], state, Wx, Wh, b)
        for i in range(len(xs)):
            states[i].append(state[i])
    return torch.stack([torch.stack(each) for each in states]), state


def cell_gradients(x, h, Wx, Wh, b, upstream):
    g = {"x": torch.zeros_like(x), "h": torch.zeros_like(h)}
    g["Wx"], g["Wh"], g["b"] = torch.zeros_like(Wx), torch.zeros_like(Wh), torch.zeros_like(b)
    for i in range(len(x)):
        value = torch.tanh(x[i] @ Wx + h[i] @ Wh + b)
        d = upstream[i] * (1 - value**2)
        g["x"][i] = Wx @ d
        g["h"][i] = Wh @ d
        g["Wx"] += torch.outer(x[i], d)
        g["Wh"] += torch.outer(h[i], d)
        g["b"] += d
    return g


def clip_gradients(grads, max_norm):
    squares = 0.0
    for g in grads:
        for value in g.reshape(-1).tolist():
            squares += value * value
    norm = math.sqrt(squares)
    if norm <= max_norm:
        return grads
    return [g * (max_norm / norm) for g in grads]


class CharRNN(nn.Module):
    def __init__(self, n_chars, hidden):
        super().__init__()
        self.n_chars = n_chars
        self.hidden = hidden
        self.W1 = nn.Parameter(torch.empty(n_chars, hidden).uniform_(-0.4, 0.4))
        self.W2 = nn.Parameter(torch.eye(hidden) * 0.8)
        self.b1 = nn.Parameter(torch.zeros(hidden))
        self.W3 = nn.Parameter(torch.empty(hidden, n_chars).uniform_(-0.2, 0.2))
        self.b3 = nn.Parameter(torch.zeros(n_chars))

    def forward(self, ids, h=None):
        state = h if h is not None else torch.zeros(ids.shape[0], self.hidden)
        logits = []
        for t in range(ids.shape[1]):
            # A row of the matrix is what a one-hot vector would pick.
            state = torch.tanh(self.W1[ids[:, t]] + state @ self.W2 + self.b1)
            logits.append(state @ self.W3 + self.b3)
        return torch.stack(logits, dim=1), state


def bits_per_char(logits, targets):
    total = 0.0
    for text, answers in zip(logits, targets):
        for scores, answer in zip(text, answers):
            total -= torch.log_softmax(scores, 0)[answer].item()
    return total / targets.numel() / math.log(2)


def probabilities(logits, temperature):
    scaled = logits / temperature
    return torch.exp(scaled - torch.logsumexp(scaled, dim=-1, keepdim=True))


def sample(model, start, n, temperature, seed):
    r = random.Random(seed)
    logits, h = model(start[None, :], None)
    text = []
    for _ in range(n):
        p = probabilities(logits[0, -1], temperature).tolist()
        text.append(r.choices(range(len(p)), weights=p)[0])
        logits, h = model(torch.tensor([[text[-1]]]), h)
    return torch.tensor(text)


def train(model, ids, epochs, length, batch_size, lr):
    inputs, targets = windows(ids, length)
    optimizer = torch.optim.AdamW(model.parameters(), lr=lr, weight_decay=0.0)
    history = []
    for _ in range(epochs):
        places = list(range(len(inputs)))
        random.shuffle(places)
        losses = []
        for k in range(0, len(places), batch_size):
            rows = places[k : k + batch_size]
            logits, _ = model(inputs[rows])
            loss = nn.CrossEntropyLoss()(logits.view(-1, model.n_chars), targets[rows].view(-1))
            model.zero_grad()
            loss.backward()
            optimizer.step()
            losses += [loss.item()] * len(rows)
        history.append(sum(losses) / len(losses))
    return history
