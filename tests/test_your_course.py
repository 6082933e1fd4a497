"""docs/your-course.md, typed from top to bottom: from an empty folder to a graded class, a Gradescope zip and a release."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

from tests.lms.follow import Shell, follow
from tests.lms.reader import PROGRAMS, ROOT


def test_page_can_be_followed(tmp_path: Path) -> None:
    """With nothing at hand but the commands; what it leads to is there."""
    shell = Shell(tmp_path, os.environ | {"HOME": str(tmp_path), "PATH": f"{PROGRAMS}:{os.environ['PATH']}"})
    try:
        follow(ROOT / "docs" / "your-course.md", shell, tmp_path, {})
    finally:
        shell.close()

    course = tmp_path / "my-course"
    assert (course / "graded" / "hw1" / "students" / "ben.html").is_file()
    packed = zipfile.ZipFile(course / "hw1.zip").namelist()
    assert {"course/solutions/hw1/suite/test_hw1.py", "course/exercises/hw1/lesson.toml"} <= set(packed)
    assert not any("softmax" in name for name in packed)
    released = {path.relative_to(course / "students").as_posix() for path in (course / "students").rglob("*.*")}
    assert {"exercises/week03/softmax/softmax.py", "exercises/hw1/README.md"} <= released
    assert not any("solutions" in name for name in released)
