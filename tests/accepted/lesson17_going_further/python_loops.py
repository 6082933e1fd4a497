"""Plain Python loops and the math module; running is a list whose entries are replaced; no type hints."""

import math

import torch
from torch import nn


def batch_norm(x, gamma, beta, running, momentum, training):
    n, d = x.shape
    out = torch.zeros(n, d, dtype=x.dtype)
    new_mean, new_var = [], []
    for j in range(d):
        column = [x[i, j].item() for i in range(n)]
        if training:
            mean = sum(column) / n
            squares = sum((v - mean) ** 2 for v in column)
            var = squares / n
            new_mean.append((1 - momentum) * running[0][j].item() + momentum * mean)
            new_var.append((1 - momentum) * running[1][j].item() + momentum * squares / (n - 1))
        else:
            mean, var = running[0][j].item(), running[1][j].item()
        for i in range(n):
            out[i, j] = gamma[j].item() * (column[i] - mean) / math.sqrt(var + 1e-5) + beta[j].item()
    if training:
        running[0] = torch.tensor(new_mean)
        running[1] = torch.tensor(new_var)
    return out


def dropout(x, p, training, generator):
    if not training:
        return x
    values = []
    for v in x.flatten().tolist():
        if torch.rand(1, generator=generator).item() < p:
            values.append(0.0)
        else:
            values.append(v / (1 - p))
    return torch.tensor(values).reshape(x.shape)


class ResidualBlock(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.layers = nn.ModuleList()
        for _ in range(2):
            self.layers.append(nn.Conv2d(channels, channels, 3, 1, 1))

    def forward(self, x):
        y = x
        for i, layer in enumerate(self.layers):
            y = layer(y)
            if i == 0:
                y = torch.relu(y)
        return torch.relu(y + x)


def freeze_backbone(model, num_classes):
    for name, parameter in model.named_parameters():
        if not name.startswith("fc."):
            parameter.requires_grad = False
    features = model.fc.weight.shape[1]
    model.fc = nn.Linear(features, num_classes, bias=True)
    return model


def augment(images, max_shift, generator):
    n, c, h, w = images.shape
    out = torch.zeros(n, c, h, w)
    for i in range(n):
        down = int(torch.randint(-max_shift, max_shift + 1, (1,), generator=generator))
        right = int(torch.randint(-max_shift, max_shift + 1, (1,), generator=generator))
        for r in range(h):
            for s in range(w):
                if 0 <= r - down < h and 0 <= s - right < w:
                    out[i, :, r, s] = images[i, :, r - down, s - right]
    return out


def export_and_reload(model, example, path):
    model.eval()
    torch.export.save(torch.export.export(model, args=(example,)), path)
    reloaded = torch.export.load(path)
    module = reloaded.module()

    def call(x):
        return module(x)

    return call


class TwoRates:
    def __init__(self, model, backbone_lr, head_lr):
        ids = {id(p) for p in model.fc.parameters()}
        self.pairs = [(p, head_lr if id(p) in ids else backbone_lr) for p in model.parameters()]

    def zero_grad(self):
        for p, _ in self.pairs:
            p.grad = None

    def step(self):
        with torch.no_grad():
            for p, lr in self.pairs:
                if p.grad is not None:
                    p.sub_(lr * p.grad)


def fine_tune(model, backbone_lr, head_lr):
    for p in model.parameters():
        p.requires_grad_()
    return TwoRates(model, backbone_lr, head_lr)
