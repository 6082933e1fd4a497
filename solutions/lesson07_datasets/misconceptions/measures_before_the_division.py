"""Believes that mean and std may be measured before the pixels are divided by 255.

expect: test_transform_scales_by_the_training_pictures, test_transform_adds_a_channel,
    test_two_transforms_keep_their_own_numbers
says: You measure mean and std of the bytes, but use them for pixels between 0 and 1. Measure after the division by 255.
says_zh: 你对字节求了均值和标准差，却用在 0 与 1 之间的像素上。要在除以 255 之后再求。
"""


def make_transform(images):
    pixels = images.double()
    mean, std = float(pixels.mean()), float(pixels.std())

    def transform(image):
        return (image[None].float() / 255 - mean) / std

    return transform
