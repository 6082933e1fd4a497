"""Style: lets autograd find the gradients and a DataLoader make the batches; results still hang on graphs."""

import torch
from torch.utils.data import DataLoader, TensorDataset


def cost(xs, ys, w):
    xs, ys = torch.as_tensor(xs), torch.as_tensor(ys)
    return torch.mean(torch.square(xs * w - ys))


def gradient(xs, ys, w):
    xs, ys = torch.as_tensor(xs), torch.as_tensor(ys)
    w = torch.as_tensor(w, dtype=xs.dtype).detach().clone().requires_grad_()
    cost(xs, ys, w).backward()
    return w.grad


def train(xs, ys, w, lr, epochs, batch_size):
    xs, ys = torch.as_tensor(xs), torch.as_tensor(ys)
    loader = DataLoader(TensorDataset(xs, ys), batch_size=batch_size, shuffle=False)
    w = torch.as_tensor(w, dtype=xs.dtype).detach().clone().requires_grad_()
    optimizer = torch.optim.SGD([w], lr=lr)
    costs = []
    for _ in range(epochs):
        costs.append(cost(xs, ys, w))
        costs[-1] = costs[-1].clone()
        for x, y in loader:
            optimizer.zero_grad()
            cost(x, y, w).backward()
            optimizer.step()
    return w, costs


def batch_descent(xs, ys, w, lr, epochs):
    return train(xs, ys, w, lr, epochs, batch_size=len(xs))


def stochastic_descent(xs, ys, w, lr, epochs):
    return train(xs, ys, w, lr, epochs, batch_size=1)


def minibatch_descent(xs, ys, w, lr, epochs, batch_size):
    return train(xs, ys, w, lr, epochs, batch_size)


def gradients_with_bias(xs, ys, w, b):
    xs, ys = torch.as_tensor(xs), torch.as_tensor(ys)
    line = torch.tensor([float(w), float(b)], dtype=xs.dtype, requires_grad=True)
    loss = ((line[0] * xs + line[1] - ys) ** 2).mean()
    (grads,) = torch.autograd.grad(loss, line)
    return grads[0], grads[1]


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
