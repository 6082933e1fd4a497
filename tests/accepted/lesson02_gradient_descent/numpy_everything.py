"""Style: NumPy for everything, tensors are turned into arrays first, results are NumPy scalars and arrays."""

import numpy as np


def to_numpy(*values):
    return [np.asarray(value) for value in values]


def cost(xs, ys, w):
    xs, ys, w = to_numpy(xs, ys, w)
    return np.mean(np.square(xs * w - ys))


def gradient(xs, ys, w):
    xs, ys, w = to_numpy(xs, ys, w)
    return np.mean(2 * xs * (xs * w - ys))


def batch_descent(xs, ys, w, lr, epochs):
    xs, ys, w = to_numpy(xs, ys, w)
    costs = np.zeros(epochs)
    for epoch in range(epochs):
        costs[epoch] = cost(xs, ys, w)
        w = w - lr * gradient(xs, ys, w)
    return np.array(w), costs


def stochastic_descent(xs, ys, w, lr, epochs):
    xs, ys, w = to_numpy(xs, ys, w)
    costs = np.zeros(epochs)
    for epoch in range(epochs):
        costs[epoch] = cost(xs, ys, w)
        for x, y in zip(xs, ys):
            w = w - lr * gradient(x, y, w)
    return w, costs


def minibatch_descent(xs, ys, w, lr, epochs, batch_size):
    xs, ys, w = to_numpy(xs, ys, w)
    costs = np.zeros(epochs)
    cuts = np.arange(batch_size, len(xs), batch_size)
    for epoch in range(epochs):
        costs[epoch] = cost(xs, ys, w)
        for bx, by in zip(np.split(xs, cuts), np.split(ys, cuts)):
            w = w - lr * gradient(bx, by, w)
    return w, costs


def gradients_with_bias(xs, ys, w, b):
    xs, ys, w, b = to_numpy(xs, ys, w, b)
    diff = xs * w + b - ys
    return np.mean(2 * xs * diff), np.mean(2 * diff)


def descend(slope, w, lr, steps):
    if steps == 0:
        return [w]
    return [w] + descend(slope, w - lr * slope(w), lr, steps - 1)


def best_start(cost_at, slope, starts, lr, steps):
    ends = [descend(slope, s, lr, steps)[-1] for s in starts]
    costs = [float(cost_at(e)) for e in ends]
    return starts[costs.index(min(costs))]


def kind_of_point(d_ww, d_wb, d_bb):
    sign = (d_ww * d_bb > d_wb**2) - (d_ww * d_bb < d_wb**2)
    return {-1: "saddle", 0: "unclear", 1: "minimum" if d_bb > 0 else "maximum"}[sign]
