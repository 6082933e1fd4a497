"""The README of a release, followed word by word on a fresh Debian by an ordinary user, to the first green tick: no repository, no compiler, no bubblewrap.

`pytest -s -m slow tests/learner/test_fresh_root.py` prints how many steps, minutes and megabytes that takes. It needs root, debootstrap and the network.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.authoring.release import release
from grader.course.lessons import Course
from grader.sentences import speaker
from tests.cli.command_line import dlgrade
from tests.fresh import CPU_INDEX, Machine, answers
from tests.lms.test_gradescope import as_root
from tests.terminal import Terminal

ROOT = Path(__file__).parents[2]

pytestmark = [as_root, pytest.mark.slow, pytest.mark.timeout(3600)]


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    machine = Machine(tmp_path)
    yield machine
    machine.close()


def course_of(name: str, folder: Path) -> Course:
    if name == "bundled":
        return Course(ROOT)
    assert dlgrade("init", str(folder / "numpy"), "--numpy").exit_code == 0
    return Course(folder / "numpy")


def written(readme: str, *, reachable: bool) -> list[str]:
    """The lines of its block of commands. reachable: else what it says to type where the index of CPU builds cannot be reached."""
    lines: list[str] = re.findall(r"```\n(.*?)```", readme, flags=re.DOTALL)[0].splitlines()
    if reachable:
        return lines
    install: list[str] = re.findall(r"`(pip install [^`]*)`", readme)
    return [install[0] if CPU_INDEX in line else line for line in lines]


@pytest.mark.parametrize(("name", "language"), [("numpy", "en"), ("bundled", "zh")])
def test_readme_leads_an_ordinary_user_to_a_green_tick(
    name: str, language: str, machine: Machine, tmp_path: Path
) -> None:
    course = course_of(name, tmp_path)
    lesson, waits = course.lessons()[0], speaker(language)("progress.saved")
    release(course, course.lessons(), machine.home / "course")
    readme = machine.home / "course" / ("README.md" if language == "en" else f"README.{language}.md")
    lines = written(readme.read_text(encoding="utf-8"), reachable=answers(CPU_INDEX))
    own = machine.home / "course" / "exercises" / lesson.name / lesson.main
    began = time.monotonic()

    with Terminal(machine.root, machine.environment, machine.enter_as_user("course"), seconds=1800) as terminal:
        assert terminal.type("command -v bwrap gcc")[0] != 0
        for line in lines[:-1]:
            code, printed = terminal.type(line)
            assert code == 0, f"{line}\n{printed}"
        assert lines[-1].startswith("dlgrade watch ")
        terminal.begin(lines[-1])
        terminal.wait_for(waits)
        own.write_bytes(lesson.solution.read_bytes())
        shown = terminal.wait_for(waits)
        assert terminal.interrupt()[0] == 130

    assert "✓" in shown
    assert "✗" not in shown
    print(f"\n{name}, {language}: {len(lines) + 1} steps, {(time.monotonic() - began) / 60:.1f} minutes, ", end="")
    print(f"{machine.megabytes('course')} MB. Typed: {lines}")
