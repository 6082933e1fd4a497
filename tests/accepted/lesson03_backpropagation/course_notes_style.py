"""As in the course notes: tensors of one element, forward and loss as functions, .data for the update, progress printed."""

import math

import torch

x_data = [1.0, 2.0, 3.0]
y_data = [2.0, 4.0, 6.0]

w = torch.tensor([1.0])
w.requires_grad = True


def forward(x):
    return x * w


def loss(x, y):
    y_pred = forward(x)
    return (y_pred - y) ** 2


print("predict (before training)", 4, forward(4).item())
for epoch in range(10):
    for x, y in zip(x_data, y_data):
        l = loss(x, y)
        l.backward()
        w.data = w.data - 0.01 * w.grad.data
        w.grad.data.zero_()
    print("progress:", epoch, l.item())
print("predict (after training)", 4, forward(4).item())


def derivative(x):
    x = torch.tensor([float(x)])
    x.requires_grad = True
    y = torch.sin(x) * torch.exp(x) + x**3
    y.backward()
    return x.grad.item()


def accumulated_gradient(x, times):
    x = torch.tensor([float(x)])
    x.requires_grad = True
    for i in range(times):
        y = torch.sin(x) * torch.exp(x) + x**3
        y.backward()
        print(i, x.grad.item())
    return x.grad.item()


def frozen_forward(x, w):
    return x * w.data


def train_line(xs, ys, w, b, lr, epochs):
    w = torch.tensor([float(w)])
    w.requires_grad = True
    b = torch.tensor([float(b)])
    b.requires_grad = True
    for epoch in range(epochs):
        for x, y in zip(xs, ys):
            l = (x * w + b - y) ** 2
            l.backward()
            w.data = w.data - lr * w.grad.data
            b.data = b.data - lr * b.grad.data
            w.grad.data.zero_()
            b.grad.data.zero_()
        print("progress:", epoch, l.item())
    return w.item(), b.item()


def train_parabola(xs, ys, w1, w2, b, lr, epochs):
    w1 = torch.tensor([float(w1)], requires_grad=True)
    w2 = torch.tensor([float(w2)], requires_grad=True)
    b = torch.tensor([float(b)], requires_grad=True)
    for epoch in range(epochs):
        for x, y in zip(xs, ys):
            l = (w1 * x**2 + w2 * x + b - y) ** 2
            l.backward()
            w1.data = w1.data - lr * w1.grad.data
            w2.data = w2.data - lr * w2.grad.data
            b.data = b.data - lr * b.grad.data
            w1.grad.data.zero_()
            w2.grad.data.zero_()
            b.grad.data.zero_()
    return w1.item(), w2.item(), b.item()


def two_layer_gradients(x, y, w1, b1, w2, b2):
    a = 1 / (1 + math.exp(-(w1 * x + b1)))
    y_pred = w2 * a + b2
    grad = {}
    grad["b2"] = 2 * (y_pred - y)
    grad["w2"] = grad["b2"] * a
    grad["b1"] = grad["b2"] * w2 * a * (1 - a)
    grad["w1"] = grad["b1"] * x
    return grad
