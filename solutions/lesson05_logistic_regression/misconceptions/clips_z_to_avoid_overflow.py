"""Believes that z must be clipped to a small range before exp, at the price of the tails.

expect: test_sigmoid_of_large_numbers_is_one, test_sigmoid_of_large_numbers_of_both_signs
says: You cut z off at 10, so sigmoid(1000) becomes sigmoid(10) = 0.99995. Check first whether 1 / (1 + exp(-z)) needs any help at all when exp gives inf.
says_zh: 你把 z 截断在 10，于是 sigmoid(1000) 变成了 sigmoid(10) = 0.99995。先看看 exp 得到 inf 时，1 / (1 + exp(-z)) 到底需不需要帮忙。
"""


def sigmoid(z: Tensor) -> Tensor:
    """1 / (1 + exp(-z)) of each number."""
    return 1 / (1 + torch.exp(-z.clamp(-10, 10)))
