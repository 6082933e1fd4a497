"""Weights (out, in) as nn.Linear stores them, tanh between the layers, one flat list of arrays, Xavier's spread."""

import math

import numpy as np


def init(sizes, seed):
    rng = np.random.RandomState(seed)
    params = []
    for fan_in, fan_out in zip(sizes, sizes[1:]):
        limit = math.sqrt(6 / (fan_in + fan_out))
        params += [rng.uniform(-limit, limit, (fan_out, fan_in)), rng.uniform(-0.05, 0.05, fan_out)]
    return params


def forward(params, x):
    hs = [x]
    for i in range(0, len(params), 2):
        h = hs[-1] @ params[i].T + params[i + 1]
        if i + 2 < len(params):
            h = np.tanh(h)
        hs.append(h)
    return hs[-1], hs


def backward(params, cache, y):
    logits = cache[-1]
    p = np.exp(logits - logits.max(axis=-1)[:, None])
    p /= p.sum(axis=-1)[:, None]
    p[range(len(y)), y] -= 1
    d = p / len(y)
    grads = [None] * len(params)
    for i in range(len(params) - 2, -1, -2):
        h = cache[i // 2]
        grads[i], grads[i + 1] = d.T @ h, d.sum(axis=0)
        d = (d @ params[i]) * (1 - h**2)
    return grads


def step(params, grads, lr):
    for p, g in zip(params, grads):
        p -= lr * g
    return params


if __name__ == "__main__":
    X, Y = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], float), np.array([0, 1, 1, 0])
    ps = init([2, 8, 2], 0)
    for _ in range(500):
        z, c = forward(ps, X)
        step(ps, backward(ps, c, Y), 0.5)
    print(forward(ps, X)[0])
