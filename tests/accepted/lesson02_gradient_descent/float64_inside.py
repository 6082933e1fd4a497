"""Style: computes in float64 and gives back 0-d tensors in the dtype of the data, as a list of two."""

import torch


def _double(*values):
    return tuple(torch.as_tensor(v).to(torch.float64) for v in values)


def _back(value, like):
    return value.to(torch.as_tensor(like).dtype)


def cost(xs, ys, w):
    x, y, v = _double(xs, ys, w)
    return _back((x * v - y).pow(2).mean(), xs)


def gradient(xs, ys, w):
    x, y, v = _double(xs, ys, w)
    return _back((2 * x * (x * v - y)).mean(), xs)


def _descend(xs, ys, w, lr, epochs, batch_size):
    x, y, v = _double(xs, ys, w)
    costs = []
    for _ in range(epochs):
        costs.append(cost(x, y, v))
        for i in range(0, len(x), batch_size):
            v = v - lr * gradient(x[i : i + batch_size], y[i : i + batch_size], v)
    return [_back(v, xs), [_back(c, xs) for c in costs]]


def batch_descent(xs, ys, w, lr, epochs):
    return _descend(xs, ys, w, lr, epochs, len(xs))


def stochastic_descent(xs, ys, w, lr, epochs):
    return _descend(xs, ys, w, lr, epochs, 1)


def minibatch_descent(xs, ys, w, lr, epochs, batch_size):
    return _descend(xs, ys, w, lr, epochs, batch_size)


def gradients_with_bias(xs, ys, w, b):
    x, y, v, c = _double(xs, ys, w, b)
    e = x * v + c - y
    return [_back((2 * x * e).mean(), xs), _back((2 * e).mean(), xs)]


def descend(slope, w, lr, steps):
    places = [w]
    while len(places) <= steps:
        places.append(places[-1] - lr * slope(places[-1]))
    return tuple(places)


def best_start(cost_at, slope, starts, lr, steps):
    best, lowest = None, None
    for start in starts:
        reached = cost_at(descend(slope, start, lr, steps)[-1])
        if lowest is None or reached < lowest:
            best, lowest = start, reached
    return best


def kind_of_point(d_ww, d_wb, d_bb):
    D = d_ww * d_bb - d_wb * d_wb
    if D > 0:
        return "minimum" if d_ww > 0 else "maximum"
    return "saddle" if D < 0 else "unclear"
