"""Loops over units where NumPy would do: init one unit at a time, the bias gradient added up row by row, no helpers."""
import numpy as np


def init(sizes, seed):
    rng = np.random.default_rng(seed)
    weights, biases = [], []
    for k in range(1, len(sizes)):
        w = np.empty((sizes[k - 1], sizes[k]))
        for unit in range(sizes[k]):
            w[:, unit] = rng.normal(size=sizes[k - 1]) * (2 / sizes[k - 1]) ** 0.5
        weights.append(w)
        biases.append(np.array([0.0] * sizes[k]))
    return {"weights": weights, "biases": biases, "layers": len(sizes) - 1}


def forward(params, x):
    cache = []
    out = x
    for k in range(params["layers"]):
        cache.append(out)
        out = np.dot(out, params["weights"][k]) + params["biases"][k]
        if k < params["layers"] - 1:
            out = np.where(out < 0, 0, out)
    cache.append(out)
    return out, cache


def backward(params, cache, y):
    logits = cache[-1]
    delta = np.zeros(logits.shape)
    for i, row in enumerate(logits):
        e = np.exp(row - row.max())
        delta[i] = e / e.sum() / len(logits)
        delta[i][y[i]] -= 1 / len(logits)
    dw, db = [], []
    for k in range(params["layers"] - 1, -1, -1):
        dw.append(np.dot(cache[k].T, delta))
        total = 0
        for row in delta:
            total = total + row
        db.append(total)
        delta = np.dot(delta, params["weights"][k].T)
        delta = np.where(cache[k] > 0, delta, 0)
    return {"weights": dw[::-1], "biases": db[::-1]}


def step(params, grads, lr):
    for kind in ("weights", "biases"):
        for k in range(params["layers"]):
            params[kind][k] = params[kind][k] - lr * grads[kind][k]
    return params


print([w.shape for w in init([4, 3, 2], 0)["weights"]])
