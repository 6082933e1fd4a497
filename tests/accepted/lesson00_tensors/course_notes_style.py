"""The style of course notes: torch functions, semicolons, results through variables, float32 everywhere in the copies."""

import numpy as np
import torch
import torch as t


def from_values(values):
    x = t.tensor(np.asarray(values).astype("float32"))
    return x


def describe(x):
    shape = tuple(x.shape)
    dtype = str(x.dtype)
    ndim = len(shape)
    size = np.size(x.numpy())
    return {"shape": shape, "dtype": dtype, "ndim": ndim, "size": size}


def to_column(x):
    y = t.unsqueeze(x, dim=-1)
    return y


def add_batch(x):
    y = t.unsqueeze(x, dim=0)
    return y


def drop_ones(x):
    while 1 in x.shape:
        x = x.squeeze(list(x.shape).index(1))
    return x


def reorder(x, rows, cols):
    y = x[list(rows), :]
    y = y[:, list(cols)]
    return y


def row_stats(x):
    mean = []
    std = []
    maximum = []
    for row in x:
        mean.append(row.mean())
        std.append(row.std())
        maximum.append(row.max())
    return t.stack(mean), t.stack(std), t.stack(maximum)


def pairwise_sums(a, b):
    col = a.reshape((-1, 1)).repeat(1, len(b))
    row = b.repeat(len(a), 1)
    return col + row


def shared_view(array):
    return t.from_numpy(array)


def independent_copy(array):
    return t.tensor(array)
