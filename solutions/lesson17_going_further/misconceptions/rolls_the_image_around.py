"""Believes that torch.roll shifts an image.

expect: test_each_image_is_shifted_within_the_bound, test_all_shifts_are_equally_likely
says: What leaves your images on one side comes back on the other: that is how torch.roll works. What comes in is to be 0.
says_zh: 你的图像从一边移出去的部分，又从另一边回来了，torch.roll 就是这样。移进来的地方应当是 0。
"""


def augment(images: Tensor, max_shift: int, generator: torch.Generator) -> Tensor:
    """Each image shifted by at most max_shift pixels, filled with 0."""
    n, _, h, w = images.shape
    corners = torch.randint(2 * max_shift + 1, (n, 2), generator=generator).tolist()
    moves = [(max_shift - top, max_shift - left) for top, left in corners]
    return torch.stack([torch.roll(images[i], move, (1, 2)) for i, move in enumerate(moves)])
