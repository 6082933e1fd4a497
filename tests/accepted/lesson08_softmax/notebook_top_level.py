"""A notebook turned into a file: seeds, prints, a small training and a figure at top level, asserts along the way."""

# %%
import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
import torch
import torch.nn as nn

torch.manual_seed(42)
np.random.seed(42)
device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
print("device:", device)


# %% Task 1
def softmax(x, dim=-1):
    """Shift by the maximum, then normalise."""
    e = (x - torch.amax(x, dim, keepdim=True)).exp()
    return torch.div(e, e.sum(dim, keepdim=True))


def log_softmax(x, dim=-1):
    m = torch.amax(x, dim, keepdim=True)
    return x - m - torch.logsumexp(x - m, dim, keepdim=True)


a = torch.randn(2, 3)
print(softmax(a), softmax(a).sum(-1))
assert torch.allclose(softmax(a), torch.softmax(a, -1))


# %% Task 2
def one_hot(y, num_classes):
    return torch.nn.functional.one_hot(y, num_classes)


def nll_loss(logp, y, weight=None, ignore_index=-100, reduction="mean"):
    n_classes = logp.shape[1]
    w = torch.ones(n_classes, dtype=logp.dtype) if weight is None else weight
    counted = y.ne(ignore_index)
    idx = y.masked_fill(~counted, 0)
    loss = torch.where(counted, -w[idx] * logp.gather(1, idx[:, None])[:, 0], torch.zeros((), dtype=logp.dtype))
    if reduction == "none":
        return loss
    loss = torch.sum(loss)
    if reduction == "mean":
        loss = loss / w[idx[counted]].sum()
    return loss


# %% Task 3
def cross_entropy(logits, y, weight=None, ignore_index=-100, reduction="mean"):
    return nll_loss(torch.log_softmax(logits, dim=1), y, weight, ignore_index, reduction)


z, t = torch.randn(5, 4, requires_grad=True), torch.tensor([0, 1, 2, 3, 0])
cross_entropy(z, t).backward()


# %% Task 4
def cross_entropy_gradient(logits, y):
    with torch.no_grad():
        return (logits.softmax(1) - one_hot(y, logits.shape[1])).div(len(logits))


assert torch.allclose(z.grad, cross_entropy_gradient(z, t), atol=1e-6)


# %% Task 5
def softmax_numpy(x):
    shifted = x - np.max(x, axis=-1, keepdims=True)
    return np.exp(shifted) / np.exp(shifted).sum(-1, keepdims=True)


def cross_entropy_numpy(logits, y):
    shifted = logits - logits.max(-1, keepdims=True)
    lse = np.log(np.exp(shifted).sum(-1))
    return float(np.mean(lse - shifted[np.arange(len(y)), y]))


# %% Task 6
class Net(nn.Module):
    def __init__(self, hidden=(512, 256, 128, 64)):
        super().__init__()
        widths = [784, *hidden]
        self.body = nn.Sequential(
            *[nn.Sequential(nn.Linear(a, b), nn.ReLU(inplace=True)) for a, b in zip(widths, widths[1:])]
        )
        self.head = nn.Linear(hidden[-1], 10)
        for m in self.modules():
            if isinstance(m, nn.Linear):
                nn.init.xavier_uniform_(m.weight)
                nn.init.zeros_(m.bias)

    def forward(self, x):
        return self.head(self.body(x.flatten(1)))


def train(net, images, labels, epochs, batch_size, lr):
    optimizer = torch.optim.SGD(net.parameters(), lr=lr, momentum=0.9, nesterov=True)
    losses = []
    for epoch in range(epochs):
        order = torch.randperm(len(images))
        shuffled_images, shuffled_labels = images[order], labels[order]
        for i in range(0, len(images), batch_size):
            xb, yb = shuffled_images[i : i + batch_size], shuffled_labels[i : i + batch_size]
            loss = cross_entropy(net(xb), yb)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(loss.detach())
    with torch.no_grad():
        accuracy = (net(images[:1000]).argmax(1) == labels[:1000]).float().mean()
    print(f"accuracy on the first 1000 training images: {accuracy:.3f}")
    return losses, accuracy


# %%
toy = torch.randn(60, 1, 28, 28)
losses, _ = train(Net(), toy, torch.randint(0, 10, (60,)), 3, 16, 0.02)
plt.plot([l.item() for l in losses])
plt.title("loss")
plt.show()


class SoftmaxRegression(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = torch.nn.Linear(2 * 2, 3)

    def forward(self, x):
        return self.layer(x.view(-1, 4))


def one_output(weight, bias):
    w = weight[1] - weight[0]
    b = bias[1] - bias[0]
    return w.unsqueeze(0), b.reshape(1)
