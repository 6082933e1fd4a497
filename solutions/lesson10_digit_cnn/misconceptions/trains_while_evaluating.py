"""Believes that an evaluation is a round of training whose loss is noted.

expect: test_evaluation_of_one_image, test_batches_count_by_their_size, test_evaluation_trains_nothing
says: Your evaluation steps along the gradient, so it learns the very images that it should only measure. What is such an accuracy worth?
says_zh: 你在评估时也沿梯度更新了参数，等于在拿来测试的图像上学习。这样得到的准确率还有什么意义？
"""

import torch
from torch import Tensor, nn
from torch.nn import functional as F

BATCH = 500


class DigitRecognizer(nn.Module):
    """Two convolutions, pooling and dropout: (n, 1, 28, 28) to log-probabilities (n, 10)."""

    def __init__(self) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(1, 10, kernel_size=5)
        self.conv2 = nn.Conv2d(10, 20, kernel_size=5)
        self.pool = nn.MaxPool2d(2)
        self.drop_maps = nn.Dropout2d(0.5)
        self.drop = nn.Dropout(0.5)
        self.hidden = nn.Linear(20 * 4 * 4, 50)
        self.output = nn.Linear(50, 10)

    def forward(self, images: Tensor) -> Tensor:
        """Log-probabilities (n, 10)."""
        maps = torch.relu(self.pool(self.conv1(images)))
        maps = torch.relu(self.pool(self.drop_maps(self.conv2(maps))))
        hidden = torch.relu(self.hidden(maps.flatten(1)))
        return torch.log_softmax(self.output(self.drop(hidden)), dim=1)


def evaluate(net: nn.Module, images: Tensor, labels: Tensor) -> tuple[float, float]:
    """Mean negative log-likelihood and accuracy."""
    device = next(net.parameters()).device
    net.eval()
    optimizer = torch.optim.SGD(net.parameters(), lr=0.02)
    loss, right = 0.0, 0
    for batch in torch.arange(len(images)).split(BATCH):
        logp, targets = net(images[batch].to(device)), labels[batch].to(device)
        batch_loss = F.nll_loss(logp, targets)
        loss += batch_loss.item() * len(batch)
        right += (logp.argmax(dim=1) == targets).sum().item()
        optimizer.zero_grad()
        batch_loss.backward()
        optimizer.step()
    return loss / len(images), right / len(images)


def train(
    net: nn.Module,
    images: Tensor,
    labels: Tensor,
    epochs: int,
    batch_size: int,
    lr: float,
    device: str | torch.device,
) -> None:
    """Mini-batch SGD with momentum, reshuffled every epoch."""
    net.to(device)
    images, labels = images.to(device), labels.to(device)
    net.train()
    optimizer = torch.optim.SGD(net.parameters(), lr=lr, momentum=0.9)
    for _ in range(epochs):
        for batch in torch.randperm(len(images), device=device).split(batch_size):
            loss = F.nll_loss(net(images[batch]), labels[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
