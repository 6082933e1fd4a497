"""Three blocks, places of sines and cosines that are learned on from there."""

import math

import torch
from torch import nn


def attention(q, k, v, mask=None):
    d = q.shape[-1]
    a = q / d**0.25
    b = k / d**0.25
    s = a @ b.transpose(-1, -2)
    if mask is None:
        mask = torch.ones(s.shape, dtype=torch.bool)
    s = s.masked_fill(torch.logical_not(mask), -math.inf)
    w = torch.exp(s - torch.logsumexp(s, dim=-1, keepdim=True))
    return torch.matmul(w, v), w


def causal_mask(length):
    return torch.tril(torch.full((length, length), True))


def padding_mask(lengths, length):
    return lengths[:, None, None] > torch.arange(length)[None, None, :]


def split_heads(x, heads):
    B, T, w = x.shape
    parts = x.reshape(B * T, heads, w // heads)
    return parts.reshape(B, T, heads, -1).permute(0, 2, 1, 3).contiguous()


def merge_heads(x):
    return torch.cat(list(x.transpose(0, 1)), dim=-1)


class CausalSelfAttention(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.make = nn.ModuleDict({name: nn.Linear(width, width) for name in "qkvo"})

    def forward(self, x):
        q, k, v = (split_heads(self.make[name](x), self.heads) for name in "qkv")
        mask = causal_mask(x.shape[1])[None, None]
        return self.make["o"](merge_heads(attention(q, k, v, mask)[0]))


def waves(length, width):
    place = torch.arange(length)[:, None] / 10000 ** (torch.arange(0, width, 2) / width)
    table = torch.zeros(length, width)
    table[:, 0::2], table[:, 1::2] = place.sin(), place.cos()
    return table


class CharAttention(nn.Module):
    def __init__(self, n_chars, width, heads, length):
        super().__init__()
        self.chars = nn.Embedding(n_chars, width)
        self.places = nn.Parameter(waves(length, width))
        self.looks = nn.ModuleList([CausalSelfAttention(width, heads) for _ in range(3)])
        self.mlps = nn.ModuleList(
            [nn.Sequential(nn.Linear(width, 2 * width), nn.ReLU(), nn.Linear(2 * width, width)) for _ in range(3)]
        )
        self.norms = nn.ModuleList([nn.LayerNorm(width) for _ in range(7)])
        self.last = nn.Linear(width, n_chars)

    def forward(self, ids):
        x = self.chars(ids) + self.places[: ids.shape[1]]
        for i in range(3):
            x = x + self.looks[i](self.norms[2 * i](x))
            x = x + self.mlps[i](self.norms[2 * i + 1](x))
        return self.last(self.norms[6](x))


def sample(model, start, n, length, temperature, seed):
    generator = torch.Generator()
    generator.manual_seed(seed)
    window, new = start[-length:], []
    for _ in range(n):
        with torch.no_grad():
            z = model(window.reshape(1, -1)).squeeze(0)[-1]
        edges = torch.softmax(z / temperature, dim=-1).cumsum(0)
        drawn = torch.searchsorted(edges, torch.rand(1, generator=generator)).clamp(max=len(edges) - 1)
        new.append(drawn)
        window = torch.cat([window, drawn])[-length:]
    return torch.cat(new)
