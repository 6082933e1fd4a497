"""Believes that a model always begins anew.

expect: test_model_goes_on_from_a_state, test_model_begins_with_zeros
says: Your forward begins with zeros even when it is given a state. A text that is read in parts, or written character by character, needs the state from before.
says_zh: 给了状态，你的 forward 还是从零开始。分段读的文本，或者逐个字符写出的文本，都需要之前的状态。
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
        h = self.b.new_zeros(len(ids), self.hidden)
        xs = nn.functional.one_hot(ids, self.n_chars).to(self.b.dtype)
        states, h = run_rnn(xs, h, self.Wx, self.Wh, self.b)
        return self.out(states), h
