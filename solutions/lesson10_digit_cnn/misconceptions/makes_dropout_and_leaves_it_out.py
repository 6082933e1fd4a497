"""Believes that a dropout layer works as soon as it is made.

expect: test_dropout_acts_in_training_mode
says: You made dropout in __init__, but nothing goes through it in forward: in training mode, too, two answers to an image are equal.
says_zh: 你在 __init__ 里建了 dropout，forward 里却没有让数据经过它：在训练模式下，同一张图像的两次输出也完全相同。
"""


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
        maps = torch.relu(self.pool(self.conv2(maps)))
        hidden = torch.relu(self.hidden(maps.flatten(1)))
        return torch.log_softmax(self.output(hidden), dim=1)
