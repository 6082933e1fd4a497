"""Believes that torch.rand draws normal numbers.

expect: test_noise_has_standard_deviation_one_hundredth, test_features_are_standard_normal
says: Your random numbers lie evenly between 0 and 1. Normal numbers gather around 0 and take both signs.
says_zh: 你的随机数均匀分布在 0 到 1 之间。正态随机数集中在 0 附近，有正有负。
"""


def synthetic_data(w: Tensor, b: float, n: int) -> tuple[Tensor, Tensor]:
    """n samples of y = X w + b + noise."""
    X = torch.rand(n, len(w))
    y = X @ w.reshape(-1, 1) + b
    return X, y + 0.01 * torch.rand(n, 1)
