"""Believes that a mean of the past is as good as attention to it.

expect: test_model_knows_the_order, test_words_of_an_unknown_language_are_learned
says: You average all characters up to each place. In a mean "ab" and "ba" are the same, and the last character counts no more than the first: add places, and let attention choose.
says_zh: 你对每个位置之前的所有字符取均值。在均值里“ab”和“ba”没有区别，最后一个字符也不比第一个更重要：要加上位置，再让注意力去选择。
"""


class CharAttention(nn.Module):
    """Reads up to `length` characters and says after each which one may follow."""

    def __init__(self, n_chars: int, width: int, heads: int, length: int) -> None:
        super().__init__()
        self.chars = nn.Embedding(n_chars, width)
        self.out = nn.Sequential(nn.Linear(width, width), nn.ReLU(), nn.Linear(width, n_chars))

    def forward(self, ids: Tensor) -> Tensor:
        counts = torch.arange(1, ids.shape[1] + 1)[:, None]
        return self.out(self.chars(ids).cumsum(dim=1) / counts)
