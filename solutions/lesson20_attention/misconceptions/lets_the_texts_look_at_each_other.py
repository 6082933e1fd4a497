"""Believes that the first dimension is the text.

expect: test_self_attention_does_not_look_ahead, test_self_attention_has_no_order,
    test_self_attention_keeps_texts_apart, test_heads_look_at_different_things, test_model_does_not_look_ahead,
    test_model_knows_the_order, test_words_of_an_unknown_language_are_learned
says: Your attention runs over the texts of the batch and not over the characters. The dimension of the keys is T.
says_zh: 你的注意力沿着一批中的各个文本，而不是各个字符。键的那一维应是 T。
"""


class CausalSelfAttention(nn.Module):
    """Each character looks at itself and at those before it."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)

    def forward(self, x: Tensor) -> Tensor:
        x = x.transpose(0, 1)
        q, k, v = (split_heads(part, self.heads) for part in self.qkv(x).chunk(3, dim=-1))
        output, _ = attention(q, k, v, causal_mask(x.shape[1]))
        return self.out(merge_heads(output)).transpose(0, 1)
