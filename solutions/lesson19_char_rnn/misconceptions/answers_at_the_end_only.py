"""Believes that a model of sequences gives one answer per text.

expect: test_model_shapes, test_model_does_not_look_ahead, test_model_remembers, test_model_goes_on_from_a_state,
    test_model_keeps_texts_apart, test_train_returns_a_loss_per_epoch, test_train_keeps_the_order_of_a_text,
    test_words_of_an_unknown_language_are_learned
says: Your logits have the shape (B, n_chars): one answer at the end. A character model answers after each character, so that each is a sample to learn from.
says_zh: 你的 logits 形状是 (B, n_chars)：只在末尾回答一次。字符模型在每个字符之后都回答，这样每个字符都是可学的样本。
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
        states, h = run_rnn(xs, h, self.Wx, self.Wh, self.b)
        return self.out(h), h
