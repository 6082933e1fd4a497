"""Short functional style around logsumexp and one-hot products, a shuffled DataLoader, a list of losses."""

import numpy as np
import torch
import torch.nn.functional as F
from torch.utils.data import DataLoader, TensorDataset


def log_softmax(x, dim=-1):
    return x - torch.logsumexp(x, dim=dim, keepdim=True)


def softmax(x, dim=-1):
    return log_softmax(x, dim).exp()


def one_hot(y, num_classes):
    return (y[..., None] == torch.arange(num_classes)).float()


def nll_loss(logp, y, weight=None, ignore_index=-100, reduction="mean"):
    mask = (y != ignore_index).to(logp.dtype)
    t = one_hot(y * (y != ignore_index), logp.shape[1]).movedim(-1, 1).to(logp.dtype)
    w = torch.ones(logp.shape[1], dtype=logp.dtype) if weight is None else weight
    w = w.view(1, -1, *[1] * (logp.ndim - 2))
    per_target = -(t * w * logp).sum(1) * mask
    if reduction == "none":
        return per_target
    total = per_target.sum()
    return total if reduction == "sum" else total / ((t * w).sum(1) * mask).sum()


def cross_entropy(logits, y, weight=None, ignore_index=-100, reduction="mean"):
    return nll_loss(F.log_softmax(logits, 1), y, weight=weight, ignore_index=ignore_index, reduction=reduction)


cross_entropy_gradient = lambda logits, y: (F.softmax(logits, 1) - one_hot(y, logits.size(1))) / logits.size(0)  # noqa: E731


def softmax_numpy(x):
    e = np.exp(x - np.max(x, axis=-1, keepdims=True))
    return e / np.sum(e, axis=-1, keepdims=True)


def cross_entropy_numpy(logits, y):
    m = logits.max(1)
    return np.mean(m + np.log(np.exp(logits - m[:, None]).sum(1)) - np.take_along_axis(logits, y[:, None], 1)[:, 0])


class Net(torch.nn.Sequential):
    def __init__(self):
        sizes = [784, 512, 256, 128, 64, 10]
        parts = [torch.nn.Flatten()]
        for a, b in zip(sizes, sizes[1:]):
            parts += [torch.nn.Linear(a, b), torch.nn.ReLU()]
        super().__init__(*parts[:-1])


def train(net, images, labels, epochs, batch_size, lr):
    net.train()
    loader = DataLoader(TensorDataset(images, labels), batch_size=batch_size, shuffle=True)
    opt = torch.optim.SGD(net.parameters(), lr=lr, momentum=0.9)
    history = []
    for _ in range(epochs):
        total = 0.0
        for xb, yb in loader:
            opt.zero_grad()
            loss = F.cross_entropy(net(xb), yb)
            loss.backward()
            opt.step()
            total += loss.item() * len(xb)
        history.append(total / len(images))
    return history


class SoftmaxRegression(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.W = torch.nn.Parameter(torch.randn(4, 3) * 0.01)
        self.b = torch.nn.Parameter(torch.zeros(1, 3))

    def forward(self, x):
        return x.reshape(x.shape[0], -1) @ self.W + self.b


def one_output(weight, bias):
    signs = torch.tensor([[-1.0, 1.0]], dtype=weight.dtype)
    return [signs @ weight, signs[0] @ bias[:, None]]
