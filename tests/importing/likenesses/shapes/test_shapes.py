import random

import numpy as np
import pytest

import shapes
from shapes import Point, TooFew, directions, jitter, total
from shapes import area as area_of

SQUARE = [(0, 0), (2, 0), (2, 2), (0, 2)]


def shifted(corners, by):
    return [(x + by, y + by) for x, y in corners]


def assert_area(corners, expected):
    assert area_of(corners) == pytest.approx(expected)


@pytest.fixture
def origin():
    return Point(0, 0)


def test_area_of_a_square():
    """area of a square is its side squared"""
    assert_area(SQUARE, 4)


def test_area_stays_when_moved():
    for by in range(-3, 4):
        assert_area(shifted(SQUARE, by), 4.0)
    assert area_of([(x, -y) for x, y in SQUARE]) > 0


@pytest.mark.parametrize(("corners", "expected"), [([(0, 0), (1, 0), (0, 1)], 0.5), (SQUARE, 4), ([(0, 0), (1, 1), (2, 2)], 0)])
def test_area_of_many(corners, expected):
    assert shapes.area(corners) == expected


def test_too_few_corners():
    with pytest.raises(TooFew, match="3 corners"):
        area_of([(0, 0), (1, 1)])
    with pytest.raises(ValueError) as caught:
        area_of([])
    assert "not 0" in str(caught.value)


class TestTotal:
    def test_metres(self):
        np.testing.assert_allclose(total([1, 2.5]), 3.5)
        assert total([]) == 0

    def test_kilometres(self):
        assert total([1, 2], unit="km") == 3000

    def test_unknown_unit(self):
        try:
            total([1], unit="mile")
        except KeyError as error:
            assert error.args[0] == "'mile'" or "mile" in str(error)
        else:
            raise AssertionError("no KeyError")


class TestPoint:
    def test_sum(self, origin):
        p = Point(3, 4)
        assert p + origin == p
        assert p != origin
        assert str(p) == "Point(3, 4)"
        assert p.norm() == 5

    def test_attributes(self):
        p = Point(1, 2)
        p.x = 7
        assert (p.x, p.y) == (7, 2)


class TestRest:
    def test_apply(self):
        assert shapes.apply(lambda value: value * 2, [1, 2]) == [2, 4]

    def test_directions(self):
        assert directions("NNE") == {"N", "E"}

    def test_one_stream(self):
        random.seed(1)
        first = random.random()
        random.seed(1)
        assert jitter(1) == [first]

    def test_seeded(self):
        random.seed(3)
        assert jitter(2) == [0.23796462709189137, 0.5442292252959519]

    def test_kind(self):
        assert isinstance(Point(0, 0), Point)
