"""Believes that standard normal weights suit every layer.

expect: test_spread_of_the_weights_fits_the_width
says: Your weights have the same spread whatever the width. A unit of 400 inputs adds up 400 products: how large does the sum become, layer after layer?
says_zh: 不管层有多宽，你的权重标准差都一样。一个有 400 个输入的单元要把 400 个乘积加起来：一层一层下去，和会变成多大？
"""

from itertools import pairwise

import numpy as np


def init(sizes, seed):
    """Weights and biases, one pair a layer."""
    rng = np.random.default_rng(seed)
    params = []
    for n_in, n_out in pairwise(sizes):
        weight = rng.standard_normal((n_in, n_out))
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
