"""Types everywhere, registered buffers, relative care for the start weights."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional


def attention(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor]:
    scaled = q.div(q.shape[-1] ** 0.5)
    scores = scaled @ k.mT
    if mask is not None:
        scores = scores.where(mask, scores.new_tensor(-torch.inf))
    weights = functional.log_softmax(scores, dim=-1).exp()
    return weights @ v, weights


def causal_mask(length: int) -> Tensor:
    places = torch.arange(length)
    return torch.le(places, places.unsqueeze(1))


def padding_mask(lengths: Tensor, length: int) -> Tensor:
    return torch.lt(torch.arange(length), lengths.reshape(-1, 1, 1))


def split_heads(x: Tensor, heads: int) -> Tensor:
    return torch.movedim(x.reshape(*x.shape[:2], heads, -1), 2, 1)


def merge_heads(x: Tensor) -> Tensor:
    return torch.movedim(x, 1, 2).flatten(2)


class CausalSelfAttention(nn.Module):
    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.weight = nn.Parameter(torch.empty(3, width, width))
        self.merge = nn.Linear(width, width)
        for matrix in self.weight.data:
            nn.init.xavier_uniform_(matrix)

    def forward(self, x: Tensor) -> Tensor:
        q, k, v = (split_heads(x @ matrix, self.heads) for matrix in self.weight)
        return self.merge(merge_heads(attention(q, k, v, causal_mask(x.shape[-2]))[0]))


class Residual(nn.Module):
    def __init__(self, width: int, inner: nn.Module) -> None:
        super().__init__()
        self.norm, self.inner = nn.LayerNorm(width), inner

    def forward(self, x: Tensor) -> Tensor:
        return x + self.inner(self.norm(x))


def mlp(width: int) -> nn.Module:
    return nn.Sequential(nn.Linear(width, 4 * width), nn.ReLU(), nn.Linear(4 * width, width))


class CharAttention(nn.Module):
    places: Tensor

    def __init__(self, n_chars: int, width: int, heads: int, length: int) -> None:
        super().__init__()
        self.register_buffer("places", torch.arange(length))
        self.chars, self.place = nn.Embedding(n_chars, width), nn.Embedding(length, width)
        parts: list[nn.Module] = []
        for _ in range(2):
            parts += [Residual(width, CausalSelfAttention(width, heads)), Residual(width, mlp(width))]
        self.body = nn.Sequential(*parts, nn.LayerNorm(width), nn.Linear(width, n_chars))

    def forward(self, ids: Tensor) -> Tensor:
        return self.body(self.chars(ids) + self.place(self.places[: ids.shape[1]]))


def sample(model: nn.Module, start: Tensor, n: int, length: int, temperature: float, seed: int) -> Tensor:
    generator = torch.Generator().manual_seed(seed)
    text = torch.cat([start, torch.zeros(n, dtype=torch.int64)])
    for end in range(len(start), len(text)):
        with torch.no_grad():
            logits = model(text[max(0, end - length) : end][None])[0, -1]
        noise = torch.rand(logits.shape, generator=generator).clamp(1e-9, 1 - 1e-7)
        text[end] = (logits / temperature - (-noise.log()).log()).argmax()
    return text[len(start) :]
