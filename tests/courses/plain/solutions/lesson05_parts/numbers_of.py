def numbers(text):
    """The whole numbers in the text, in their order."""
    return [int(word) for word in text.split() if word.isdigit()]
