# When is the median better than the mean?
# Where a few numbers lie far from the others: one rich guest makes everybody rich, on average.


def mean(numbers):
    """The mean of a list of numbers."""
    return sum(numbers) / len(numbers)
