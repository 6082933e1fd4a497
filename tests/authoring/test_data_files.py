"""A lesson's data: `data/` goes to students and into the worker, `suite/data/` to nobody, and grades depend on both."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from grader.authoring.lint import lint
from grader.authoring.release import release
from grader.course.lessons import Course, Lesson
from grader.engine.session import Options, Session
from grader.intake.submission import Submission
from tests.cli.command_line import dlgrade, refused

SOLUTION = """\"\"\"Adding what a table says.\"\"\"

from pathlib import Path

TABLE = Path("data/deep/table.csv").read_text()


def add(a, b):
    # BEGIN SOLUTION task 1: add both, and what the table holds
    return a + b + int(TABLE)
    # END SOLUTION
"""
SUITE = """import pytest
from pathlib import Path

from grader.judge import check

HIDDEN = int((Path(__file__).parent / "data" / "hidden.csv").read_text())


@pytest.mark.task(1, points=3)
def test_hidden(student):
    \"\"\"add adds what the table holds\"\"\"
    check.equal(student.add(HIDDEN, 0), HIDDEN + 7)
"""
LOOKS = """from pathlib import Path

HERE = Path(__file__).parent
SAME = (HERE / "data/deep/table.csv").read_text() == Path("data/deep/table.csv").read_text()
FOUND = [path for top in (HERE, Path.cwd(), Path({suite!r})) for path in top.rglob("hidden.csv")]


def add(a, b):
    return a + b + (7 if SAME and not FOUND else 0)
"""


@pytest.fixture
def lesson(toy_course: Course, tmp_path: Path) -> Lesson:
    for side in ("exercises", "solutions"):
        shutil.copytree(toy_course.root / side / "lesson01_add", tmp_path / side / "lesson01_add")
    made = Course(tmp_path).lesson("lesson01")
    for path in (
        made.readme("en"),
        made.handout / "README.zh.md",
        made.handout / "test_public.py",
        made.instructor / "misconceptions" / "subtracts.py",
    ):
        path.unlink()
    for folder, text in (
        (made.handout / "data" / "deep" / "table.csv", "7"),
        (made.suite / "data" / "hidden.csv", "35"),
    ):
        folder.parent.mkdir(parents=True)
        folder.write_text(text)
    made.solution.write_text(SOLUTION)
    (made.suite / "test_add.py").write_text(SUITE)
    return Course(tmp_path).lesson("lesson01")


def test_data_is_where_student_code_looks_for_it_and_the_hidden_is_nowhere(lesson: Lesson, session: Session) -> None:
    """Proven by lint with the solution, which reads it on import; below the work folder, and beside the file."""
    assert list(lint(lesson, session, fix=True)) == []
    looks = LOOKS.format(suite=str(lesson.suite)).encode()
    assert session.grade(lesson, Submission({"add.py": looks}), Options(1)).exit_code == 0

    (lesson.suite / "data" / "same.csv").write_text("7")
    found = list(lint(lesson, session))
    assert any("same.csv is hidden" in each and "table.csv hands it out" in each for each in found)


def test_release_has_the_data_and_not_the_hidden(lesson: Lesson, tmp_path: Path) -> None:
    release(Course(lesson.root), [lesson], tmp_path / "out")

    assert [path.read_text() for path in (tmp_path / "out").rglob("table.csv")] == ["7"]
    assert list((tmp_path / "out").rglob("hidden.csv")) == []


def test_notebook_has_the_data_beside_it(lesson: Lesson, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where its code looks for it; another file of that name stays, and then nothing is written."""
    monkeypatch.setenv("DLGRADE_COURSE", str(lesson.root))
    (lesson.handout / "README.md").write_text("# A lesson\n")
    table = tmp_path / "room" / "data" / "deep" / "table.csv"
    made = dlgrade("notebook", "lesson01", "--out", str(tmp_path / "room" / "add.ipynb"))
    assert made.exit_code == 0, made.output
    assert table.read_text() == "7"
    assert str(tmp_path / "room" / "data") in made.output

    table.write_text("mine")
    assert str(table) in refused("notebook", "lesson01", "--out", str(tmp_path / "room" / "again.ipynb"))
    assert (table.read_text(), (tmp_path / "room" / "again.ipynb").exists()) == ("mine", False)


@pytest.mark.parametrize(
    "name", ["exercises/lesson01_add/data/deep/table.csv", "solutions/lesson01_add/suite/data/hidden.csv"]
)
def test_grades_depend_on_both(lesson: Lesson, name: str) -> None:
    """A change of either is a reason to grade again, and another suite."""
    before = (lesson.suite_sha256, lesson.content_sha256)
    (lesson.root / name).write_text("8")
    now = Course(lesson.root).lesson("lesson01")

    assert now.suite_sha256 != before[0]
    assert now.content_sha256 != before[1]
