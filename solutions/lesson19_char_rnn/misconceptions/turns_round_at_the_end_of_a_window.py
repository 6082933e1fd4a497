"""Believes that the target at the end of a window has to come from the window.

expect: test_targets_are_the_next_characters
says: At the end of each window your target is the first character of the same window. In the text another one follows: take targets from the text, moved by one, before you cut it.
says_zh: 在每段的末尾，你的目标是这一段的第一个字符。文本里跟在后面的是另一个：先把整个文本移动一位，再切段。
"""


def windows(ids: Tensor, length: int) -> tuple[Tensor, Tensor]:
    m = (len(ids) - 1) // length
    inputs = ids[: m * length].reshape(m, length)
    return inputs, inputs.roll(-1, dims=1)
