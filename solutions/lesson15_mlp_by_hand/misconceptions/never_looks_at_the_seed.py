"""Believes that random numbers need no seed.

expect: test_same_seed_gives_the_same_numbers
says: Your init takes the seed and never uses it: two calls with the same seed give different weights, and no run can be repeated.
says_zh: 你的 init 接收了 seed 却没有用它：同样的种子调用两次，权重不一样，实验就无法重复。
"""

from itertools import pairwise

import numpy as np


def init(sizes, seed):
    """Weights and biases, one pair a layer."""
    params = []
    for n_in, n_out in pairwise(sizes):
        weight = np.random.randn(n_in, n_out) * np.sqrt(2 / n_in)
        params.append((weight, np.zeros(n_out)))
    return params


def forward(params, x):
    """Logits, and what backward needs."""
    inputs = [x]
    for weight, bias in params[:-1]:
        inputs.append(np.maximum(inputs[-1] @ weight + bias, 0))
    weight, bias = params[-1]
    logits = inputs[-1] @ weight + bias
    return logits, (inputs, logits)


def backward(params, cache, y):
    """Gradients of the mean cross-entropy."""
    inputs, logits = cache
    delta = np.exp(logits - logits.max(axis=1, keepdims=True))
    delta /= delta.sum(axis=1, keepdims=True)
    delta[np.arange(len(y)), y] -= 1
    delta /= len(y)
    grads = []
    for (weight, _), given in zip(reversed(params), reversed(inputs), strict=True):
        grads.append((given.T @ delta, delta.sum(axis=0)))
        delta = (delta @ weight.T) * (given > 0)
    return grads[::-1]


def step(params, grads, lr):
    """Gradient descent, in place."""
    for layer, slopes in zip(params, grads, strict=True):
        for values, slope in zip(layer, slopes, strict=True):
            values -= lr * slope
