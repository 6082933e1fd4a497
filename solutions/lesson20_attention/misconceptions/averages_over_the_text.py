"""Believes that a mean over the text is a summary of the past.

expect: test_model_does_not_look_ahead
says: You add the mean of all characters, and in it are those that come later. A summary of the past may only hold the past.
says_zh: 你加上了所有字符的均值，其中也有后面的字符。对过去的摘要只能包含过去。
"""


class CharAttention(nn.Module):
    """Reads up to `length` characters and says after each which one may follow."""

    def __init__(self, n_chars: int, width: int, heads: int, length: int) -> None:
        super().__init__()
        self.chars = nn.Embedding(n_chars, width)
        self.places = nn.Embedding(length, width)
        self.attentions = nn.ModuleList(CausalSelfAttention(width, heads) for _ in range(2))
        self.mlps = nn.ModuleList(
            nn.Sequential(nn.LayerNorm(width), nn.Linear(width, 4 * width), nn.ReLU(), nn.Linear(4 * width, width))
            for _ in range(2)
        )
        self.norms = nn.ModuleList(nn.LayerNorm(width) for _ in range(2))
        self.out = nn.Sequential(nn.LayerNorm(width), nn.Linear(width, n_chars))

    def forward(self, ids: Tensor) -> Tensor:
        x = self.chars(ids) + self.places(torch.arange(ids.shape[1]))
        for norm, look, mlp in zip(self.norms, self.attentions, self.mlps, strict=True):
            x = x + look(norm(x))
            x = x + mlp(x)
        return self.out(x + x.mean(dim=1, keepdim=True))
