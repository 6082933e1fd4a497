"""Believes that heads are there for speed.

expect: test_heads_look_at_different_things
says: Your layer does the same for any number of heads. Each head has a softmax of its own over its part of the numbers, and so can look elsewhere.
says_zh: 不管几个头，你的层做的都一样。每个头对自己那一段数有自己的 softmax，因此可以看不同的地方。
"""


class CausalSelfAttention(nn.Module):
    """Each character looks at itself and at those before it."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = 1
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)

    def forward(self, x: Tensor) -> Tensor:
        q, k, v = (split_heads(part, self.heads) for part in self.qkv(x).chunk(3, dim=-1))
        output, _ = attention(q, k, v, causal_mask(x.shape[1]))
        return self.out(merge_heads(output))
