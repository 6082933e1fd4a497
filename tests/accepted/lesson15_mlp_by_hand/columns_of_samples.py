"""Thinks in columns: turns x over at the door, W (out, in), b (out, 1), and turns the logits back."""

import numpy as np


def init(sizes, seed):
    rng = np.random.default_rng(seed)
    W = [rng.standard_normal((o, i)) * (2 / i) ** 0.5 for i, o in zip(sizes[:-1], sizes[1:])]
    b = [np.zeros((o, 1)) for o in sizes[1:]]
    return W, b


def forward(params, x):
    W, b = params
    A, Z = [x.T], []
    for i, (w, c) in enumerate(zip(W, b)):
        Z.append(w @ A[-1] + c)
        A.append(Z[-1].clip(min=0) if i + 1 < len(W) else Z[-1])
    return Z[-1].T.copy(), {"A": A, "Z": Z, "n": x.shape[0]}


def backward(params, cache, y):
    W, _ = params
    A, Z, n = cache["A"], cache["Z"], cache["n"]
    s = np.exp(Z[-1] - Z[-1].max(axis=0))
    s /= s.sum(axis=0)
    s[y, np.arange(n)] -= 1
    s /= n
    dW, db = [], []
    for i in range(len(W) - 1, -1, -1):
        dW.insert(0, s @ A[i].T)
        db.insert(0, s.sum(axis=1, keepdims=True))
        s = W[i].T @ s
        if i:
            s *= Z[i - 1] > 0
    return dW, db


def step(params, grads, lr):
    W, b = params
    dW, db = grads
    return [w - lr * d for w, d in zip(W, dW)], [c - lr * d for c, d in zip(b, db)]
