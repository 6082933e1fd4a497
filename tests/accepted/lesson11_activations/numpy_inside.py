"""NumPy inside, arrays and NumPy scalars back; np.tanh and np.where; the names of output activations as strings."""

import numpy as np
import torch

vector_erf = np.vectorize(__import__("math").erf)


def relu(x):
    return np.maximum(x.numpy(), 0)


def relu_gradient(x):
    return np.heaviside(x.numpy(), 0)


def leaky_relu(x, slope=0.01):
    x = np.asarray(x)
    return np.where(x > 0, x, x * slope)


def leaky_relu_gradient(x, slope=0.01):
    return np.where(np.asarray(x) > 0, 1.0, slope)


def _broadcast(weight, x):
    shape = [1] * x.ndim
    shape[1] = weight.size
    return weight.reshape(shape)


def prelu(x, weight):
    x, weight = x.numpy(), weight.numpy()
    return np.maximum(x, 0) + _broadcast(weight, x) * np.minimum(x, 0)


def prelu_gradient(x, weight):
    x, weight = x.numpy(), weight.numpy()
    return np.where(x > 0, 1, _broadcast(weight, x))


def sigmoid(x):
    return 0.5 * (1 + np.tanh(0.5 * np.asarray(x)))


def sigmoid_gradient(x):
    s = sigmoid(x)
    return s - s**2


def tanh(x):
    return np.tanh(np.asarray(x))


def tanh_gradient(x):
    return 1 - np.square(tanh(x))


def elu(x, alpha=1.0):
    x = np.asarray(x)
    return np.where(x > 0, x, alpha * np.expm1(np.minimum(x, 0)))


def elu_gradient(x, alpha=1.0):
    x = np.asarray(x)
    return np.where(x > 0, 1, alpha * np.exp(np.minimum(x, 0)))


def silu(x):
    return x.numpy() * sigmoid(x)


def silu_gradient(x):
    f = silu(x)
    return f + sigmoid(x) * (1 - f)


def cdf(x):
    return (1 + vector_erf(np.asarray(x) / np.sqrt(2))) / 2


def gelu(x):
    return np.asarray(x) * cdf(x)


def gelu_gradient(x):
    x = x.numpy().astype(np.float64)
    return cdf(x) + x * np.exp(-(x**2) / 2) / np.sqrt(2 * np.pi)


def collapse(W1, b1, W2, b2):
    W1, b1, W2, b2 = (np.asarray(a) for a in (W1, b1, W2, b2))
    return [np.dot(W2, W1), np.dot(W2, b1) + b2]


def dead_units(activations):
    return np.mean(np.all(activations.numpy() == 0, axis=0))


def output_activation(task):
    return {"regression": "identity", "binary": "sigmoid", "multiclass": "softmax", "multilabel": "sigmoid"}[task]


def interpolate(xs, ys):
    # A least squares problem with as many unknowns as points: a constant and n - 1 units.
    units = (xs[:, None] - xs[None, :-1]).clamp(min=0)
    table = torch.cat([torch.ones_like(xs)[:, None], units], dim=1).double()
    found = torch.linalg.solve(table, ys.double()).to(xs.dtype)
    return torch.ones(len(xs) - 1, 1, dtype=xs.dtype), -xs[:-1], found[1:].reshape(1, -1), found[:1]
