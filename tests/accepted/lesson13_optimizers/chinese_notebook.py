"""笔记本风格：中文注释，顶层打印、训练和画图，用 p.data 更新。"""

import matplotlib.pyplot as plt
import numpy as np
import torch

torch.manual_seed(0)
np.random.seed(0)


# 公共部分：参数、学习率、每个参数的状态
class 优化器:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr
        self.state = [dict(t=0) for _ in self.params]

    def zero_grad(self):
        for p in self.params:
            if p.grad is not None:
                p.grad.data.zero_()

    def step(self):
        for p, s in zip(self.params, self.state):
            if p.grad is None:  # 没有梯度就跳过
                continue
            s["t"] += 1
            p.data = self.更新(p.data, p.grad.data, s)


def 平均(s, 名字, beta, 新值):
    """滑动平均，从 0 开始。"""
    s[名字] = beta * s.get(名字, torch.zeros_like(新值)) + (1 - beta) * 新值
    return s[名字]


class SGD(优化器):
    def __init__(self, params, lr=1e-3, momentum=0, weight_decay=0, nesterov=False):
        super().__init__(params, lr)
        self.mu, self.wd, self.nesterov = momentum, weight_decay, nesterov

    def 更新(self, w, g, s):
        g = g + self.wd * w  # 权重衰减
        s["v"] = g if "v" not in s else self.mu * s["v"] + g
        if self.nesterov:
            return w - self.lr * (g + self.mu * s["v"])
        return w - self.lr * s["v"]


class Adagrad(优化器):
    def __init__(self, params, lr=1e-2, lr_decay=0, eps=1e-10):
        super().__init__(params, lr)
        self.lr_decay, self.eps = lr_decay, eps

    def 更新(self, w, g, s):
        s["r"] = s.get("r", 0) + g * g
        lr = self.lr / (1 + (s["t"] - 1) * self.lr_decay)
        return w - lr / (s["r"].sqrt() + self.eps) * g


class RMSprop(优化器):
    def __init__(self, params, lr=1e-2, alpha=0.99, eps=1e-8, momentum=0, centered=False):
        super().__init__(params, lr)
        self.alpha, self.eps, self.mu, self.centered = alpha, eps, momentum, centered

    def 更新(self, w, g, s):
        r = 平均(s, "r", self.alpha, g * g)
        if self.centered:
            r = r - 平均(s, "m", self.alpha, g) ** 2  # 方差 = 平方的均值 - 均值的平方
        步 = g / (r.sqrt() + self.eps)
        if self.mu:
            步 = s["v"] = self.mu * s.get("v", 0) + 步
        return w - self.lr * 步


class Adam(优化器):
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0, amsgrad=False):
        super().__init__(params, lr)
        self.betas, self.eps, self.wd, self.amsgrad = betas, eps, weight_decay, amsgrad

    def 更新(self, w, g, s):
        g = g + self.wd * w
        return w - self.adam的步子(g, s)

    def adam的步子(self, g, s):
        b1, b2 = self.betas
        m = 平均(s, "m", b1, g) / (1 - b1 ** s["t"])
        v = 平均(s, "v", b2, g * g)
        if self.amsgrad:
            v = s["vmax"] = torch.maximum(s.get("vmax", v), v)
        v = v / (1 - b2 ** s["t"])
        return self.lr * m / (v.sqrt() + self.eps)


class AdamW(Adam):
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2, amsgrad=False):
        super().__init__(params, lr, betas, eps, weight_decay, amsgrad)

    def 更新(self, w, g, s):
        return w - self.lr * self.wd * w - self.adam的步子(g, s)  # 解耦：不经过 m 和 v


class Adadelta(优化器):
    def __init__(self, params, lr=1.0, rho=0.9, eps=1e-6):
        super().__init__(params, lr)
        self.rho, self.eps = rho, eps

    def 更新(self, w, g, s):
        r = 平均(s, "r", self.rho, g * g)
        旧 = s.get("u", torch.zeros_like(w))
        d = torch.sqrt((旧 + self.eps) / (r + self.eps)) * g
        平均(s, "u", self.rho, d * d)
        return w - self.lr * d


class Adamax(优化器):
    def __init__(self, params, lr=2e-3, betas=(0.9, 0.999), eps=1e-8):
        super().__init__(params, lr)
        self.betas, self.eps = betas, eps

    def 更新(self, w, g, s):
        b1, b2 = self.betas
        m = 平均(s, "m", b1, g)
        s["u"] = torch.stack([b2 * s.get("u", torch.zeros_like(w)), g.abs() + self.eps]).amax(dim=0)
        return w - self.lr / (1 - b1 ** s["t"]) * m / s["u"]


class StepLR:
    def __init__(self, optimizer, step_size, gamma=0.1):
        self.optimizer, self.step_size, self.gamma = optimizer, step_size, gamma
        self.剩余 = step_size  # 离下一级台阶还有几轮

    def step(self):
        self.剩余 -= 1
        if self.剩余 == 0:
            self.optimizer.lr *= self.gamma
            self.剩余 = self.step_size


class ReduceLROnPlateau:
    def __init__(self, optimizer, mode="min", factor=0.1, patience=10, threshold=1e-4, cooldown=0, min_lr=0):
        self.optimizer, self.mode, self.factor, self.patience = optimizer, mode, factor, patience
        self.threshold, self.cooldown, self.min_lr = threshold, cooldown, min_lr
        self.最好, self.不好, self.休息 = None, 0, 0

    def 变好(self, x):
        if self.最好 is None:
            return True
        return x < self.最好 * (1 - self.threshold) if self.mode == "min" else x > self.最好 * (1 + self.threshold)

    def step(self, metrics):
        if self.变好(metrics):
            self.最好 = metrics
            self.不好 = 0
        elif self.休息 == 0:
            self.不好 += 1
        if self.休息 > 0:
            self.休息 -= 1
            return
        if self.不好 == self.patience + 1:
            self.optimizer.lr = max(self.min_lr, self.optimizer.lr * self.factor)
            self.不好, self.休息 = 0, self.cooldown


# 试一试
w = torch.tensor([3.0, -2.0], requires_grad=True)
opt = Adam([w], lr=0.1)
sched = StepLR(opt, 10, 0.5)
losses = []
for epoch in range(30):
    loss = (w**2).sum()
    opt.zero_grad()
    loss.backward()
    opt.step()
    sched.step()
    losses.append(loss.item())
print("最后的损失:", losses[-1], "学习率:", opt.lr)
plt.plot(losses)
plt.xlabel("epoch")
plt.ylabel("loss")
