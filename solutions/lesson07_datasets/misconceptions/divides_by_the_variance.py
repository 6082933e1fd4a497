"""Believes that normalising divides by the variance.

expect: test_transform_scales_by_the_training_pictures, test_transform_adds_a_channel,
    test_two_transforms_keep_their_own_numbers
says: You divide by the variance. Its root, the standard deviation, has the unit of the pixels.
says_zh: 你除以了方差；它的平方根，也就是标准差，才与像素单位相同。
"""


def make_transform(images):
    pixels = images.double() / 255
    mean, std = float(pixels.mean()), float(pixels.var())

    def transform(image):
        return (image[None].float() / 255 - mean) / std

    return transform
