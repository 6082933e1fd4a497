"""Believes that a layer takes part as soon as it is made in __init__.

expect: test_both_convolutions_take_part
says: You made two convolutions, and forward calls one of them. A layer that is only declared has parameters, but nothing ever goes through it.
says_zh: 你建了两个卷积层，forward 里却只用了一个。只声明不调用的层也有参数，但没有任何数据经过它。
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
        self.hidden = nn.Linear(10 * 12 * 12, 50)
        self.output = nn.Linear(50, 10)

    def forward(self, images: Tensor) -> Tensor:
        """Log-probabilities (n, 10)."""
        maps = torch.relu(self.pool(self.conv1(images)))
        maps = self.drop_maps(maps)
        hidden = torch.relu(self.hidden(maps.flatten(1)))
        return torch.log_softmax(self.output(self.drop(hidden)), dim=1)
