"""The benchmark's solution."""

import torch


def softmax(x):
    e = torch.exp(x - x.max(dim=1, keepdim=True).values)
    return e / e.sum(dim=1, keepdim=True)


def nll(logp, y):
    return -logp[torch.arange(len(y)), y].mean()
