"""NumPy inside every loss; arrays and NumPy scalars come back."""

import numpy as np


def arrays(*tensors):
    return [np.asarray(t, dtype=np.float64) for t in tensors]


def reduced(values, reduction):
    return {"none": lambda v: v, "mean": np.mean, "sum": np.sum}[reduction](values)


def mse(prediction, target, reduction="mean"):
    a, b = arrays(prediction, target)
    return reduced(np.square(a - b), reduction)


def l1(prediction, target, reduction="mean"):
    a, b = arrays(prediction, target)
    return reduced(np.abs(a - b), reduction)


def smooth_l1(prediction, target, beta=1.0, reduction="mean"):
    if beta == 0:
        return l1(prediction, target, reduction)
    return huber(prediction, target, beta, reduction) / beta


def huber(prediction, target, delta=1.0, reduction="mean"):
    a, b = arrays(prediction, target)
    e = np.abs(a - b)
    inner = np.minimum(e, delta)
    return reduced(0.5 * inner**2 + delta * (e - inner), reduction)


def bce(p, y, reduction="mean"):
    p, y = arrays(p, y)
    with np.errstate(divide="ignore"):
        log_p, log_q = np.maximum(np.log(p), -100), np.maximum(np.log(1 - p), -100)
    return reduced(-y * log_p - (1 - y) * log_q, reduction)


def bce_with_logits(z, y, pos_weight=None, reduction="mean"):
    z, y = arrays(z, y)
    c = 1.0 if pos_weight is None else pos_weight.numpy()
    return reduced(c * y * np.logaddexp(0, -z) + (1 - y) * np.logaddexp(0, z), reduction)


def nll(logp, target, reduction="mean"):
    logp = logp.numpy()
    return reduced(-logp[np.arange(len(logp)), target.numpy()], reduction)


def cross_entropy(logits, target, weight=None, ignore_index=-100, reduction="mean"):
    (z,) = arrays(logits)
    k = target.numpy()
    keep = k != ignore_index
    w = np.ones(z.shape[1]) if weight is None else weight.numpy()
    z = z - z.max(axis=1, keepdims=True)
    logp = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    k = np.where(keep, k, 0)
    weights = w[k] * keep
    losses = -weights * np.take_along_axis(logp, k[:, None], axis=1)[:, 0]
    if reduction == "mean":
        return np.average(-np.take_along_axis(logp, k[:, None], axis=1)[:, 0], weights=weights)
    return reduced(losses, reduction)


def cosine_embedding(x1, x2, y, margin=0.0, reduction="mean"):
    a, b, y = arrays(x1, x2, y)
    dot = np.einsum("nd,nd->n", a, b)
    length = np.sqrt((a**2).sum(1) * (b**2).sum(1))
    cos = np.divide(dot, length, out=np.zeros_like(dot), where=length > 0)
    return reduced(np.where(y > 0, 1 - cos, np.maximum(cos - margin, 0)), reduction)


def triplet_margin(anchor, positive, negative, margin=1.0, p=2.0, reduction="mean"):
    a, b, c = arrays(anchor, positive, negative)
    near = np.linalg.norm(a - b, ord=p, axis=1)
    far = np.linalg.norm(a - c, ord=p, axis=1)
    return reduced(np.maximum(near - far + margin, 0), reduction)


def choose_loss(problem):
    if problem == "prices":
        return lambda p, t: smooth_l1(p, t, beta=0.1)
    if problem == "braking":
        return lambda p, t: np.mean(np.abs(np.subtract(*arrays(p, t))) ** 3)
    if problem == "illness":
        return lambda z, y: np.mean(np.where(y > 0, 9.0, 1.0) * bce_with_logits(z, y, reduction="none"))
    return lambda z, t: cross_entropy(z, t, ignore_index=-1)
