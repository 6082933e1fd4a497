"""Returns complex, quantised, sparse, nested and meta tensors, which have no plain bytes.

stops: a tensor that has no plain bytes is an object, never a value
may: crash
honest: task 1
"""

import torch


def sigmoid(z):
    return 1 / (1 + torch.exp(-z))


def kinds(p):
    yield torch.zeros(p.shape, dtype=torch.complex64)
    yield torch.quantize_per_tensor(torch.zeros(p.shape), 0.1, 0, torch.qint8)
    yield torch.zeros(p.shape).to_sparse()
    yield torch.empty(p.shape, device="meta")
    yield torch.zeros(1).expand(1 << 20, 1 << 20)
    yield torch.zeros(p.shape).conj()
    yield torch.nn.Parameter(torch.zeros(p.shape))


every = kinds(torch.zeros(2, 1))


def bce(p, y, reduction="mean"):
    return next(every)
