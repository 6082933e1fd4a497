"""Small geometry: points in the plane and what can be done with lists of them."""

import math
from functools import reduce as fold

UNITS = {"m": 1.0, "km": 1000.0}


class Point:
    """A point (x, y)."""

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __eq__(self, other):
        return isinstance(other, Point) and (self.x, self.y) == (other.x, other.y)

    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y)

    def __repr__(self):
        return f"Point({self.x}, {self.y})"

    def norm(self):
        return math.hypot(self.x, self.y)


class TooFew(ValueError):
    """There are fewer points than a shape needs."""


def _turn(a, b, c):
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def area(corners):
    """The area of a polygon given by its corners [(x, y), ...]; raises TooFew for fewer than three."""
    if len(corners) < 3:
        raise TooFew(f"a polygon has 3 corners or more, not {len(corners)}")
    first, *rest = corners
    return abs(sum(_turn(first, b, c) for b, c in zip(rest, rest[1:], strict=False))) / 2


def total(lengths, unit="m"):
    """The sum of lengths, in metres."""
    if unit not in UNITS:
        raise KeyError(unit)
    return fold(lambda a, b: a + b, lengths, 0) * UNITS[unit]


def apply(function, values):
    """The function's value for each of the values, as a list."""
    return [function(value) for value in values]


def directions(steps):
    """Which directions a walk such as "NNE" has."""
    return set(steps)


def jitter(n, generator=None):
    """n random numbers in [0, 1)."""
    import random

    return [(generator or random).random() for _ in range(n)]
