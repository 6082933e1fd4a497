"""Half a megabyte of anything: whoever reads source outside the sandbox reads it in one pass.

A reader that goes back would take minutes and hours for one of these files, in the process that grades the whole class.
"""

from __future__ import annotations

import json

import pytest

from grader.classroom import passages
from grader.classroom.similar import compare, similar_pairs
from grader.course.lessons import Lesson, find_course
from grader.engine.preload import needed_imports
from grader.intake.submission import submission_of
from grader.intake.worth_reading import worth_reading
from grader.learner.progress import UNWRITTEN

from .bench import FILE
from .corpus import ROOT

BYTES = 500_000
UNITS = [
    "\n",
    " \n",
    "\t\n",
    "\r\n",
    "\x0c\n",
    " ",
    "a",
    "_",
    "a.",
    ". ",
    "(",
    "'''",
    "\\\n",
    "import ",
    "import\n",
    "from a ",
]
UNITS += ["!ls\n", "%a\n", "raise NotImplementedError(", "\u0301", "\u0345\u0316", "\ufdfa"]


@pytest.fixture(scope="module")
def lesson() -> Lesson:
    return find_course(ROOT).lesson("lesson05")


def source(unit: str, size: int = BYTES) -> str:
    return unit * (size // len(unit.encode()))


@pytest.mark.parametrize("unit", UNITS)
def test_a_file_is_taken_in(lesson: Lesson, unit: str) -> None:
    """It is read, what it needs is guessed, and telling names in it are found."""
    data = f"{source(unit)}\nimport ctypes\nfrom pandas import x\n".encode()

    submission = submission_of(FILE, data, lesson)

    assert submission.files == {FILE: data}
    assert needed_imports(lesson, submission) == ("torch", "pandas")
    assert any("ctypes" in str(name) for name in worth_reading(lesson, submission))
    assert UNWRITTEN.findall(data.decode()) == []


def test_a_line_of_many_encodings_is_taken_in(lesson: Lesson) -> None:
    submission = submission_of(FILE, b"# " + b"coding: " * (BYTES // 8), lesson)

    assert "not read here" in str(submission.problem)


@pytest.mark.parametrize("unit", UNITS)
def test_a_notebook_is_taken_in(lesson: Lesson, unit: str) -> None:
    cells = [{"cell_type": "code", "source": text} for text in (source(unit), "import ctypes")]

    submission = submission_of("mine.ipynb", json.dumps({"cells": cells}).encode(), lesson)

    assert submission.files[FILE].endswith(b"import ctypes\n")


SLOW_FOR_THE_LEXER = {"eva": "'\\N{", "eve": "f'{'\\N{", "evi": '"\\N{\\N{'}


def test_a_file_that_the_lexer_reads_slowly_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is named; the other files of the class are compared as ever."""
    monkeypatch.setattr(passages, "FILE_SECONDS", 3)
    own = "\n".join(f"value_{number} = {number} * compute(first, {number})" for number in range(30))
    hostile = {name: unit + "\\N{" * (BYTES // 3) for name, unit in SLOW_FOR_THE_LEXER.items()}

    pairs, unread = compare({"ana": own, "ben": own, **hostile}, "", percent=10)

    assert [(pair.first, pair.second) for pair in pairs] == [("ana", "ben")]
    assert unread == ["eva", "eve", "evi"]


@pytest.mark.parametrize("unit", ["\n", " \n", "\t\n", " \r", "\x0c\n", "'''", "a."])
def test_a_file_is_compared(unit: str) -> None:
    """With the files of others, by a lexer that is not ours."""
    own = "\n".join(f"value_{number} = {number} * compute(first, {number})" for number in range(30))

    pairs = similar_pairs({"ana": own, "ben": source(unit, BYTES // 4) + "\n" + own}, "", percent=10)

    assert [(pair.first, pair.second) for pair in pairs] == [("ana", "ben")]
