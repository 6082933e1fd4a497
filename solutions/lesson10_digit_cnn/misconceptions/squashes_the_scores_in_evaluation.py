"""Believes that an evaluation wants a softmax more than the training did.

expect: test_network_can_be_sure
says: In evaluation mode you turn the scores into probabilities first and take log_softmax of these. Ten numbers between 0 and 1 are never far apart: how sure can the network still be?
says_zh: 在评估模式下，你先把得分变成概率，又对概率做了 log_softmax。十个 0 到 1 之间的数相差不会太大：网络还能有多大把握？
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
        scores = self.output(self.drop(hidden))
        if not self.training:
            scores = torch.softmax(scores, dim=1)
        return torch.log_softmax(scores, dim=1)
