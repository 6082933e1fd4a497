"""Believes that F.dropout knows the mode of the network.

expect: test_evaluation_mode_repeats_itself, test_images_do_not_disturb_each_other
says: A function such as F.dropout belongs to no module, and net.eval() does not reach it: your network goes on dropping when it is evaluated. What could tell the function about the mode?
says_zh: F.dropout 这样的函数不属于任何模块，net.eval() 管不到它：评估时你的网络还在随机丢弃。怎样才能让这个函数知道当前的模式？
"""


class DigitRecognizer(nn.Module):
    """Two convolutions, pooling and dropout: (n, 1, 28, 28) to log-probabilities (n, 10)."""

    def __init__(self) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(1, 10, kernel_size=5)
        self.conv2 = nn.Conv2d(10, 20, kernel_size=5)
        self.pool = nn.MaxPool2d(2)
        self.hidden = nn.Linear(20 * 4 * 4, 50)
        self.output = nn.Linear(50, 10)

    def forward(self, images: Tensor) -> Tensor:
        """Log-probabilities (n, 10)."""
        maps = torch.relu(self.pool(self.conv1(images)))
        maps = torch.relu(self.pool(self.conv2(maps)))
        hidden = torch.relu(self.hidden(maps.flatten(1)))
        return torch.log_softmax(self.output(F.dropout(hidden, 0.1)), dim=1)
