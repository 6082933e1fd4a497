"""Believes that n labels are a tensor of shape (n,).

expect: test_synthetic_shapes, test_synthetic_data_of_one_sample, test_synthetic_data_is_float32,
    test_labels_lie_on_the_plane_but_for_the_noise, test_noise_has_standard_deviation_one_hundredth,
    test_features_are_standard_normal, test_each_call_makes_new_data
says: Your labels have shape (n,). Here y is a column, (n, 1): beside predictions of shape (n, 1) flat labels broadcast to (n, n).
says_zh: 你的标签形状是 (n,)。这里的 y 是一列，形状 (n, 1)：一维的标签碰上 (n, 1) 的预测，会广播成 (n, n)。
"""


def synthetic_data(w: Tensor, b: float, n: int) -> tuple[Tensor, Tensor]:
    """n samples of y = X w + b + noise."""
    X = torch.randn(n, len(w))
    y = X @ w + b
    return X, y + 0.01 * torch.randn(n)
