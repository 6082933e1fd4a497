import pandas as pd


def read(path):
    """The table in a CSV file, without rows that lack a fare."""
    return pd.read_csv(path).dropna(subset=["fare"])


def mean_fare(table):
    """The mean fare of each class, as a Series by class, in the order of the classes."""
    return table.groupby("class")["fare"].mean()
