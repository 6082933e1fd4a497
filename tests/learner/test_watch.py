"""`dlgrade watch`: each save is checked, in a session that stays warm."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from grader.course.lessons import Course

WAITS = "Save the file"


def test_each_save_is_checked(tmp_path: Path, toy_course: Course) -> None:
    """Wrong, then right: two scorecards of one process; Ctrl-C ends it."""
    root = tmp_path / "course"
    for side in ("exercises", "solutions"):
        shutil.copytree(toy_course.root / side / "lesson01_add", root / side / "lesson01_add")
    own = root / "exercises" / "lesson01_add" / "add.py"
    own.write_text("def add(a, b):\n    return a - b\n")
    command = [str(Path(sys.executable).with_name("dlgrade")), "watch", "lesson01"]
    process = subprocess.Popen(
        command, cwd=root, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONUNBUFFERED": "1"}
    )
    try:
        wrong = until_it_waits(process)
        own.write_text("def add(a, b):\n    return a + b\n")
        right = until_it_waits(process)
        process.terminate()  # what Ctrl-C does, where the test itself may have been started without that
        process.wait(60)
    finally:
        process.kill()
        process.communicate()

    assert "✗" in wrong
    assert "✗" not in right
    assert "+2 passed, 0 lost" in right
    assert "Full marks in lesson01 for the first time." in right
    assert process.returncode == 130


def until_it_waits(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    said = ""
    for line in process.stdout:
        if WAITS in line:
            return said
        said += line
    raise AssertionError(f"it ended: {said}")
