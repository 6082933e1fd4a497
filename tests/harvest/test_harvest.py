"""`dlgrade harvest`: from a class that nobody explained to a sentence that the whole group is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from grader.classroom.store import Store
from grader.cli import main
from grader.course.lessons import Course
from grader.scorecard import Scorecard
from tests.class_folder import RIGHT

TIMES = {
    "dan.py": "def add(a, b):\n    # times, I think\n    print('adding')\n    product = a * b\n    return product\n",
    "eva.py": "def helper(x):\n    return x\n\ndef add(first, second):\n    return helper(first) * second\n",
    "flo.py": "import math\n\ndef add(a, b):\n    return math.prod([a, b])\n",
}
DEEP = "def add(a, b):\n    return a * b + " + "(" * 2000 + "0" + ")" * 2000 + "\n"


@pytest.fixture
def graded(tmp_path: Path, toy_course: Course, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A class in which three multiply, in ways of their own, and one is right."""
    for side in ("exercises", "solutions"):
        shutil.copytree(toy_course.root / side / "lesson01_add", tmp_path / "course" / side / "lesson01_add")
    shutil.copy(toy_course.root / "course.toml", tmp_path / "course")
    monkeypatch.setenv("DLGRADE_COURSE", str(tmp_path / "course"))
    submissions = tmp_path / "class"
    submissions.mkdir()
    for name, text in {**TIMES, "ana.py": RIGHT, "gil.py": DEEP}.items():
        (submissions / name).write_text(text)
    result = dlgrade("grade", "lesson01", str(submissions), "--out", str(tmp_path / "out"), "--jobs", "1")
    assert result.exit_code == 0, result.output
    return tmp_path / "out"


def dlgrade(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def card(graded: Path, student: str) -> Scorecard:
    found = Store(graded).cards.card(student)
    assert found
    return found


def test_a_group_becomes_a_sentence_that_each_of_them_is_told(graded: Path, tmp_path: Path) -> None:
    """The draft, the teacher's words, the lesson, and the class graded again."""
    found = dlgrade("harvest", str(graded))
    assert found.exit_code == 0, found.output
    drafts = list((graded / "harvest").glob("*.py"))
    text = drafts[0].read_text()
    refused = dlgrade("harvest", str(graded), "--add", str(drafts[0]))

    assert len(drafts) == 1
    assert "expect: test_any_numbers, test_two_and_three" in text
    assert "# expected: 5\n# theirs: 6\n" in text
    assert "print" not in text
    assert (refused.exit_code, "in the place of TODO" in refused.output) == (2, True)

    believed = "Believes that adding is multiplying."
    said = "You multiplied."
    mine = drafts[0].with_name("multiplies.py")
    lines = [f'"""{believed}' if "TODO: what" in line else line for line in text.splitlines()]
    mine.write_text("\n".join(lines).replace("says: TODO", f"says: {said}\nsays_zh: 你做了乘法。") + "\n")
    added = dlgrade("harvest", str(graded), "--add", str(mine))
    again = dlgrade("regrade", str(graded), "--jobs", "1")

    assert added.exit_code == 0, added.output
    assert again.exit_code == 0, again.output
    for student in ("dan", "eva", "flo"):
        assert {test.hint for test in card(graded, student).tests} == {said}, student
    assert card(graded, "ana").score == 3


def test_who_is_told_already_is_no_group(graded: Path) -> None:
    """What has a cause in its scorecard is left alone, and so is one student among many."""
    few = dlgrade("harvest", str(graded), "--least", "9")
    assert few.exit_code == 0
    assert "No 9 students or more failed alike" in few.output
    assert not (graded / "harvest").exists()


def test_what_is_no_class_is_said(tmp_path: Path, toy_course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DLGRADE_COURSE", str(toy_course.root))
    result = dlgrade("harvest", str(tmp_path))
    assert result.exit_code == 2
    assert "is no graded class" in result.output
