"""Believes that forward has to switch dropout on.

expect: test_evaluation_mode_repeats_itself, test_forward_leaves_the_mode_to_the_caller,
    test_images_do_not_disturb_each_other
says: Your forward calls self.train(), so that net.eval() has no effect any more. The mode is chosen by whoever trains or evaluates the network.
says_zh: 你在 forward 里调用了 self.train()，net.eval() 就不起作用了。用哪种模式，由训练或评估网络的人来决定。
"""


class DigitRecognizer(nn.Module):
    """Two convolutions, pooling and dropout: (n, 1, 28, 28) to log-probabilities (n, 10)."""

    def __init__(self) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(1, 10, kernel_size=5)
        self.conv2 = nn.Conv2d(10, 20, kernel_size=5)
        self.pool = nn.MaxPool2d(2)
        self.drop = nn.Dropout(0.1)
        self.hidden = nn.Linear(20 * 4 * 4, 50)
        self.output = nn.Linear(50, 10)

    def forward(self, images: Tensor) -> Tensor:
        """Log-probabilities (n, 10)."""
        self.train()
        maps = torch.relu(self.pool(self.conv1(images)))
        maps = torch.relu(self.pool(self.conv2(maps)))
        hidden = torch.relu(self.hidden(maps.flatten(1)))
        return torch.log_softmax(self.output(self.drop(hidden)), dim=1)
