"""Believes that augmentation makes the batch larger.

expect: test_each_image_is_shifted_within_the_bound, test_all_shifts_are_equally_likely, test_labels_need_no_change,
    test_max_shift_of_zero_moves_nothing, test_augment_draws_from_the_generator,
    test_augment_leaves_the_images_as_they_were
says: You gave back more images than you got: the old ones and the shifted ones. The labels no longer fit; each image is replaced by its shifted self, another one in every epoch.
says_zh: 你返回的图像比传进来的多：原来的加上平移后的，标签就对不上了。应当用平移后的图代替原图，每一轮各不相同。
"""


def augment(images: Tensor, max_shift: int, generator: torch.Generator) -> Tensor:
    """Each image shifted by at most max_shift pixels, filled with 0."""
    n, _, h, w = images.shape
    padded = nn.functional.pad(images, (max_shift,) * 4)
    corners = torch.randint(2 * max_shift + 1, (n, 2), generator=generator).tolist()
    windows = [padded[i, :, top : top + h, left : left + w] for i, (top, left) in enumerate(corners)]
    return torch.cat([images, torch.stack(windows)])
