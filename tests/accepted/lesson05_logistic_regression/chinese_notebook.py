"""笔记本风格：中文注释、顶层 print 和训练、改随机种子、画图不关，末尾还有 __main__ 块。"""

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
import torch
import torch.nn as nn

torch.manual_seed(0)
np.random.seed(0)

# ---------- 1. 准备数据 ----------
x_data = torch.tensor([[1.0], [2.0], [3.0]])
y_data = torch.tensor([[0.0], [0.0], [1.0]])
print("数据:", x_data.shape, y_data.shape)


# ---------- 2. 基本函数 ----------
def sigmoid(z):
    # 直接按公式写，exp 溢出成 inf 也没关系
    return 1 / (1 + torch.exp(-z))


def bce(p, y, reduction="mean"):
    # 对数最小取 -100，与 PyTorch 一致
    log_p = torch.clamp(torch.log(p), min=-100)
    log_q = torch.clamp(torch.log(1 - p), min=-100)
    loss = -(y * log_p + (1 - y) * log_q)
    if reduction == "mean":
        return loss.mean().item()  # 返回 Python 数
    elif reduction == "sum":
        return loss.sum().item()
    return loss


def bce_with_logits(z, y, pos_weight=None, reduction="mean"):
    # 正类：log(1 + e^{-z})，负类：log(1 + e^{z})
    zero = torch.zeros_like(z)
    pos = torch.logaddexp(zero, -z)
    neg = torch.logaddexp(zero, z)
    if pos_weight is not None:
        pos = pos * pos_weight
    loss = y * pos + (1 - y) * neg
    print("平均损失", loss.mean())
    if reduction == "mean":
        return loss.mean().item()
    elif reduction == "sum":
        return loss.sum().item()
    return loss


def bce_gradient(z, y):
    n = z.shape[0]
    return (sigmoid(z) - y) / n


# ---------- 3. 模型 ----------
class LogisticRegressionModel(nn.Module):
    def __init__(self, in_features=1):
        super().__init__()
        self.linear = nn.Linear(in_features, 1)
        nn.init.zeros_(self.linear.weight)

    def forward(self, x):
        return sigmoid(self.linear(x))


def predict(model, x, threshold=0.5):
    y_pred = model(x)
    y_pred[y_pred >= threshold] = 1
    y_pred[y_pred < threshold] = 0
    return y_pred


# ---------- 4. 训练 ----------
def train(model, x, y, lr, epochs):
    criterion = torch.nn.BCELoss(reduction="mean")
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for epoch in range(epochs):
        y_pred = model(x)
        loss = criterion(y_pred, y)
        print("轮次", epoch, "损失", loss.item())
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return losses


# ---------- 5. 试一试 ----------
model = LogisticRegressionModel()
history = train(model, x_data, y_data, 0.1, 20)
print("w =", model.linear.weight.item(), "b =", model.linear.bias.item())
print("学 4 小时的及格概率:", model(torch.tensor([[4.0]])).item())

x = np.linspace(0, 10, 50)
x_t = torch.tensor(x, dtype=torch.float32).view(50, 1)
plt.plot(x, model(x_t).detach().numpy())
plt.plot([0, 10], [0.5, 0.5], c="r")
plt.xlabel("Hours")
plt.ylabel("Probability of Pass")
plt.grid()

if __name__ == "__main__":
    for lr in (0.01, 0.1, 1.0):
        plt.plot(train(LogisticRegressionModel(), x_data, y_data, lr, 200))
    plt.show()
