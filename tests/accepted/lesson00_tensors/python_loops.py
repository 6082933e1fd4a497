"""Python loops and lists wherever the lesson allows them."""

import math

import numpy as np
import torch


def from_values(values):
    # work out the shape, flatten by hand, put together again
    shape = []
    level = values
    while isinstance(level, list):
        shape.append(len(level))
        level = level[0]
    flat = values
    for _ in range(len(shape) - 1):
        flat = [item for part in flat for item in part]
    return torch.tensor([float(v) for v in flat]).reshape(shape)


def describe(x):
    size = 1
    for n in x.shape:
        size *= n
    result = {}
    result["shape"] = tuple([int(n) for n in x.shape])
    result["dtype"] = "%s" % x.dtype
    result["ndim"] = len(x.shape)
    result["size"] = size
    return result


def to_column(x):
    return torch.tensor([[v] for v in x.tolist()])


def add_batch(x):
    return torch.stack([x])


def drop_ones(x):
    keep = []
    for n in x.shape:
        if n != 1:
            keep.append(n)
    return x.reshape(keep)


def reorder(x, rows, cols):
    out = torch.zeros(len(rows), len(cols))
    for i in range(len(rows)):
        for j in range(len(cols)):
            out[i, j] = x[rows[i], cols[j]]
    return out


def row_stats(x):
    mean, std, biggest = [], [], []
    for row in x.tolist():
        m = sum(row) / len(row)
        mean.append(m)
        std.append(math.sqrt(sum((v - m) ** 2 for v in row) / (len(row) - 1)))
        biggest.append(max(row))
    return mean, std, biggest


def pairwise_sums(a, b):
    return a.view(len(a), 1) + b.view(1, len(b))


def shared_view(array):
    return torch.from_numpy(array)


def independent_copy(array):
    copy = torch.zeros(array.shape, dtype=torch.from_numpy(array).dtype)
    for index, value in np.ndenumerate(array):
        copy[index] = value.item()
    return copy
