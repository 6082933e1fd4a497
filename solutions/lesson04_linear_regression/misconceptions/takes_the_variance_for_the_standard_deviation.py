"""Believes that the 0.01 is the variance of the noise.

expect: test_labels_lie_on_the_plane_but_for_the_noise, test_noise_has_standard_deviation_one_hundredth
says: Your noise has a standard deviation of 0.1, so 0.01 is its variance. Asked for is a standard deviation of 0.01.
says_zh: 你的噪声标准差是 0.1，0.01 成了方差。要求的是标准差 0.01。
"""


def synthetic_data(w: Tensor, b: float, n: int) -> tuple[Tensor, Tensor]:
    """n samples of y = X w + b + noise."""
    X = torch.randn(n, len(w))
    y = X @ w.reshape(-1, 1) + b
    return X, y + 0.01**0.5 * torch.randn(n, 1)
