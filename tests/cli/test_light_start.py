"""What a command that grades nothing leaves unread: a student types these between two thoughts."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

COURSE = Path(__file__).parents[2]
RUN = "import sys\nfrom grader.cli import main\nmain({arguments}, standalone_mode=False)\nprint('\\nLOADED', *sorted(sys.modules))"
NEVER = {
    "torch",
    "numpy",
    "pytest",
    "_pytest",
    "rich.console",
    "sqlite3",
    "multiprocessing",
    "asyncio",
    "http.client",
}
# No course is looked at to say what the commands are.
NOT_FOR_HELP = {
    "grader.course.lessons",
    "grader.course.facts",
    "grader.scorecard",
    "grader.learner.progress",
    "zoneinfo",
    "hashlib",
    "rich",
}
NOT_FOR_A_LIST = {
    "grader.course.misconceptions",
    "grader.course.probes",
    "grader.engine",
    "grader.judge",
    "grader.sandbox",
}


def loaded(*arguments: str) -> set[str]:
    program = RUN.format(arguments=list(arguments))
    environment = os.environ | {"DLGRADE_LANG": "en"}
    done = subprocess.run([sys.executable, "-c", program], cwd=COURSE, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.rpartition("LOADED")[2].split())


@pytest.mark.parametrize("arguments", [("--help",), ("check", "--help"), ("--version",)])
def test_help_reads_no_course_and_nothing_that_grades(arguments: tuple[str, ...]) -> None:
    assert not loaded(*arguments) & (NEVER | NOT_FOR_HELP | NOT_FOR_A_LIST)


def test_the_list_reads_the_lessons_and_nothing_that_grades() -> None:
    found = loaded("list")
    assert "grader.course.lessons" in found
    assert not found & (NEVER | NOT_FOR_A_LIST)
