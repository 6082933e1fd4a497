"""Believes that torch.randint includes its upper end.

expect: test_all_shifts_are_equally_likely, test_max_shift_of_zero_moves_nothing
says: One of the largest shifts never comes: either up or down, and either left or right. torch.randint leaves its upper end out, so with max_shift = 0 nothing is left between 0 and 2 * max_shift.
says_zh: 最大的平移总有一边抽不到：上下有一边，左右也有一边。torch.randint 不包含上界，所以 max_shift = 0 时，从 0 到 2 * max_shift 就没有数可抽了。
"""


def augment(images: Tensor, max_shift: int, generator: torch.Generator) -> Tensor:
    """Each image shifted by at most max_shift pixels, filled with 0."""
    n, _, h, w = images.shape
    padded = nn.functional.pad(images, (max_shift,) * 4)
    corners = torch.randint(2 * max_shift, (n, 2), generator=generator).tolist()
    windows = [padded[i, :, top : top + h, left : left + w] for i, (top, left) in enumerate(corners)]
    return torch.stack(windows)
