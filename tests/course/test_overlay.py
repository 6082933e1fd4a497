"""What a misconception replaces in a solution: in its place, so that whatever is made of it on import is made of the new one."""

from __future__ import annotations

from typing import Any

import pytest

from grader.course.lessons import find_course
from grader.course.overlay import compose, defined, parsed

SOLUTION = '''"""The solution."""

import functools
from math import sqrt

FACTOR = 2


@functools.cache
def scale(x, by=FACTOR):
    """x times a factor."""
    return x * by


# What the classes share.
class Base:
    rate = FACTOR

    def step(self):
        return "base"


class Child(Base):
    pass


TABLE = {"base": Base, "scale": scale}


def root(x, function=scale):
    return sqrt(function(x))
'''


def run(overlay: str, solution: str = SOLUTION) -> dict[str, Any]:
    names: dict[str, Any] = {}
    exec(compile(compose(solution, overlay), "composed", "exec"), names)
    return names


def test_function_in_a_table_and_in_a_default_is_the_new_one() -> None:
    names = run("def scale(x):\n    return 100 * x\n")
    assert names["TABLE"]["scale"] is names["scale"]
    assert names["root"](4) == 20


def test_class_is_the_base_of_the_solution_s_subclass() -> None:
    names = run("class Base:\n    def step(self):\n        return 'new'\n")
    assert names["Child"]().step() == "new"
    assert names["TABLE"]["base"] is names["Base"]


def test_constant_reaches_the_defaults_and_classes_below_it() -> None:
    names = run("FACTOR = 3\n")
    assert (names["scale"](2), names["Child"].rate) == (6, 3)


def test_decorators_are_those_of_the_new_one() -> None:
    """The old ones go with what they decorated."""
    assert not hasattr(run("def scale(x):\n    return x\n")["scale"], "cache_clear")
    names = run("@functools.lru_cache(\n    maxsize=1,\n)\ndef root(x):\n    return x\n")
    assert hasattr(names["root"], "cache_clear")


def test_parts_that_stay_are_written_as_they_were() -> None:
    composed = compose(SOLUTION, "class Child(Base):\n    rate = 0\n")
    before, after = SOLUTION.split("class Child(Base):\n    pass\n")
    assert before.split('"""\n', 1)[1] in composed
    assert composed.endswith(after)
    assert "The solution." not in composed


def test_imports_stand_above_what_is_made_of_them() -> None:
    names = run("from math import pi, tau as turn\nimport os.path\n\nFACTOR = turn / pi + len(os.path.sep)\n")
    assert names["scale"](1) == 3


def test_import_of_another_thing_of_the_same_name_is_the_one_that_counts() -> None:
    assert run("from builtins import abs as sqrt\n")["root"](8) == 16


def test_import_in_the_place_of_a_function() -> None:
    names = run("from math import floor as scale\n")
    assert names["TABLE"]["scale"] is names["scale"]
    assert names["root"](4.9) == 2


def test_future_import_is_the_first() -> None:
    assert run("from __future__ import annotations\n\ndef root(x: Nothing):\n    return 1\n")["root"](0) == 1


HELPERS = """
_SIZE = 5


def _inner(x=_SIZE):
    return x


def _decorate(function):
    return lambda *args: function(*args) + _outer()


def _outer():
    return _inner()


@_decorate
def scale(x):
    return x


class Child(Base):
    size = _SIZE
"""


def test_helpers_stand_before_their_first_use() -> None:
    """One that decorates, one that another calls, a constant in a default and in a class: all are there on import."""
    names = run(HELPERS)
    assert (names["scale"](2), names["Child"].size) == (7, 5)


def test_helper_may_be_made_of_what_the_solution_has_above_it() -> None:
    assert run("class _Half(Base):\n    rate = 0.5\n\n\nclass Child(_Half):\n    pass\n")["Child"]().step() == "base"


def test_helper_of_the_solution_is_replaced_like_any_definition() -> None:
    solution = "def _half(x):\n    return x / 2\n\n\nHALVES = list(map(_half, [2, 4]))\n"
    assert run("def _half(x):\n    return 0\n", solution)["HALVES"] == [0, 0]


def test_names_of_one_assignment_are_replaced_together() -> None:
    assert run("A, B = 3, 4\n", "A, B = 1, 2\nC = A + B\n")["C"] == 7
    with pytest.raises(ValueError, match="does not define `A` in one statement of its own"):
        compose("A, B = 1, 2\n", "A = 3\n")


def test_annotated_assignment_is_a_definition() -> None:
    assert run("A: int = 3\n", "A: float = 1\nB = A\n")["B"] == 3


def test_solution_without_imports_or_docstring() -> None:
    assert run("import math\n\ndef f():\n    return math.pi\n", "def f():\n    return 3\n")["f"]() > 3.14
    assert run("import math\n", "import os\n")["math"].pi > 3


def test_windows_line_ends() -> None:
    names = run("def scale(x):\r\n    return 100 * x\r\n", SOLUTION.replace("\n", "\r\n"))
    assert names["root"](4) == 20


REFUSED = {
    "a name that the solution has not": ("def halve(x):\n    return x\n", "line 1: the solution has no `halve`"),
    "a helper that nothing uses": ("_x = 1\n", "line 1: nothing uses `_x`; remove it"),
    "a helper that uses only itself": ("def _f():\n    return _f()\n", "nothing uses `_f`"),
    "a second definition": ("FACTOR = 1\nFACTOR = 2\n", "line 2: `FACTOR` is defined a second time"),
    "a statement that is run": ("FACTOR = 1\nprint(FACTOR)\n", "line 2: only imports, functions, classes and"),
    "an attribute that is set": ("Base.rate = 1\n", "line 1: only imports, functions, classes and"),
    "two statements on a line": ("FACTOR = 1; root = 2\n", "line 1: give each statement a line of its own"),
    "everything of a module": ("from math import *\n", "in place of `from math import *`"),
    "no Python": ("def f(:", "invalid syntax"),
}


@pytest.mark.parametrize(("overlay", "says"), REFUSED.values(), ids=REFUSED)
def test_what_has_no_place_is_refused(overlay: str, says: str) -> None:
    with pytest.raises((ValueError, SyntaxError)) as caught:
        compose(SOLUTION, overlay)
    assert says in str(caught.value)


def test_line_that_cannot_be_replaced_is_named_as_the_solution_s() -> None:
    with pytest.raises(ValueError, match="the solution's line 2: give each statement a line of its own"):
        compose("A = 1\nB = 2; C = 3\n", "B = 3\n")


def test_name_that_the_solution_defines_twice_is_refused() -> None:
    """Which of the two is meant cannot be told."""
    with pytest.raises(ValueError, match="does not define `A` in one statement of its own"):
        compose("A = 1\nB = A\nA = 2\n", "A = 3\n")


def test_misconceptions_of_the_course_change_what_they_hold_and_nothing_else() -> None:
    """Each definition of the composed program is the misconception's, or else the solution's, to the letter."""
    tried = 0
    for lesson in find_course().lessons():
        solution = parsed(lesson.solution.read_text(encoding="utf-8"))
        own = {name: solution.text(each) for each in solution.body for name in defined(each)}
        for misconception in lesson.misconceptions:
            overlay, composed = (parsed(text.decode()) for text in (misconception.written, misconception.source))
            wanted = own | {name: overlay.text(each) for each in overlay.body for name in defined(each)}
            assert {name: composed.text(each) for each in composed.body for name in defined(each)} == wanted
            tried += not misconception.whole
    assert tried > 600
