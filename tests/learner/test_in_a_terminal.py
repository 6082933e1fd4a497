"""The learner's loop, typed into a terminal, in each language: what it shows is recorded in recorded/ and looks the same each time.

`DLGRADE_GOLDEN=write pytest tests/learner/test_in_a_terminal.py` writes the recordings anew; read the difference before you commit.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

import pytest

from grader.authoring.release import release
from grader.course.lessons import Course
from grader.sentences import speaker
from tests.terminal import Terminal

RECORDED = Path(__file__).parent / "recorded"
WRONG, RIGHT = ("def add(a, b):\n    return a - b\n", "def add(a, b):\n    return a + b\n")
VARIES = {r"\d+\.\d+ s\b": "… s", r"seed \d+": "seed …", r"20\d\d-\d\d-\d\d": "DATE", r"(sandbox|沙箱) \w+": r"\1 …"}
COMMANDS = ("list", "hint lesson01 1", "hint lesson01 1", "check lesson01")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_loop_from_the_first_list_to_the_last(language: str, toy_course: Course, tmp_path: Path) -> None:
    """The stub, a wrong save, a right one, Ctrl-C, full marks in the list, the stub again: of a course with the public tests alone."""
    whole, root = tmp_path / "whole", tmp_path / "course"
    for side in ("exercises", "solutions"):
        shutil.copytree(toy_course.root / side / "lesson01_add", whole / side / "lesson01_add")
    (whole / "course.toml").write_text('title = "Sums"\nlanguages = ["en", "zh"]\n')
    release(Course(whole), Course(whole).lessons(), root)
    own = root / "exercises" / "lesson01_add" / "add.py"
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    lang, waits = f" --lang {language}" if language != "en" else "", speaker(language)("progress.saved")
    seen: list[str] = []

    def shown(line: str, printed: str) -> None:
        seen.append(f"$ {line}\n{printed}")

    with Terminal(root, os.environ | {"HOME": str(tmp_path), "PATH": path, "DLGRADE_LANG": "en"}) as terminal:
        for command in COMMANDS:
            line = f"dlgrade {command}{lang}"
            shown(line, terminal.type(line)[1])
        line = f"dlgrade watch lesson01{lang}"
        terminal.begin(line)
        shown(line, terminal.wait_for(waits))
        for source in (WRONG, RIGHT):
            own.write_text(source)
            seen[-1] += terminal.wait_for(waits)
        code, printed = terminal.interrupt()
        assert code == 130
        seen[-1] += printed
        for command in (f"list{lang}", f"reset lesson01{lang}", f"list{lang}"):
            shown(f"dlgrade {command}", terminal.type(f"dlgrade {command}")[1])

    text = "\n".join(seen).replace(str(root), "COURSE")
    for pattern, instead in VARIES.items():
        text = re.sub(pattern, instead, text)
    text = "\n".join(line.rstrip() for line in text.splitlines()) + "\n"
    path_of = RECORDED / f"loop.{language}.txt"
    if os.environ.get("DLGRADE_GOLDEN") == "write":
        path_of.parent.mkdir(exist_ok=True)
        path_of.write_text(text, encoding="utf-8")
    assert text == path_of.read_text(encoding="utf-8")
