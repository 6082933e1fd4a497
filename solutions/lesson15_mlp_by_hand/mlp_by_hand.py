"""Lesson 15: a multilayer perceptron by hand, with NumPy alone.

Four functions that know no network but work for any: weights, the way forward, the way back, the step. There is
no autograd behind them: `import torch` fails in this lesson.

Shapes: N samples, C classes, samples always in rows. x is (N, sizes[0]), logits are (N, C) with C = sizes[-1], y
holds class indices, int64, (N,). `sizes` lists the widths from the input to the output: [2, 16, 2] is one hidden
layer of 16 units between 2 features and 2 classes. Layer k takes sizes[k] numbers a sample and gives sizes[k + 1].

`params` and `grads` are plain lists, tuples or dicts of arrays, however nested, with one weight and one bias per layer.
The examples have a list of pairs, [(W, b), ...], W of shape (in, out) and b of shape (out,). W of shape (out, in) and
b of shape (1, out) are accepted as well. A gradient has the shape of the array that it belongs to.
"""

from itertools import pairwise
from typing import Any

import numpy as np

Params = list[tuple[np.ndarray, np.ndarray]]


def init(sizes: list[int], seed: int) -> Params:
    """Draw the weights and biases that a network starts with.

    sizes: widths from the input to the output, at least two. seed: an int; the same one gives the same numbers,
    another one gives others. Returns params: one weight and one bias per layer, floating.

    The weights are random, with mean 0, and spread as befits the width: a standard deviation of sqrt(2 / in) for a
    layer that takes `in` numbers, or near it. No two layers and no two units start alike. The biases start at 0
    or near it.

    >>> [(weight.shape, bias.shape) for weight, bias in init([2, 16, 3], seed=0)]
    [((2, 16), (16,)), ((16, 3), (3,))]
    """
    # BEGIN SOLUTION task 1: one generator from the seed; for each layer a weight of fitting spread and a bias
    # One generator for all layers. A new one for each layer, with the same seed, would draw the same numbers again.
    rng = np.random.default_rng(seed)
    params = []
    for n_in, n_out in pairwise(sizes):
        # A unit adds up n_in products, so its variance is n_in times that of a weight. ReLU throws about half of
        # it away. The factor sqrt(2 / n_in) makes up for both, and the signal keeps its size from layer to layer.
        weight = rng.standard_normal((n_in, n_out)) * np.sqrt(2 / n_in)
        # Biases need no chance: the weights have made the units different already.
        params.append((weight, np.zeros(n_out)))
    return params
    # END SOLUTION


def forward(params: Params, x: np.ndarray) -> tuple[np.ndarray, Any]:
    """Send a batch through the network.

    x: (N, sizes[0]), floating. Returns the pair (logits, cache). logits: (N, C), any real numbers: a linear map in
    each layer, x W + b, with ReLU after each but the last. (tanh or the sigmoid in place of ReLU is accepted, the
    same one everywhere.) cache: whatever `backward` needs, in any form. params and x stay as they were.

    >>> params = [(np.array([[1.0, -1.0]]), np.zeros(2)), (np.array([[1.0, 0.0], [1.0, 2.0]]), np.array([0.0, 3.0]))]
    >>> forward(params, np.array([[3.0], [-1.0]]))[0].tolist()
    [[3.0, 3.0], [1.0, 5.0]]
    """
    # BEGIN SOLUTION task 2: layer after layer; keep what the way back will ask for
    # What each layer was given. The way back needs it twice: for the weight's gradient, and because a positive entry
    # says that ReLU let it through. Each array is a new one, so nothing that is kept changes later.
    inputs = [x]
    for weight, bias in params[:-1]:
        # The bias (out,) broadcasts over the rows of (N, out).
        inputs.append(np.maximum(inputs[-1] @ weight + bias, 0))
    # No ReLU at the end: a logit may be negative.
    weight, bias = params[-1]
    logits = inputs[-1] @ weight + bias
    return logits, (inputs, logits)
    # END SOLUTION


def backward(params: Params, cache: Any, y: np.ndarray) -> Params:
    """Gradients of the mean cross-entropy with respect to each weight and bias, by the chain rule.

    cache: what `forward` returned with the logits of the same batch. y: class indices, int64, (N,). The loss is the
    mean over the samples of -log softmax(logits)[y]. Returns grads, each of the shape of its weight or bias. Finite
    and right for logits of 10000 as well. params, cache and y stay as they were, so that a second call with the same
    cache gives the same gradients.

    >>> params = [(np.zeros((1, 2)), np.zeros(2))]
    >>> logits, cache = forward(params, np.array([[3.0]]))
    >>> [(dw.tolist(), db.tolist()) for dw, db in backward(params, cache, np.array([0]))]
    [([[-1.5, 1.5]], [-0.5, 0.5])]
    """
    # BEGIN SOLUTION task 3: the gradient at the logits first, then (task 4) from the last layer to the first
    inputs, logits = cache
    # Softmax minus one-hot, as in lesson 08. The largest logit of each row is moved to 0, so that exp cannot overflow.
    delta = np.exp(logits - logits.max(axis=1, keepdims=True))
    delta /= delta.sum(axis=1, keepdims=True)
    delta[np.arange(len(y)), y] -= 1
    # The loss is a mean, so each sample counts 1 / N. Once here is enough: everything below is linear in delta.
    delta /= len(y)
    grads = []
    for (weight, _), given in zip(reversed(params), reversed(inputs), strict=True):
        # The product adds up over the samples, as the sum does; the shapes leave no other order of factors.
        grads.append((given.T @ delta, delta.sum(axis=0)))
        # Back through the weight, then through the ReLU that made `given`: closed where it gave 0. At the input
        # there is no ReLU, but nobody asks for that delta.
        delta = (delta @ weight.T) * (given > 0)
    return grads[::-1]
    # END SOLUTION


def step(params: Params, grads: Params, lr: float) -> None:
    """Move each weight and bias by -lr times its gradient: plain gradient descent.

    grads: what `backward` returned. They stay as they were. params: changed in place, and nothing is returned; or
    left alone, and the new params are returned in the same form. Both are accepted.

    >>> params = [(np.array([[1.0]]), np.array([0.0]))]
    >>> step(params, [(np.array([[2.0]]), np.array([-4.0]))], lr=0.5)
    >>> params[0][0].tolist(), params[0][1].tolist()
    ([[0.0]], [2.0])
    """
    # BEGIN SOLUTION task 5: each array minus lr times its gradient
    for layer, slopes in zip(params, grads, strict=True):
        for values, slope in zip(layer, slopes, strict=True):
            # -= writes into the array that params holds; values = values - ... would only give a local name a new one.
            values -= lr * slope
    # END SOLUTION
