"""Believes that a space is no character.

expect: test_decode_is_the_way_back
says: Your decoded text has lost its spaces. A space is a character like any other, and a model has to learn where words end.
says_zh: 你还原的文本丢了空格。空格和别的字符一样；单词在哪里结束，模型也得学。
"""


def decode(ids: Tensor, chars: Sequence[str]) -> str:
    return "".join(chars[i] for i in ids.tolist()).replace(" ", "")
