def add(a, b):
    return total([a, b])


def total(numbers):
    return int("x" + str(numbers)[:0])
