"""The zip that an instructor uploads to Gradescope: one lesson with its hidden suite, the grader, two scripts.

setup.sh, run_autograder    what Gradescope runs, when it builds the image and for each submission
plan.json                   the lesson, the language, the seconds that a grading may take
requirements.txt            the packages, at the versions that are installed here
grader/                     this package, without the demo
course/                     course.toml, the data catalogue, the lesson's two folders; no other lesson's
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import msgspec
from msgspec import Struct

import grader
from grader.course.lessons import Course, Lesson
from grader.errors import LessonError, UsageError
from grader.lms.pins import pins
from grader.sentences import text

__all__ = ["AutograderPlan", "gradescope_package"]

PACKAGE = Path(grader.__file__).parent
SCRIPTS = Path(__file__).parent / "container"
MARGIN_SECONDS = 60  # Gradescope's limit starts before our script does, and must never be reached
OVERHEAD_SECONDS = 120  # import of PyTorch on half a core, references, diagnosis
LEFT_OUT = {"__pycache__", "figures", "mutants.toml"}


class AutograderPlan(Struct, frozen=True, forbid_unknown_fields=True):
    """What run_autograder must know. seconds: the time that one grading may take in all."""

    lesson: str
    language: str
    seconds: float


def gradescope_package(lesson: Lesson, *, language: str, minutes: int, python: str) -> bytes:
    """The zip's bytes, the same for the same course and versions.

    minutes: the time limit that the assignment has on Gradescope. python: the version to install, such as 3.12. Raises
    LessonError without a hidden suite, UsageError for a limit that the lesson's own limits do not fit into.
    """
    if not lesson.has_hidden_suite:
        raise LessonError(text("wrong.no_suite", lesson=lesson.id, path=str(lesson.instructor / "suite")))
    seconds = minutes * 60 - MARGIN_SECONDS
    needed = lesson.limits.submission_seconds + OVERHEAD_SECONDS
    if needed > seconds:
        enough = -int(-(needed + MARGIN_SECONDS) // 60)
        raise UsageError(
            text(
                "wrong.minutes_short",
                lesson=lesson.id,
                seconds=f"{lesson.limits.submission_seconds:g}",
                minutes=str(minutes),
                enough=str(enough),
            )
        )
    plan = AutograderPlan(lesson.name, language, seconds)
    setup = (SCRIPTS / "setup.sh").read_text(encoding="utf-8").replace("@PYTHON@", python)
    files = {
        "setup.sh": setup.encode(),
        "run_autograder": (SCRIPTS / "run_autograder").read_bytes(),
        "plan.json": msgspec.json.encode(plan),
        "requirements.txt": "".join(
            f"{pin}\n"
            for pin in pins(also=Course(lesson.root).facts.packages.values(), torch=lesson.runtime == "torch")
        ).encode(),
        **{name: data for name, data in _tree(PACKAGE, "grader").items() if name.split("/")[1] not in ("demo", "docs")},
        **_course(lesson),
    }
    return _zip(files)


def _course(lesson: Lesson) -> dict[str, bytes]:
    shared = {name: lesson.root / name for name in ("course.toml", "datasets/catalogue.toml")}
    files = {f"course/{name}": path.read_bytes() for name, path in shared.items() if path.is_file()}
    files |= _tree(lesson.handout, f"course/exercises/{lesson.name}")
    return files | _tree(lesson.instructor, f"course/solutions/{lesson.name}")


def _tree(folder: Path, name: str) -> dict[str, bytes]:
    """The regular files of a folder, by their names in the zip; no link is followed."""
    found: dict[str, bytes] = {}
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        left_out = LEFT_OUT & set(inside.parts) and "data" not in inside.parts
        if path.is_file() and not path.is_symlink() and not left_out:
            found[f"{name}/{inside.as_posix()}"] = path.read_bytes()
    return found


def _zip(files: dict[str, bytes]) -> bytes:
    page = io.BytesIO()
    with zipfile.ZipFile(page, "w") as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name)  # of 1980: the same course gives the same bytes
            entry.external_attr = (0o100755 if name in ("setup.sh", "run_autograder") else 0o100644) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return page.getvalue()
