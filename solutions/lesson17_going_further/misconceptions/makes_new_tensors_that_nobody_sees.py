"""Believes that assigning to a name changes what the caller holds.

expect: test_training_moves_the_remembered_mean, test_training_remembers_the_variance_over_n_minus_one
says: After your call the list running holds what it held before. You made new tensors under names of your own; the caller sees only what happens to the list or to the tensors in it.
says_zh: 调用之后，列表 running 里还是原来的内容。你算出的新张量只挂在自己的变量名上；调用者能看到的，只有列表本身和其中张量的变化。
"""

import torch
from torch import Tensor, nn


def batch_norm(
    x: Tensor, gamma: Tensor, beta: Tensor, running: list[Tensor], momentum: float, training: bool
) -> Tensor:
    """Batch normalisation of the columns of x; in training the running mean and variance move."""
    mean, var = running
    if training:
        mean, var = x.mean(dim=0), x.var(dim=0, correction=0)
        with torch.no_grad():
            running_mean, running_var = running
            running_mean = running_mean.lerp(mean, momentum)
            running_var = running_var.lerp(x.var(dim=0), momentum)
    return gamma * (x - mean) / torch.sqrt(var + 1e-5) + beta


def dropout(x: Tensor, p: float, training: bool, generator: torch.Generator) -> Tensor:
    """Zeros with probability p, the others divided by 1 - p."""
    if not training:
        return x
    if p == 1:
        return torch.zeros_like(x)
    kept = torch.rand(x.shape, generator=generator) >= p
    return x * kept / (1 - p)


class ResidualBlock(nn.Module):
    """relu(x + conv2(relu(conv1(x))))."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(channels, channels, kernel_size=3, padding=1)
        self.conv2 = nn.Conv2d(channels, channels, kernel_size=3, padding=1)

    def forward(self, x: Tensor) -> Tensor:
        """The same shape as x."""
        return torch.relu(x + self.conv2(torch.relu(self.conv1(x))))


def freeze_backbone(model: nn.Module, num_classes: int) -> nn.Module:
    """The model with a frozen backbone and a new model.fc."""
    model.requires_grad_(False)
    model.fc = nn.Linear(model.fc.in_features, num_classes)
    return model


def augment(images: Tensor, max_shift: int, generator: torch.Generator) -> Tensor:
    """Each image shifted by at most max_shift pixels, filled with 0."""
    n, _, h, w = images.shape
    padded = nn.functional.pad(images, (max_shift,) * 4)
    corners = torch.randint(2 * max_shift + 1, (n, 2), generator=generator).tolist()
    windows = [padded[i, :, top : top + h, left : left + w] for i, (top, left) in enumerate(corners)]
    return torch.stack(windows)


def export_and_reload(model: nn.Module, example: Tensor, path: str) -> nn.Module:
    """What was read from the file that holds the exported model."""
    model.eval()
    program = torch.export.export(model, (example,))
    torch.export.save(program, path)
    return torch.export.load(path).module()
