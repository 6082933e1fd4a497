"""Believes that p is the padding of both ends together.

expect: test_output_size_with_padding_and_stride
says: You added p only once. Padding is put on both ends of the line, so it makes the line longer by twice p.
says_zh: 你只加了一次 p。填充加在线的两端，所以总长增加的是 p 的两倍。
"""


def output_size(w: int, f: int, p: int = 0, s: int = 1) -> int:
    """floor((w + 2p - f) / s) + 1."""
    return (w + p - f) // s + 1
