"""NumPy does the work, torch only wraps the result; row_stats and pairwise_sums come back in float64 or as arrays."""

import numpy as np
import torch


def from_values(values):
    return torch.from_numpy(np.array(values, dtype=np.float32))


def describe(x):
    return dict(shape=tuple(x.numpy().shape), dtype=str(x.dtype), ndim=np.ndim(x.numpy()), size=np.prod(x.shape))


def to_column(x):
    return torch.from_numpy(x.numpy()[:, np.newaxis])


def add_batch(x):
    return torch.from_numpy(np.expand_dims(x.numpy(), 0))


def drop_ones(x):
    return torch.tensor(np.squeeze(x.numpy()))


def reorder(x, rows, cols):
    return torch.from_numpy(x.numpy()[np.ix_(rows.numpy(), cols.numpy())])


def row_stats(x):
    x = x.numpy().astype(np.float64)
    return x.mean(axis=1), x.std(axis=1, ddof=1), x.max(axis=1)


def pairwise_sums(a, b):
    return torch.from_numpy(np.add.outer(a.numpy().astype(np.float64), b.numpy().astype(np.float64)))


def shared_view(array):
    return torch.as_tensor(array)


def independent_copy(array):
    return torch.from_numpy(np.array(array, copy=True))
