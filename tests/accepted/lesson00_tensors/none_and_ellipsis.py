"""Indexing with None and Ellipsis, operators instead of methods, a one-pass formula for the spread, a list of results."""

import torch
from torch import Tensor


def from_values(values) -> Tensor:
    return torch.FloatTensor(values)


def describe(x: Tensor) -> dict:
    return {"dtype": repr(x.dtype), "size": x.nelement(), "ndim": x.dim(), "shape": x.size()}


def to_column(x: Tensor) -> Tensor:
    return x[..., None]


def add_batch(x: Tensor) -> Tensor:
    return x[None, ...]


def drop_ones(x: Tensor) -> Tensor:
    for d in reversed(range(x.ndim)):
        if x.shape[d] == 1:
            x = x.select(d, 0)
    return x


def reorder(x: Tensor, rows, cols) -> Tensor:
    return x[rows[:, None], cols[None, :]]


def row_stats(x: Tensor):
    n, m = x.shape
    x64 = x.double()
    mean = x64.sum(1) / m
    var = ((x64**2).sum(1) - m * mean**2) / (m - 1)
    return [mean.float(), var.sqrt().float(), x.max(-1)[0]]


def pairwise_sums(a: Tensor, b: Tensor) -> Tensor:
    return (b + a[None].T).contiguous()


def shared_view(array):
    return torch.asarray(array, copy=False)


def independent_copy(array):
    return torch.from_numpy(array).clone()
