"""Weights as nn.Parameter, functional convolutions, momentum by hand, a convolution as the last layer, a NamedTuple."""

import math
from typing import NamedTuple

import torch
import torch.nn.functional as F


class Result(NamedTuple):
    loss: float
    accuracy: float


class DigitRecognizer(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.weights = torch.nn.ParameterList()
        for shape in ((12, 1, 5, 5), (24, 12, 5, 5), (10, 24, 4, 4)):
            bound = math.sqrt(2 / math.prod(shape[1:]))
            self.weights.append(torch.nn.Parameter(torch.randn(shape) * bound))
        self.bias = torch.nn.Parameter(torch.zeros(10, 1, 1))

    def forward(self, x, p=0.3):
        x = F.max_pool2d(F.conv2d(x, self.weights[0]).relu_(), 2)
        x = F.max_pool2d(F.conv2d(x, self.weights[1]).relu_(), 2)
        if self.training:
            keep = (torch.rand_like(x) >= p).to(x.dtype)
            x = x * keep / (1 - p)
        x = F.conv2d(x, self.weights[2]) + self.bias
        return F.log_softmax(x[:, :, 0, 0], 1)


def nll(logp, y):
    return F.nll_loss(logp, y, reduction="sum")


def evaluate(net, images, labels):
    net.train(False)
    w = next(iter(net.parameters()))
    with torch.no_grad():
        pairs = [(net(x.to(w)), y.to(w.device)) for x, y in zip(images.split(256), labels.split(256))]
        loss = sum(nll(logp, y) for logp, y in pairs) / images.shape[0]
        accuracy = torch.cat([logp.argmax(-1).eq(y) for logp, y in pairs]).float().mean()
    return Result(float(loss), accuracy.item())


def train(net, images, labels, epochs, batch_size, lr, device, momentum=0.9):
    net.to(device).train(True)
    images, labels = images.to(device), labels.to(device)
    velocity = [torch.zeros_like(p) for p in net.parameters()]
    for _ in range(epochs):
        order = torch.randperm(images.shape[0], device=images.device)
        x, y = images[order], labels[order]
        for xb, yb in zip(x.split(batch_size), y.split(batch_size)):
            loss = nll(net(xb), yb) / len(yb)
            grads = torch.autograd.grad(loss, list(net.parameters()))
            with torch.no_grad():
                for p, v, g in zip(net.parameters(), velocity, grads):
                    v.mul_(momentum).add_(g)
                    p.sub_(lr * v)
