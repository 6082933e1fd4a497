"""Style: Chinese names in comments, a main block that trains and plots, in-place steps on a clone."""

import torch


def cost(xs, ys, w):
    # 均方误差：numpy 数组和张量都支持这些运算
    return ((xs * w - ys) ** 2).sum() / len(xs)


def gradient(xs, ys, w):
    # 展开平均值：2·(w·Σx² - Σxy)/n
    return 2 * (w * (xs * xs).sum() - (xs * ys).sum()) / len(xs)


def 复制(w):
    # 避免改动调用者的 w
    return w.clone() if isinstance(w, torch.Tensor) else float(w)


def batch_descent(xs, ys, w, lr, epochs):
    w = 复制(w)
    costs = []
    for _ in range(epochs):
        costs.append(cost(xs, ys, w).item())
        w -= lr * gradient(xs, ys, w)
    return w, costs


def stochastic_descent(xs, ys, w, lr, epochs):
    w = 复制(w)
    costs = []
    for _ in range(epochs):
        costs.append(cost(xs, ys, w).item())
        for i in range(xs.shape[0]):
            w -= lr * 2 * xs[i] * (xs[i] * w - ys[i])
    return w, costs


def minibatch_descent(xs, ys, w, lr, epochs, batch_size):
    w = 复制(w)
    costs = []
    n = xs.shape[0]
    for _ in range(epochs):
        costs.append(cost(xs, ys, w).item())
        for 起点 in range(0, n, batch_size):
            终点 = min(起点 + batch_size, n)
            w -= lr * gradient(xs[起点:终点], ys[起点:终点], w)
    return w, costs


def gradients_with_bias(xs, ys, w, b):
    误差 = w * xs + b - ys
    return 2 * (xs * 误差).mean(), 2 * 误差.mean()


if __name__ == "__main__":
    import matplotlib.pyplot as plt

    xs, ys = torch.tensor([1.0, 2.0, 3.0]), torch.tensor([2.0, 4.0, 6.0])
    for name, descend in [("批量", batch_descent), ("随机", stochastic_descent)]:
        w, costs = descend(xs, ys, 0.0, 0.01, 100)
        print(name, w, costs[-1])
        plt.plot(costs, label=name)
    plt.legend()
    plt.savefig("costs.png")


def descend(slope, w, lr, steps):
    if steps == 0:
        return [w]
    return [w] + descend(slope, w - lr * slope(w), lr, steps - 1)


def best_start(cost_at, slope, starts, lr, steps):
    ends = [descend(slope, s, lr, steps)[-1] for s in starts]
    costs = [float(cost_at(e)) for e in ends]
    return starts[costs.index(min(costs))]


def kind_of_point(d_ww, d_wb, d_bb):
    sign = (d_ww * d_bb > d_wb**2) - (d_ww * d_bb < d_wb**2)
    return {-1: "saddle", 0: "unclear", 1: "minimum" if d_bb > 0 else "maximum"}[sign]
