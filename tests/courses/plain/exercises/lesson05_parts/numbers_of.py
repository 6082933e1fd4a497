def numbers(text):
    """The whole numbers in the text, in their order."""
    raise NotImplementedError("numbers: start with task 1")
