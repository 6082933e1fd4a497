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
    # TODO (task 1): scores, the mask, softmax over the keys, a weighted sum of the values
    raise NotImplementedError("attention: start with task 1")


def causal_mask(length: int) -> Tensor:
    """Who may look where in a text: bool of shape (length, length), True where column j is not after row i.

    >>> causal_mask(3).int()
    tensor([[1, 0, 0],
            [1, 1, 0],
            [1, 1, 1]], dtype=torch.int32)
    """
    # TODO (task 2): the lower triangle, with the diagonal
    raise NotImplementedError("causal_mask: start with task 2")


def padding_mask(lengths: Tensor, length: int) -> Tensor:
    """Which places of padded texts are text: bool of shape (B, 1, length), True where j < lengths[b].

    lengths: int64 of shape (B,), each from 1 to length.
    """
    # TODO (task 2): compare the places with the lengths, by broadcasting
    raise NotImplementedError("padding_mask: start with task 2")


def split_heads(x: Tensor, heads: int) -> Tensor:
    """(B, T, w) to (B, heads, T, w / heads): head i has the i-th part of each character's w numbers."""
    # TODO (task 3): part the last dimension, then bring the heads before the characters
    raise NotImplementedError("split_heads: start with task 3")


def merge_heads(x: Tensor) -> Tensor:
    """(B, heads, T, d) to (B, T, heads * d): the way back from split_heads."""
    # TODO (task 3): the characters first again, then the parts side by side
    raise NotImplementedError("merge_heads: start with task 3")


class CausalSelfAttention(nn.Module):
    """Each character looks at itself and at those before it, with several heads.

    width: numbers for each character; heads: a divisor of width. Linear layers make queries, keys and values of x, and
    one more layer brings the heads together.
    """

    def __init__(self, width: int, heads: int) -> None:
        # TODO (task 4): the linear layers
        raise NotImplementedError("CausalSelfAttention: start with task 4")

    def forward(self, x: Tensor) -> Tensor:
        """x: (B, T, width), for any T; the same shape."""
        # TODO (task 4): queries, keys, values; heads; attention with the causal mask; together again
        raise NotImplementedError("CausalSelfAttention.forward: start with task 4")


class CharAttention(nn.Module):
    """Reads up to `length` characters and says after each which one may follow.

    n_chars: size of the vocabulary; width and heads as above. Everything inside is free, but each character may look back
    only, and the order of the characters must count.
    """

    def __init__(self, n_chars: int, width: int, heads: int, length: int) -> None:
        # TODO (task 5): an embedding for characters, one for places, attention, a small MLP, a linear layer
        raise NotImplementedError("CharAttention: start with task 5")

    def forward(self, ids: Tensor) -> Tensor:
        """Logits of shape (B, T, n_chars) after each character. ids: int64 of shape (B, T), 1 <= T <= length."""
        # TODO (task 5): characters plus places, then each block added to what it gets
        raise NotImplementedError("CharAttention.forward: start with task 5")


def sample(model: nn.Module, start: Tensor, n: int, length: int, temperature: float, seed: int) -> Tensor:
    """Let the model write: n new character numbers, int64 of shape (n,), drawn one after the other.

    model: called as model(ids) with ids of shape (1, T), T at most length, it returns logits as CharAttention does.
    start: int64 of shape (m,), m >= 1, perhaps longer than length. It is not repeated in the result.
    Each character is drawn by softmax(logits / temperature) after the last `length` characters, or all where there are
    fewer, those of start and those drawn before. seed: for a torch.Generator. The same seed gives the same text.
    """
    # TODO (task 6): n times: read the end of the text, draw, put it to the text
    raise NotImplementedError("sample: start with task 6")
