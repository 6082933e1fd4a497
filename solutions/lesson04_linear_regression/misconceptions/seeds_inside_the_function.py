"""Believes that a function with random numbers must set the seed itself.

expect: test_each_call_makes_new_data
says: Each call sets the same seed, so each call gives the same samples. The seed is the caller's business, once, at the top of a script.
says_zh: 每次调用都设同一个种子，所以每次得到的都是同一批样本。种子应由调用者在脚本开头设一次。
"""


def synthetic_data(w: Tensor, b: float, n: int) -> tuple[Tensor, Tensor]:
    """n samples of y = X w + b + noise."""
    torch.manual_seed(42)
    X = torch.randn(n, len(w))
    y = X @ w.reshape(-1, 1) + b
    return X, y + 0.01 * torch.randn(n, 1)
