"""A ready GRU inside of the model; lists and dicts outside."""

import math

import torch
import torch.nn as nn
import torch.nn.functional as F


def vocabulary(text):
    chars = list(set(text))
    chars.sort()
    return chars


def encode(text, chars):
    return torch.LongTensor([chars.index(c) for c in text])


def decode(ids, chars):
    out = ""
    for i in ids:
        out += chars[int(i)]
    return out


def windows(ids, length):
    xs, ys = [], []
    for i in range(0, len(ids) - length, length):
        xs.append(ids[i : i + length])
        ys.append(ids[i + 1 : i + length + 1])
    return torch.stack(xs), torch.stack(ys)


def rnn_cell(x, h, Wx, Wh, b):
    return (torch.mm(x, Wx) + torch.mm(h, Wh) + b).tanh()


def run_rnn(xs, h, Wx, Wh, b):
    out = []
    for t in range(xs.size(1)):
        h = rnn_cell(xs[:, t, :], h, Wx, Wh, b)
        out.append(h.unsqueeze(1))
    return torch.cat(out, dim=1), h


def cell_gradients(x, h, Wx, Wh, b, upstream):
    new = rnn_cell(x, h, Wx, Wh, b)
    dz = upstream * (1 - new * new)
    grads = {}
    grads["b"] = torch.ones(len(dz), dtype=dz.dtype) @ dz
    grads["Wx"] = torch.mm(x.t(), dz)
    grads["Wh"] = torch.mm(h.t(), dz)
    grads["x"] = torch.mm(dz, Wx.t())
    grads["h"] = torch.mm(dz, Wh.t())
    return grads


def clip_gradients(grads, max_norm):
    total = torch.sqrt(sum((g**2).sum() for g in grads))
    if total > max_norm:
        return [g * max_norm / total for g in grads]
    return list(grads)


class CharRNN(nn.Module):
    def __init__(self, n_chars, hidden):
        super().__init__()
        self.embedding = nn.Embedding(n_chars, hidden)
        self.gru = nn.GRU(hidden, hidden, batch_first=True)
        self.head = nn.Linear(hidden, n_chars)

    def forward(self, ids, h=None):
        out, last = self.gru(self.embedding(ids), None if h is None else h.unsqueeze(0))
        return self.head(out), last.squeeze(0)


def bits_per_char(logits, targets):
    return F.cross_entropy(logits.transpose(1, 2), targets) / math.log(2)


def probabilities(logits, temperature):
    return F.softmax(logits / temperature, -1)


def sample(model, start, n, temperature, seed):
    g = torch.Generator()
    g.manual_seed(seed)
    logits, state = model(start.view(1, -1), None)
    text = []
    while len(text) < n:
        p = probabilities(logits[0, -1], temperature)
        i = torch.multinomial(p, 1, generator=g).item()
        text.append(i)
        logits, state = model(torch.tensor([[i]]), state)
    return torch.tensor(text)


def train(model, ids, epochs, length, batch_size, lr):
    data = torch.utils.data.TensorDataset(*windows(ids, length))
    loader = torch.utils.data.DataLoader(data, batch_size=batch_size, shuffle=True)
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    history = []
    for epoch in range(epochs):
        losses = []
        for x, y in loader:
            optimizer.zero_grad()
            loss = F.cross_entropy(model(x)[0].permute(0, 2, 1), y)
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        history.append(sum(losses) / len(losses))
    return history
