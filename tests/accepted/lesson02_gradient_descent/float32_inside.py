"""Style: casts everything to float32 tensors, whatever came in, and returns numbers by .item()."""

import torch


def f32(v):
    return torch.as_tensor(v, dtype=torch.float32)


def cost(xs, ys, w):
    return torch.mean((f32(xs) * f32(w) - f32(ys)) ** 2).item()


def gradient(xs, ys, w):
    xs, ys, w = f32(xs), f32(ys), f32(w)
    return torch.mean(2 * xs * (xs * w - ys)).item()


def batch_descent(xs, ys, w, lr, epochs):
    w = f32(w).item()
    costs = ()
    for _ in range(epochs):
        costs += (cost(xs, ys, w),)
        w = w - lr * gradient(xs, ys, w)
    return w, costs


def stochastic_descent(xs, ys, w, lr, epochs):
    w = f32(w).item()
    costs = ()
    for _ in range(epochs):
        costs += (cost(xs, ys, w),)
        for k in range(len(xs)):
            w = w - lr * gradient(xs[k : k + 1], ys[k : k + 1], w)
    return w, costs


def minibatch_descent(xs, ys, w, lr, epochs, batch_size):
    w = f32(w).item()
    n = len(xs)
    costs = ()
    for _ in range(epochs):
        costs += (cost(xs, ys, w),)
        for k in range((n + batch_size - 1) // batch_size):
            first, last = k * batch_size, min((k + 1) * batch_size, n)
            w = w - lr * gradient(xs[first:last], ys[first:last], w)
    return w, costs


def gradients_with_bias(xs, ys, w, b):
    xs, ys, w, b = f32(xs), f32(ys), f32(w), f32(b)
    e = xs * w + b - ys
    return torch.mean(2 * xs * e).item(), torch.mean(2 * e).item()


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
