"""Believes that a + b already meets every number with every other.

expect: test_every_number_meets_every_other, test_equal_lengths_still_give_a_table, test_two_million_numbers_in_a,
    test_two_million_numbers_in_b, test_pairwise_sums_leaves_a_and_b_as_they_were
says: a + b adds position by position, and fails where the lengths differ. For a table, a and b must lie in different directions.
says_zh: a + b 是同一位置的数相加，长度不同时会报错。要得到一张表，a 和 b 得在不同的方向上。
"""


def pairwise_sums(a: Tensor, b: Tensor) -> Tensor:
    """The sum of a and b."""
    return a + b
