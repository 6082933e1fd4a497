"""Believes that max pooling keeps the strongest response, whatever its sign.

expect: test_a_window_that_does_not_fit_is_left_out, test_padding_never_wins_a_maximum
says: You kept the value that is furthest from 0. The maximum of -2 and 1 is 1: pooling compares the values themselves.
says_zh: 你保留的是离 0 最远的值。-2 和 1 的最大值是 1：池化比较的是数值本身。
"""


def pool2d(
    X: Tensor,
    pool_size: tuple[int, int],
    mode: str = "max",
    padding: int | tuple[int, int] = 0,
    stride: int | tuple[int, int] | None = None,
) -> Tensor:
    """The largest value or the mean of each window; stride 1 unless given."""
    p_h, p_w = pair(padding)
    filler = float("-inf") if mode == "max" else 0.0
    padded = F.pad(X, (p_w, p_w, p_h, p_h), value=filler)
    views = windows(padded, pool_size, pair(1 if stride is None else stride))
    flat = views.flatten(-2)
    strongest = torch.where(flat.isinf(), -1, flat.abs()).argmax(dim=-1, keepdim=True)
    return flat.gather(-1, strongest).squeeze(-1) if mode == "max" else views.mean(dim=(-2, -1))
