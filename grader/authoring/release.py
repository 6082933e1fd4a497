"""The course as students get it: handouts, stubs, public suites, dlgrade, how to begin, and nothing of `solutions/`."""

from __future__ import annotations

import shutil
from pathlib import Path

import grader
from grader.authoring.stub import kept_stubs, make_stubs
from grader.authoring.wheel import write_wheel
from grader.course.lessons import Course, Lesson
from grader.errors import UsageError

__all__ = ["release"]

TEMPLATES = Path(__file__).parent / "released"
HANDED_OUT = ("README*.md", "lesson.toml", "test_public.py", "show.py", "texts.*.toml", "figures/*.svg")
COURSE_FILES = ("course.toml", "datasets/*")


def release(course: Course, lessons: list[Lesson], out: Path) -> list[Path]:
    """Copy `lessons` to the new folder `out`; the files written. What is copied is named here, so nothing else can slip in.

    Each of the student's files is a stub, made from the solution; `.stubs/` has it once more, for `dlgrade reset`. Raises UsageError for
    a folder that holds something, LessonError for a lesson without a solution.
    """
    if out.exists() and any(out.iterdir()):
        raise UsageError(
            f"{out} is not empty: a course is released into a new folder. Name another --out, or empty it."
        )
    stubs = {lesson: make_stubs(lesson) for lesson in lessons}
    written = _copied(course.root, COURSE_FILES, out)
    for lesson, files in stubs.items():
        folder = out / "exercises" / lesson.name
        written += _copied(lesson.handout, HANDED_OUT, folder)
        for path, stub in [
            (top / name, stub) for top in (folder, kept_stubs(out, lesson)) for name, stub in files.items()
        ]:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(stub)
            written.append(path)
    return [*written, *_ways_in(course, lessons, out)]


def _ways_in(course: Course, lessons: list[Lesson], out: Path) -> list[Path]:
    """A README in each language, and dlgrade itself, so that a student needs no more than this folder."""
    wheel = write_wheel(out)
    first = min(lessons, key=lambda lesson: lesson.facts.number)
    extra = "[torch]" if any(lesson.runtime == "torch" for lesson in lessons) else ""
    parts = {
        "version": grader.__version__,
        "wheel": f"'./{wheel.name}{extra}'",
        "first": first.id,
        "folder": first.name,
    }
    written = [wheel]
    for template in sorted(TEMPLATES.glob("README*.md")):
        language = template.suffixes[0].removeprefix(".") if len(template.suffixes) > 1 else "en"
        path = out / template.name
        text = template.read_text(encoding="utf-8").format(
            title=course.facts.titles.get(language, course.facts.title), **parts
        )
        path.write_text(text, encoding="utf-8")
        written.append(path)
    return written


def _copied(source: Path, patterns: tuple[str, ...], target: Path) -> list[Path]:
    written = []
    for path in sorted(path for pattern in patterns for path in source.glob(pattern) if path.is_file()):
        copy = target / path.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
        written.append(copy)
    return written
