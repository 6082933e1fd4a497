"""Believes that the order of the vocabulary is a matter of taste.

expect: test_vocabulary_is_sorted
says: Your vocabulary is in the order of first appearance. Sorted, the same characters always have the same numbers, whatever the text begins with.
says_zh: 你的词表按首次出现的顺序排列。排好序，同样的字符就总有同样的编号，与文本怎样开头无关。
"""


def vocabulary(text: str) -> list[str]:
    return list(dict.fromkeys(text))
