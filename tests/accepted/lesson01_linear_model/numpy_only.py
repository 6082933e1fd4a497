"""NumPy alone, vectorised; scalars come back as 0-d arrays or NumPy numbers, tuples as lists."""

import numpy as np


def forward(x, w):
    return np.multiply(x, w)


def loss(x, y, w):
    return np.array(np.square(np.subtract(forward(x, w), y)))


def mse(xs, ys, w):
    xs, ys = np.asarray(xs), np.asarray(ys)
    return np.mean(np.square(forward(xs, np.asarray(w)) - ys))


def grid_search(xs, ys, ws):
    xs, ys, ws = map(np.asarray, (xs, ys, ws))
    losses = np.mean((np.outer(ws, xs) - ys) ** 2, axis=1)
    return [ws[np.argmin(losses)], losses]


def forward_with_bias(x, w, b):
    return np.add(np.multiply(x, w), b)


def loss_surface(xs, ys, ws, bs):
    xs, ys, ws, bs = (np.asarray(values, dtype=np.float64) for values in (xs, ys, ws, bs))
    errors = np.add.outer(bs, np.multiply.outer(ws, xs)) - ys
    return np.einsum("kmn,kmn->km", errors, errors) / xs.size
