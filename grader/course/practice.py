"""What a released course keeps out of sight: its stubs as they were, and the packed suites of a practice release, which has no marks and says everything.

A pack is a zip archive of what the instructor has of one lesson: the suite, the misconceptions, the solution that their answers are
compared with. It keeps nobody out who wants to look; it keeps what it holds out of sight.
"""

from __future__ import annotations

import atexit
import zipfile
from functools import cache
from pathlib import Path

from grader.course.lessons import Lesson
from grader.errors import LessonError
from grader.sentences import text

__all__ = ["kept_stubs", "pack", "pack_of", "with_practice"]

FOLDER = ".practice"
LEFT_OUT = {"__pycache__", "mutants.toml"}
STAMP = (2000, 1, 1, 0, 0, 0)  # the same bytes whenever it is made


def pack_of(root: Path, lesson: Lesson) -> Path:
    """Where a released course, `root`, has the lesson's pack."""
    return root / FOLDER / f"{lesson.name}.zip"


def kept_stubs(root: Path, lesson: Lesson) -> Path:
    """Where a released course keeps the lesson's stubs as they were. root: of that course."""
    return root / ".stubs" / lesson.name


def pack(lesson: Lesson, path: Path) -> None:
    """Write what the instructor has of the lesson into one archive."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        for each in sorted(lesson.instructor.rglob("*")):
            name = each.relative_to(lesson.instructor)
            if each.is_file() and not LEFT_OUT.intersection(name.parts):
                member = zipfile.ZipInfo(name.as_posix(), STAMP)
                archive.writestr(member, each.read_bytes(), zipfile.ZIP_DEFLATED)


def with_practice(lesson: Lesson) -> Lesson:
    """The lesson with its whole suite, where the course has a pack of it and no suite of its own; else the lesson as it is.

    What is unpacked is removed when this process ends. Raises LessonError for a pack that cannot be read.
    """
    packed = pack_of(lesson.root, lesson)
    if lesson.has_hidden_suite or not packed.is_file():
        return lesson
    return Lesson(lesson.handout, _unpacked(packed, lesson.name), lesson.limits)


@cache
def _unpacked(packed: Path, name: str) -> Path:
    from grader.temporary import HeldFolder

    held = HeldFolder("dlgrade-practice-")
    atexit.register(held.close)
    folder = held.path / "solutions" / name
    try:
        with zipfile.ZipFile(packed) as archive:
            archive.extractall(folder)
    except (OSError, ValueError, zipfile.BadZipFile) as error:
        raise LessonError(text("course.packed", path=str(packed), error=str(error))) from None
    return folder
