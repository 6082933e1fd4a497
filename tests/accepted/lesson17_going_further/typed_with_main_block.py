"""Typed and tidy: dataclass, pathlib, helpers, a scatter into a larger canvas, training and plots in the main block."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn, optim

EPSILON = 1e-5


@dataclass(frozen=True)
class Statistics:
    """Mean and variance of the columns of a batch."""

    mean: Tensor
    var: Tensor

    @classmethod
    def of(cls, x: Tensor, *, unbiased: bool) -> Statistics:
        return cls(x.mean(0), x.var(0, unbiased=unbiased))


def batch_norm(
    x: Tensor, gamma: Tensor, beta: Tensor, running: list[Tensor], momentum: float, training: bool
) -> Tensor:
    if training:
        used, seen = Statistics.of(x, unbiased=False), Statistics.of(x, unbiased=True)
        running[0] = running[0] + momentum * (seen.mean - running[0])
        running[1] = running[1] + momentum * (seen.var - running[1])
    else:
        used = Statistics(*running)
    return gamma * (x - used.mean) / (used.var + EPSILON) ** 0.5 + beta


def dropout(x: Tensor, p: float, training: bool, generator: torch.Generator) -> Tensor:
    if not training:
        return x
    kept = torch.rand(*x.shape, generator=generator) >= p
    return x.masked_fill(~kept, 0.0) / max(1 - p, 1e-12)


class ResidualBlock(nn.Module):
    def __init__(self, channels: int) -> None:
        super().__init__()
        self.body = nn.Sequential(self._conv(channels), nn.ReLU(), self._conv(channels))

    @staticmethod
    def _conv(channels: int) -> nn.Conv2d:
        return nn.Conv2d(channels, channels, 3, padding=1)

    def forward(self, x: Tensor) -> Tensor:
        return (x + self.body(x)).relu()


def freeze_backbone(model: nn.Module, num_classes: int) -> nn.Module:
    features = model.fc.in_features
    del model.fc
    for parameter in model.parameters():
        parameter.requires_grad_(False)
    model.fc = nn.Linear(features, num_classes)
    return model


def augment(images: Tensor, max_shift: int, generator: torch.Generator) -> Tensor:
    n, c, h, w = images.shape
    canvas = images.new_zeros(n, c, h + 2 * max_shift, w + 2 * max_shift)
    for picture, image in zip(canvas, images):
        top, left = torch.randint(2 * max_shift + 1, (2,), generator=generator)
        picture[:, top : top + h, left : left + w] = image
    return canvas[:, :, max_shift : max_shift + h, max_shift : max_shift + w]


def export_and_reload(model: nn.Module, example: Tensor, path: str) -> nn.Module:
    file = Path(path)
    model.train(False)
    torch.export.save(torch.export.export(model, (example,)), file)
    return torch.export.load(file).module()


def main() -> None:
    import matplotlib.pyplot as plt

    block = ResidualBlock(3)
    optimizer = optim.Adam(block.parameters())
    history = []
    for _ in range(100):
        x = torch.rand(16, 3, 8, 8)
        loss = (block(x) - x.flip(-1)).square().mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        history.append(loss.item())
    plt.plot(history)
    plt.show()


if __name__ == "__main__":
    main()


def fine_tune(model, backbone_lr, head_lr):
    backbone = []
    for name, p in model.named_parameters():
        p.requires_grad = True
        if not name.startswith("fc."):
            backbone.append(p)
    return torch.optim.SGD([{"params": model.fc.parameters()}, {"params": backbone, "lr": backbone_lr}], lr=head_lr)
