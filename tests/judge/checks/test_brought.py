"""What suites of other graders ask, against answers that are right, wrong and made to fool them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from grader.judge.checks import check
from grader.judge.checks.brought import absent, is_one, operators, plain, said, screen
from grader.judge.remote.errors import Mismatch, Setback
from tests.conftest import Bench

HandIn = Callable[..., Bench]

ANSWERS = """
class TooFew(ValueError):
    pass


class Point:
    def __init__(self, x):
        self.x = x

    def __eq__(self, other):
        return isinstance(other, Point) and self.x == other.x

    def __repr__(self):
        return f"Point({self.x})"


def letters(word):
    return set(word)


def few(n):
    raise TooFew(f"not {n}")


def told(name):
    print("Hello,", name)


def leaves():
    import os
    os._exit(0)


def calls(n):
    return letters(n)


class endless:
    __name__ = "set"

    def __iter__(self):
        n = 0
        while True:
            n += 1
            yield n


endless.__name__ = endless.__qualname__ = "set"


def numbers():
    return endless()


class Yes:
    def __eq__(self, other):
        return True


def yes():
    return Yes()
"""


def test_objects_are_compared_where_they_are_and_plain_values_here(hand_in: HandIn) -> None:
    bench = hand_in(ANSWERS)
    there = operators(bench.worker)

    assert there.eq(bench.student.Point(1), bench.student.Point(1))
    assert not there.eq(bench.student.Point(1), bench.student.Point(2))
    assert there.str(bench.student.Point(3)) == "Point(3)"
    assert there.isinstance(bench.student.Point(1), bench.student.Point)
    assert not there.eq(3, 4)


def test_sets_come_over_and_an_endless_one_is_none(hand_in: HandIn) -> None:
    bench = hand_in(ANSWERS)

    assert plain(bench.student.letters("abba")) == {"a", "b"}
    assert plain([1, 2]) == [1, 2]
    with pytest.raises(Mismatch):
        assert plain(bench.student.numbers()) == {1, 2}
    with pytest.raises(Mismatch):
        assert plain(bench.student.yes()) == {1, 2}


def test_exceptions_are_known_by_kind_and_message(hand_in: HandIn) -> None:
    bench = hand_in(ANSWERS)

    with check.raises("TooFew", match="not 3") as caught:
        bench.student.few(3)
    assert (caught.message, caught.type) == ("not 3", None)
    with pytest.raises(Mismatch), check.raises(ValueError, match="not 4"):
        bench.student.few(3)
    with pytest.raises(Setback) as stopped:
        bench.student.few(3)
    assert is_one(stopped.value, KeyError, ValueError)
    assert not is_one(stopped.value, KeyError)
    assert said(stopped.value) == "not 3"


def test_what_ends_a_worker_is_no_exception_that_a_test_waits_for(hand_in: HandIn) -> None:
    bench = hand_in(ANSWERS)

    with pytest.raises(Setback) as stopped:
        bench.student.leaves()
    assert not is_one(stopped.value, Exception)
    with pytest.raises(Setback) as missing:
        bench.student.not_there()
    assert not is_one(missing.value, Exception)


def test_screen_shows_what_a_session_shows(hand_in: HandIn) -> None:
    bench = hand_in(ANSWERS)

    with screen(bench.worker) as seen:
        seen.value(bench.student.told("Ana"))
        print("here")
        seen.value([1, "a"])
        seen.value(bench.student.Point(2))

    assert seen.text == "Hello, Ana\nhere\n[1, 'a']\nPoint(2)\n"


def test_function_that_is_taken_away_is_missed_by_the_student(hand_in: HandIn) -> None:
    bench = hand_in(ANSWERS)

    bench.student.letters = absent(bench.worker, "letters")

    with check.raises(NameError) as caught:
        bench.student.calls("ab")
    assert caught.message == "name 'letters' is not defined"
    assert caught.type is NameError
