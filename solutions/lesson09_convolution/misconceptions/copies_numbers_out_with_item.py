"""Believes that a number taken out with .item() still carries its history for autograd.

expect: test_gradients_reach_the_weight_and_the_bias, test_learn_kernel_recovers_an_edge_detector, test_learn_kernel_recovers_a_drawn_kernel, test_learn_kernel_goes_no_further_than_lr_and_steps_allow, test_learn_kernel_finds_the_least_squares_without_a_bias
says: Your output has lost its history: .item() gives a plain Python number, and no gradient can pass through it. Keep to tensors.
says_zh: 你的输出丢掉了计算历史：.item() 得到的是普通的 Python 数，梯度传不过去。计算途中请一直用张量。
"""


def corr2d(X: Tensor, K: Tensor) -> Tensor:
    """Sum of the products in each window: (h - kh + 1, w - kw + 1)."""
    kh, kw = K.shape
    Y = torch.zeros(X.shape[0] - kh + 1, X.shape[1] - kw + 1, dtype=X.dtype)
    for i in range(Y.shape[0]):
        for j in range(Y.shape[1]):
            Y[i, j] = (X[i : i + kh, j : j + kw] * K).sum().item()
    return Y
