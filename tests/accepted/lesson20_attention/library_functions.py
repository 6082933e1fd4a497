"""PyTorch's own attention wherever it fits."""

import torch
import torch.nn.functional as F
from torch import nn


def attention(q, k, v, mask=None):
    output = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
    eye = torch.eye(k.shape[-2], dtype=q.dtype).expand(*k.shape[:-1], k.shape[-2])
    return output, F.scaled_dot_product_attention(q, k, eye, attn_mask=mask)


def causal_mask(length):
    return ~torch.triu(torch.ones(length, length), diagonal=1).bool()


def padding_mask(lengths, length):
    return torch.stack([torch.arange(length) < n for n in lengths]).unsqueeze(1)


def split_heads(x, heads):
    return torch.stack(torch.chunk(x, heads, dim=2), dim=1)


def merge_heads(x):
    return torch.cat(torch.unbind(x, dim=1), dim=2)


class CausalSelfAttention(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.inner = nn.MultiheadAttention(width, heads, batch_first=True)

    def forward(self, x):
        return self.inner(x, x, x, attn_mask=~causal_mask(x.shape[1]), need_weights=False)[0]


class CharAttention(nn.Module):
    def __init__(self, n_chars, width, heads, length):
        super().__init__()
        self.chars = nn.Embedding(n_chars, width)
        self.place = nn.Parameter(torch.randn(length, width) * 0.5)
        layer = nn.TransformerEncoderLayer(width, heads, 4 * width, dropout=0.0, batch_first=True, norm_first=True)
        self.body = nn.TransformerEncoder(layer, 2, enable_nested_tensor=False)
        self.out = nn.Linear(width, n_chars)

    def forward(self, ids):
        x = self.chars(ids) + self.place[: ids.shape[1]]
        return self.out(self.body(x, mask=~causal_mask(ids.shape[1])))


@torch.no_grad()
def sample(model, start, n, length, temperature, seed):
    g = torch.Generator().manual_seed(seed)
    text = start.tolist()
    for _ in range(n):
        logits = model(torch.tensor([text[-length:]]))[0, -1]
        text.append(torch.multinomial(F.softmax(logits / temperature, dim=0), 1, generator=g).item())
    return torch.tensor(text[len(start) :])
