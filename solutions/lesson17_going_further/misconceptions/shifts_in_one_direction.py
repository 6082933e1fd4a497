"""Believes that images move sideways.

expect: test_all_shifts_are_equally_likely
says: Your images move along one direction only. Each image is shifted down and to the right, by two numbers of its own.
says_zh: 你的图像只沿一个方向移动。每张图都要有两个各自的平移量：一个向下，一个向右。
"""


def augment(images: Tensor, max_shift: int, generator: torch.Generator) -> Tensor:
    """Shift each image by a random number of whole pixels and fill what comes in with 0."""
    n, _, h, w = images.shape
    padded = nn.functional.pad(images, (max_shift,) * 4)
    corners = torch.randint(2 * max_shift + 1, (n, 2), generator=generator).tolist()
    windows = [padded[i, :, max_shift:max_shift + h, left:left + w] for i, (_, left) in enumerate(corners)]
    return torch.stack(windows)
