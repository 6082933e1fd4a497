"""Lessons as notebooks: the code is the stub's, the text the handout's, and the magic grades what has been run."""

from __future__ import annotations

import ast
import contextlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner, Result

from grader.cli import main
from grader.course.lessons import Course
from grader.engine.session import Session
from grader.learner import magic
from grader.learner.magic import Cells, NotFullMarks
from grader.learner.progress import originals
from grader.lms.code_cells import nbgrader_code, stub_code
from grader.lms.notebook import lesson_notebook

ROOT = Path(__file__).parents[2]
LESSONS = Course(ROOT).folders
RIGHT = "def add(a, b):\n    return a + b"


@pytest.fixture
def course(toy_course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the toy course with its first lesson alone, which the commands find."""
    root = tmp_path / "course"
    shutil.copytree(toy_course.root, root, ignore=shutil.ignore_patterns("lesson0[2-9]_*", "golden", "submissions"))
    monkeypatch.setenv("DLGRADE_COURSE", str(root))
    return root


@pytest.fixture
def shown(course: Path, session: Session, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    """What the magic shows; it grades in the session that all tests share."""
    monkeypatch.setattr("grader.learner.checking.Session", lambda *_, **__: contextlib.nullcontext(session))
    seen: list[dict[str, str]] = []
    monkeypatch.setattr("IPython.display.display", lambda data, raw: seen.append(data))
    return seen


def dlgrade(*words: str | Path) -> Result:
    result = CliRunner().invoke(main, list(map(str, words)))
    assert isinstance(result.exception, SystemExit | None), result.exception
    return result


def ran(cells: Cells, source: str, name: str = "", success: bool = True) -> None:
    """A cell is run, as IPython tells of it."""
    cells.ran(SimpleNamespace(info=SimpleNamespace(raw_cell=source, cell_id=name or None), success=success))


def code_of(notebook: str, *, magics: bool = False) -> str:
    cells = json.loads(notebook)["cells"]
    sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    return "\n\n\n".join(source for source in sources if magics or not source.startswith("%"))


def names_in(tree: ast.Module) -> dict[str, str]:
    """Functions and classes by name, docstrings apart, wherever they stand."""
    nodes = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    for node in nodes:
        node.body = [each for each in node.body if not isinstance(getattr(each, "value", None), ast.Constant)]
    return {node.name: ast.dump(node) for node in nodes}


@pytest.mark.parametrize("folder", LESSONS, ids=lambda folder: folder.name.split("_")[0])
def test_every_lesson_is_a_notebook(folder: Path) -> None:
    """In both languages its code is the stub's, each task has its text, and no figure is a link."""
    lesson = Course(ROOT).lesson(folder.name)
    stub = originals(lesson)[lesson.main].decode()
    for language, word in (("en", "Task"), ("zh", "任务")):
        notebook = lesson_notebook(lesson, language)
        assert ast.dump(ast.parse(code_of(notebook))) == ast.dump(ast.parse(stub))
        assert all(f"### {word} {task.number}" in notebook for task in lesson.facts.tasks)
        assert "(figures/" not in notebook


@pytest.mark.parametrize("folder", LESSONS, ids=lambda folder: folder.name.split("_")[0])
def test_nbgrader_source_is_the_solution(folder: Path) -> None:
    """Every function of the solution is in it unchanged; without what stands between the marks no answer is left."""
    lesson = Course(ROOT).lesson(folder.name)
    solution = lesson.solution.read_text(encoding="utf-8")
    code = nbgrader_code(lesson)
    text = "\n".join([code.setup, code.helpers, *code.tasks.values()])
    assert names_in(ast.parse(text)) == names_in(ast.parse(solution))

    kept, inside = [], False
    for line in text.splitlines():
        inside |= "### BEGIN SOLUTION" in line
        kept += [] if inside else [line]
        inside &= "### END SOLUTION" not in line
    stub = {line.strip() for line in originals(lesson)[lesson.main].decode().splitlines()}
    left = [line for line in kept if line.strip() not in stub]
    assert all("raise" in line or line in code.helpers.splitlines() for line in left), left


def test_points_of_the_graded_cells_are_the_lessons() -> None:
    """One locked cell a task, each with the task's points, and no cell of them for a task without code is missing."""
    lesson = Course(ROOT).lesson("lesson10")
    cells = json.loads(lesson_notebook(lesson, nbgrader=True))["cells"]
    marks = [cell["metadata"]["nbgrader"] for cell in cells if "nbgrader" in cell["metadata"]]
    points = {mark["grade_id"]: mark["points"] for mark in marks if mark["grade"] and mark["locked"]}

    assert points == {f"task-{task.number}": float(task.points) for task in lesson.facts.tasks}
    assert len({mark["grade_id"] for mark in marks}) == len(marks)


def test_helpers_between_two_tasks_go_with_the_second(toy_course: Course) -> None:
    """Nothing that the stub gives is lost, and nothing comes after what needs it."""
    lesson = toy_course.lesson("lesson01")
    mark = "    # TODO (task 1): x\n"
    stub = f"import a\n\n\ndef given(): ...\n\n\ndef add():\n{mark}    pass\n    # end\n\n# of two\n@given\ndef two():\n    pass\n"
    code = stub_code(lesson, stub)

    assert code.setup == "import a\n\n\ndef given(): ..."
    assert code.tasks[1].endswith("# of two\n@given\ndef two():\n    pass")


def test_nobodys_notebook_is_overwritten(course: Path, tmp_path: Path) -> None:
    """A file of that name stays as it is."""
    out = tmp_path / "add.ipynb"
    out.write_text("mine")
    result = dlgrade("notebook", "lesson01", "--out", out)

    assert (result.exit_code, out.read_text()) == (2, "mine")
    assert "Remove it, or name another file" in result.output


def test_magic_grades_what_was_run_last(shown: list[dict[str, str]]) -> None:
    """A cell that is mended and run again counts as it is now; one whose last run failed does not count."""
    cells = Cells()
    ran(cells, "def add(a, b):\n    return a - b", "one")
    ran(cells, "import nowhere", "two", success=False)
    magic.run("check lesson01", cells)
    ran(cells, RIGHT, "one")
    ran(cells, "%dlgrade check lesson01\n%load_ext grader.magic")
    magic.run("check lesson01 --task 1", cells)

    assert ["0 / 3" in page["text/plain"] for page in shown] == [True, False]
    assert "3 / 3" in shown[1]["text/plain"]
    assert "Left out" not in shown[1]["text/plain"]


def test_scorecard_in_a_notebook_is_text(shown: list[dict[str, str]]) -> None:
    """What student code says cannot become a tag of the page."""
    cells = Cells()
    ran(cells, "def add(a, b):\n    raise ValueError('<script>alert(1)</script>')")
    magic.run("check lesson01", cells)

    assert "alert(1)" in shown[0]["text/html"]
    assert "<script" not in shown[0]["text/html"]


def test_strict_check_raises_below_full_marks(shown: list[dict[str, str]]) -> None:
    """So a graded cell fails in nbgrader; the scorecard is shown all the same."""
    with pytest.raises(NotFullMarks, match="0 of 3 points"):
        magic.run("check lesson01 --strict", Cells())
    assert len(shown) == 1


@pytest.mark.parametrize(
    "line", ["", "chekc lesson01", "check", "check lesson99", "check lesson01 --task 9", "check --x"]
)
def test_mistyped_magic_is_a_sentence(
    line: str, shown: list[dict[str, str]], capsys: pytest.CaptureFixture[str]
) -> None:
    """Never a traceback of ours in the student's notebook; with --strict it is an error, so that nothing passes by it."""
    magic.run(line, Cells())

    assert capsys.readouterr().err.startswith("dlgrade: ")
    with pytest.raises(NotFullMarks):
        magic.run(f"{line} --strict", Cells())


def test_jupyter_runs_the_notebook(course: Path, tmp_path: Path) -> None:
    """Its own kernel loads the magic, and the scorecard of the public suite is an output of the last cell."""
    notebook = tmp_path / "add.ipynb"
    assert dlgrade("notebook", "lesson01", "--out", notebook).exit_code == 0
    shutil.rmtree(course / "solutions")
    document = json.loads(notebook.read_text())
    next(cell for cell in document["cells"] if cell["id"] == "answer-1")["source"] = RIGHT
    notebook.write_text(json.dumps(document))

    command = [sys.executable, "-m", "jupyter", "execute", "--inplace", str(notebook)]
    env = os.environ | {"HOME": str(tmp_path), "PATH": f"{sys.prefix}/bin:{os.environ['PATH']}"}
    subprocess.run(command, env=env, check=True, capture_output=True, timeout=1200)
    (output,) = json.loads(notebook.read_text())["cells"][-1]["outputs"]
    assert "1 / 1 points" in "".join(output["data"]["text/plain"])
    assert "public tests only" in "".join(output["data"]["text/html"])
