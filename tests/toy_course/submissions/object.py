class Sum:
    pass


def add(a, b):
    return Sum()
