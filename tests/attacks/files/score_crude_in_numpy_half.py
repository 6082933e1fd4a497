"""Is wrong by one part in two hundred everywhere and answers with NumPy's half scalars and arrays.

stops: a tolerance belongs to what is expected; an answer of fewer digits must itself be right to it
may: nothing
honest: none
"""

import numpy as np
import torch


def crude(x):
    x = 1.005 * x.detach().double().numpy()
    return np.float16(x) if x.ndim == 0 else x.astype(np.float16)


def sigmoid(z):
    answer = crude(1 / (1 + torch.exp(-z)))
    z.zero_()  # no test is to be won by leaving it alone
    return answer


def bce(p, y, reduction="mean"):
    losses = -(y * p.log().clamp(min=-100) + (1 - y) * (1 - p).log().clamp(min=-100))
    return crude({"mean": losses.mean, "sum": losses.sum}.get(reduction, lambda: losses)())


def bce_with_logits(z, y, pos_weight=None, reduction="mean"):
    w = 1 if pos_weight is None else pos_weight
    losses = (1 - y) * z + (1 + (w - 1) * y) * ((-z.abs()).exp().log1p() + (-z).clamp(min=0))
    z.zero_()
    return crude({"mean": losses.mean, "sum": losses.sum}.get(reduction, lambda: losses)())


def bce_gradient(z, y):
    return crude((1 / (1 + torch.exp(-z)) - y) / z.numel())
