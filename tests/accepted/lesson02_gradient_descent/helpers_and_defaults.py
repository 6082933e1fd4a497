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


def descend(xs, ys, w, lr, epochs, batch_size, verbose=True):
    history = {"cost": []}
    for epoch in range(epochs):
        history["cost"].append(cost(xs, ys, w))
        for bx, by in batches(xs, ys, batch_size):
            w = w - lr * gradient(bx, by, w)
        if verbose and epoch % 10 == 0:
            print(f"Epoch {epoch}: cost {float(history['cost'][-1]):.4f}, w {float(w):.4f}")
    return w, history["cost"]


def batch_descent(xs, ys, w=1.0, lr=0.01, epochs=100, verbose=True):
    return descend(xs, ys, w, lr, epochs, len(xs), verbose)


def stochastic_descent(xs, ys, w=1.0, lr=0.01, epochs=100, verbose=True):
    return descend(xs, ys, w, lr, epochs, 1, verbose)


def minibatch_descent(xs, ys, w=1.0, lr=0.01, epochs=100, batch_size=32, verbose=False):
    return descend(xs, ys, w, lr, epochs, batch_size, verbose)


def gradients_with_bias(xs, ys, w, b=0.0):
    return gradient(xs, ys, w, b), errors_of(xs, ys, w, b).mean() * 2
