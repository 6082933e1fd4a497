"""Believes that dropout belongs at the very end.

expect: test_log_probabilities_in_training_mode
says: You drop log-probabilities. A 0 in their place means probability 1, so in training mode the ten probabilities of an image no longer sum to 1.
says_zh: 你丢弃的是对数概率。丢弃后变成 0，意思是概率为 1，于是在训练模式下，一张图像的十个概率之和不再是 1。
"""


class DigitRecognizer(nn.Module):
    """Two convolutions, pooling and dropout: (n, 1, 28, 28) to log-probabilities (n, 10)."""

    def __init__(self) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(1, 10, kernel_size=5)
        self.conv2 = nn.Conv2d(10, 20, kernel_size=5)
        self.pool = nn.MaxPool2d(2)
        self.drop = nn.Dropout(0.1)
        self.hidden = nn.Linear(20 * 4 * 4, 50)
        self.output = nn.Linear(50, 10)

    def forward(self, images: Tensor) -> Tensor:
        """Log-probabilities (n, 10)."""
        maps = torch.relu(self.pool(self.conv1(images)))
        maps = torch.relu(self.pool(self.conv2(maps)))
        hidden = torch.relu(self.hidden(maps.flatten(1)))
        return self.drop(torch.log_softmax(self.output(hidden), dim=1))
