"""Believes that noise is one number.

expect: test_noise_has_standard_deviation_one_hundredth
says: All your labels carry the same noise: one number was drawn and added everywhere. Each label has a noise of its own.
says_zh: 你所有标签的噪声都一样：只抽了一个数，到处都加。每个标签要有自己的噪声。
"""


def synthetic_data(w: Tensor, b: float, n: int) -> tuple[Tensor, Tensor]:
    """Make n samples of a known linear model, with a little noise: y = X w + b + noise."""
    X = torch.randn(n, len(w))
    y = X @ w.reshape(-1, 1) + b
    return (X, y + 0.01 * torch.randn(1))
