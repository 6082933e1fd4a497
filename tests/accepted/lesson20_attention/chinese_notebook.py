# 笔记本：注意力
# %%
import numpy as np
import torch
import torch.nn as nn

torch.manual_seed(1)


# %%
def attention(q, k, v, mask=None):
    d = torch.tensor(float(q.shape[-1]))
    s = torch.matmul(q, k.transpose(-1, -2)) / torch.sqrt(d)
    if mask is not None:
        s = s.masked_fill(mask == 0, float("-inf"))
    w = s.softmax(dim=-1)
    return w.matmul(v), w


def causal_mask(length):
    return torch.from_numpy(np.tri(length, dtype=bool))


def padding_mask(lengths, length):
    idx = torch.arange(length).repeat(len(lengths), 1)
    return (idx < lengths.unsqueeze(1)).unsqueeze(1)


print(causal_mask(3))


# %% 多头
def split_heads(x, heads):
    return x.unflatten(2, (heads, -1)).swapaxes(1, 2)


def merge_heads(x):
    b, h, t, d = x.shape
    return x.swapaxes(1, 2).contiguous().view(b, t, h * d)


class CausalSelfAttention(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.h = heads
        self.W_q = nn.LazyLinear(width) if False else nn.Linear(width, width)
        self.W_kv = nn.Linear(width, 2 * width)
        self.W_o = nn.Linear(width, width)

    def forward(self, x):
        k, v = self.W_kv(x).split(x.shape[-1], dim=-1)
        q, k, v = split_heads(self.W_q(x), self.h), split_heads(k, self.h), split_heads(v, self.h)
        y, self.last = attention(q, k, v, causal_mask(x.shape[1]))
        return self.W_o(merge_heads(y))


# %% 模型
class CharAttention(nn.Module):
    def __init__(self, n_chars, width, heads, length):
        super().__init__()
        self.emb = nn.Embedding(n_chars, width)
        self.pos = nn.Embedding(length, width)
        self.layers = nn.ModuleList()
        for _ in range(2):
            self.layers.append(
                nn.ModuleDict(
                    {
                        "n1": nn.LayerNorm(width),
                        "att": CausalSelfAttention(width, heads),
                        "n2": nn.LayerNorm(width),
                        "mlp": nn.Sequential(nn.Linear(width, 3 * width), nn.SiLU(), nn.Linear(3 * width, width)),
                    }
                )
            )
        self.fc = nn.Linear(width, n_chars)

    def forward(self, ids):
        B, T = ids.shape
        h = self.emb(ids) + self.pos(torch.arange(T).repeat(B, 1))
        for m in self.layers:
            h = h + m["att"](m["n1"](h))
            h = h + m["mlp"](m["n2"](h))
        return self.fc(h)


# %% 写
def sample(model, start, n, length, temperature, seed):
    rng = np.random.default_rng(seed)
    ids = start.tolist()
    out = []
    for _ in range(n):
        x = torch.tensor([ids[-length:]])
        p = torch.softmax(model(x)[0, -1].detach().double() / temperature, 0).numpy()
        i = int(rng.choice(p.size, p=p / p.sum()))
        ids.append(i)
        out.append(i)
    return torch.tensor(out)
