"""Believes that a random function seeds its own numbers.

expect: test_augment_draws_from_the_generator
says: Every call gives the same shifts, as if the random numbers were seeded anew each time. Draw from the generator that is handed in, as it comes.
says_zh: 每次调用的平移都一样，像是每次都重新设了种子。直接用传进来的生成器来抽，它是什么状态就用什么状态。
"""


def augment(images: Tensor, max_shift: int, generator: torch.Generator) -> Tensor:
    """Shift each image by a random number of whole pixels and fill what comes in with 0."""
    n, _, h, w = images.shape
    padded = nn.functional.pad(images, (max_shift,) * 4)
    generator.manual_seed(0)
    corners = torch.randint(2 * max_shift + 1, (n, 2), generator=generator).tolist()
    windows = [padded[i, :, top:top + h, left:left + w] for i, (top, left) in enumerate(corners)]
    return torch.stack(windows)
