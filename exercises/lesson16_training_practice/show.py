"""What `dlgrade show lesson16` draws: your own functions at work."""

import torch

from grader.judge import check

EPOCHS, DEGREE = 150, 9

# Runs beside your code: the network that your train_model trains, its loaders and its optimizer.
GIVEN = """
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def model(d):
    net = nn.Linear(d, 1)
    nn.init.zeros_(net.weight)
    nn.init.zeros_(net.bias)
    return net


def loader(x, y):
    return DataLoader(TensorDataset(x, y), batch_size=len(x))


def adam(net):
    return torch.optim.Adam(net.parameters(), lr=0.1)
"""


def polynomials(x):
    """Chebyshev's polynomials of x as features, one per degree: (n,) becomes (n, 9)."""
    return torch.stack([torch.cos(degree * torch.acos(x)) for degree in range(1, DEGREE + 1)], dim=1)


def noisy(draw, n):
    """Samples of a sine with noise: the features, and what is to be learned of shape (n, 1)."""
    x = torch.linspace(-0.95, 0.95, n)
    return polynomials(x), (torch.sin(3 * x) + 0.4 * draw.randn(n))[:, None]


def show_curves(student, worker, draw, picture):
    """The two losses of your train_model, for a polynomial and ten noisy points; the dots are where your overfitting_epoch says that overfitting begins

    zh: 你的 train_model 的两条损失曲线：用多项式拟合十个带噪声的点；圆点是你的 overfitting_epoch 给出的过拟合开始的那一轮
    """
    given = worker.code(GIVEN)
    net, loaders = given.model(DEGREE), [given.loader(*noisy(draw, n)) for n in (10, 40)]
    history = student.train_model(net, *loaders, given.nn.MSELoss(), given.adam(net), EPOCHS, "best.pt")
    losses = {name: picture.numbers(history[name], EPOCHS) for name in ("train_loss", "val_loss")}
    begins = student.overfitting_epoch({name: loss.tolist() for name, loss in losses.items()})
    dots = []
    if begins is not None:
        epoch = min(max(int(check.scalar(begins)), 0), EPOCHS - 1)
        dots = [torch.tensor([[float(epoch), float(loss[epoch])] for loss in losses.values()])]
    picture.lines(torch.arange(EPOCHS), losses, names=("epoch", "loss"), dots=dots)
