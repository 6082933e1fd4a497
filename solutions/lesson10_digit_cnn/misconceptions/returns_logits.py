"""Believes that the loss brings the softmax along, as nn.CrossEntropyLoss does.

expect: test_a_short_batch_is_learned_too, test_answers_are_log_probabilities, test_batch_size_is_obeyed,
    test_log_probabilities_in_training_mode, test_network_reads_new_digits, test_sorted_images_are_learned_too,
    test_device_may_be_an_object
says: Your answers are logits: their exp does not sum to 1. The negative log-likelihood takes what it gets for a logarithm of a probability, and with logits it can fall below any bound.
says_zh: 你的输出是 logit，取 exp 后和不是 1。负对数似然把收到的数当作概率的对数，收到 logit 时就可以无止境地往下掉。
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
        return self.output(self.drop(hidden))
