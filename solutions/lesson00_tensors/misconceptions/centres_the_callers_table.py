"""Believes that x -= m is only a short way to write x = x - m.

expect: test_row_stats_leaves_x_as_it_was
says: x -= ... writes into the tensor of the caller; x = x - ... makes a new one. After your function the caller's table is centred.
says_zh: x -= … 会写进调用者的张量，x = x - … 才会生成新的。调用你的函数之后，对方的表被减去了均值。
"""


def row_stats(x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Mean, standard deviation and largest value of each row."""
    mean, largest = x.mean(dim=1), x.amax(dim=1)
    x -= mean[:, None]
    return mean, ((x**2).sum(dim=1) / (x.shape[1] - 1)).sqrt(), largest
