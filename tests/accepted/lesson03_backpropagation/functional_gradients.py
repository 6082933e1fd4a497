"""torch.autograd.grad and torch.func instead of .grad; immutable updates on tuples; lists and dicts come back."""

import functools
from collections import OrderedDict

import torch


def f(x):
    return torch.exp(x) * torch.sin(x) + torch.pow(x, 3)


def derivative(x):
    return torch.func.grad(f)(torch.tensor(float(x), dtype=torch.float64))


def accumulated_gradient(x, times):
    x = torch.tensor(float(x), dtype=torch.float64, requires_grad=True)
    y = f(x)
    for _ in range(times):
        y.backward(retain_graph=True)
    return x.grad.clone()


def frozen_forward(x, w):
    return (x * w).detach()


def descend(model, xs, ys, start, lr, epochs):
    params = [torch.tensor(float(p), dtype=torch.float64, requires_grad=True) for p in start]
    samples = list(zip(torch.as_tensor(xs).double(), torch.as_tensor(ys).double()))

    def update(params, sample):
        x, y = sample
        loss = torch.square(model(x, *params) - y)
        grads = torch.autograd.grad(loss, params)
        return [(p - lr * g).detach().requires_grad_() for p, g in zip(params, grads)]

    for _ in range(epochs):
        params = functools.reduce(update, samples, params)
    return [p.item() for p in params]


def train_line(xs, ys, w, b, lr, epochs):
    return descend(lambda x, w, b: w * x + b, xs, ys, (w, b), lr, epochs)


def train_parabola(xs, ys, w1, w2, b, lr, epochs):
    return descend(lambda x, w1, w2, b: (w1 * x + w2) * x + b, xs, ys, (w1, w2, b), lr, epochs)


def two_layer_gradients(x, y, w1, b1, w2, b2):
    from math import exp

    e = exp(-(w1 * x + b1))
    s = 1 / (1 + e)
    outer = 2 * (w2 * s + b2 - y)
    slope = e / (1 + e) ** 2
    return OrderedDict(
        [("b2", outer), ("w2", outer * s), ("b1", outer * w2 * slope), ("w1", outer * w2 * slope * x)]
    )
