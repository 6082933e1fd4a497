"""Own parameters and F.conv2d, grid_sample for the shifts, bytes written by hand, shapes left open in the export."""

import io

import torch
import torch.nn.functional as F
from torch import nn


class Running:
    """Keeps track of one statistic by exponential averaging, in place."""

    def __init__(self, value, share):
        self.value, self.share = value, share

    def see(self, new):
        self.value -= self.share * (self.value - new)


def batch_norm(x, gamma, beta, running, momentum, training):
    mean, var = running[0].clone(), running[1].clone()
    if training:
        n = len(x)
        mean = torch.einsum("nd->d", x) / n
        var = torch.einsum("nd,nd->d", x - mean, x - mean) / n
        Running(running[0], momentum).see(mean)
        Running(running[1], momentum).see(var * n / (n - 1))
    scale = gamma / torch.sqrt(var + 1e-5)
    return (x - mean) * scale + beta


def dropout(x, p, training, generator):
    y = x.clone()
    if training:
        gone = torch.rand(x.numel(), generator=generator).reshape(x.shape) < p
        y[~gone] = y[~gone] / (1 - p)
        y[gone] = 0
    return y


class ResidualBlock(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.biases = nn.ParameterList([torch.zeros(channels), torch.zeros(channels)])
        self.kernels = nn.ParameterList([0.1 * torch.randn(channels, channels, 3, 3) for _ in range(2)])

    def forward(self, x):
        y = F.conv2d(x, self.kernels[1], self.biases[1], padding=1).clamp(min=0)
        y = F.conv2d(y, self.kernels[0], self.biases[0], padding=1)
        return (x + y).clamp(min=0)


def freeze_backbone(model, num_classes):
    old = model.fc
    model.fc = nn.Linear(old.in_features, num_classes)
    for name, child in model.named_children():
        if name != "fc":
            for parameter in child.parameters():
                parameter.requires_grad_(False)
    return model


def augment(images, max_shift, generator):
    n, _, h, w = images.shape
    shift = torch.randint(-max_shift, max_shift + 1, (n, 2), generator=generator).float()
    theta = torch.zeros(n, 2, 3)
    theta[:, 0, 0] = theta[:, 1, 1] = 1
    theta[:, :, 2] = -2 * shift / torch.tensor([w, h])
    grid = F.affine_grid(theta, images.shape, align_corners=False)
    return F.grid_sample(images, grid, padding_mode="zeros", align_corners=False)


def export_and_reload(model, example, path):
    was_training = model.training
    model.eval()
    any_batch = {0: torch.export.Dim.AUTO}
    program = torch.export.export(model, (example,), dynamic_shapes=(any_batch,))
    model.train(was_training)
    buffer = io.BytesIO()
    torch.export.save(program, buffer)
    with open(path, "wb") as file:
        file.write(buffer.getvalue())
    buffer.seek(0)
    return torch.export.load(path).module()


def fine_tune(model, backbone_lr, head_lr):
    backbone = []
    for name, p in model.named_parameters():
        p.requires_grad = True
        if not name.startswith("fc."):
            backbone.append(p)
    return torch.optim.SGD([{"params": model.fc.parameters()}, {"params": backbone, "lr": backbone_lr}], lr=head_lr)
