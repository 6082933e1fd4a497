"""Believes that a network may tidy up its images where they lie.

expect: test_network_leaves_the_images_as_they_were
says: A function with an underscore at its end writes into the tensor that it is called on, here the caller's images. Who else uses them?
says_zh: 名字以下划线结尾的方法会直接改写原来的张量，这里改的是调用者的图像。还有谁在用它们？
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
        images.clamp_(-2.5, 2.9)
        maps = torch.relu(self.pool(self.conv1(images)))
        maps = torch.relu(self.pool(self.drop_maps(self.conv2(maps))))
        hidden = torch.relu(self.hidden(maps.flatten(1)))
        return torch.log_softmax(self.output(self.drop(hidden)), dim=1)
