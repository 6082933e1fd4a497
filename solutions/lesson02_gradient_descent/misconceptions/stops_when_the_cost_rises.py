"""Believes that gradient descent ends by itself when the cost gets worse.

expect: test_batch_descent_goes_on_when_the_cost_rises
says: You leave the loop when the cost rises. All epochs are asked for: a rising cost is how one sees that lr is too large.
says_zh: 代价一上升你就退出了循环。题目要求跑完所有轮次：正是代价上升让人看出 lr 太大。
"""


def batch_descent(xs: Values, ys: Values, w: Scalar, lr: float, epochs: int) -> tuple[Scalar, list[float]]:
    """One update per epoch; (w, costs)."""
    costs = []
    for _ in range(epochs):
        costs.append(float(cost(xs, ys, w)))
        if len(costs) > 1 and costs[-1] > costs[-2]:
            break
        w = w - lr * gradient(xs, ys, w)
    return w, costs
