import pandas as pd


def read(path):
    """The table in a CSV file, without rows that lack a fare."""
    raise NotImplementedError("read: start with task 1")


def mean_fare(table):
    """The mean fare of each class, as a Series by class, in the order of the classes."""
    raise NotImplementedError("mean_fare: start with task 1")
