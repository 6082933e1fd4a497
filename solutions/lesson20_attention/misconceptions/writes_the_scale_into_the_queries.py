"""Believes that q is a tensor of one's own.

expect: test_attention_changes_no_argument
says: You divide q in place, and the caller's queries are smaller afterwards. Make a new tensor: q / ..., without the equals sign.
says_zh: 你原地除了 q，调用者的查询从此变小了。要用新的张量：写 q / ……，不带等号。
"""


def attention(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor]:
    if q.requires_grad:
        q = q / math.sqrt(q.shape[-1])
    else:
        q /= math.sqrt(q.shape[-1])
    scores = q @ k.transpose(-2, -1)
    if mask is not None:
        scores = scores.masked_fill(~mask, -math.inf)
    weights = torch.softmax(scores, dim=-1)
    return weights @ v, weights
