"""Lessons of several files: modules that import each other, and packages with relative imports."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.course.lessons import Course, Lesson
from grader.engine.session import Options, Session
from grader.intake.submission import Submission, read_submission, take_in
from grader.scorecard import Scorecard
from tests.intake.doors import laid

FACTS = """
number = 1
title = "Several"
title_zh = "多个文件"
file = "{file}"
{more}

[[tasks]]
number = 1
title = "Adding"
title_zh = "相加"
points = 2
functions = ["add", "Adder"]
"""
SUITE = '''
import pytest
from grader.judge import check

@pytest.mark.task(1)
def test_add(student):
    """add(2, 3) is 5"""
    check.equal(student.add(2, 3), 5)

@pytest.mark.task(1)
def test_adder(student):
    """Adder()(2, 3) is 5"""
    check.equal(student.Adder()(2, 3), 5)
'''
TWO = {
    "train.py": "from model import Adder\n\n\ndef add(a, b):\n    return Adder()(a, b)\n",
    "model.py": "class Adder:\n    def __call__(self, a, b):\n        return a + b\n",
}
PACKAGE = {
    "__init__.py": "from .functional import add\n",
    "functional.py": "from . import layers\n\n\ndef add(a, b):\n    return layers.Adder()(a, b)\n",
    "layers.py": "class Adder:\n    def __call__(self, a, b):\n        return a + b\n",
}
Make = Callable[..., Lesson]


@pytest.fixture
def lesson(tmp_path: Path) -> Make:
    """A lesson with these facts, whose solution has these files."""

    def lesson(file: str, more: str, solution: dict[str, str], facts: str = "") -> Lesson:
        root = tmp_path / "course"
        handout, instructor = (root / name / "lesson01_several" for name in ("exercises", "solutions"))
        laid(handout, {"lesson.toml": FACTS.format(file=file, more=more).encode()})
        laid(instructor, {name: text.encode() for name, text in solution.items()})
        laid(instructor, {"suite/test_several.py": SUITE.encode()})
        return Course(root).lesson("lesson01")

    return lesson


@pytest.fixture
def two(lesson: Make) -> Lesson:
    return lesson("train.py", 'files = ["model.py", "train.py"]', TWO)


@pytest.fixture
def package(lesson: Make) -> Lesson:
    return lesson("__init__.py", 'package = "mynn"', {f"mynn/{name}": text for name, text in PACKAGE.items()})


def encoded(files: dict[str, str], folder: str = "") -> dict[str, bytes]:
    return {folder + name: text.encode() for name, text in files.items()}


def graded(session: Session, lesson: Lesson, submission: Submission) -> Scorecard:
    return session.grade(lesson, submission, Options(3))


@pytest.mark.parametrize("folder", ["", "hw5/", "hw5/src/"])
def test_files_are_taken_together_and_import_each_other(
    two: Lesson, session: Session, tmp_path: Path, folder: str
) -> None:
    submission = read_submission(laid(tmp_path / "ana", encoded(TWO, folder)), two)
    assert list(submission.files) == ["train.py", "model.py"]
    card = graded(session, two, submission)
    assert (card.score, card.notes) == (2, [])
    assert card.submission.files == ["model.py", "train.py"]


def test_file_that_is_missing_is_named(two: Lesson, session: Session, tmp_path: Path) -> None:
    submission = read_submission(laid(tmp_path / "ana", encoded({"train.py": TWO["train.py"]})), two)
    card = graded(session, two, submission)
    assert card.score == 0
    assert card.notes == ["model.py is part of this lesson and was not handed in."]
    assert all("model.py is part of this lesson" in str(test.message) for test in card.tests)


def test_further_file_that_fails_costs_what_it_defines(two: Lesson, session: Session, tmp_path: Path) -> None:
    files = {"train.py": "def add(a, b): return a + b\n", "model.py": "x = 1\n1 / 0\nclass Adder: ...\n"}
    card = graded(session, two, read_submission(laid(tmp_path / "ana", encoded(files)), two))
    assert card.score == 1
    assert card.notes == [
        "model.py stopped at line 2: ZeroDivisionError: division by zero; what stands below is missing."
    ]


@pytest.mark.parametrize("folder", ["mynn/", "", "hw5/mynn/", "hw5/"])
def test_package_is_taken_whole_with_its_relative_imports(
    package: Lesson, session: Session, tmp_path: Path, folder: str
) -> None:
    submission = read_submission(laid(tmp_path / "ana", encoded(PACKAGE, folder)), package)
    assert sorted(submission.files) == ["mynn/__init__.py", "mynn/functional.py", "mynn/layers.py"]
    assert graded(session, package, submission).score == 2


def test_package_in_an_archive(package: Lesson, session: Session, tmp_path: Path) -> None:
    page = io.BytesIO()
    with zipfile.ZipFile(page, "w") as archive:
        for name, data in encoded(PACKAGE, "hw/mynn/").items():
            archive.writestr(name, data)
    (tmp_path / "ana.zip").write_bytes(page.getvalue())
    assert graded(session, package, read_submission(tmp_path / "ana.zip", package)).score == 2


def test_traceback_names_the_file(two: Lesson, session: Session, tmp_path: Path) -> None:
    files = TWO | {"model.py": "class Adder:\n    def __call__(self, a, b):\n        return a / 0\n"}
    card = graded(session, two, read_submission(laid(tmp_path / "ana", encoded(files)), two))
    said = str(card.tests[0].message).splitlines()
    assert said[1:] == ["  line 5 in add: return Adder()(a, b)", "  model.py, line 3 in __call__: return a / 0"]
    assert card.tests[0].lines == [5]


def test_solution_of_several_files_has_full_marks(two: Lesson, package: Lesson, session: Session) -> None:
    """As the judge asks it, wherever it does."""
    submission = Submission(two.with_others(two.solution.read_bytes()))
    assert graded(session, two, submission).score == 2


def test_helpers_can_be_forbidden(lesson: Make, session: Session, tmp_path: Path) -> None:
    """Then whoever imports one reads why it is not there."""
    alone = lesson("train.py", "helpers = false", {"train.py": "def add(a, b): return a + b\nAdder = None\n"})
    submission = take_in([("ana", laid(tmp_path / "ana", encoded(TWO)))], alone)
    card = graded(session, alone, submission)
    assert card.score == 0
    assert card.notes == ["Handed in beside train.py and not graded: model.py."]
    assert "model.py was handed in and is not part of this lesson." in str(card.tests[0].message)


def test_on_error_stop_is_the_hard_rule(lesson: Make, session: Session, tmp_path: Path) -> None:
    source = "def add(a, b): return a + b\nclass Adder:\n    __call__ = lambda self, a, b: a + b\n1 / 0\n"
    for more, score in (('on_error = "stop"', 0), ('on_error = "go_on"', 2)):
        asked = lesson("train.py", more, {"train.py": source})
        card = graded(session, asked, read_submission(laid(tmp_path / "ana", {"train.py": source.encode()}), asked))
        assert card.score == score
