"""Believes that heads are brought together by a sum.

expect: test_merged_heads_lie_side_by_side, test_heads_look_at_different_things
says: You add the heads up, and (B, T, d) is left. Side by side they keep what each has found: (B, T, heads * d).
says_zh: 你把各个头加了起来，只剩 (B, T, d)。并排放，各自找到的才保留下来：(B, T, heads * d)。
"""


def merge_heads(x: Tensor) -> Tensor:
    return x.sum(dim=1).repeat(1, 1, x.shape[1])
