"""Believes that a vocabulary lists the text.

expect: test_vocabulary_is_sorted
says: Your vocabulary holds characters several times. Each character has one number, so each stands there once.
says_zh: 你的词表里有重复的字符。每个字符只有一个编号，所以只出现一次。
"""


def vocabulary(text: str) -> list[str]:
    return sorted(text)
