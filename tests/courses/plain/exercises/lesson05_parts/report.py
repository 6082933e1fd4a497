from numbers_of import numbers


def largest(text):
    """The largest number in the text."""
    raise NotImplementedError("largest: start with task 1")
