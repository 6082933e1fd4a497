"""Style: helper functions, extra default arguments, progress printed while training."""

import math


def predict(xs, w, b=0.0):
    return xs * w + b


def errors_of(xs, ys, w, b=0.0):
    return predict(xs, w, b) - ys


def cost(xs, ys, w, b=0.0, reduction="mean"):
    squares = errors_of(xs, ys, w, b) ** 2
    return squares.mean() if reduction == "mean" else squares.sum()


def gradient(xs, ys, w, b=0.0):
    return (xs * errors_of(xs, ys, w, b)).mean() * 2


def batches(xs, ys, batch_size):
    for k in range(math.ceil(len(xs) / batch_size)):
        part = slice(k * batch_size, (k + 1) * batch_size)
        yield xs[part], ys[part]


def go_down(xs, ys, w, lr, epochs, batch_size, verbose=True):
    history = {"cost": []}
    for epoch in range(epochs):
        history["cost"].append(cost(xs, ys, w))
        for bx, by in batches(xs, ys, batch_size):
            w = w - lr * gradient(bx, by, w)
        if verbose and epoch % 10 == 0:
            print(f"Epoch {epoch}: cost {float(history['cost'][-1]):.4f}, w {float(w):.4f}")
    return w, history["cost"]


def batch_descent(xs, ys, w=1.0, lr=0.01, epochs=100, verbose=True):
    return go_down(xs, ys, w, lr, epochs, len(xs), verbose)


def stochastic_descent(xs, ys, w=1.0, lr=0.01, epochs=100, verbose=True):
    return go_down(xs, ys, w, lr, epochs, 1, verbose)


def minibatch_descent(xs, ys, w=1.0, lr=0.01, epochs=100, batch_size=32, verbose=False):
    return go_down(xs, ys, w, lr, epochs, batch_size, verbose)


def gradients_with_bias(xs, ys, w, b=0.0):
    return gradient(xs, ys, w, b), errors_of(xs, ys, w, b).mean() * 2


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
