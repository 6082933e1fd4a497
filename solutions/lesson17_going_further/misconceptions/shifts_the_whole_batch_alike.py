"""Believes that one random shift a call is random enough.

expect: test_all_shifts_are_equally_likely
says: All images of a call moved by the same shift. Each image is to draw one of its own.
says_zh: 一次调用里，所有图像的平移都一样。应当每张图各抽一个。
"""


def augment(images: Tensor, max_shift: int, generator: torch.Generator) -> Tensor:
    """Each image shifted by at most max_shift pixels, filled with 0."""
    n, _, h, w = images.shape
    padded = nn.functional.pad(images, (max_shift,) * 4)
    corners = torch.randint(2 * max_shift + 1, (1, 2), generator=generator).expand(n, 2).tolist()
    windows = [padded[i, :, top : top + h, left : left + w] for i, (top, left) in enumerate(corners)]
    return torch.stack(windows)
