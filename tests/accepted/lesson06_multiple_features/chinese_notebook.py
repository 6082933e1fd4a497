"""笔记本风格：中文注释、顶层训练和打印、改随机种子、画图不关，末尾还有 __main__ 块。"""

import gzip

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
import torch

torch.manual_seed(42)
np.random.seed(42)


# ---------- 1. 读数据 ----------
def load_table(path):
    # 先看第一行是不是表头
    open_file = gzip.open if path.endswith("gz") else open
    with open_file(path, "rt") as f:
        first = f.readline().strip().split(",")
    try:
        [float(v) for v in first]
        skip = 0
    except ValueError:
        skip = 1
    xy = np.loadtxt(path, delimiter=",", dtype=np.float32, skiprows=skip)
    if xy.ndim == 1:  # 只有一行
        xy = xy[np.newaxis, :]
    x_data = torch.from_numpy(xy[:, :-1])
    y_data = torch.from_numpy(xy[:, [-1]])  # 取出来仍是矩阵
    print("读入", x_data.shape, y_data.shape)
    return x_data, y_data


# ---------- 2. 标准化 ----------
class Standardizer:
    def fit(self, X):
        self.mu = X.mean(0, keepdim=True)
        self.sigma = torch.sqrt(((X - self.mu) ** 2).mean(0, keepdim=True))
        return self

    def transform(self, X):
        return (X - self.mu) / (self.sigma + 1e-8)  # 防止除以零

    def fit_transform(self, X):
        return self.fit(X).transform(X)


# ---------- 3. 划分 ----------
def split(X, y, test_size, seed, stratify=True):
    torch.manual_seed(seed)
    if not stratify:
        idx = torch.randperm(X.shape[0])
        n_test = int(X.shape[0] * test_size)
        test_idx, train_idx = idx[:n_test], idx[n_test:]
    else:
        pos = torch.where(y.view(-1) == 1)[0]
        neg = torch.where(y.view(-1) == 0)[0]
        pos = pos[torch.randperm(len(pos))]
        neg = neg[torch.randperm(len(neg))]
        a, b = int(len(pos) * test_size), int(len(neg) * test_size)
        test_idx = torch.cat((pos[:a], neg[:b]))
        train_idx = torch.cat((pos[a:], neg[b:]))
    return X[train_idx], X[test_idx], y[train_idx], y[test_idx]


# ---------- 4. 模型 ----------
class Model(torch.nn.Module):
    def __init__(self, sizes=(8, 6, 4, 1)):
        super(Model, self).__init__()
        layers = []
        for i in range(1, len(sizes)):
            layers.append(torch.nn.Linear(sizes[i - 1], sizes[i]))
            layers.append(torch.nn.Sigmoid())
        self.net = torch.nn.Sequential(*layers)

    def forward(self, x):
        return self.net(x)


# ---------- 5. 训练 ----------
def train(model, X, y, lr, epochs):
    criterion = torch.nn.BCELoss(reduction="mean")
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for epoch in range(epochs):
        y_pred = model(X)
        loss = criterion(y_pred, y)
        if epoch % 100 == 0:
            print("轮次", epoch, "损失", loss.item())
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return losses


# ---------- 6. 试一试 ----------
x = torch.randn(60, 8)
y = (x[:, :1] > 0).float()
x_train, x_test, y_train, y_test = split(x, y, 0.3, 0)
scaler = Standardizer()
model = Model()
history = train(model, scaler.fit_transform(x_train), y_train, 1.0, 30)
acc = ((model(scaler.transform(x_test)) >= 0.5).float() == y_test).float().mean().item()
print("准确率", acc)
plt.plot(history)
plt.xlabel("epoch")
plt.ylabel("loss")

if __name__ == "__main__":
    X, y = load_table("diabetes.csv.gz")
    plt.plot(train(Model(), X, y, 1.0, 1000))
    plt.show()


class DiabetesModel(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.l1 = torch.nn.Linear(8, 32)
        self.l2 = torch.nn.Linear(32, 16)
        self.l3 = torch.nn.Linear(16, 1)
        self.relu = torch.nn.ReLU()

    def forward(self, x):
        x = self.relu(self.l1(x))
        x = self.relu(self.l2(x))
        return self.l3(x)


def layer_outputs(model, x):
    seen, handles = [], []

    def note(layer, inputs, output):
        seen.append(output.detach())

    for name, layer in model.named_modules():
        if type(layer) is torch.nn.Linear:
            handles.append(layer.register_forward_hook(note))
    try:
        with torch.no_grad():
            model(x)
    finally:
        for handle in handles:
            handle.remove()
    return seen


def load_columns(path, columns):
    with open(path, encoding="utf-8") as f:
        rows = [line.strip().split(",") for line in f][1:]
    return tuple(torch.tensor([float(row[c]) for row in rows]) for c in columns)
