"""笔记本风格：中文注释，顶层造数据、训练、打印、画图不关，还改了随机种子。"""

import matplotlib

matplotlib.use("Agg")
import random

import matplotlib.pyplot as plt
import numpy as np
import torch
import torch.nn as nn
import torch.optim as optim

torch.manual_seed(0)
random.seed(0)
np.random.seed(0)


# ---------- 1. 造数据 ----------
def synthetic_data(w, b, n):
    """生成 y = Xw + b + 噪声"""
    X = torch.normal(0, 1, (n, len(w)))
    y = torch.matmul(X, w) + b
    y += torch.normal(0, 0.01, y.shape)
    return X, y.reshape((-1, 1))


# ---------- 2. 读数据 ----------
def data_iter(batch_size, features, labels):
    num_examples = len(features)
    indices = list(range(num_examples))
    # 样本是随机读取的，没有特定的顺序
    random.shuffle(indices)
    for i in range(0, num_examples, batch_size):
        batch_indices = torch.tensor(indices[i : min(i + batch_size, num_examples)])
        yield features[batch_indices], labels[batch_indices]


# ---------- 3. 模型和损失 ----------
def linreg(X, w, b):
    return torch.mm(X, w) + b


def squared_loss(y_hat, y):
    # 形状要先统一
    return (y_hat - y.reshape(y_hat.shape)) ** 2 / 2


def sgd(params, lr, batch_size):
    with torch.no_grad():
        for param in params:
            param.sub_(lr * param.grad / batch_size)
            param.grad.zero_()


true_w = torch.tensor([2.0, -1.0])
true_b = 0.5
features, labels = synthetic_data(true_w, true_b, 200)
print("特征:", features[0], "\n标签:", labels[0])
plt.scatter(features[:, 1].numpy(), labels.numpy(), 1)

w = torch.normal(0, 0.01, size=(2, 1), requires_grad=True)
b = torch.zeros(1, requires_grad=True)
lr, num_epochs, batch_size = 0.03, 3, 10
for epoch in range(num_epochs):
    for X, y in data_iter(batch_size, features, labels):
        l = squared_loss(linreg(X, w, b), y)
        l.sum().backward()
        sgd([w, b], lr, batch_size)
    with torch.no_grad():
        print(f"第 {epoch + 1} 轮，损失 {float(squared_loss(linreg(features, w, b), labels).mean()):f}")


# ---------- 4. PyTorch 的写法 ----------
class LinearModel(nn.Module):
    def __init__(self):
        super(LinearModel, self).__init__()
        self.linear = nn.Linear(1, 1)

    def forward(self, x):
        y_pred = self.linear(x)
        return y_pred


def train(model, x, y, lr, epochs):
    criterion = nn.MSELoss(reduction="mean")
    optimizer = optim.SGD(model.parameters(), lr=lr)
    loss_list = []
    for epoch in range(epochs):
        y_pred = model(x)
        loss = criterion(y_pred, y)
        print(epoch, loss.item())
        loss_list.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return loss_list


# ---------- 5. 正规方程 ----------
def closed_form(X, y):
    A = torch.cat((X, torch.ones((X.shape[0], 1), dtype=X.dtype)), dim=1)
    theta = torch.inverse(A.t() @ A) @ A.t() @ y
    return theta[:-1, :], theta[-1].item()


x_data = torch.tensor([[1.0], [2.0], [3.0]])
y_data = torch.tensor([[2.0], [4.0], [6.0]])
model = LinearModel()
history = train(model, x_data, y_data, 0.05, 30)
print("w =", model.linear.weight.item(), "b =", model.linear.bias.item())
plt.figure()
plt.plot(history)
plt.xlabel("epoch")
plt.ylabel("loss")

if __name__ == "__main__":
    plt.show()
