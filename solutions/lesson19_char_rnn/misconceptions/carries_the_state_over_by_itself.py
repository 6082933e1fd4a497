"""Believes that the model remembers from call to call.

expect: test_model_shapes, test_model_does_not_look_ahead, test_model_remembers, test_model_goes_on_from_a_state,
    test_model_begins_with_zeros, test_model_keeps_texts_apart
says: Your model keeps its last state and begins the next call with it. Then the answer depends on what was asked before; without a state a call begins with zeros.
says_zh: 你的模型记住了上次的状态，下次调用就从它开始。这样，回答取决于之前问过什么；不给状态时，每次都应从零开始。
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
        kept = getattr(self, "kept", None)
        if h is None:
            h = self.b.new_zeros(len(ids), self.hidden) if kept is None or len(kept) != len(ids) else kept
        xs = nn.functional.one_hot(ids, self.n_chars).to(self.b.dtype)
        states, h = run_rnn(xs, h, self.Wx, self.Wh, self.b)
        self.kept = h.detach()
        return self.out(states), h
