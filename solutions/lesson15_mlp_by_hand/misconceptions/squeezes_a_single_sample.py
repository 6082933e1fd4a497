"""Believes that one sample needs no batch dimension.

expect: test_one_sample_stays_a_batch, test_gradients_of_one_sample, test_hidden_gradients_of_one_sample
says: For one sample you dropped the dimension of the batch. A batch of one is still a batch: (1, C).
says_zh: 只有一个样本时，你把批的那一维去掉了。一个样本的批仍然是批：(1, C)。
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
    return logits.squeeze(), (inputs, logits)


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
