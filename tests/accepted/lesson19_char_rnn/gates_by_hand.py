"""A cell with gates of one's own in the model, whose one state vector does for both; helpers with other names."""

import math

import torch
from torch import nn


def table_of(chars):
    return {c: k for k, c in enumerate(chars)}


def vocabulary(text):
    return [c for k, c in enumerate(sorted(text)) if k == 0 or sorted(text)[k - 1] != c]


def encode(text, chars):
    return torch.as_tensor([table_of(chars)[c] for c in text], dtype=torch.int64)


def decode(ids, chars):
    names = dict(enumerate(chars))
    return str.join("", (names[i.item()] for i in ids))


def windows(ids, length):
    usable = (len(ids) - 1) // length * length
    return ids[:usable].view(-1, length), ids[1:][:usable].view(-1, length)


def rnn_cell(x, h, Wx, Wh, b):
    return torch.nn.functional.tanh(x.matmul(Wx).add(h.matmul(Wh)).add(b))


def run_rnn(xs, h, Wx, Wh, b):
    pre = xs @ Wx + b  # all inputs at once: they do not wait for the state
    states = [h]
    for t in range(pre.shape[1]):
        states.append(torch.tanh(pre[:, t] + states[-1] @ Wh))
    return torch.stack(states[1:], dim=1), states[-1]


def cell_gradients(x, h, Wx, Wh, b, upstream):
    joined, weights = torch.cat([x, h], 1), torch.cat([Wx, Wh], 0)
    d = (1 - torch.tanh(joined @ weights + b).pow(2)).mul(upstream)
    back, grad = d @ weights.T, joined.T @ d
    split = x.shape[1]
    return {"x": back[:, :split], "h": back[:, split:], "Wx": grad[:split], "Wh": grad[split:], "b": d.sum(0)}


def clip_gradients(grads, max_norm):
    copies = [nn.Parameter(torch.zeros_like(g)) for g in grads]
    for p, g in zip(copies, grads):
        p.grad = g.clone()
    nn.utils.clip_grad_norm_(copies, max_norm)
    return [p.grad for p in copies]


class CharRNN(nn.Module):
    def __init__(self, n_chars, hidden):
        super().__init__()
        self.hidden = hidden
        self.emb = nn.Embedding(n_chars, 2 * hidden)
        self.rec = nn.Linear(hidden, 2 * hidden)
        self.out = nn.Linear(hidden, n_chars)

    def forward(self, ids, h=None):
        if h is None:
            h = torch.zeros(ids.shape[0], self.hidden)
        outs = []
        for e in self.emb(ids).unbind(dim=1):
            gate, new = (e + self.rec(h)).chunk(2, dim=1)
            gate = torch.sigmoid(gate)
            h = gate * h + (1 - gate) * torch.tanh(new)
            outs.append(self.out(h))
        return torch.stack(outs, dim=1), h


def bits_per_char(logits, targets):
    loss = nn.CrossEntropyLoss()
    return loss(torch.movedim(logits, 2, 1), targets).item() / math.log(2)


def probabilities(logits, temperature):
    return nn.Softmax(dim=-1)(logits / temperature)


def sample(model, start, n, temperature, seed):
    gen = torch.Generator().manual_seed(seed)
    out, h = [], None
    x = start.reshape(1, -1)
    for _ in range(n):
        logits, h = model(x, h) if h is not None else model(x)
        probs = probabilities(logits[:, -1, :].detach(), temperature)
        edge = torch.rand(1, generator=gen)
        x = (probs.cumsum(dim=1) < edge).sum(dim=1, keepdim=True).clamp(max=probs.shape[1] - 1)
        out.append(x)
    return torch.cat(out, dim=1)[0]


def train(model, ids, epochs, length, batch_size, lr):
    x, y = windows(ids, length)
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    history = []
    model.train()
    for _ in range(epochs):
        order = torch.randperm(x.shape[0])
        seen, total = 0, 0.0
        for first in range(0, len(order), batch_size):
            rows = order[first : first + batch_size]
            optimizer.zero_grad(set_to_none=True)
            logits, _ = model(x[rows])
            losses = nn.functional.cross_entropy(logits.flatten(0, 1), y[rows].flatten(), reduction="none")
            losses.mean().backward()
            nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimizer.step()
            seen, total = seen + losses.numel(), total + losses.sum().item()
        history.append(total / seen)
    return history
