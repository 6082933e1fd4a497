"""Believes that the number of a character is its place in the alphabet.

expect: test_encode_gives_places
says: Your numbers come from the alphabet and not from chars. The place in the list that you are given is the number, also of a space.
says_zh: 你的编号来自字母表，而不是 chars。给你的列表里的位置才是编号，空格也一样。
"""


def encode(text: str, chars: Sequence[str]) -> Tensor:
    return torch.tensor([ord(char) - ord("a") for char in text], dtype=torch.int64)
