"""中文注释，多写了几个辅助函数和默认参数，最后有 main 块。"""

import torch
import torch.nn as nn
import torch.nn.functional as F


def 成对(v):
    """一个数就复制成两个"""
    if isinstance(v, (tuple, list)):
        return v[0], v[1]
    return v, v


def corr2d(X, K, 打印=False):
    """二维互相关：逐个移位再累加"""
    kh, kw = K.shape
    oh, ow = X.shape[0] - kh + 1, X.shape[1] - kw + 1
    Y = 0
    for a in range(kh):
        for b in range(kw):
            # 核的第 (a, b) 个元素乘以错位后的整张图
            Y = Y + K[a, b] * X[a : a + oh, b : b + ow]
    if 打印:
        print(Y)
    return Y


class Conv2D(nn.Module):
    """二维卷积层，bias 可以关掉"""

    def __init__(self, kernel_size, bias=True, std=0.1):
        super(Conv2D, self).__init__()
        self.weight = nn.Parameter(torch.normal(0, std, size=kernel_size))
        if bias:
            self.bias = nn.Parameter(torch.zeros(1))
        else:
            self.register_parameter("bias", None)

    def forward(self, X):
        Y = corr2d(X, self.weight)
        return Y if self.bias is None else Y + self.bias


def output_size(w, f, p=0, s=1):
    # 向下取整
    return torch.div(torch.tensor(w - f + 2 * p), s, rounding_mode="floor").item() + 1


def pad2d(X, p, value=0.0):
    ph, pw = 成对(p)
    return F.pad(X, pad=(pw, pw, ph, ph), mode="constant", value=value)


def corr2d_strided(X, K, padding=0, stride=1, dilation=1):
    assert dilation == 1, "这里不支持空洞"
    sh, sw = 成对(stride)
    # 先按步幅 1 算，再隔着取
    return corr2d(pad2d(X, padding), K)[::sh, ::sw].contiguous()


def corr2d_multi_in(X, K):
    Y = corr2d(X[0], K[0])
    for i in range(1, X.shape[0]):
        Y = Y + corr2d(X[i], K[i])  # 通道相加
    return Y


def corr2d_multi_in_out(X, K):
    if K.shape[-2:] == (1, 1):
        # 1×1 卷积就是全连接
        c_in, h, w = X.shape
        return torch.matmul(K.reshape(-1, c_in), X.reshape(c_in, h * w)).reshape(-1, h, w)
    return torch.stack([corr2d_multi_in(X, k) for k in K], dim=0)


def pool2d(X, pool_size, mode="max", padding=0, stride=None, 调试=False):
    p_h, p_w = pool_size
    sh, sw = 成对(stride if stride is not None else 1)
    # 用全图的最小值填充，就不可能赢
    P = pad2d(X, padding, value=X.min().item() if mode == "max" else 0.0)
    Y = P.unfold(0, p_h, sh).unfold(1, p_w, sw)
    Y = Y.reshape(Y.shape[0], Y.shape[1], -1)
    if 调试:
        print(Y.shape)
    if mode == "max":
        return Y.max(dim=-1)[0]
    elif mode == "avg":
        return Y.mean(dim=-1)
    raise ValueError(mode)


def learn_kernel(X, Y, kernel_size, lr=0.03, steps=200, verbose=False):
    net = Conv2D(kernel_size, bias=False)
    loss_list = []
    opt = torch.optim.SGD(net.parameters(), lr)
    for epoch in range(steps):
        loss = torch.sum(torch.square(net(X) - Y))
        opt.zero_grad()
        loss.backward()
        opt.step()
        loss_list.append(loss.item())
        if verbose:
            print(epoch, loss.item())
    return net.weight


def digit_seven_features(image):
    竖核 = torch.tensor([[1, 0, -1], [1, 0, -1], [1, 0, -1]], dtype=torch.float32)
    横核 = 竖核.T
    竖 = torch.maximum(corr2d_strided(image, 竖核, 1), torch.zeros(1))
    横 = torch.maximum(corr2d_strided(image, 横核, 1), torch.zeros(1))
    return 竖, 横


print("第 09 课 loaded")

if __name__ == "__main__":
    import matplotlib.pyplot as plt

    X = torch.zeros(6, 8)
    X[:, 2:6] = 1
    Y = corr2d(X, torch.tensor([[1.0, -1.0]]))
    print(learn_kernel(X, Y, (1, 2), verbose=True))
    plt.imshow(Y)
    plt.show()


def digit_seven_scores(image, weight, bias):
    maps = torch.stack(list(digit_seven_features(image)))
    pooled = torch.nn.functional.max_pool2d(maps[None], 2)[0]
    return torch.nn.functional.linear(pooled.reshape(-1), weight, bias).softmax(0)


def shift(X, rows, cols):
    h, w = X.shape
    big = torch.zeros(3 * h, 3 * w, dtype=X.dtype)
    rows, cols = max(-h, min(h, rows)), max(-w, min(w, cols))
    big[h + rows : 2 * h + rows, w + cols : 2 * w + cols] = X
    return big[h : 2 * h, w : 2 * w].clone()


def shift_gap(f, X, rows, cols):
    first, last = f(shift(X, rows, cols)), shift(f(X), rows, cols)
    return torch.max(torch.abs(first - last))


def average_by_convolution(X, size):
    return corr2d_strided(X, torch.ones(size, size, dtype=X.dtype) / (size * size), stride=(size, size))
