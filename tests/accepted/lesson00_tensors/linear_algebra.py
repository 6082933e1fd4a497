"""Matrix products, einsum and vmap instead of indexing; float64 where sums are formed."""

import torch
from torch import Tensor
from torch.nn import functional as F


def from_values(values: list) -> Tensor:
    return torch.Tensor(values)


def describe(x: Tensor) -> dict:
    return {
        "shape": tuple(x.shape),
        "dtype": str(x.dtype),
        "ndim": x.ndimension(),
        "size": int(torch.ones_like(x, dtype=torch.int64).sum()),
        "device": str(x.device),
    }


def to_column(x: Tensor) -> Tensor:
    return torch.stack([x], dim=1)


def add_batch(x: Tensor) -> Tensor:
    return torch.cat([x.unsqueeze(0)])


def drop_ones(x: Tensor) -> Tensor:
    return x.squeeze(tuple(d for d in range(x.dim()) if x.size(d) == 1))


def reorder(x: Tensor, rows: Tensor, cols: Tensor) -> Tensor:
    pick_rows = F.one_hot(rows, x.shape[0]).to(x.dtype)
    pick_cols = F.one_hot(cols, x.shape[1]).to(x.dtype)
    return pick_rows @ x @ pick_cols.T


def row_stats(x: Tensor) -> tuple:
    x = x.to(torch.float64)
    m = x.shape[1]
    mean = torch.einsum("nm->n", x) / m
    centred = x - mean.unsqueeze(1)
    std = torch.linalg.norm(centred, dim=1) / (m - 1) ** 0.5
    return mean, std, torch.topk(x, 1, dim=1).values.flatten()


def pairwise_sums(a: Tensor, b: Tensor) -> Tensor:
    return torch.vmap(lambda number: number + b.double())(a.double())


def shared_view(array) -> Tensor:
    return torch.as_tensor(array)


def independent_copy(array) -> Tensor:
    return torch.asarray(array, copy=True)
