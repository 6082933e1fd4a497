"""Believes that one draw per image is enough.

expect: test_all_shifts_are_equally_likely
says: Your images move as far down as to the right. The two shifts of an image are drawn independently of each other.
says_zh: 你的图像向下和向右总是移动同样多。一张图的两个平移量要分别独立抽取。
"""


def augment(images: Tensor, max_shift: int, generator: torch.Generator) -> Tensor:
    """Shift each image by a random number of whole pixels and fill what comes in with 0."""
    n, _, h, w = images.shape
    padded = nn.functional.pad(images, (max_shift,) * 4)
    corners = torch.randint(2 * max_shift + 1, (n, 1), generator=generator).expand(n, 2).tolist()
    windows = [padded[i, :, top:top + h, left:left + w] for i, (top, left) in enumerate(corners)]
    return torch.stack(windows)
