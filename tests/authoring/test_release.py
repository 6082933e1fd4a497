"""What students get: the handouts, stubs and public tests, and nothing else."""

from __future__ import annotations

import json
import os
import shlex
import sys
import zipfile
from pathlib import Path
from subprocess import run

import pytest
from click.testing import CliRunner

from grader.cli import main
from grader.course.lessons import Course, find_course


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("released") / "course"
    done = CliRunner().invoke(main, ["release", "lesson01", "lesson05", "--out", str(out)])
    assert done.exit_code == 0, done.output
    return out


def test_released_course_has_nothing_of_the_solutions(released: Path) -> None:
    """No folder of that name, no misconception, and no line of a hidden test or of a solution's region."""
    text = "\n".join(
        path.read_text(encoding="utf-8")
        for path in released.rglob("*")
        if path.suffix not in (".svg", ".whl") and path.is_file()
    )
    lesson = find_course().lesson("lesson05")

    assert not list(released.rglob("solutions"))
    assert not list(released.rglob("misconceptions"))
    assert "BEGIN SOLUTION" not in text
    assert not [
        path.name
        for path in lesson.suite_files
        for line in path.read_text().splitlines()
        if line.startswith("def ") and line in text
    ]
    assert lesson.misconceptions[0].says["en"] not in text


def test_released_stubs_are_the_solution_s_not_the_working_copy_s(released: Path) -> None:
    """They raise NotImplementedError, and `dlgrade reset` finds them."""
    stub = released / "exercises" / "lesson05_logistic_regression" / "logistic_regression.py"

    assert "raise NotImplementedError(" in stub.read_text()
    assert (released / ".stubs" / "lesson05_logistic_regression" / stub.name).read_bytes() == stub.read_bytes()


def test_student_checks_and_resets_in_a_released_course(released: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The public suite grades the file, and says that it is the public one; reset puts the stub back."""
    monkeypatch.chdir(released)
    lesson = Course(released).lesson("lesson01")
    lesson.stub.write_bytes(find_course(Path(__file__)).lesson("lesson01").solution.read_bytes())
    checked = CliRunner().invoke(main, ["check", "lesson01"])
    reset = CliRunner().invoke(main, ["reset", "lesson01"])

    assert checked.exit_code == 0, checked.output
    assert "public" in checked.output
    assert reset.exit_code == 0
    assert "NotImplementedError" in lesson.stub.read_text()


def test_student_sees_pictures_in_a_released_course(
    released: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without solutions/ beside it: of the stub what to write, of a solution everything."""
    solution = find_course(Path(__file__)).lesson("lesson01").solution
    monkeypatch.chdir(released)
    page = tmp_path / "page.html"
    stub = CliRunner().invoke(
        main, ["show", "lesson01", ".stubs/lesson01_linear_model/linear_model.py", "--html", str(page)]
    )
    solved = CliRunner().invoke(main, ["show", "lesson01", str(solution), "--html", str(page)])

    assert (stub.exit_code, solved.exit_code) == (0, 0), stub.output + solved.output
    assert "0 of 3 drawn" in stub.stdout
    assert "3 of 3 drawn" in solved.stdout
    assert page.stat().st_size < 1_000_000


def test_release_writes_into_no_folder_that_holds_something(tmp_path: Path) -> None:
    """An old copy, or a home folder, is not mixed with a new one."""
    (tmp_path / "mine.txt").write_text("kept")
    done = CliRunner().invoke(main, ["release", "lesson01", "--out", str(tmp_path)])

    assert done.exit_code == 2
    assert "is not empty" in done.output
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_release_says_in_each_language_how_to_begin(released: Path) -> None:
    """The file that is installed lies there, and the first lesson of the release is the one that it names."""
    for name, words in (("README.md", "dlgrade watch lesson01"), ("README.zh.md", "dlgrade watch lesson01 --lang zh")):
        text = (released / name).read_text(encoding="utf-8")
        assert words in text
        assert [path for path in released.glob("*.whl") if f"./{path.name}" in text]
        assert "{" not in text


def test_what_the_release_installs_checks_a_lesson(released: Path, tmp_path: Path) -> None:
    """By the line of its README, and with nothing of this repository beside it. PyTorch is here already."""
    wheel, place = next(released.glob("*.whl")), tmp_path / "site"
    line = next(line for line in (released / "README.md").read_text().splitlines() if line.startswith("pip install"))
    words = shlex.split(line)[2:]
    offline = ["-q", "--no-deps", "--no-index", "--target", str(place)]
    run([sys.executable, "-m", "pip", "install", *offline, *words], cwd=released, check=True)
    assert "https://download.pytorch.org/whl/cpu" in words
    with zipfile.ZipFile(wheel) as archive:
        assert not [name for name in archive.namelist() if "submissions" in name]
    command = place / "bin" / "dlgrade"
    environment = {**os.environ, "PYTHONPATH": str(place)}

    started = run([command, "start"], cwd=released, env=environment, capture_output=True, text=True)
    checked = run([command, "check", "lesson05", "--json"], cwd=released, env=environment, capture_output=True)
    listed = run([command, "list"], cwd=released, env=environment, capture_output=True, text=True)

    assert (started.returncode, started.stderr) == (0, "")
    assert "of 2 lessons pass all of their public tests" in started.stdout
    assert "✗" not in started.stdout
    assert checked.returncode == 1, checked.stderr
    assert json.loads(checked.stdout)["suite"] == "public"
    assert "Next: dlgrade watch" in listed.stdout
