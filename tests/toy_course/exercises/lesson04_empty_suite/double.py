"""Doubling."""


def double(x):
    # TODO (task 1): double it
    raise NotImplementedError("double: start with task 1")
