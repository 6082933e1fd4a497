"""Believes that to assign to the name in a loop changes the array in the list.

expect: test_step_goes_against_the_gradient, test_second_step_is_like_the_first,
    test_large_gradients_are_not_cut
says: Nothing has moved. The assignment gives the name in your loop a new array; params still holds the old one.
says_zh: 什么都没有动。那次赋值只是让循环里的名字指向一个新数组，params 里装的还是旧的。
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
            values = values - lr * slope
