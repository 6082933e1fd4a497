"""Type hints, nn.Sequential, batch normalisation, padding, 16 and 32 channels, one batch for the whole evaluation."""

from __future__ import annotations

import torch
from torch import Tensor, nn


class DigitRecognizer(nn.Module):
    def __init__(self, channels: tuple[int, int] = (16, 32), p: float = 0.4) -> None:
        super().__init__()
        first, second = channels
        self.features = nn.Sequential(
            nn.Conv2d(1, first, 3, padding=1, bias=False),
            nn.BatchNorm2d(first),
            nn.ReLU(inplace=True),
            nn.MaxPool2d(2),
            nn.Conv2d(first, second, 3, padding=1, bias=False),
            nn.BatchNorm2d(second),
            nn.ReLU(inplace=True),
            nn.MaxPool2d(2),
        )
        self.classifier = nn.Sequential(nn.Flatten(), nn.Dropout(p), nn.LazyLinear(10), nn.LogSoftmax(dim=-1))
        self.eval()
        self(torch.zeros(1, 1, 28, 28))
        self.train()

    def forward(self, x: Tensor) -> Tensor:
        return self.classifier(self.features(x))


@torch.inference_mode()
def evaluate(net: nn.Module, images: Tensor, labels: Tensor) -> tuple[Tensor, Tensor]:
    was_training = net.training
    net.eval()
    device = next(net.parameters()).device
    logp = net(images.to(device)).cpu()
    net.train(was_training)
    loss = nn.functional.nll_loss(logp, labels.cpu())
    return loss, (logp.argmax(1) == labels.cpu()).double().mean()


def train(
    net: nn.Module,
    images: Tensor,
    labels: Tensor,
    epochs: int = 2,
    batch_size: int = 32,
    lr: float = 0.02,
    device: torch.device | str = "cpu",
    weight_decay: float = 1e-4,
) -> list[float]:
    device = torch.device(device)
    net = net.to(device).train()
    optimizer = torch.optim.SGD(net.parameters(), lr, momentum=0.9, nesterov=True, weight_decay=weight_decay)
    data = torch.utils.data.TensorDataset(images, labels)
    losses: list[float] = []
    for _ in range(epochs):
        total = 0.0
        for x, y in torch.utils.data.DataLoader(data, batch_size, shuffle=True):
            optimizer.zero_grad(set_to_none=True)
            loss = nn.functional.nll_loss(net(x.to(device)), y.to(device))
            loss.backward()
            optimizer.step()
            total += loss.item() * len(x)
        losses.append(total / len(data))
    return losses
