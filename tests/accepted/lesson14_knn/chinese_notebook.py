"""笔记本风格：中文注释、顶层训练与打印、画图不关、结尾有 __main__ 块。"""

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
import torch

torch.manual_seed(7)


# ---------- 1. 距离 ----------
def distances(a, b):
    # 逐个特征累加，省内存
    total = torch.zeros(a.shape[0], b.shape[0], dtype=a.dtype)
    for j in range(a.shape[1]):
        diff = a[:, j].unsqueeze(1) - b[:, j].unsqueeze(0)
        total += diff * diff
    return torch.sqrt(total)


def 最近的(训练点, 查询点, k):
    结果 = []
    for i in range(0, len(查询点), 500):
        d = distances(查询点[i : i + 500], 训练点)
        _, idx = torch.topk(d, k, dim=1, largest=False)
        结果.append(idx)
    return torch.vstack(结果)


# ---------- 2. 分类 ----------
class KNN:
    def __init__(self, k=3):
        self.k = k
        print("k =", k)

    def fit(self, X, y):
        self.X = X
        self.y = y

    def predict(self, X):
        标签 = self.y[最近的(self.X, X, self.k)]
        类别 = torch.unique(self.y)  # 从小到大
        票数 = torch.stack([(标签 == c).sum(1) for c in 类别], dim=1)
        return 类别[票数.argmax(1)].float()


# ---------- 3. 回归 ----------
class KNNRegressor:
    def __init__(self, k=5):
        self.k = k

    def fit(self, X, y):
        self.X, self.y = X, y
        return self

    def predict(self, X):
        return self.y[最近的(self.X, X, self.k)].mean(1)


# ---------- 4. 选 k ----------
def choose_k(X, y, ks, folds, seed):
    g = torch.Generator()
    g.manual_seed(seed)
    idx = torch.randperm(len(X), generator=g)
    X, y = X[idx], y[idx]
    边界 = np.linspace(0, len(X), folds + 1).round().astype(int)
    正确率 = []
    for k in ks:
        对 = 0
        for f in range(folds):
            lo, hi = 边界[f], 边界[f + 1]
            m = KNN(k)
            m.fit(torch.cat([X[:lo], X[hi:]]), torch.cat([y[:lo], y[hi:]]))
            对 += int((m.predict(X[lo:hi]) == y[lo:hi]).sum())
        正确率.append(对 / len(X))
        print("k", k, "正确率", 正确率[-1])
    return torch.tensor(ks[int(np.argmax(正确率))])


# ---------- 5. 试一试 ----------
X = torch.cat([torch.randn(20, 2), torch.randn(20, 2) + 2])
y = torch.tensor([0] * 20 + [1] * 20)
model = KNN(5)
model.fit(X, y)
print("训练集正确率:", (model.predict(X) == y).float().mean())
plt.figure()
plt.scatter(X[:, 0], X[:, 1], c=y)
plt.title("KNN")

if __name__ == "__main__":
    print(choose_k(X, y, [1, 3, 5, 7], 5, 0))
    plt.show()
