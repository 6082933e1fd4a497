"""笔记本风格：中文注释、顶层 print、画图不关、改随机种子、顶层训练一个小网络，末尾有 __main__ 块。"""

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
import torch
import torch.nn as nn

torch.manual_seed(42)
np.random.seed(42)


# ---------- 1. 两段直线 ----------
def relu(x):
    # 掩码相乘，正数保留，负数变 0
    return x * (x > 0)


def relu_gradient(x):
    return x > 0  # 布尔张量


def leaky_relu(x, slope=0.01):
    y = x.clone()
    y[x < 0] *= slope
    return y


def leaky_relu_gradient(x, slope=0.01):
    g = torch.ones_like(x)
    g[x <= 0] = slope
    return g


def prelu(x, weight):
    # 先把通道换到最后，广播之后再换回来
    xt = x.transpose(1, -1)
    y = torch.where(xt > 0, xt, weight * xt)
    return y.transpose(1, -1)


def prelu_gradient(x, weight):
    xt = x.transpose(1, -1)
    g = torch.where(xt > 0, torch.ones_like(xt), weight.expand_as(xt))
    return g.transpose(1, -1)


# ---------- 2. S 形曲线 ----------
def sigmoid(x):
    # 分正负两种情况，避免溢出
    e = torch.exp(-torch.abs(x))
    return torch.where(x >= 0, 1 / (1 + e), e / (1 + e))


def sigmoid_gradient(x):
    e = torch.exp(-torch.abs(x))
    return e / (1 + e) ** 2


def tanh(x):
    e = torch.exp(-2 * torch.abs(x))
    return torch.sign(x) * (1 - e) / (1 + e)


def tanh_gradient(x):
    t = tanh(x)
    return (1 - t) * (1 + t)


# ---------- 3. 光滑的 ----------
def elu(x, alpha=1.0):
    y = x.clone()
    m = x <= 0
    y[m] = alpha * (torch.exp(x[m]) - 1)
    return y


def elu_gradient(x, alpha=1.0):
    g = torch.ones_like(x)
    m = x < 0
    g[m] = elu(x, alpha)[m] + alpha
    return g


def silu(x):
    return x / (1 + torch.exp(-x))


def silu_gradient(x):
    s = torch.sigmoid(x)
    return s * (1 + x * (1 - s))


normal = torch.distributions.Normal(0.0, 1.0)


def gelu(x):
    return x * normal.cdf(x)


def gelu_gradient(x):
    return normal.cdf(x) + x * torch.exp(normal.log_prob(x)) if x.dtype == torch.float32 else _g64(x)


def _g64(x):
    return 0.5 * (1 + torch.erf(x / np.sqrt(2))) + x * torch.exp(-(x**2) / 2) / np.sqrt(2 * np.pi)


# ---------- 4. 合并 ----------
def collapse(W1, b1, W2, b2):
    W = torch.mm(W2, W1)
    b = torch.mv(W2, b1) + b2
    print("合并后的形状:", W.shape, b.shape)
    return W, b


# ---------- 5. 死亡单元 ----------
def dead_units(activations):
    n, units = activations.shape
    count = (activations > 0).sum(dim=0)  # 每个单元激活的次数
    return (count == 0).sum().item() / units


# ---------- 6. 输出层 ----------
def output_activation(task):
    # 返回名字
    if task == "regression":
        return None
    if task == "multiclass":
        return "Softmax"
    return "Sigmoid"


# ---------- 试一试 ----------
net = nn.Sequential(nn.Linear(2, 8), nn.ReLU(), nn.Linear(8, 1))
optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
xs = torch.randn(32, 2)
ys = (xs[:, :1] * xs[:, 1:] > 0).float()
for epoch in range(10):
    loss = nn.BCEWithLogitsLoss()(net(xs), ys)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
print("损失", loss.item(), "死亡单元", dead_units(net[1](net[0](xs))))

grid = torch.linspace(-4, 4, 100)
plt.plot(grid, gelu(grid), label="gelu")
plt.plot(grid, silu(grid), label="silu")
plt.legend()

if __name__ == "__main__":
    plt.show()


def interpolate(xs, ys):
    # A least squares problem with as many unknowns as points: a constant and n - 1 units.
    units = (xs[:, None] - xs[None, :-1]).clamp(min=0)
    table = torch.cat([torch.ones_like(xs)[:, None], units], dim=1).double()
    found = torch.linalg.solve(table, ys.double()).to(xs.dtype)
    return torch.ones(len(xs) - 1, 1, dtype=xs.dtype), -xs[:-1], found[1:].reshape(1, -1), found[:1]
