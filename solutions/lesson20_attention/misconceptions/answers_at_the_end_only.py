"""Believes that a model of sequences gives one answer per text.

expect: test_model_gives_logits, test_model_does_not_look_ahead, test_model_knows_the_order,
    test_words_of_an_unknown_language_are_learned
says: Your logits have the shape (B, n_chars): one answer at the end. The model answers after each character, so that each is a sample to learn from.
says_zh: 你的 logits 形状是 (B, n_chars)：只在末尾回答一次。模型在每个字符之后都要回答，这样每个字符都是可学的样本。
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
        return self.out(x)[:, -1]
