"""nn.Linear and nn.Parameter with torch.optim.SGD in float32; results are 0-d tensors that still require gradients."""

import torch
import torch.nn.functional as F
from torch import nn, optim


class Curve(nn.Module):
    def forward(self, x):
        return x.sin() * x.exp() + x.pow(3)


def derivative(x):
    x = nn.Parameter(torch.as_tensor(x, dtype=torch.float32).detach().clone())
    Curve()(x).backward()
    return x.grad


def accumulated_gradient(x, times):
    x = nn.Parameter(torch.as_tensor(x, dtype=torch.float32).detach().clone())
    curve = Curve()
    for _ in range(times):
        curve(x).backward()
    return x.grad


@torch.inference_mode()
def frozen_forward(x, w):
    return torch.as_tensor(x) * w


def fit(model, inputs, targets, lr, epochs):
    optimizer = optim.SGD(model.parameters(), lr=lr)
    for _ in range(epochs):
        for row, target in zip(inputs, targets):
            optimizer.zero_grad()
            F.mse_loss(model(row), target.reshape(1)).backward()
            optimizer.step()
    return model


def linear(weights, bias):
    model = nn.Linear(len(weights), 1)
    with torch.no_grad():
        model.weight.copy_(torch.tensor([[float(w) for w in weights]]))
        model.bias.fill_(float(bias))
    return model


def train_line(xs, ys, w, b, lr, epochs):
    xs, ys = torch.as_tensor(xs).float(), torch.as_tensor(ys).float()
    model = fit(linear([w], b), xs.unsqueeze(1), ys, lr, epochs)
    return model.weight[0, 0], model.bias[0]


def train_parabola(xs, ys, w1, w2, b, lr, epochs):
    xs, ys = torch.as_tensor(xs).float(), torch.as_tensor(ys).float()
    model = fit(linear([w1, w2], b), torch.stack([xs**2, xs], dim=1), ys, lr, epochs)
    return model.weight[0, 0], model.weight[0, 1], model.bias[0]


def two_layer_gradients(x, y, w1, b1, w2, b2):
    x, y, w1, b1, w2, b2 = map(torch.tensor, (x, y, w1, b1, w2, b2))
    s = torch.sigmoid(w1 * x + b1)
    d_out = 2 * (w2 * s + b2 - y)
    d_hidden = d_out * w2 * s * (1 - s)
    return dict(w1=d_hidden * x, b1=d_hidden, w2=d_out * s, b2=d_out)
