"""A script with prints and a main block; chunks of a shuffled table, conjugate gradients."""

import torch
from torch import Tensor, nn

print("linear regression, torch", torch.__version__)


def linreg(X: Tensor, w: Tensor, b: Tensor) -> Tensor:
    assert X.ndim == 2, X.shape
    return (X.unsqueeze(2) * w).sum(dim=1) + b


def squared_loss(y_hat: Tensor, y: Tensor) -> Tensor:
    if y.dim() > y_hat.dim():
        y = y.squeeze(-1)
    elif y.dim() < y_hat.dim():
        y = y.unsqueeze(-1)
    diff = torch.sub(y_hat, y)
    return torch.pow(diff, 2) * 0.5


def synthetic_data(w: Tensor, b: float, n: int) -> tuple[Tensor, Tensor]:
    g = torch.Generator()
    g.seed()  # a new seed from the system
    X = torch.randn(n, w.numel(), generator=g)
    noise = torch.randn(n, generator=g) * 0.01
    return X, torch.stack([(x @ w) + b + e for x, e in zip(X, noise)])[:, None]


def data_iter(batch_size: int, features: Tensor, labels: Tensor):
    perm = torch.randperm(labels.shape[0])
    shuffled = features.clone()[perm], labels.clone()[perm]
    return zip(*(t.split(batch_size) for t in shuffled))


def sgd(params: list[Tensor], lr: float, batch_size: int) -> None:
    with torch.no_grad():
        torch._foreach_add_(params, [p.grad for p in params], alpha=-lr / batch_size)
    for p in params:
        p.grad.fill_(0)


class LinearModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.register_parameter("slope", nn.Parameter(torch.rand(1, 1)))
        self.register_parameter("offset", nn.Parameter(torch.rand(1)))

    def forward(self, x):
        return torch.matmul(x, self.slope) + self.offset


def train(model, x, y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    history = {"loss": []}
    optimizer.zero_grad()
    for _ in range(epochs):
        loss = ((model(x) - y) ** 2).sum() / x.shape[0]
        history["loss"].append(loss.item())
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
    return history["loss"]


def closed_form(X: Tensor, y: Tensor):
    # conjugate gradients on the normal equations: exact after d + 1 steps
    A = torch.cat([X, torch.ones(X.shape[0], 1)], dim=1).double()
    H, r = A.T @ A, A.T @ y.double()
    theta, p = torch.zeros_like(r), r.clone()
    for _ in range(3 * len(r)):
        if r.norm() < 1e-12:
            break
        step = (r * r).sum() / (p * (H @ p)).sum()
        theta = theta + step * p
        new = r - step * (H @ p)
        p = new + (new * new).sum() / (r * r).sum() * p
        r = new
    return theta[:-1].to(X.dtype), theta[-1].to(X.dtype).squeeze()


if __name__ == "__main__":
    X, y = synthetic_data(torch.tensor([1.0, 2.0, 3.0]), -1.0, 500)
    print(closed_form(X, y))
