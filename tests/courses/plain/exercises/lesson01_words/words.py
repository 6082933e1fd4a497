"""Words of a text."""

STOP = {"the", "a"}


def count(text):
    """How often each word stands in the text, in lower case."""
    raise NotImplementedError("count: start with task 1")


def most(text):
    """The word that is there most often, of those that are not in STOP."""
    raise NotImplementedError("most: start with task 1")
