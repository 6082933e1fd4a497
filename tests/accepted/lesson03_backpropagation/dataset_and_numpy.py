"""NumPy for task 6 with 0-d arrays out, a TensorDataset and DataLoader for the samples, hooks to read a gradient."""

import numpy as np
import torch
from torch.utils.data import DataLoader, TensorDataset


def derivative(x):
    seen = []
    point = torch.from_numpy(np.array(x, dtype=np.float64)).requires_grad_()
    point.register_hook(seen.append)
    y = torch.sin(point) * torch.exp(point) + point**3
    y.backward()
    return seen[0]


def accumulated_gradient(x, times):
    point = torch.from_numpy(np.array(x, dtype=np.float64)).requires_grad_()
    y = torch.sin(point) * torch.exp(point) + point**3
    for k in range(times):
        y.backward(retain_graph=k < times - 1)
    return np.array(point.grad)


def frozen_forward(x, w):
    frozen = w.detach().clone()
    return frozen * x


def batches(xs, ys):
    xs, ys = torch.tensor(np.asarray(xs)), torch.tensor(np.asarray(ys))
    return DataLoader(TensorDataset(xs.double(), ys.double()), batch_size=1, shuffle=False)


def train(columns, xs, ys, start, lr, epochs):
    params = torch.tensor(np.array([np.asarray(v, dtype=np.float64) for v in start]), requires_grad=True)
    for _ in range(epochs):
        for x, y in batches(xs, ys):
            loss = ((columns(x) @ params - y) ** 2).mean()
            loss.backward()
            with torch.no_grad():
                params.copy_(params - lr * params.grad)
            params.grad = None
    return params.detach().numpy()


def train_line(xs, ys, w, b, lr, epochs):
    w, b = train(lambda x: torch.stack([x, torch.ones_like(x)], dim=1), xs, ys, (w, b), lr, epochs)
    return w, b


def train_parabola(xs, ys, w1, w2, b, lr, epochs):
    return tuple(
        train(lambda x: torch.stack([x**2, x, torch.ones_like(x)], 1), xs, ys, (w1, w2, b), lr, epochs)
    )


def two_layer_gradients(x, y, w1, b1, w2, b2):
    # one row a parameter: the derivative of y_hat, then the derivative of the loss
    s = np.reciprocal(1 + np.exp(-(w1 * x + b1)))
    jacobian = np.array([w2 * s * (1 - s) * x, w2 * s * (1 - s), s, 1.0])
    rows = 2 * (w2 * s + b2 - y) * jacobian
    return {name: np.array(value) for name, value in zip(["w1", "b1", "w2", "b2"], rows)}
