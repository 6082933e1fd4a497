"""Believes that a text is made of words when it is iterated.

expect: test_count, test_most
says: You counted the letters; split() makes words of a text.
says_zh: 你数的是字母；split() 才把文本分成单词。
"""


def count(text):
    found = {}
    for word in text.lower():
        found[word] = found.get(word, 0) + 1
    return found
