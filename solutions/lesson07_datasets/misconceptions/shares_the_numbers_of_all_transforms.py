"""Believes that a global variable is where a function keeps its numbers.

expect: test_two_transforms_keep_their_own_numbers
says: Your transforms share one mean and one std: the second make_transform changes the first one. A function that is defined inside keeps the numbers of its own call.
says_zh: 你的各个 transform 共用同一组均值和标准差：再调用一次 make_transform，前一个也变了。在函数里面定义的函数会保留那次调用的数。
"""


def make_transform(images):
    pixels = images.double() / 255
    make_transform.mean, make_transform.std = float(pixels.mean()), float(pixels.std())

    def transform(image):
        return (image[None].float() / 255 - make_transform.mean) / make_transform.std

    return transform
