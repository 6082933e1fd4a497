"""Believes that a group's fare is the sum of its fares.

expect: test_means
says: You added the fares up; the mean divides by their number.
says_zh: 你把票价加了起来；平均值还要除以个数。
"""


def mean_fare(table):
    return table.groupby("class")["fare"].sum()
