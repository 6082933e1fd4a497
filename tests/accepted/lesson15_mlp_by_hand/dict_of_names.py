"""Dicts with names, as in many course notes: W1, b1 in params, dW1, db1 in grads; everything of a layer in the cache."""

import numpy as np


def relu(z):
    return np.maximum(0, z)


def softmax(z):
    e = np.exp(z - np.max(z, axis=1, keepdims=True))
    return e / np.sum(e, axis=1, keepdims=True)


def init(sizes, seed):
    np.random.seed(seed)
    params = {}
    L = len(sizes) - 1
    for l in range(1, L + 1):
        params["W" + str(l)] = np.random.randn(sizes[l - 1], sizes[l]) * np.sqrt(2.0 / sizes[l - 1])
        params["b" + str(l)] = np.zeros((1, sizes[l]))
    return params


def forward(params, x):
    L = len(params) // 2
    cache = {"A0": x}
    a = x
    for l in range(1, L + 1):
        z = np.dot(a, params["W" + str(l)]) + params["b" + str(l)]
        a = relu(z) if l < L else z
        cache["Z" + str(l)] = z
        cache["A" + str(l)] = a
    return a, cache


def backward(params, cache, y):
    L = len(params) // 2
    m = y.shape[0]
    target = np.zeros_like(cache["Z" + str(L)])
    target[np.arange(m), y] = 1
    dZ = (softmax(cache["Z" + str(L)]) - target) / m
    grads = {}
    for l in range(L, 0, -1):
        grads["dW" + str(l)] = np.dot(cache["A" + str(l - 1)].T, dZ)
        grads["db" + str(l)] = np.sum(dZ, axis=0, keepdims=True)
        if l > 1:
            dA = np.dot(dZ, params["W" + str(l)].T)
            dZ = dA * (cache["Z" + str(l - 1)] > 0)
    return grads


def step(params, grads, lr):
    for name in params:
        params[name] = params[name] - lr * grads["d" + name]
