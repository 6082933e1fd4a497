"""Believes that layers may stand outside the class, since each network uses the same ones.

expect: test_networks_have_weights_of_their_own
says: Your layers are made once, when the file is read, and all networks hold the same ones. Train one of them, and what happens to the other?
says_zh: 你的层在读入文件时只建了一次，所有网络共用同一份。训练其中一个，另一个会怎样？
"""


_CONV1, _CONV2 = nn.Conv2d(1, 10, kernel_size=5), nn.Conv2d(10, 20, kernel_size=5)
_HIDDEN, _OUTPUT = nn.Linear(320, 50), nn.Linear(50, 10)


class DigitRecognizer(nn.Module):
    """Two convolutions, pooling and dropout: (n, 1, 28, 28) to log-probabilities (n, 10)."""

    def __init__(self) -> None:
        super().__init__()
        self.conv1 = _CONV1
        self.conv2 = _CONV2
        self.pool = nn.MaxPool2d(2)
        self.drop_maps = nn.Dropout2d(0.5)
        self.drop = nn.Dropout(0.5)
        self.hidden = _HIDDEN
        self.output = _OUTPUT

    def forward(self, images: Tensor) -> Tensor:
        """Log-probabilities (n, 10)."""
        maps = torch.relu(self.pool(self.conv1(images)))
        maps = torch.relu(self.pool(self.drop_maps(self.conv2(maps))))
        hidden = torch.relu(self.hidden(maps.flatten(1)))
        return torch.log_softmax(self.output(self.drop(hidden)), dim=1)
