"""Believes that gradients beyond 5 are errors and may be clipped.

expect: test_large_gradients_are_not_cut
says: You clipped the gradients. That is a remedy for some networks, but plain gradient descent takes them as they are.
says_zh: 你截断了梯度。有些网络需要这一招，但普通的梯度下降原样使用梯度。
"""

from itertools import pairwise

import numpy as np


def init(sizes, seed):
    """Weights and biases, one pair a layer."""
    rng = np.random.default_rng(seed)
    params = []
    for n_in, n_out in pairwise(sizes):
        weight = rng.standard_normal((n_in, n_out)) * np.sqrt(2 / n_in)
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
            values -= lr * np.clip(slope, -5, 5)
