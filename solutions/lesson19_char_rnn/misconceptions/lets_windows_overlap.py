"""Believes that windows slide along the text.

expect: test_windows_do_not_overlap, test_targets_are_the_next_characters
says: Your windows overlap: each begins before the one in front of it has ended. Asked are pieces that do not overlap, so that an epoch reads each character once.
says_zh: 你的小段互相重叠：前一段还没结束，后一段就开始了。要的是不重叠的段，这样一轮里每个字符只读一次。
"""


def windows(ids: Tensor, length: int) -> tuple[Tensor, Tensor]:
    stride = max(1, length // 2)
    return ids[:-1].unfold(0, length, stride), ids[1:].unfold(0, length, stride)
