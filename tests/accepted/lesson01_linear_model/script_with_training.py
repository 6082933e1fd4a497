"""A script: classes, a training loop with autograd and plots under __main__, rows of the surface one at a time."""

import torch
from torch import nn

device = "cuda" if torch.cuda.is_available() else "cpu"
print("running on", device)


class Line(nn.Module):
    def __init__(self, w, b=0.0):
        super().__init__()
        self.w = w
        self.b = b

    def forward(self, x):
        return self.w * x + self.b


def forward(x, w):
    return Line(w)(x)


def forward_with_bias(x, w, b):
    return Line(w, b)(x)


def loss(x, y, w):
    return pow(forward(x, w) - y, 2)


def mse(xs, ys, w):
    values = [loss(x, y, w) for x, y in zip(xs, ys)]
    return sum(values) / len(values)


def grid_search(xs, ys, ws):
    table = sorted((float(mse(xs, ys, w)), i) for i, w in enumerate(ws))
    losses = [value for value, i in sorted(table, key=lambda pair: pair[1])]
    return float(ws[table[0][1]]), losses


def loss_surface(xs, ys, ws, bs):
    xs, ys, ws, bs = [torch.as_tensor(t) for t in (xs, ys, ws, bs)]
    products = ws[:, None] * xs - ys
    # mean of (p + b)^2 over the samples, for all biases at once
    first = (products**2).mean(dim=1)
    second = products.mean(dim=1)
    return torch.add(first, bs[:, None] ** 2).add(2 * torch.outer(bs, second))


if __name__ == "__main__":
    import matplotlib.pyplot as plt

    x = torch.tensor([1.0, 2.0, 3.0])
    y = torch.tensor([2.0, 4.0, 6.0])
    w = torch.tensor(1.0, requires_grad=True)
    history = []
    for epoch in range(100):
        error = mse(x, y, w)
        error.backward()
        with torch.no_grad():
            w -= 0.01 * w.grad
            w.grad.zero_()
        history.append(error.item())
    plt.plot(history)
    plt.show()
