"""Believes that attention looks back by itself.

expect: test_self_attention_does_not_look_ahead, test_heads_look_at_different_things, test_model_does_not_look_ahead,
    test_words_of_an_unknown_language_are_learned
says: Your layer has no mask: every character looks at all of the text, at what it is to foretell too. The training loss gets small, and the model cannot write.
says_zh: 你的层没有掩码：每个字符都看整个文本，连要预测的也看得到。训练损失会很小，模型却不会写。
"""


class CausalSelfAttention(nn.Module):
    """Each character looks at itself and at those before it."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)

    def forward(self, x: Tensor) -> Tensor:
        q, k, v = (split_heads(part, self.heads) for part in self.qkv(x).chunk(3, dim=-1))
        output, _ = attention(q, k, v)
        return self.out(merge_heads(output))
