"""笔记本风格：中文注释、顶层 print 与训练、画图不关、改随机种子，末尾还有 __main__ 块。"""

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
import torch

torch.manual_seed(42)
np.random.seed(42)


# ---------- 任务 1：求导 ----------
def 叶子(数):
    # 先转成 float，数组和张量都能用
    return torch.tensor(float(数), requires_grad=True)


def 曲线(x):
    return torch.sin(x) * torch.exp(x) + x * x * x


def derivative(x):
    点 = 叶子(x)
    y = 曲线(点)
    y.backward()
    print("x =", x, "导数 =", 点.grad)
    return 点.grad


print(derivative(1.0))


# ---------- 任务 2：累加 ----------
def accumulated_gradient(x, times):
    点 = 叶子(x)
    次数 = 0
    while 次数 < times:
        曲线(点).backward()
        次数 += 1
    return 点.grad.numpy()  # 0 维数组


# ---------- 任务 3：冻结 ----------
def frozen_forward(x, w):
    # 用 numpy 算，自然没有计算图
    if isinstance(x, torch.Tensor):
        return x.numpy() * w.detach().numpy()
    return x * w.item()


# ---------- 任务 4、5：训练 ----------
def train_line(xs, ys, w, b, lr, epochs, 打印=False):
    w, b = 叶子(w), 叶子(b)
    for 轮 in range(epochs):
        for i in range(len(xs)):
            x, y = float(xs[i]), float(ys[i])
            损失 = (w * x + b - y).pow(2)
            损失.backward()
            with torch.no_grad():
                w -= lr * w.grad
                b -= lr * b.grad
            w.grad = None  # 清零
            b.grad = None
        if 打印:
            print(轮, 损失.item())
    return w.detach().numpy(), b.detach().numpy()


def train_parabola(xs, ys, w1, w2, b, lr, epochs):
    参数 = [叶子(w1), 叶子(w2), 叶子(b)]
    for _ in range(epochs):
        for i in range(len(xs)):
            x, y = float(xs[i]), float(ys[i])
            for p in 参数:
                if p.grad is not None:
                    p.grad.zero_()
            损失 = (参数[0] * x**2 + 参数[1] * x + 参数[2] - y) ** 2
            损失.backward()
            with torch.no_grad():
                for p in 参数:
                    p.sub_(p.grad, alpha=lr)
    return tuple(参数)


# ---------- 任务 6：手算 ----------
def two_layer_gradients(x, y, w1, b1, w2, b2):
    隐藏 = w1 * x + b1
    激活 = 1.0 / (1.0 + np.exp(-隐藏))
    误差 = w2 * 激活 + b2 - y
    # 链式法则，从后往前
    db2 = 2 * 误差
    dw2 = db2 * 激活
    db1 = db2 * w2 * 激活 * (1 - 激活)
    dw1 = db1 * x
    return {"w1": dw1, "b1": db1, "w2": dw2, "b2": db2, "loss": 误差**2}


w_终, b_终 = train_line(np.array([1.0, 2.0, 3.0]), np.array([2.0, 4.0, 6.0]), 1.0, 0.0, 0.05, 20, 打印=True)
plt.figure()
plt.plot([1, 2, 3], [float(w_终) * x + float(b_终) for x in (1, 2, 3)])
plt.title("line")

if __name__ == "__main__":
    plt.show()
