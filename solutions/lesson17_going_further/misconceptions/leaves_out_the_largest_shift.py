"""Believes that torch.randint includes its upper end.

expect: test_all_shifts_are_equally_likely, test_max_shift_of_zero_moves_nothing
says: Some shifts of at most max_shift never come. Images must go as far up as down, and as far left as right, and stay where they are for max_shift = 0. torch.randint leaves its upper end out.
says_zh: 不超过 max_shift 的平移里，有一些从来抽不到。图像向上和向下、向左和向右都要能移到同样远，max_shift = 0 时则原地不动。torch.randint 不包含上界。
"""


def augment(images: Tensor, max_shift: int, generator: torch.Generator) -> Tensor:
    """Each image shifted by at most max_shift pixels, filled with 0."""
    n, _, h, w = images.shape
    padded = nn.functional.pad(images, (max_shift,) * 4)
    corners = torch.randint(2 * max_shift, (n, 2), generator=generator).tolist()
    windows = [padded[i, :, top : top + h, left : left + w] for i, (top, left) in enumerate(corners)]
    return torch.stack(windows)
