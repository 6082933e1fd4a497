"""Believes that larger steps only learn faster.

expect: test_a_short_batch_is_learned_too, test_sorted_images_are_learned_too,
    test_network_reads_new_digits
says: Your optimizer takes steps far larger than the lr it is given: look at the loss after a few of them. Past a certain size each step jumps over the valley.
says_zh: 你的优化器迈的步子远大于给它的 lr：看看几步之后的损失。学习率大过一定限度，每一步都会越过谷底。
"""

import numpy as np
import torch
from torch import Tensor, nn


def softmax(x: Tensor, dim: int = -1) -> Tensor:
    """exp(x) divided by its sum along dim."""
    exps = torch.exp(x - x.amax(dim=dim, keepdim=True))
    return exps / exps.sum(dim=dim, keepdim=True)


def log_softmax(x: Tensor, dim: int = -1) -> Tensor:
    """The logarithm of softmax, stable."""
    shifted = x - x.amax(dim=dim, keepdim=True)
    return shifted - shifted.exp().sum(dim=dim, keepdim=True).log()


def one_hot(y: Tensor, num_classes: int) -> Tensor:
    """Each class index as a row of zeros with a single 1."""
    return torch.eye(num_classes, dtype=torch.int64)[y]


def nll_loss(
    logp: Tensor, y: Tensor, weight: Tensor | None = None, ignore_index: int = -100, reduction: str = "mean"
) -> Tensor:
    """What the log-probabilities of the targets cost."""
    if weight is None:
        weight = torch.ones(logp.shape[1], dtype=logp.dtype)
    counted = y != ignore_index
    safe = torch.where(counted, y, 0)
    weights = weight[safe].masked_fill(~counted, 0.0)
    losses = -weights * logp.gather(1, safe.unsqueeze(1)).squeeze(1)
    if reduction == "none":
        return losses
    if reduction == "sum":
        return losses.sum()
    return losses.sum() / weights.sum()


def cross_entropy(
    logits: Tensor, y: Tensor, weight: Tensor | None = None, ignore_index: int = -100, reduction: str = "mean"
) -> Tensor:
    """Cross-entropy of logits."""
    return nll_loss(log_softmax(logits, dim=1), y, weight, ignore_index, reduction)


def cross_entropy_gradient(logits: Tensor, y: Tensor) -> Tensor:
    """Gradient of the mean loss with respect to the logits."""
    return (softmax(logits, dim=1) - one_hot(y, logits.shape[1])) / len(y)


def softmax_numpy(x: np.ndarray) -> np.ndarray:
    """Softmax along the last axis."""
    exps = np.exp(x - x.max(axis=-1, keepdims=True))
    return exps / exps.sum(axis=-1, keepdims=True)


def cross_entropy_numpy(logits: np.ndarray, y: np.ndarray) -> float:
    """Mean cross-entropy of logits."""
    shifted = logits - logits.max(axis=1, keepdims=True)
    logp = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return float(-logp[np.arange(len(y)), y].mean())


class Net(nn.Module):
    """784-512-256-128-64-10 with ReLU between the layers."""

    def __init__(self) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            nn.Flatten(),
            nn.Linear(784, 512),
            nn.ReLU(),
            nn.Linear(512, 256),
            nn.ReLU(),
            nn.Linear(256, 128),
            nn.ReLU(),
            nn.Linear(128, 64),
            nn.ReLU(),
            nn.Linear(64, 10),
        )

    def forward(self, x: Tensor) -> Tensor:
        """Logits of shape (n, 10)."""
        return self.layers(x)


def train(net: nn.Module, images: Tensor, labels: Tensor, epochs: int, batch_size: int, lr: float) -> None:
    """Fit the network by mini-batch SGD with momentum 0.9 on the mean cross-entropy."""
    loss_of = nn.CrossEntropyLoss()
    optimizer = torch.optim.SGD(net.parameters(), lr=100 * lr, momentum=0.9)
    for _ in range(epochs):
        for batch in torch.randperm(len(images)).split(batch_size):
            loss = loss_of(net(images[batch]), labels[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
