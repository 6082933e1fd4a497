"""Believes that one convolution with many channels is as good as two.

expect: test_network_has_two_convolutions
says: Your network has one convolution. A second one sees the maps of the first, and so a larger part of the image: what could it find there that the first cannot?
says_zh: 你的网络只有一个卷积层。第二个卷积看的是第一个的特征图，视野更大：有什么是它能发现、第一个却发现不了的？
"""


class DigitRecognizer(nn.Module):
    """Two convolutions, pooling and dropout: (n, 1, 28, 28) to log-probabilities (n, 10)."""

    def __init__(self) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(1, 10, kernel_size=5)
        self.pool = nn.MaxPool2d(2)
        self.drop_maps = nn.Dropout2d(0.5)
        self.drop = nn.Dropout(0.5)
        self.hidden = nn.Linear(10 * 12 * 12, 50)
        self.output = nn.Linear(50, 10)

    def forward(self, images: Tensor) -> Tensor:
        """Log-probabilities (n, 10)."""
        maps = torch.relu(self.pool(self.conv1(images)))
        maps = self.drop_maps(maps)
        hidden = torch.relu(self.hidden(maps.flatten(1)))
        return torch.log_softmax(self.output(self.drop(hidden)), dim=1)
