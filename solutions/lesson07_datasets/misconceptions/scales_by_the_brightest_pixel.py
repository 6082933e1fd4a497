"""Believes that the brightest training pixel is white.

expect: test_transform_scales_by_the_training_pictures, test_transform_adds_a_channel,
    test_two_transforms_keep_their_own_numbers
says: You divide by the brightest pixel of the training pictures when you measure, and by 255 later. Divide by 255 both times.
says_zh: 求均值和标准差时你除以训练图片里最亮的像素，后来却除以 255。两次都要除以 255。
"""


def make_transform(images):
    pixels = images.double() / images.max()
    mean, std = float(pixels.mean()), float(pixels.std())

    def transform(image):
        return (image[None].float() / 255 - mean) / std

    return transform
