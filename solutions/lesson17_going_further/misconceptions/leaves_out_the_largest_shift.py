"""Believes that torch.randint includes its upper end.

expect: test_all_shifts_are_equally_likely, test_max_shift_of_zero_moves_nothing
says: One of the largest shifts never comes: torch.randint leaves its upper end out. With max_shift = 0 it has nothing left to choose from.
says_zh: 最大的平移有一边永远抽不到：torch.randint 不包含上界。max_shift = 0 时，它就没有数可抽了。
"""


def augment(images: Tensor, max_shift: int, generator: torch.Generator) -> Tensor:
    """Each image shifted by at most max_shift pixels, filled with 0."""
    n, _, h, w = images.shape
    padded = nn.functional.pad(images, (max_shift,) * 4)
    corners = torch.randint(2 * max_shift, (n, 2), generator=generator).tolist()
    windows = [padded[i, :, top : top + h, left : left + w] for i, (top, left) in enumerate(corners)]
    return torch.stack(windows)
