"""Chinese comments, extra helper functions and extra arguments with defaults."""

import numpy as np
import torch


def 误差(x, y, w, b=0.0):
    """预测值减去真实值。"""
    return x * w + b - y


def forward(x, w, b=0.0):
    # 没有偏置时 b 取 0，直线过原点
    return x * w + b


def loss(x, y, w, b=0.0, power=2):
    # 一个样本的平方误差
    return 误差(x, y, w, b) ** power


def mse(xs, ys, w, reduction="mean"):
    # 先平方，再求平均
    平方 = 误差(xs, ys, w) ** 2
    if reduction == "none":
        return 平方
    return 平方.sum() / len(平方)


def grid_search(xs, ys, ws, verbose=False):
    losses = []
    for w in ws:
        当前 = mse(xs, ys, w)
        losses.append(当前)
        if verbose:
            print(f"w = {float(w):.2f}，损失 = {float(当前):.4f}")
    # min 遇到相等的值时取最先出现的
    最好 = min(range(len(losses)), key=lambda i: float(losses[i]))
    return ws[最好], losses


def forward_with_bias(x, w, b):
    return forward(x, w, b)


def loss_surface(xs, ys, ws, bs):
    # 统一转换成张量，再让三个轴分别对应偏置、斜率、样本
    xs, ys, ws, bs = [torch.from_numpy(a) if isinstance(a, np.ndarray) else a for a in (xs, ys, ws, bs)]
    网格_b, 网格_w = torch.meshgrid(bs, ws, indexing="ij")
    总和 = torch.zeros_like(网格_w)
    for x, y in zip(xs, ys):
        总和 += 误差(x, y, 网格_w, 网格_b) ** 2
    return 总和 / xs.numel()


if __name__ == "__main__":
    import matplotlib.pyplot as plt

    xs = torch.tensor([1.0, 2.0, 3.0])
    ys = torch.tensor([2.0, 4.0, 6.0])
    ws = torch.arange(0.0, 4.1, 0.1)
    best_w, losses = grid_search(xs, ys, ws, verbose=True)
    print("最好的 w：", best_w)
    plt.plot(ws, losses)
    plt.show()
