"""A script with helpers, a named tuple, extra arguments with defaults, and training with plots under __main__."""

from collections import OrderedDict, namedtuple

import torch
from torch import nn

Stats = namedtuple("Stats", ["mean", "std", "max"])


def from_values(values, dtype=torch.float32, device="cpu"):
    return torch.as_tensor(values, dtype=dtype, device=device)


def describe(x, verbose=False):
    facts = OrderedDict()
    facts["shape"] = x.shape
    facts["dtype"] = f"{x.dtype}"
    facts["ndim"] = len(x.size())
    facts["size"] = x.shape.numel()
    if verbose:
        print(facts)
    return facts


def insert_dim(x, position):
    shape = list(x.shape)
    shape.insert(position, 1)
    return torch.reshape(x, shape)


def to_column(x):
    return insert_dim(x, 1)


def add_batch(x):
    return insert_dim(x, 0)


def drop_ones(x):
    return torch.squeeze(x.clone())


def reorder(x, rows, cols, *, check=True):
    if check:
        assert x.dim() == 2
    # columns first, then rows, on the transposed table
    return x.t()[cols].t()[rows]


def row_stats(x, dim=1, correction=1):
    var, mean = torch.var_mean(x, dim=dim, correction=correction)
    return Stats(mean, var.sqrt(), x.sort(dim=dim, descending=True).values.select(dim, 0))


def pairwise_sums(a, b, op=torch.add):
    n, m = a.numel(), b.numel()
    return op(a.unsqueeze(1).expand(n, m), b.unsqueeze(0).expand(n, m))


def shared_view(array):
    return torch.utils.dlpack.from_dlpack(array)


def independent_copy(array):
    fresh = torch.empty_like(torch.from_numpy(array))
    fresh.copy_(torch.from_numpy(array))
    return fresh


if __name__ == "__main__":
    import matplotlib.pyplot as plt

    model = nn.Linear(1, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    x = to_column(torch.linspace(0, 1, 20))
    losses = []
    for _ in range(100):
        loss = ((model(x) - 2 * x) ** 2).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    plt.plot(losses)
    plt.show()
