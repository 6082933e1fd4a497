"""`dlgrade check`: exit codes 0 and 1, what is printed, and the document."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from msgspec import UNSET

from grader.scorecard import decode, schema
from tests.cli.command_line import RUN, SOLUTION, SUITE, dlgrade

REPOSITORY = Path(__file__).parents[2]


@pytest.mark.usefixtures("course", "warm")
def test_solution_has_full_marks() -> None:
    """Exit 0, and the points are on the last lines."""
    result = dlgrade("check", "lesson01", SOLUTION)

    assert result.exit_code == 0
    assert "3 / 3 points" in result.stdout


@pytest.mark.usefixtures("course", "warm")
def test_stub_has_no_points() -> None:
    """The file of exercises/ is what is graded by default; a stub earns nothing, exit 1."""
    result = dlgrade("check", "lesson01")

    assert result.exit_code == 1
    assert "0 / 3 points" in result.stdout
    assert "Not written yet: add: start with task 1" in result.stdout


@pytest.mark.usefixtures("warm")
def test_student_is_shown_no_more_than_the_lesson_says(course: Path) -> None:
    """With --for-student: before the deadline the claims alone, and no test that waits for it; else the teacher sees all."""
    facts, suite = course / "exercises" / "lesson01_add" / "lesson.toml", course / SUITE
    facts.write_text('shown = {before = "claim", after = "all"}\n' + facts.read_text())
    suite.write_text(suite.read_text().replace("points=2", "points=2, after_due=True"))
    (course / "course.toml").write_text('title = "t"\n[late.due]\nlesson01 = 2090-01-01T00:00:00Z\n')
    wrong = "solutions/lesson01_add/misconceptions/subtracts.py"

    whole, shown = (
        decode(dlgrade("check", "lesson01", wrong, *flag, "--json").stdout_bytes) for flag in ([], ["--for-student"])
    )

    assert (len(whole.tests), len(shown.tests)) == (2, 1)
    assert "You subtracted b" in str(whole.tests[0].hint)
    assert (shown.tests[0].hint, shown.tests[0].expected) == (UNSET, UNSET)
    assert len(shown.notes) == 2


@pytest.mark.usefixtures("course", "warm")
def test_misconception_is_named() -> None:
    """The sentence of a known wrong idea is printed, in the chosen language."""
    wrong = "solutions/lesson01_add/misconceptions/subtracts.py"

    assert "You subtracted b" in dlgrade("check", "lesson01", wrong).stdout
    assert "你减去了 b" in dlgrade("check", "lesson01", wrong, "--lang", "zh").stdout


@pytest.mark.usefixtures("course", "warm")
@pytest.mark.parametrize("path", [SOLUTION, "exercises/lesson01_add/add.py"])
def test_document_keeps_to_the_schema(path: str) -> None:
    """With --json stdout is one scorecard and nothing else."""
    result = dlgrade("check", "lesson01", path, "--json")

    jsonschema.validate(json.loads(result.stdout), schema())
    assert result.stderr == ""


@pytest.mark.usefixtures("course")
def test_gpu_for_a_lesson_without_training_is_wrong_use() -> None:
    """Said before anything is started."""
    result = dlgrade("check", "lesson01", "--device", "cuda")

    assert result.exit_code == 2
    assert "this lesson trains on the CPU alone" in result.stderr


@pytest.mark.usefixtures("course", "warm")
def test_same_seed_gives_the_same_document() -> None:
    """A grading can be repeated from its scorecard, times aside."""
    first, second = (dlgrade("check", "1", "--seed", "11", "--json").stdout_bytes for _ in range(2))

    assert decode(first).seed == 11
    assert decode(first).without_times() == decode(second).without_times()


@pytest.mark.usefixtures("course", "warm")
def test_seeds_differ_by_default() -> None:
    """Nobody can know the inputs of the next grading."""
    seeds = {decode(dlgrade("check", "1", "--json").stdout_bytes).seed for _ in range(3)}

    assert len(seeds) == 3


@pytest.mark.usefixtures("warm")
def test_task_option_grades_this_task_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """--task 4 of lesson 05 is four points, whatever the rest of the file is worth."""
    monkeypatch.setenv("DLGRADE_COURSE", str(REPOSITORY))

    card = decode(dlgrade("check", "5", "--task", "4", "--json").stdout_bytes)

    assert [task.number for task in card.tasks] == [4]
    assert card.max_score == 4


@pytest.mark.usefixtures("warm")
def test_released_course_runs_the_public_suite(course: Path) -> None:
    """Without solutions the public tests are run, and the scorecard says so."""
    (course / "mine.py").write_bytes((course / SOLUTION).read_bytes())
    shutil.move(course / SUITE, course / "exercises" / "lesson01_add" / "test_public.py")
    shutil.rmtree(course / "solutions")

    result = dlgrade("check", "lesson01", "mine.py")

    assert result.exit_code == 0
    assert "The public tests only" in result.stdout


def test_check_from_the_shell(course: Path) -> None:
    """The installed command in a process of its own; a TMPDIR that is not there does not matter."""
    command = [sys.executable, "-c", RUN, "check", "lesson01", SOLUTION, "--json"]

    run = subprocess.run(
        command, cwd=course, env=os.environ | {"TMPDIR": "/no/such/folder"}, capture_output=True, timeout=240
    )

    assert (run.returncode, run.stderr) == (0, b"")
    assert decode(run.stdout).score == 3
