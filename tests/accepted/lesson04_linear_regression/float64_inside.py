"""Float64 inside, half a squared loss in training, gradients set to None, centred closed form."""

import torch
from torch import Tensor, nn


def linreg(X: Tensor, w: Tensor, b: Tensor) -> Tensor:
    return (X.double() @ w.double() + b.double()).float()


def squared_loss(y_hat: Tensor, y: Tensor) -> Tensor:
    error = y_hat.double() - y.double().reshape(y_hat.shape)
    return 0.5 * error * error


def synthetic_data(w: Tensor, b: float, n: int) -> tuple[Tensor, Tensor]:
    X = torch.randn((n, w.shape[0]), dtype=torch.float64)
    y = torch.mv(X, w.double()) + b
    y = y + torch.normal(0.0, 0.01, size=y.shape, dtype=torch.float64)
    return X.float(), y.float().unsqueeze(-1)


def data_iter(batch_size: int, features: Tensor, labels: Tensor):
    both = torch.cat([features.double(), labels.double()], dim=1)
    both = both[torch.rand(len(both), dtype=torch.float64).argsort()]
    for part in both.split(batch_size):
        yield part[:, :-1].to(features.dtype), part[:, -1:].to(labels.dtype)


def sgd(params: list[Tensor], lr: float, batch_size: int) -> None:
    for param in params:
        new = param.detach().double() - lr / batch_size * param.grad.double()
        param.data.copy_(new)
        param.grad = None


class LinearModel(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.theta0 = nn.Parameter(torch.zeros(1, dtype=torch.float64))
        self.theta1 = nn.Parameter(torch.zeros(1, dtype=torch.float64))

    def forward(self, x: Tensor) -> Tensor:
        return self.theta0 + self.theta1 * x.double()


def train(model: nn.Module, x: Tensor, y: Tensor, lr: float, epochs: int) -> Tensor:
    losses = []
    for p in model.parameters():
        p.grad = None
    for _ in range(epochs):
        loss = squared_loss(model(x), y).mean()
        losses.append(loss.detach())
        loss.backward()
        with torch.no_grad():
            for p in model.parameters():
                p -= lr * p.grad
                p.grad = None
    return torch.stack(losses)


def closed_form(X: Tensor, y: Tensor) -> tuple[Tensor, Tensor]:
    X, y = X.double(), y.double()
    Xc, yc = X - X.mean(dim=0), y - y.mean()
    w = torch.linalg.solve(Xc.T @ Xc, Xc.T @ yc)
    return w, y.mean() - (X.mean(dim=0) * w.flatten()).sum()
