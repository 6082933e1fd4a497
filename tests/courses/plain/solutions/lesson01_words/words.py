"""Words of a text."""

STOP = ["a", "the"]


def count(text):
    """How often each word stands in the text, in lower case."""
    found = {}
    for word in text.lower().split():
        found[word] = found.get(word, 0) + 1
    return found


def most(text):
    """The word that is there most often, of those that are not in STOP."""
    found = count(text)
    return max((word for word in found if word not in STOP), key=found.get)
