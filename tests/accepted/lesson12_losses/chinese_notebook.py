"""笔记本风格：中文注释、顶层 print 和训练、画图不关、改随机种子，标量用 .item()，末尾有 __main__ 块。"""

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(1)


# ---------- 1. 归约 ----------
def 归约(loss, reduction):
    if reduction == "mean":
        return loss.mean().item()  # 返回 Python 数
    elif reduction == "sum":
        return loss.sum().item()
    return loss


# ---------- 2. 回归 ----------
def mse(prediction, target, reduction="mean"):
    return 归约(torch.pow(prediction - target, 2), reduction)


def l1(prediction, target, reduction="mean"):
    return 归约(torch.abs(prediction - target), reduction)


def smooth_l1(prediction, target, beta=1.0, reduction="mean"):
    e = torch.abs(prediction - target)
    loss = e - 0.5 * beta
    small = e < beta  # 小误差换成抛物线
    loss[small] = 0.5 * e[small] ** 2 / beta
    return 归约(loss, reduction)


def huber(prediction, target, delta=1.0, reduction="mean"):
    e = torch.abs(prediction - target)
    loss = delta * (e - 0.5 * delta)
    small = e <= delta
    loss[small] = 0.5 * e[small] ** 2
    return 归约(loss, reduction)


# ---------- 3. 二分类 ----------
def bce(p, y, reduction="mean"):
    log_p = torch.clamp(torch.log(p), min=-100)
    log_q = torch.clamp(torch.log1p(-p), min=-100)
    print("平均对数", log_p.mean())
    return 归约(-(y * log_p + (1 - y) * log_q), reduction)


def bce_with_logits(z, y, pos_weight=None, reduction="mean"):
    # 与 PyTorch 文档里的稳定公式一致
    w = 1 if pos_weight is None else 1 + (pos_weight - 1) * y
    loss = (1 - y) * z + w * (torch.log1p(torch.exp(-z.abs())) + torch.clamp(-z, min=0))
    return 归约(loss, reduction)


# ---------- 4. 多分类 ----------
def nll(logp, target, reduction="mean"):
    onehot = F.one_hot(target, logp.shape[1])
    return 归约(-(onehot * logp).sum(dim=1), reduction)


def cross_entropy(logits, target, weight=None, ignore_index=-100, reduction="mean"):
    n, c = logits.shape
    loss = torch.zeros(n, dtype=logits.dtype)
    keep = target != ignore_index
    if weight is None:
        weight = torch.ones(c)
    logp = logits[keep] - torch.logsumexp(logits[keep], dim=1, keepdim=True)
    t = target[keep]
    loss[keep] = -weight[t] * logp[torch.arange(len(t)), t]
    if reduction == "mean":
        if len(t) == 0:
            return 0.0
        return (loss.sum() / weight[t].sum()).item()
    return 归约(loss, reduction)


# ---------- 5. 向量 ----------
def cosine_embedding(x1, x2, y, margin=0.0, reduction="mean"):
    cos = F.cosine_similarity(x1, x2, dim=1)
    loss = torch.zeros(len(y))
    loss[y == 1] = 1 - cos[y == 1]
    loss[y == -1] = torch.clamp(cos[y == -1] - margin, min=0)
    return 归约(loss, reduction)


def triplet_margin(anchor, positive, negative, margin=1.0, p=2, reduction="mean"):
    d_ap = F.pairwise_distance(anchor, positive, p=p)
    d_an = F.pairwise_distance(anchor, negative, p=p)
    return 归约(F.relu(d_ap - d_an + margin), reduction)


# ---------- 试一试 ----------
model = nn.Linear(1, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
x = torch.linspace(0, 1, 20).reshape(-1, 1)
y = 2 * x + 1
for epoch in range(5):
    loss = (model(x) - y).abs().mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    print("轮次", epoch, "损失", loss.item())

e = torch.linspace(-3, 3, 61)
plt.plot(e, huber(e, torch.zeros(61), reduction="none"), label="huber")
plt.plot(e, mse(e, torch.zeros(61), reduction="none"), label="mse")
plt.legend()

if __name__ == "__main__":
    plt.show()


def choose_loss(problem):
    def prices(prediction, target):
        return huber(prediction, target, delta=0.5)

    def braking(prediction, target):
        return mse(prediction, target)

    def illness(z, y):
        return bce_with_logits(z, y, pos_weight=torch.tensor([9.0]))

    def words(logits, target):
        return cross_entropy(logits, target, ignore_index=-1)

    return {"prices": prices, "braking": braking, "illness": illness, "words": words}[problem]
