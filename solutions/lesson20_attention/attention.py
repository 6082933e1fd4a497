"""Lesson 20: attention, by which each character looks back at all before it, and a model made of it that writes.

Shapes: B texts beside each other, T characters each, w numbers for each character (the width).
"""

import math

import torch
from torch import Tensor, nn


def attention(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor]:
    """Scaled dot-product attention: (output, weights), of shapes (..., T, e) and (..., T, S).

    q: (..., T, d), the queries; k: (..., S, d), the keys; v: (..., S, e), the values.
    weights: softmax(q k^T / sqrt(d)) over the keys; output: weights times v.
    mask: bool, of a shape that broadcasts to (..., T, S); True where a query may look. Where it is False the weight is
    exactly 0. Every query may look somewhere.
    """
    # BEGIN SOLUTION task 1: scores, the mask, softmax over the keys, a weighted sum of the values
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        # Before the softmax, so that the weights that are left add up to 1.
        scores = scores.masked_fill(~mask, -math.inf)
    weights = torch.softmax(scores, dim=-1)
    return weights @ v, weights
    # END SOLUTION


def causal_mask(length: int) -> Tensor:
    """Who may look where in a text: bool of shape (length, length), True where column j is not after row i.

    >>> causal_mask(3).int()
    tensor([[1, 0, 0],
            [1, 1, 0],
            [1, 1, 1]], dtype=torch.int32)
    """
    # BEGIN SOLUTION task 2: the lower triangle, with the diagonal
    return torch.ones(length, length, dtype=torch.bool).tril()
    # END SOLUTION


def padding_mask(lengths: Tensor, length: int) -> Tensor:
    """Which places of padded texts are text: bool of shape (B, 1, length), True where j < lengths[b].

    lengths: int64 of shape (B,), each from 1 to length.
    """
    # BEGIN SOLUTION task 2: compare the places with the lengths, by broadcasting
    return torch.arange(length) < lengths[:, None, None]
    # END SOLUTION


def split_heads(x: Tensor, heads: int) -> Tensor:
    """(B, T, w) to (B, heads, T, w / heads): head i has the i-th part of each character's w numbers."""
    # BEGIN SOLUTION task 3: part the last dimension, then bring the heads before the characters
    B, T, width = x.shape
    return x.reshape(B, T, heads, width // heads).transpose(1, 2)
    # END SOLUTION


def merge_heads(x: Tensor) -> Tensor:
    """(B, heads, T, d) to (B, T, heads * d): the way back from split_heads."""
    # BEGIN SOLUTION task 3: the characters first again, then the parts side by side
    B, heads, T, d = x.shape
    return x.transpose(1, 2).reshape(B, T, heads * d)
    # END SOLUTION


class CausalSelfAttention(nn.Module):
    """Each character looks at itself and at those before it, with several heads.

    width: numbers for each character; heads: a divisor of width. Linear layers make queries, keys and values of x, and
    one more layer brings the heads together.
    """

    def __init__(self, width: int, heads: int) -> None:
        # BEGIN SOLUTION task 4: the linear layers
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        # END SOLUTION

    def forward(self, x: Tensor) -> Tensor:
        """x: (B, T, width), for any T; the same shape."""
        # BEGIN SOLUTION task 4: queries, keys, values; heads; attention with the causal mask; together again
        q, k, v = (split_heads(part, self.heads) for part in self.qkv(x).chunk(3, dim=-1))
        output, _ = attention(q, k, v, causal_mask(x.shape[1]))
        return self.out(merge_heads(output))
        # END SOLUTION


class CharAttention(nn.Module):
    """Reads up to `length` characters and says after each which one may follow.

    n_chars: size of the vocabulary; width and heads as above. Everything inside is free, but each character may look back
    only, and the order of the characters must count.
    """

    def __init__(self, n_chars: int, width: int, heads: int, length: int) -> None:
        # BEGIN SOLUTION task 5: an embedding for characters, one for places, attention, a small MLP, a linear layer
        super().__init__()
        self.chars = nn.Embedding(n_chars, width)
        self.places = nn.Embedding(length, width)
        self.attentions = nn.ModuleList(CausalSelfAttention(width, heads) for _ in range(2))
        self.mlps = nn.ModuleList(
            nn.Sequential(nn.LayerNorm(width), nn.Linear(width, 4 * width), nn.ReLU(), nn.Linear(4 * width, width))
            for _ in range(2)
        )
        self.norms = nn.ModuleList(nn.LayerNorm(width) for _ in range(2))
        self.out = nn.Sequential(nn.LayerNorm(width), nn.Linear(width, n_chars))
        # END SOLUTION

    def forward(self, ids: Tensor) -> Tensor:
        """Logits of shape (B, T, n_chars) after each character. ids: int64 of shape (B, T), 1 <= T <= length."""
        # BEGIN SOLUTION task 5: characters plus places, then each block added to what it gets
        x = self.chars(ids) + self.places(torch.arange(ids.shape[1]))
        for norm, look, mlp in zip(self.norms, self.attentions, self.mlps, strict=True):
            x = x + look(norm(x))
            x = x + mlp(x)
        return self.out(x)
        # END SOLUTION


def sample(model: nn.Module, start: Tensor, n: int, length: int, temperature: float, seed: int) -> Tensor:
    """Let the model write: n new character numbers, int64 of shape (n,), drawn one after the other.

    model: called as model(ids) with ids of shape (1, T), T at most length, it returns logits as CharAttention does.
    start: int64 of shape (m,), m >= 1, perhaps longer than length. It is not repeated in the result.
    Each character is drawn by softmax(logits / temperature) after the last `length` characters, or all where there are
    fewer, those of start and those drawn before. seed: for a torch.Generator. The same seed gives the same text.
    """
    # BEGIN SOLUTION task 6: n times: read the end of the text, draw, put it to the text
    generator = torch.Generator().manual_seed(seed)
    text = start
    with torch.no_grad():
        for _ in range(n):
            logits = model(text[None, -length:])[0, -1]
            drawn = torch.multinomial(torch.softmax(logits / temperature, dim=-1), 1, generator=generator)
            text = torch.cat([text, drawn])
    return text[len(start) :]
    # END SOLUTION
