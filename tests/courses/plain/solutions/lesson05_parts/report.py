from numbers_of import numbers


def largest(text):
    """The largest number in the text."""
    return max(numbers(text))
