"""Believes that the layers see the whole text anyway.

expect: test_model_does_not_look_ahead, test_model_knows_the_order, test_words_of_an_unknown_language_are_learned
says: Your logits depend on the present character and its place alone: no attention reaches the output. Linear layers work on each character by itself.
says_zh: 你的 logits 只取决于当前字符和它的位置：注意力没有进入输出。线性层只对每个字符单独起作用。
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
        for mlp in self.mlps:
            x = x + mlp(x)
        return self.out(x)
