"""A misconception's file: its contract, what a broken one says, and the program that it stands for."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.course.misconceptions import Misconception, read_misconception
from grader.errors import LessonError

CONTRACT = '''"""Believes that
one is two.

expect: test_b,
    test_a
says: It is
    one.
says_zh: 是一。
"""
x = 1
'''
SOLUTION = '"""Lesson."""\n\nx = 2\ntwice = 2 * x\n'


def read(folder: Path, text: str, solution: str = SOLUTION) -> Misconception:
    (folder / "one_is_two.py").write_text(text, encoding="utf-8")
    (folder / "solution.py").write_text(solution, encoding="utf-8")
    return read_misconception(folder / "one_is_two.py", folder / "solution.py")


def test_its_contract_is_its_docstring(tmp_path: Path) -> None:
    misconception = read(tmp_path, CONTRACT)
    assert (misconception.name, misconception.belief) == ("one_is_two", "Believes that one is two.")
    assert misconception.expect == ("test_a", "test_b")
    assert misconception.says == {"en": "It is one.", "zh": "是一。"}
    assert not misconception.whole


LACKING = {
    "a docstring": ("x = 1", "its docstring lacks 'says:'"),
    "the belief": (CONTRACT.replace("Believes that\none is two.", ""), "its docstring lacks the belief"),
    "a word for whole": (CONTRACT.replace("says:", "whole: yes\nsays:"), "write `whole: true`"),
    "syntax": ("def f(:", "is no Python file"),
    "text": ("x = '\0'", "is no Python file"),
}


@pytest.mark.parametrize(("text", "says"), LACKING.values(), ids=LACKING)
def test_it_says_what_it_lacks(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(LessonError) as caught:
        read(tmp_path, text)
    assert str(tmp_path / "one_is_two.py") in str(caught.value)
    assert says in str(caught.value)


def test_a_comma_too_many_names_no_test(tmp_path: Path) -> None:
    assert read(tmp_path, CONTRACT.replace("test_a", "test_a,")).expect == ("test_a", "test_b")


def test_without_its_tests_it_explains_nothing(tmp_path: Path) -> None:
    """The linter asks for them; a class is graded all the same."""
    assert read(tmp_path, CONTRACT.replace("expect: test_b,\n    test_a\n", "")).expect == ()


def test_what_is_run_is_the_solution_with_its_definitions(tmp_path: Path) -> None:
    names: dict[str, int] = {}
    exec(read(tmp_path, CONTRACT).source, names)
    assert (names["x"], names["twice"]) == (1, 2)


@pytest.mark.parametrize("line", ["whole: true", "whole = true"])
def test_whole_program_is_run_as_it_is_written(tmp_path: Path, line: str) -> None:
    misconception = read(tmp_path, CONTRACT.replace("says:", f"{line}\nsays:", 1))
    assert misconception.whole
    assert misconception.source == misconception.written


def test_what_has_no_place_in_the_solution_names_the_file_and_the_line(tmp_path: Path) -> None:
    misconception = read(tmp_path, CONTRACT.replace("x = 1", "y = 1"))
    with pytest.raises(LessonError) as caught:
        _ = misconception.source
    assert str(tmp_path / "one_is_two.py") in str(caught.value)
    assert "line 10: the solution has no `y`" in str(caught.value)


def test_missing_solution_is_named(tmp_path: Path) -> None:
    misconception = read(tmp_path, CONTRACT)
    misconception.solution.unlink()
    with pytest.raises(LessonError, match=r"solution\.py cannot be read"):
        _ = misconception.source
