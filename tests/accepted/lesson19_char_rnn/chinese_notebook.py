# 笔记本：一边写一边试
# %%
import numpy as np
import torch
from torch import nn

torch.manual_seed(42)


# %% 任务 1
def vocabulary(text):
    return sorted({c for c in text})


def encode(text, chars):
    d = {}
    for i, c in enumerate(chars):
        d[c] = i
    return torch.from_numpy(np.array([d[c] for c in text], dtype=np.int64))


def decode(ids, chars):
    return "".join(np.array(list(chars))[ids.numpy()])


def windows(ids, length):
    a = ids.numpy()
    m = (a.shape[0] - 1) // length
    x = np.stack([a[i * length : (i + 1) * length] for i in range(m)])
    y = np.stack([a[i * length + 1 : (i + 1) * length + 1] for i in range(m)])
    return torch.from_numpy(x), torch.from_numpy(y)


print(decode(encode("你好", ["你", "好"]), ["你", "好"]))


# %% 任务 2
def rnn_cell(x, h, Wx, Wh, b):
    z = torch.cat([x, h], dim=1) @ torch.cat([Wx, Wh], dim=0) + b
    return 2 * torch.sigmoid(2 * z) - 1  # 就是 tanh


def run_rnn(xs, h, Wx, Wh, b):
    B, T, d = xs.shape
    states = xs.new_empty(B, T, h.shape[1])
    state = h
    parts = []
    for t in range(T):
        state = torch.tanh(xs[:, t] @ Wx + state @ Wh + b)
        parts.append(state)
    states = torch.stack(parts).permute(1, 0, 2)
    return states, states[:, -1]


# %% 任务 3
def cell_gradients(x, h, Wx, Wh, b, upstream):
    z = x @ Wx + h @ Wh + b
    dz = upstream / torch.cosh(z) ** 2
    return dict(
        x=torch.einsum("bk,dk->bd", dz, Wx),
        h=torch.einsum("bk,jk->bj", dz, Wh),
        Wx=torch.einsum("bd,bk->dk", x, dz),
        Wh=torch.einsum("bj,bk->jk", h, dz),
        b=torch.einsum("bk->k", dz),
    )


def clip_gradients(grads, max_norm):
    norm = torch.linalg.vector_norm(torch.cat([g.flatten() for g in grads]))
    scale = torch.clamp(max_norm / (norm + 1e-6), max=1.0)
    return [g * scale for g in grads]


# %% 任务 4
class CharRNN(nn.Module):
    def __init__(self, n_chars, hidden):
        super().__init__()
        self.hidden = hidden
        self.n = n_chars
        self.cell = nn.RNNCell(n_chars, hidden)
        nn.init.orthogonal_(self.cell.weight_hh)
        self.fc = nn.Linear(hidden, n_chars)

    def forward(self, ids, h=None):
        if h is None:
            h = torch.zeros(ids.shape[0], self.hidden)
        x = torch.eye(self.n)[ids]
        ys = []
        for t in range(ids.shape[1]):
            h = self.cell(x[:, t], h)
            ys.append(self.fc(h))
        return torch.stack(ys, 1), h


# %% 任务 5
def bits_per_char(logits, targets):
    p = torch.softmax(logits, -1)
    B, T, n = logits.shape
    q = p.reshape(B * T, n)[torch.arange(B * T), targets.reshape(-1)]
    return float(-torch.log2(q).mean())


def probabilities(logits, temperature):
    z = logits / temperature
    z = z - z.max(dim=-1, keepdim=True).values
    return z.exp() / z.exp().sum(dim=-1, keepdim=True)


def sample(model, start, n, temperature, seed):
    rng = np.random.default_rng(seed)
    text = start.tolist()
    for _ in range(n):
        logits, _ = model(torch.tensor([text]))  # 每次从头读一遍
        p = probabilities(logits[0, -1].detach().double(), temperature).numpy()
        text.append(int(rng.choice(len(p), p=p / p.sum())))
    return torch.tensor(text[len(start) :])


# %% 任务 6
def train(model, ids, epochs, length, batch_size, lr):
    x, y = windows(ids, length)
    opt = torch.optim.Adam(model.parameters(), lr=lr)
    loss_fn = nn.CrossEntropyLoss()
    history = []
    for epoch in range(epochs):
        order = np.random.permutation(len(x))
        total = 0
        for i in range(0, len(x), batch_size):
            j = order[i : i + batch_size]
            out, _ = model(x[j])
            loss = loss_fn(out.reshape(-1, out.shape[-1]), y[j].reshape(-1))
            opt.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            opt.step()
            total += loss.item() * len(j)
        history.append(total / len(x))
    return history
