"""Doubling."""


def double(x):
    # BEGIN SOLUTION task 1: double it
    return x * 2
    # END SOLUTION
