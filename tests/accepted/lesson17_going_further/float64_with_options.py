"""Works in float64 inside, extra default arguments, type hints, a changed copy instead of the model that came in."""

import copy
from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Generator, Tensor, nn


def batch_norm(
    x: Tensor,
    gamma: Tensor,
    beta: Tensor,
    running: list[Tensor],
    momentum: float = 0.1,
    training: bool = True,
    eps: float = 1e-5,
) -> Tensor:
    x, gamma, beta = x.double(), gamma.double(), beta.double()
    if training:
        centre = x.mean(0, keepdim=True)
        spread = (x - centre).square().mean(0, keepdim=True)
        n = x.size(0)
        running[0].mul_(1 - momentum).add_(momentum * centre.squeeze(0).to(running[0].dtype))
        running[1].mul_(1 - momentum).add_((momentum * spread * n / (n - 1)).squeeze(0).to(running[1].dtype))
    else:
        centre, spread = (t.double().unsqueeze(0) for t in running)
    return (x - centre) * torch.rsqrt(spread + eps) * gamma + beta


def dropout(
    x: Tensor, p: float = 0.5, training: bool = True, generator: Generator | None = None, verbose: bool = False
) -> Tensor:
    if not training or p == 0.0:
        return x.clone()
    if p >= 1.0:
        return 0.0 * x
    mask = torch.empty(x.shape, dtype=torch.float64).bernoulli_(1 - p, generator=generator)
    if verbose:
        print(mask.mean())
    return x.double() * (mask / (1 - p))


class ResidualBlock(nn.Module):
    def __init__(self, channels: int, kernel_size: int = 3) -> None:
        super().__init__()
        pad = kernel_size // 2
        self.conv_b = nn.Conv2d(channels, channels, kernel_size, padding=pad)
        self.conv_a = nn.Conv2d(channels, channels, kernel_size, padding=pad)
        for conv in (self.conv_a, self.conv_b):
            nn.init.kaiming_normal_(conv.weight, nonlinearity="relu")

    def forward(self, x: Tensor) -> Tensor:
        # conv_a comes first although it is defined last
        residual = F.relu(self.conv_a(x), inplace=True)
        residual = self.conv_b(residual)
        residual += x
        return F.relu(residual, inplace=True)


def freeze_backbone(model: nn.Module, num_classes: int, zero_head: bool = True) -> nn.Module:
    model = copy.deepcopy(model)
    for parameter in model.parameters():
        parameter.requires_grad_(False)
    head = nn.Linear(model.fc.in_features, num_classes)
    if zero_head:
        nn.init.normal_(head.weight, std=0.01)
        nn.init.zeros_(head.bias)
    setattr(model, "fc", head)
    return model


def augment(images: Tensor, max_shift: int, generator: Generator | None = None) -> Tensor:
    n, _, h, w = images.shape
    span = torch.arange(-max_shift, max_shift + 1)
    down = span[torch.randint(len(span), (n,), generator=generator)]
    right = span[torch.randint(len(span), (n,), generator=generator)]
    # where each pixel of the result comes from
    rows = torch.arange(h) - down[:, None]
    cols = torch.arange(w) - right[:, None]
    inside = ((rows >= 0) & (rows < h))[:, :, None] & ((cols >= 0) & (cols < w))[:, None, :]
    rows, cols = rows.clamp(0, h - 1), cols.clamp(0, w - 1)
    moved = images[torch.arange(n)[:, None, None], :, rows[:, :, None], cols[:, None, :]].permute(0, 3, 1, 2)
    return moved.double() * inside[:, None]


def export_and_reload(model: nn.Module, example: Tensor, path: str) -> Callable[[Tensor], Tensor]:
    exported = torch.export.export(copy.deepcopy(model).eval(), (example,))
    torch.export.save(exported, path)
    program = torch.export.load(path)
    return lambda x: program.module()(x)


class TwoRates:
    def __init__(self, model, backbone_lr, head_lr):
        ids = {id(p) for p in model.fc.parameters()}
        self.pairs = [(p, head_lr if id(p) in ids else backbone_lr) for p in model.parameters()]

    def zero_grad(self):
        for p, _ in self.pairs:
            p.grad = None

    def step(self):
        with torch.no_grad():
            for p, lr in self.pairs:
                if p.grad is not None:
                    p.sub_(lr * p.grad)


def fine_tune(model, backbone_lr, head_lr):
    for p in model.parameters():
        p.requires_grad_()
    return TwoRates(model, backbone_lr, head_lr)
