"""`dlgrade watch`: each save is checked, in a session that stays warm."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from conftest import TOY_COURSE

WAITS = "Save the file"


def test_each_save_is_checked(tmp_path: Path) -> None:
    """Wrong, then right: two scorecards of one process; Ctrl-C ends it without a complaint."""
    root = tmp_path / "course"
    for side in ("exercises", "solutions"):
        (root / side).mkdir(parents=True)
        (root / side / "lesson01_add").symlink_to(TOY_COURSE / side / "lesson01_add")
    (root / "exercises" / "lesson01_add").unlink()
    copied = root / "exercises" / "lesson01_add"
    copied.mkdir()
    (copied / "lesson.toml").write_bytes((TOY_COURSE / "exercises" / "lesson01_add" / "lesson.toml").read_bytes())
    own = copied / "add.py"
    own.write_text("def add(a, b):\n    return a - b\n")
    command = [str(Path(sys.executable).with_name("dlgrade")), "watch", "lesson01"]
    with subprocess.Popen(
        command, cwd=root, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONUNBUFFERED": "1"}
    ) as process:
        wrong = until_it_waits(process)
        own.write_text("def add(a, b):\n    return a + b\n")
        right = until_it_waits(process)
        process.send_signal(2)

    assert "✗" in wrong
    assert "✗" not in right
    assert process.returncode == 0


def until_it_waits(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    said = ""
    for line in process.stdout:
        if WAITS in line:
            return said
        said += line
    raise AssertionError(f"it ended: {said}")
