"""Letters for dimensions; three linear layers; a large negative number instead of infinity."""

import torch
from torch import einsum, nn


def attention(q, k, v, mask=None):
    scores = einsum("...td,...sd->...ts", q, k) * q.size(-1) ** -0.5
    if mask is not None:
        scores = torch.where(mask, scores, torch.finfo(scores.dtype).min)
    scores = scores - scores.amax(dim=-1, keepdim=True)
    weights = scores.exp()
    weights = weights / weights.sum(dim=-1, keepdim=True)
    return einsum("...ts,...se->...te", weights, v), weights


def causal_mask(length):
    i = torch.arange(length)
    return i[:, None] >= i[None, :]


def padding_mask(lengths, length):
    return torch.arange(length).expand(len(lengths), 1, length) < lengths.view(-1, 1, 1)


def split_heads(x, heads):
    B, T, w = x.shape
    return x.view(B, T, heads, w // heads).permute(0, 2, 1, 3)


def merge_heads(x):
    return x.permute(0, 2, 1, 3).flatten(start_dim=2)


class CausalSelfAttention(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.q, self.k, self.v = (nn.Linear(width, width, bias=False) for _ in range(3))
        self.o = nn.Linear(width, width, bias=False)

    def forward(self, x):
        q, k, v = (split_heads(layer(x), self.heads) for layer in (self.q, self.k, self.v))
        return self.o(merge_heads(attention(q, k, v, causal_mask(x.size(1)))[0]))


class Block(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.a, self.b = nn.LayerNorm(width), nn.LayerNorm(width)
        self.attention = CausalSelfAttention(width, heads)
        self.mlp = nn.Sequential(nn.Linear(width, 2 * width), nn.GELU(), nn.Linear(2 * width, width))

    def forward(self, x):
        x = x + self.attention(self.a(x))
        return x + self.mlp(self.b(x))


class CharAttention(nn.Module):
    def __init__(self, n_chars, width, heads, length):
        super().__init__()
        self.token, self.position = nn.Embedding(n_chars, width), nn.Embedding(length, width)
        self.blocks = nn.Sequential(Block(width, heads), Block(width, heads), nn.LayerNorm(width))
        self.head = nn.Linear(width, n_chars)

    def forward(self, ids):
        places = torch.arange(ids.size(1), device=ids.device)
        return self.head(self.blocks(self.token(ids) + self.position(places)))


def sample(model, start, n, length, temperature, seed):
    generator = torch.Generator().manual_seed(seed)
    text = start.clone()
    for _ in range(n):
        with torch.inference_mode():
            z = model(text[-length:].unsqueeze(0))[:, -1, :] / temperature
        p = torch.softmax(z, dim=-1)
        text = torch.cat((text, torch.multinomial(p, num_samples=1, generator=generator)[0]))
    return text[-n:]
