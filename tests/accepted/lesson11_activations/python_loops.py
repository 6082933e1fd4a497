"""Plain Python loops and the math module, one number at a time; plain numbers back, no type hints."""

import math

import torch


def each(f, x):
    return torch.tensor([f(v) for v in x.flatten().tolist()], dtype=x.dtype).reshape(x.shape)


def relu(x):
    return each(lambda v: v if v > 0 else 0.0, x)


def relu_gradient(x):
    return each(lambda v: 1.0 if v > 0 else 0.0, x)


def leaky_relu(x, slope):
    return each(lambda v: v if v > 0 else slope * v, x)


def leaky_relu_gradient(x, slope):
    return each(lambda v: 1.0 if v >= 0 else slope, x)


def prelu(x, weight):
    out = torch.zeros(x.shape)
    channels = x.shape[1]
    for c in range(channels):
        w = weight[c] if len(weight) > 1 else weight[0]
        out[:, c] = leaky_relu(x[:, c], w.item())
    return out


def prelu_gradient(x, weight):
    out = torch.zeros(x.shape)
    for c in range(x.shape[1]):
        w = weight[c] if len(weight) > 1 else weight[0]
        out[:, c] = leaky_relu_gradient(x[:, c], w.item())
    return out


def s(v):
    if v >= 0:
        return 1 / (1 + math.exp(-v))
    return math.exp(v) / (1 + math.exp(v))


def sigmoid(x):
    return each(s, x)


def sigmoid_gradient(x):
    return each(lambda v: s(v) * s(-v), x)


def tanh(x):
    return each(lambda v: s(2 * v) - s(-2 * v), x)


def tanh_gradient(x):
    return each(lambda v: 4 * s(2 * v) * s(-2 * v), x)


def elu(x, alpha):
    return each(lambda v: v if v > 0 else alpha * (math.exp(v) - 1), x)


def elu_gradient(x, alpha):
    return each(lambda v: 1.0 if v > 0 else alpha * math.exp(v), x)


def silu(x):
    return each(lambda v: v * s(v), x)


def silu_gradient(x):
    return each(lambda v: s(v) * (1 + v * s(-v)), x)


def phi(v):
    return 0.5 * math.erfc(-v / math.sqrt(2))


def gelu(x):
    return each(lambda v: v * phi(v), x)


def gelu_gradient(x):
    return each(lambda v: phi(v) + v * math.exp(-0.5 * v * v) / math.sqrt(2 * math.pi), x)


def collapse(W1, b1, W2, b2):
    k, h, d = len(W2), len(W1), len(W1[0])
    W = torch.zeros(k, d)
    b = torch.zeros(k)
    for i in range(k):
        for j in range(d):
            W[i, j] = sum(W2[i, m] * W1[m, j] for m in range(h))
        b[i] = sum(W2[i, m] * b1[m] for m in range(h)) + b2[i]
    return W, b


def dead_units(activations):
    rows = activations.tolist()
    dead = 0
    for unit in range(len(rows[0])):
        if all(row[unit] == 0 for row in rows):
            dead += 1
    return dead / len(rows[0])


def output_activation(task):
    if task == "regression":
        return lambda z: z
    if task == "multiclass":

        def softmax(z):
            rows = []
            for row in z:
                e = [math.exp(v - max(row.tolist())) for v in row.tolist()]
                rows.append([v / sum(e) for v in e])
            return torch.tensor(rows)

        return softmax
    return sigmoid


def interpolate(xs, ys):
    # From right to left: relu(x_i - x) rises to the left.
    slopes = torch.flip((ys[1:] - ys[:-1]) / (xs[1:] - xs[:-1]), [0])
    changes = torch.cat((-slopes[:1], slopes[:-1] - slopes[1:]))
    ends = torch.flip(xs[1:], [0])
    return -torch.ones_like(ends).reshape(-1, 1), ends, changes.reshape(1, -1), ys[-1].reshape(1)
