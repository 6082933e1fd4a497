"""The student's file as a notebook, and back."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from grader.cli import main
from grader.course.lessons import Course, Lesson

WORK = 'LIMIT = 3\n\n\ndef helper(a):\n    return a\n\n\ndef add(a, b):\n    """Return a + b."""\n    return helper(a) + b\n'


@pytest.fixture
def lesson(toy_course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lesson:
    root = tmp_path / "course"
    shutil.copytree(toy_course.root, root, ignore=shutil.ignore_patterns("lesson0[2-9]_*", "golden", "submissions"))
    monkeypatch.chdir(root)
    monkeypatch.delenv("DLGRADE_COURSE", raising=False)
    return Course(root).lesson("1")


def dlgrade(*words: str) -> Result:
    return CliRunner().invoke(main, words)


def notebook(*sources: str) -> str:
    return json.dumps({"cells": [{"cell_type": "code", "source": source} for source in sources], "nbformat": 4})


def test_a_notebook_begins_with_the_students_work_and_brings_it_back(lesson: Lesson) -> None:
    """Nothing of it is lost on the way, and the file that was there is kept."""
    lesson.stub.write_text(WORK)
    made = dlgrade("notebook", "1", "--out", "add.ipynb")
    cells = json.loads(Path("add.ipynb").read_text())["cells"]
    lesson.stub.write_text("later = 1\n")
    back = dlgrade("notebook", "1", "--to-py", "add.ipynb")

    assert "with what stands in" in made.output
    assert any("return helper(a) + b" in "".join(cell["source"]) for cell in cells)
    names: dict[str, object] = {}
    exec(lesson.stub.read_text(), names)
    assert {"LIMIT", "helper", "add"} <= names.keys()
    assert "%dlgrade" not in lesson.stub.read_text()
    assert "add.py.bak-1" in back.output
    assert lesson.stub.with_name("add.py.bak-1").read_text() == "later = 1\n"


def test_an_untouched_lesson_is_its_stub(lesson: Lesson) -> None:
    assert "with what stands in" not in dlgrade("notebook", "1", "--out", "add.ipynb").output
    assert "NotImplementedError" in Path("add.ipynb").read_text()


def test_a_file_that_is_no_python_stays_whole(lesson: Lesson) -> None:
    lesson.stub.write_text("def add(a, b:\n    return a + b\n")
    assert dlgrade("notebook", "1", "--out", "add.ipynb").exit_code == 0
    assert "def add(a, b:" in Path("add.ipynb").read_text()


def test_what_only_jupyter_understands_becomes_a_comment(lesson: Lesson) -> None:
    """A remainder at the beginning of a line stays one."""
    Path("mine.ipynb").write_text(
        notebook(
            "%matplotlib inline\n!pip install x\nimport math", "rest = (7\n% 4)", "def add(a, b):\n    return a + b"
        )
    )
    assert dlgrade("notebook", "1", "--to-py", "mine.ipynb").exit_code == 0
    text = lesson.stub.read_text()
    assert "# %matplotlib inline\n# !pip install x\nimport math" in text
    assert "rest = (7\n% 4)" in text


@pytest.mark.parametrize(
    ("name", "content"),
    [("mine.ipynb", "{"), ("mine.ipynb", '{"cells": 3}'), ("mine.py", "x = 1\n"), ("mine.ipynb", '{"cells": []}')],
)
def test_what_is_no_notebook_changes_nothing(lesson: Lesson, name: str, content: str) -> None:
    before = lesson.stub.read_bytes()
    Path(name).write_text(content)
    done = dlgrade("notebook", "1", "--to-py", name)
    assert done.exit_code == 2, done.output
    assert done.stderr.startswith("dlgrade: ")
    assert lesson.stub.read_bytes() == before
