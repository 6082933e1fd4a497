"""Believes that any random numbers will do.

expect: test_augment_draws_from_the_generator
says: Your shifts do not come from the generator that was handed in: with the same state they differ, and nobody can repeat the run.
says_zh: 你的平移不是由传进来的生成器决定的：状态相同，结果却不同，这次实验谁也重复不了。
"""


def augment(images: Tensor, max_shift: int, generator: torch.Generator) -> Tensor:
    """Each image shifted by at most max_shift pixels, filled with 0."""
    n, _, h, w = images.shape
    padded = nn.functional.pad(images, (max_shift,) * 4)
    corners = torch.randint(2 * max_shift + 1, (n, 2)).tolist()
    windows = [padded[i, :, top : top + h, left : left + w] for i, (top, left) in enumerate(corners)]
    return torch.stack(windows)
