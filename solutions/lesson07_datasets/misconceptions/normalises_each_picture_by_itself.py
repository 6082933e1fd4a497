"""Believes that a picture is normalised by its own mean.

expect: test_transform_scales_by_the_training_pictures, test_transform_adds_a_channel,
    test_two_transforms_keep_their_own_numbers
says: You normalise each picture by its own mean and std. Both come from the training pictures and are the same for every picture.
says_zh: 你用每张图片自己的均值和标准差归一化。两者应当来自训练图片，对每张图片都一样。
"""


def make_transform(images):
    def transform(image):
        pixels = image[None].float() / 255
        return (pixels - pixels.mean()) / pixels.std()

    return transform
