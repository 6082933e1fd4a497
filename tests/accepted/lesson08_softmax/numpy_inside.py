"""NumPy inside every loss: arrays and NumPy scalars come back; the network is written out layer by layer."""

import numpy as np
import torch
from torch import nn


def _log_softmax(z, axis):
    z = np.asarray(z)
    m = z.max(axis=axis, keepdims=True)
    return z - m - np.log(np.exp(z - m).sum(axis=axis, keepdims=True))


def softmax(x, dim=-1):
    return np.exp(_log_softmax(x.numpy(), dim))


def log_softmax(x, dim=-1):
    return _log_softmax(x.numpy(), dim)


def one_hot(y, num_classes):
    return np.eye(num_classes)[y.numpy()]


def nll_loss(logp, y, weight=None, ignore_index=-100, reduction="mean"):
    logp, y = np.asarray(logp), np.array(y)
    weight = np.ones(logp.shape[1]) if weight is None else np.asarray(weight)
    keep = y != ignore_index
    y[~keep] = 0
    w = weight[y] * keep
    losses = -w * np.take_along_axis(logp, np.expand_dims(y, 1), axis=1).squeeze(1)
    if reduction == "none":
        return losses
    return losses.sum() if reduction == "sum" else losses.sum() / w.sum()


def cross_entropy(logits, y, weight=None, ignore_index=-100, reduction="mean"):
    return nll_loss(_log_softmax(logits.numpy(), 1), y, weight, ignore_index, reduction)


def cross_entropy_gradient(logits, y):
    p = softmax_numpy(logits.numpy().astype(np.float64))
    p[np.arange(len(p)), y.numpy()] -= 1
    return p / len(p)


def softmax_numpy(x):
    return np.exp(_log_softmax(x, -1))


def cross_entropy_numpy(logits, y):
    targets = np.eye(logits.shape[1])[y]
    return -(targets * _log_softmax(logits, 1)).sum(axis=1).mean()


class Net(nn.Module):
    def __init__(self):
        super(Net, self).__init__()
        self.fc1 = nn.Linear(28 * 28, 512)
        self.fc2 = nn.Linear(512, 256)
        self.fc3 = nn.Linear(256, 128)
        self.fc4 = nn.Linear(128, 64)
        self.out = nn.Linear(64, 10)
        self.act = nn.ReLU()

    def forward(self, x):
        x = torch.flatten(x, start_dim=1)
        x = self.act(self.fc1(x))
        x = self.act(self.fc2(x))
        x = self.act(self.fc3(x))
        x = self.act(self.fc4(x))
        return self.out(x)


def train(net, images, labels, epochs, batch_size, lr):
    criterion = nn.CrossEntropyLoss()
    optimizer = torch.optim.SGD(net.parameters(), lr=lr, momentum=0.9)
    losses = np.zeros(epochs)
    for epoch in range(epochs):
        permutation = np.random.permutation(len(images))
        batches = np.array_split(permutation, max(1, -(-len(images) // batch_size)))
        for batch in batches:
            batch = torch.from_numpy(batch)
            optimizer.zero_grad()
            loss = criterion(net(images[batch]), labels[batch])
            loss.backward()
            optimizer.step()
            losses[epoch] += loss.detach().numpy() / len(batches)
    return losses


class SoftmaxRegression(torch.nn.Sequential):
    def __init__(self):
        super().__init__(torch.nn.Flatten(), torch.nn.Linear(4, 3))


def one_output(weight, bias):
    return weight.diff(dim=0), bias.diff()
