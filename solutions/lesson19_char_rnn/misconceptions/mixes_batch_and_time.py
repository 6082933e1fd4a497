"""Believes that the first dimension is time.

expect: test_model_shapes, test_model_remembers, test_model_goes_on_from_a_state, test_model_begins_with_zeros,
    test_model_keeps_texts_apart, test_words_of_an_unknown_language_are_learned
says: You go through the batch as if it were time: the second text begins with the state of the first. ids has the shape (B, T).
says_zh: 你把批量当成了时间：第二个文本从第一个文本的状态开始。ids 的形状是 (B, T)。
"""


class CharRNN(nn.Module):
    """Reads characters and says after each which one may follow."""

    def __init__(self, n_chars: int, hidden: int) -> None:
        super().__init__()
        self.n_chars, self.hidden = n_chars, hidden
        self.Wx = nn.Parameter(torch.randn(n_chars, hidden) * 0.3)
        self.Wh = nn.Parameter(0.9 * torch.eye(hidden) + torch.randn(hidden, hidden) * 0.02)
        self.b = nn.Parameter(torch.zeros(hidden))
        self.out = nn.Linear(hidden, n_chars)

    def forward(self, ids: Tensor, h: Tensor | None = None) -> tuple[Tensor, Tensor]:
        xs = nn.functional.one_hot(ids, self.n_chars).to(self.b.dtype)
        first = self.b.new_zeros(ids.shape[1], self.hidden) if h is None or len(h) != ids.shape[1] else h
        states, h = run_rnn(xs.transpose(0, 1), first, self.Wx, self.Wh, self.b)
        return self.out(states.transpose(0, 1)), states[:, 0]
