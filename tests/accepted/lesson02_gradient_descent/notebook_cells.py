"""Style: a notebook turned into a script: top-level data, global names, prints, a plot, Chinese comments."""

# %%
import matplotlib.pyplot as plt
import numpy as np
import torch

np.random.seed(0)
torch.manual_seed(0)
torch.set_default_dtype(torch.float64)

# 训练数据
x_data = torch.tensor([1.0, 2.0, 3.0])
y_data = torch.tensor([2.0, 4.0, 6.0])
w = 1.0


# %% 代价函数：均方误差
def cost(xs, ys, w):
    c = 0
    for x, y in zip(xs, ys):
        c += (x * w - y) ** 2
    return c / len(xs)


# %% 梯度：对 w 求导后取平均
def gradient(xs, ys, w):
    grad = 0
    for x, y in zip(xs, ys):
        grad += 2 * x * (x * w - y)
    return grad / len(xs)


print("cost(w=1) =", cost(x_data, y_data, w), "gradient(w=1) =", gradient(x_data, y_data, w))


# %% 三种下降
def batch_descent(xs, ys, w, lr, epochs):
    cost_list = []
    for epoch in range(epochs):
        cost_list.append(cost(xs, ys, w))  # 先记录，再更新
        w = w - lr * gradient(xs, ys, w)
    return w, cost_list


def stochastic_descent(xs, ys, w, lr, epochs):
    cost_list = []
    for epoch in range(epochs):
        cost_list.append(cost(xs, ys, w))
        for x, y in zip(xs, ys):
            w = w - lr * 2 * x * (x * w - y)  # 每个样本更新一次
    return w, cost_list


def minibatch_descent(xs, ys, w, lr, epochs, batch_size):
    cost_list = []
    for epoch in range(epochs):
        cost_list.append(cost(xs, ys, w))
        for i in range(0, len(xs), batch_size):
            w = w - lr * gradient(xs[i : i + batch_size], ys[i : i + batch_size], w)
    return w, cost_list


def gradients_with_bias(xs, ys, w, b):
    dw = sum(2 * x * (x * w + b - y) for x, y in zip(xs, ys)) / len(xs)
    db = sum(2 * (x * w + b - y) for x, y in zip(xs, ys)) / len(xs)
    return dw, db


# %% 训练并画图
print("Predict (before training)", 4, 4 * w)
w, cost_list = batch_descent(x_data, y_data, w, 0.01, 30)
print("Predict (after training)", 4, 4 * w)
plt.plot(range(30), [float(c) for c in cost_list])
plt.xlabel("Epoch")
plt.ylabel("Cost")
plt.show()


def descend(slope, w, lr, steps):
    places = [w]
    while len(places) <= steps:
        places.append(places[-1] - lr * slope(places[-1]))
    return tuple(places)


def best_start(cost_at, slope, starts, lr, steps):
    best, lowest = None, None
    for start in starts:
        reached = cost_at(descend(slope, start, lr, steps)[-1])
        if lowest is None or reached < lowest:
            best, lowest = start, reached
    return best


def kind_of_point(d_ww, d_wb, d_bb):
    D = d_ww * d_bb - d_wb * d_wb
    if D > 0:
        return "minimum" if d_ww > 0 else "maximum"
    return "saddle" if D < 0 else "unclear"
