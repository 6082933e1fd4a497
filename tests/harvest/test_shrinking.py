"""What is left of a student's program: the statements that make it fail."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from typing import Any

import pytest

from grader.harvest.shrinking import Sources, reduced

SOLUTION = """
from math import sqrt


class Line:
    def __init__(self, a):
        self.a = a

    def at(self, x):
        return self.a * x

    def root(self):
        return sqrt(self.a)


def add(a, b):
    return a + b


def twice(a):
    return add(a, a)
"""


def failing(ask: Callable[[dict[str, Any]], Any], answer: object) -> Callable[[str], bool]:
    """Whether a program gives this wrong answer."""

    def fails(program: str) -> bool:
        names: dict[str, Any] = {}
        try:
            exec(program, names)
            return bool(ask(names) == answer)
        except Exception:
            return False

    return fails


def shrink(student: str, fails: Callable[[str], bool]) -> str:
    return reduced(Sources(SOLUTION, textwrap.dedent(student)), fails).strip()


def test_what_makes_no_difference_is_left_out() -> None:
    """The text of the function, a line that nothing needs, and the functions that are right."""
    student = '''
        def twice(a):
            """Mine."""
            return add(a, a) * 1

        def add(first, second):
            """Add."""
            unused = 3
            print("adding")
            total = first - second
            if total > 100:
                total = 100
            return total
    '''
    left = shrink(student, failing(lambda names: names["add"](5, 2), 3))
    assert left == "def add(first, second):\n    total = first - second\n    return total"


def test_a_helper_comes_along_under_a_helpers_name() -> None:
    student = """
        import math, random

        def less(a, b):
            return math.floor(a - b)

        def never(a):
            return a

        def add(a, b):
            return less(a, b)
    """
    left = shrink(student, failing(lambda names: names["add"](5, 2), 3))
    assert left == (
        "import math\n\n\ndef _less(a, b):\n    return math.floor(a - b)\n\n\ndef add(a, b):\n    return _less(a, b)"
    )


def test_a_right_method_is_the_solutions() -> None:
    student = """
        class Line:
            def __init__(self, slope):
                self.a = float(slope)

            def at(self, x):
                return self.a + x

            def root(self):
                return self.a ** 0.5
    """
    left = shrink(student, failing(lambda names: names["Line"](2).at(5), 7))
    assert "return self.a + x" in left
    assert "** 0.5" not in left


def test_two_functions_that_are_wrong_together_stay_together() -> None:
    student = """
        def add(a, b):
            return a - b

        def twice(a):
            return 3 * a
    """
    left = shrink(student, failing(lambda names: (names["add"](1, 1), names["twice"](1)), (0, 3)))
    assert "return a - b" in left
    assert "return 3 * a" in left


def test_a_failure_that_no_definition_makes_has_no_draft() -> None:
    assert shrink("def add(a, b):\n    return a - b\n", lambda program: False) == ""


@pytest.mark.parametrize("student", ["def add(a, b:", "x = '\0'"])
def test_what_is_no_python_is_an_error_that_the_caller_knows(student: str) -> None:
    with pytest.raises((SyntaxError, ValueError)):
        reduced(Sources(SOLUTION, student), lambda program: True)


def test_what_runs_when_the_file_is_read_is_left_out() -> None:
    """Decorators, annotations, defaults, and lines of a helper: a teacher is to read what is wrong, and nothing else."""
    student = """
        def loud(function):
            return function

        def less(a, b):
            "Not needed."
            print("never mind")
            return a - b

        @loud
        def add(a: print("read"), b=print("read"), unused=print("read")) -> int:
            return less(a, b)
    """
    left = shrink(student, failing(lambda names: names["add"](5, 2), 3))
    assert left == "def _less(a, b):\n    return a - b\n\n\ndef add(a, b=None, unused=None):\n    return _less(a, b)"
