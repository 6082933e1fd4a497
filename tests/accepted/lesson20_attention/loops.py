"""A loop over heads in the layer, over places in the masks."""

import math
import random

import torch
from torch import nn


def attention(q, k, v, mask=None):
    scores = torch.matmul(q, k.mT) / math.sqrt(k.shape[-1])
    if mask is not None:
        hidden = torch.zeros(mask.shape)
        hidden[~mask] = float("-inf")
        scores = scores + hidden
    weights = nn.Softmax(dim=-1)(scores)
    return torch.matmul(weights, v), weights


def causal_mask(length):
    mask = torch.zeros(length, length, dtype=torch.bool)
    for i in range(length):
        mask[i, : i + 1] = True
    return mask


def padding_mask(lengths, length):
    mask = torch.zeros(len(lengths), 1, length, dtype=torch.bool)
    for b, n in enumerate(lengths.tolist()):
        mask[b, 0, :n] = True
    return mask


def split_heads(x, heads):
    size = x.shape[2] // heads
    out = []
    for i in range(heads):
        out.append(x[:, :, i * size : (i + 1) * size])
    return torch.stack(out, 1)


def merge_heads(x):
    return torch.cat([x[:, i] for i in range(x.shape[1])], -1)


class CausalSelfAttention(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.size = width // heads
        self.query = nn.Linear(width, width)
        self.key = nn.Linear(width, width)
        self.value = nn.Linear(width, width)
        self.final = nn.Linear(width, width)

    def forward(self, x):
        mask = causal_mask(x.shape[1])
        q, k, v = self.query(x), self.key(x), self.value(x)
        found = []
        for i in range(self.heads):
            part = slice(i * self.size, (i + 1) * self.size)
            found.append(attention(q[..., part], k[..., part], v[..., part], mask)[0])
        return self.final(torch.cat(found, dim=-1))


class CharAttention(nn.Module):
    def __init__(self, n_chars, width, heads, length):
        super().__init__()
        self.chars = nn.Embedding(n_chars, width)
        self.places = nn.Embedding(length, width)
        self.norm1, self.norm2, self.norm3 = nn.LayerNorm(width), nn.LayerNorm(width), nn.LayerNorm(width)
        self.look1, self.look2 = CausalSelfAttention(width, heads), CausalSelfAttention(width, heads)
        self.mlp1 = nn.Sequential(nn.Linear(width, 4 * width), nn.ReLU(), nn.Linear(4 * width, width))
        self.mlp2 = nn.Sequential(nn.Linear(width, 4 * width), nn.ReLU(), nn.Linear(4 * width, width))
        self.out = nn.Linear(width, n_chars)

    def forward(self, ids):
        place = torch.tensor(list(range(ids.shape[1])))
        x = self.chars(ids) + self.places(place).unsqueeze(0)
        x = x + self.look1(self.norm1(x))
        x = x + self.mlp1(x)
        x = x + self.look2(self.norm2(x))
        x = x + self.mlp2(x)
        return self.out(self.norm3(x))


def sample(model, start, n, length, temperature, seed):
    r = random.Random(seed)
    text = [int(i) for i in start]
    for _ in range(n):
        z = model(torch.tensor(text[max(0, len(text) - length) :]).unsqueeze(0))[0][-1].tolist()
        top = max(z)
        text += r.choices(range(len(z)), weights=[math.exp((s - top) / temperature) for s in z])
    return torch.tensor(text[start.numel() :])
