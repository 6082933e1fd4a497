"""Believes that a picture in grey has no channel.

expect: test_transform_scales_by_the_training_pictures, test_transform_adds_a_channel,
    test_two_transforms_keep_their_own_numbers
says: Your picture has no dimension for the channel. A convolution layer expects (1, h, w), in grey too.
says_zh: 你的图片没有通道维。卷积层要的是 (1, h, w)，灰度图也一样。
"""


def make_transform(images):
    pixels = images.double() / 255
    mean, std = float(pixels.mean()), float(pixels.std())

    def transform(image):
        return (image.float() / 255 - mean) / std

    return transform
