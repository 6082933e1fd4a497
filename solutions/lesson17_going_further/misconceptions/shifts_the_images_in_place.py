"""Believes that the images may be overwritten because new ones come in the next epoch.

expect: test_augment_leaves_the_images_as_they_were
says: You wrote the shifted images over the old ones. In the next epoch you would shift what has been shifted already.
says_zh: 你用平移后的图覆盖了原图。到下一轮，移动的就是已经移动过的图了。
"""


def augment(images: Tensor, max_shift: int, generator: torch.Generator) -> Tensor:
    """Each image shifted by at most max_shift pixels, filled with 0."""
    n, _, h, w = images.shape
    padded = nn.functional.pad(images, (max_shift,) * 4)
    corners = torch.randint(2 * max_shift + 1, (n, 2), generator=generator).tolist()
    windows = [padded[i, :, top : top + h, left : left + w] for i, (top, left) in enumerate(corners)]
    images[:] = torch.stack(windows)
    return images
