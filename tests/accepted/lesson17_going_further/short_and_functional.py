"""As short as it goes: lambdas, torch.where, a subclass of nn.Sequential, one expression a task."""

import torch
import torch.nn.functional as F
from torch import nn


def batch_norm(x, gamma, beta, running, momentum, training):
    statistics = torch.var_mean(x, 0, correction=0)[::-1] if training else running
    if training:
        running[:] = [torch.lerp(old, new, momentum) for old, new in zip(running, (statistics[0], torch.var(x, 0)))]
    return torch.addcmul(beta, gamma, (x - statistics[0]) / (statistics[1] + 1e-5).sqrt())


dropout = lambda x, p, training, generator: (
    torch.where(torch.bernoulli(torch.full_like(x, p), generator=generator) > 0, 0.0, x / (1 - p)) if training else x
)


class ResidualBlock(nn.Sequential):
    def __init__(self, channels):
        conv = lambda: nn.Conv2d(channels, channels, 3, padding=1)
        super().__init__(conv(), nn.ReLU(inplace=True), conv())

    def forward(self, x):
        return F.relu(super().forward(x) + x)


def freeze_backbone(model, num_classes):
    model.requires_grad_(False).fc = nn.Linear(model.fc.in_features, num_classes)
    return model


def augment(images, max_shift, generator):
    h, w = images.shape[-2:]
    windows = F.pad(images, [max_shift] * 4).unfold(2, h, 1).unfold(3, w, 1)  # n, c, tops, lefts, h, w
    top, left = torch.randint(0, 2 * max_shift + 1, (2, len(images)), generator=generator)
    return windows[torch.arange(len(images)), :, top, left]


def export_and_reload(model, example, path):
    torch.export.save(torch.export.export(model.eval(), (example,)), path)
    return torch.export.load(path).module()


def fine_tune(model, backbone_lr=1e-4, head_lr=1e-2):
    model.requires_grad_()
    optimizer = torch.optim.SGD(model.fc.parameters(), lr=head_lr)
    for name, child in model.named_children():
        if name != "fc" and list(child.parameters()):
            optimizer.add_param_group({"params": list(child.parameters()), "lr": backbone_lr})
    return optimizer
