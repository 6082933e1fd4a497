"""Believes that adding is subtracting.

expect: test_two_and_three, test_any_numbers
says: You subtracted b; to add moves the other way.
says_zh: 你减去了 b；加法是反方向的。
"""


def add(a, b):
    return a - b
