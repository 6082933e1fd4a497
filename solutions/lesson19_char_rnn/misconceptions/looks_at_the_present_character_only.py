"""Believes that the character before says enough.

expect: test_model_remembers, test_model_goes_on_from_a_state, test_model_begins_with_zeros, test_words_of_an_unknown_language_are_learned
says: Your logits depend on the present character alone: no state reaches the output. Such a model is a table of pairs, and cannot know in which word it is.
says_zh: 你的 logits 只取决于当前字符：状态没有进入输出。这样的模型只是一张字符对的表，不知道自己在哪个单词里。
"""


class CharRNN(nn.Module):
    """Reads characters and says after each which one may follow."""

    def __init__(self, n_chars: int, hidden: int) -> None:
        super().__init__()
        self.n_chars, self.hidden = n_chars, hidden
        self.Wx = nn.Parameter(torch.randn(n_chars, hidden) * 0.3)
        self.b = nn.Parameter(torch.zeros(hidden))
        self.out = nn.Linear(hidden, n_chars)

    def forward(self, ids: Tensor, h: Tensor | None = None) -> tuple[Tensor, Tensor]:
        if h is None:
            h = self.b.new_zeros(len(ids), self.hidden)
        xs = nn.functional.one_hot(ids, self.n_chars).to(self.b.dtype)
        states = torch.tanh(xs @ self.Wx + self.b)
        return self.out(states), states[:, -1]
