"""Believes that random numbers of NumPy and of PyTorch have the same dtype.

expect: test_synthetic_data_is_float32
says: Your data is float64, NumPy's usual dtype. The parameters of a model are float32, and PyTorch refuses to multiply the two.
says_zh: 你的数据是 float64，这是 NumPy 的默认类型。模型的参数是 float32，PyTorch 不会把两者相乘。
"""

import numpy as np


def synthetic_data(w: Tensor, b: float, n: int) -> tuple[Tensor, Tensor]:
    """n samples of y = X w + b + noise."""
    X = np.random.normal(0, 1, (n, len(w)))
    y = X @ w.double().numpy().reshape(-1, 1) + b
    return torch.from_numpy(X), torch.from_numpy(y + np.random.normal(0, 0.01, (n, 1)))
