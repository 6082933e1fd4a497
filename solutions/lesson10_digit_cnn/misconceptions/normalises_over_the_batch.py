"""Believes that dimension 0 is the one to normalise over.

expect: test_answers_are_log_probabilities, test_images_do_not_disturb_each_other,
    test_log_probabilities_in_training_mode
says: You took log_softmax along dimension 0, over the images of the batch. The ten classes of an image lie along dimension 1.
says_zh: 你沿第 0 维（一批图像）做了 log_softmax。每张图像的十个类别在第 1 维。
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
        maps = torch.relu(self.pool(self.drop_maps(self.conv2(maps))))
        hidden = torch.relu(self.hidden(maps.flatten(1)))
        return torch.log_softmax(self.output(self.drop(hidden)), dim=0)
