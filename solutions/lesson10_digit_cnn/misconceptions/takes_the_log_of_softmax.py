"""Believes that log(softmax(x)) and log_softmax(x) are the same to a computer.

expect: test_log_probabilities_stay_finite, test_a_short_batch_is_learned_too
says: You took the logarithm of probabilities. A float32 probability below 1e-45 is 0, and its logarithm is -inf; lesson 08 found a way past the 0.
says_zh: 你对概率取了对数。float32 的概率小于 1e-45 就成了 0，对数是 -inf；第 08 课讲过怎样绕开这个 0。
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
        return torch.log(torch.softmax(self.output(self.drop(hidden)), dim=1))
