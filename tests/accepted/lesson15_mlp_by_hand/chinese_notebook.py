"""笔记本风格：中文注释、顶层训练和 print、画图不关、改全局种子，偏置写成 (1, out)。"""

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np

np.random.seed(42)


# ---------- 1. 初始化 ----------
def init(sizes, seed):
    # 每层一个 [权重, 偏置]
    g = np.random.default_rng(seed)
    canshu = []
    for i in range(len(sizes) - 1):
        w = g.standard_normal((sizes[i], sizes[i + 1])) / np.sqrt(sizes[i])
        b = np.zeros((1, sizes[i + 1]))
        canshu.append([w, b])
    return canshu


# ---------- 2. 前向 ----------
def forward(params, x):
    cache = []
    a = x
    for i, (w, b) in enumerate(params):
        z = np.matmul(a, w) + b
        cache.append((a, z))  # 这一层的输入和输出
        if i != len(params) - 1:
            a = z * (z > 0)
        else:
            a = z
    return a, cache


# ---------- 3. 反向 ----------
def backward(params, cache, y):
    grads = []
    logits = cache[-1][1]
    n, c = logits.shape
    # 逐行做 softmax，再减去 one-hot
    delta = np.zeros((n, c))
    for i in range(n):
        e = np.exp(logits[i] - max(logits[i]))
        delta[i] = e / e.sum()
        delta[i, y[i]] -= 1.0
    delta = delta / n
    for i in range(len(params) - 1, -1, -1):
        a, _ = cache[i]
        dw = np.matmul(a.transpose(), delta)
        db = np.sum(delta, 0, keepdims=True)
        grads.append([dw, db])
        if i > 0:
            delta = np.matmul(delta, params[i][0].transpose())
            delta[cache[i - 1][1] <= 0] = 0  # ReLU 关着的地方
    grads.reverse()
    return grads


# ---------- 4. 更新 ----------
def step(params, grads, lr):
    for i in range(len(params)):
        params[i][0] = params[i][0] - lr * grads[i][0]
        params[i][1] = params[i][1] - lr * grads[i][1]


# ---------- 5. 异或 ----------
x = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
y = np.array([0, 1, 1, 0])
params = init([2, 8, 2], 0)
losses = []
for epoch in range(200):
    logits, cache = forward(params, x)
    p = np.exp(logits) / np.exp(logits).sum(1, keepdims=True)
    losses.append(-np.log(p[range(4), y]).mean())
    step(params, backward(params, cache, y), 0.5)
    if epoch % 50 == 0:
        print("轮次", epoch, "损失", losses[-1])
plt.plot(losses)
plt.xlabel("epoch")
print("预测:", forward(params, x)[0].argmax(1))
