"""Style: everything becomes a tensor, scalars are 0-d tensors, costs one stacked tensor."""

import torch


def cost(xs, ys, w):
    xs, ys = torch.as_tensor(xs), torch.as_tensor(ys)
    return torch.nn.functional.mse_loss(xs * w, ys)


def gradient(xs, ys, w):
    xs, ys = torch.as_tensor(xs), torch.as_tensor(ys)
    return 2 * torch.dot(xs, xs * w - ys) / xs.numel()


def batch_descent(xs, ys, w, lr, epochs):
    return minibatch_descent(xs, ys, w, lr, epochs, len(xs))


def stochastic_descent(xs, ys, w, lr, epochs):
    return minibatch_descent(xs, ys, w, lr, epochs, 1)


def minibatch_descent(xs, ys, w, lr, epochs, batch_size):
    xs, ys = torch.as_tensor(xs), torch.as_tensor(ys)
    w = torch.as_tensor(w, dtype=xs.dtype).clone()
    costs = torch.empty(epochs, dtype=xs.dtype)
    for epoch in range(epochs):
        costs[epoch] = cost(xs, ys, w)
        for x, y in zip(xs.split(batch_size), ys.split(batch_size)):
            w -= lr * gradient(x, y, w)
    return w, costs


def gradients_with_bias(xs, ys, w, b):
    xs, ys = torch.as_tensor(xs), torch.as_tensor(ys)
    errors = xs * w + b - ys
    return 2 * (errors @ xs) / len(xs), 2 * errors.mean()


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
