"""Believes that softmax is the last step of a classifier.

expect: test_answers_are_log_probabilities, test_log_probabilities_in_training_mode, test_batch_size_is_obeyed
says: Your answers are the probabilities themselves. Their logarithm is asked for: log_softmax takes both steps at once.
says_zh: 你的输出是概率本身，而要求的是概率的对数：log_softmax 一次做完两步。
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
        return torch.softmax(self.output(self.drop(hidden)), dim=1)
