"""Believes that more context is always better.

expect: test_model_does_not_look_ahead, test_words_of_an_unknown_language_are_learned
says: Your logits know characters that come later: you read the text backwards as well. When the model writes there is no later text.
says_zh: 你的 logits 知道后面的字符：你还倒着读了一遍。模型写作的时候，后面的文本并不存在。
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
        if h is None:
            h = self.b.new_zeros(len(ids), self.hidden)
        xs = nn.functional.one_hot(ids, self.n_chars).to(self.b.dtype)
        back, _ = run_rnn(xs.flip(1), torch.zeros_like(h), self.Wx, self.Wh, self.b)
        states, h = run_rnn(xs, h, self.Wx, self.Wh, self.b)
        return self.out(states + back.flip(1)), h
