"""Believes that the images may be overwritten because new ones come in the next epoch.

expect: test_augment_leaves_the_images_as_they_were
says: You wrote the shifted images over the old ones. In the next epoch you would shift what has been shifted already.
says_zh: 你用平移后的图覆盖了原图。到下一轮，移动的就是已经移动过的图了。
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
            running[0].lerp_(mean, momentum)
            running[1].lerp_(x.var(dim=0), momentum)
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
    images[:] = torch.stack(windows)
    return images


def export_and_reload(model: nn.Module, example: Tensor, path: str) -> nn.Module:
    """What was read from the file that holds the exported model."""
    model.eval()
    program = torch.export.export(model, (example,))
    torch.export.save(program, path)
    return torch.export.load(path).module()
