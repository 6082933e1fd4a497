"""Believes that each batch should be brought to mean 0 and standard deviation 1 by itself.

expect: test_images_do_not_disturb_each_other
says: You subtract the mean of the images that happen to be in the batch, so that an image gets another answer beside other images. The images come normalised already.
says_zh: 你减去的是这一批图像自己的均值，于是同一张图像和不同的图像放在一批，输出就不同。图像给出时已经归一化过了。
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
        images = (images - images.mean()) / images.std()
        maps = torch.relu(self.pool(self.conv1(images)))
        maps = torch.relu(self.pool(self.drop_maps(self.conv2(maps))))
        hidden = torch.relu(self.hidden(maps.flatten(1)))
        return torch.log_softmax(self.output(self.drop(hidden)), dim=1)
