"""Plain Python: index lists and random.shuffle, evaluation image by image, nll by indexing, a list of two as the result."""

import random

import torch
from torch import nn


class DigitRecognizer(nn.Module):
    def __init__(self):
        nn.Module.__init__(self)
        self.layer1 = nn.Conv2d(1, 8, (5, 5))
        self.layer2 = nn.Conv2d(8, 16, (5, 5))
        self.drop = nn.Dropout(p=0.25)
        self.layer3 = nn.Linear(256, 10)

    def forward(self, x):
        n = x.shape[0]
        x = nn.functional.max_pool2d(self.layer1(x).relu(), 2)
        x = nn.functional.max_pool2d(self.layer2(x).relu(), 2)
        x = self.layer3(self.drop(x.reshape(n, 256)))
        return x - x.logsumexp(1, keepdim=True)


def evaluate(net, images, labels):
    net.eval()
    device = list(net.parameters())[0].device
    losses = []
    right = 0
    for i in range(len(images)):
        with torch.no_grad():
            answer = net(images[i : i + 1].to(device))[0]
        digit = int(labels[i])
        losses.append(-float(answer[digit]))
        if int(answer.argmax()) == digit:
            right = right + 1
    return [sum(losses) / len(losses), right / len(losses)]


def train(net, images, labels, epochs, batch_size, lr, device):
    net.to(device)
    net.train()
    opt = torch.optim.SGD(net.parameters(), lr=lr, momentum=0.9)
    order = list(range(len(images)))
    for epoch in range(epochs):
        random.shuffle(order)
        start = 0
        while start < len(order):
            part = order[start : start + batch_size]
            x = images[part].to(device)
            y = labels[part].to(device)
            logp = net(x)
            loss = -logp[torch.arange(len(part)), y].mean()
            for p in net.parameters():
                p.grad = None
            loss.backward()
            opt.step()
            start = start + batch_size
    return net
