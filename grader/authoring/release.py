"""The course as students get it: handouts, stubs, public suites, dlgrade, how to begin; of `solutions/` nothing but what is asked for."""

from __future__ import annotations

import shutil
from pathlib import Path

import jinja2
import msgspec

import grader
from grader.authoring.handout import suite_claims, task_of_test
from grader.authoring.stub import without_markers
from grader.authoring.stub_texts import spoken_stubs
from grader.authoring.wheel import write_wheel
from grader.course.claims import claims_file, read_caught, tried_claims
from grader.course.lessons import Course, Lesson
from grader.course.practice import kept_stubs, pack, pack_of
from grader.errors import UsageError
from grader.sentences import ENGLISH, render, text

__all__ = ["release"]

TEMPLATES = Path(__file__).parent / "released"
HANDED_OUT = (
    *(
        "README*.md",
        "lesson.toml",
        "test_public.py",
        "show.py",
        "ask.toml",
        "texts.*.toml",
        "figures/*.svg",
        "data/**/*",
    ),
)
COURSE_FILES = ("course.toml", "datasets/*")


def release(
    course: Course,
    lessons: list[Lesson],
    out: Path,
    *,
    practice: bool = False,
    with_solutions: bool = False,
    language: str = ENGLISH,
) -> list[Path]:
    """Copy `lessons` to the new folder `out`; the files written. What is copied is named here, so nothing else can slip in.

    Each of the student's files is a stub, made from the solution; `.stubs/` has it once more, for `dlgrade reset`. practice: with the
    whole suites and misconceptions, packed, for a course without marks. with_solutions: with the solutions to read, in `solved/`.
    language: of the stubs.
    Raises UsageError for a folder that holds something, LessonError for a lesson without a solution.
    """
    if out.exists() and any(out.iterdir()):
        raise UsageError(text("wrong.release_there", path=str(out)))
    stubs = {lesson: spoken_stubs(lesson, language) for lesson in lessons}
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
        if practice:
            pack(lesson, pack_of(out, lesson))
            written.append(pack_of(out, lesson))
        else:
            written += _claims(lesson, out)
        if with_solutions:
            written += _solved(lesson, out / "solved" / lesson.name)
    return [*written, *_ways_in(course, lessons, out, practice)]


def _claims(lesson: Lesson, out: Path) -> list[Path]:
    """What the public tests try of the hidden suite's claims, where the linter has found that out."""
    if read_caught(lesson) is None:
        return []
    path = claims_file(out, lesson)
    path.parent.mkdir(parents=True, exist_ok=True)
    tried = tried_claims(lesson, suite_claims(lesson), task_of_test(lesson))
    path.write_bytes(msgspec.json.format(msgspec.json.encode(tried)))
    return [path]


def _solved(lesson: Lesson, folder: Path) -> list[Path]:
    """The solution as one reads it, without the marks of its stub."""
    paths = {folder / name: path for name, path in lesson.paths(lesson.instructor).items()}
    for copy, path in paths.items():
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(without_markers(path.read_text(encoding="utf-8")), encoding="utf-8")
    return list(paths)


def _ways_in(course: Course, lessons: list[Lesson], out: Path, practice: bool) -> list[Path]:
    """A README in each language, and dlgrade itself, so that a student needs no more than this folder."""
    wheel = write_wheel(out)
    first = min(lessons, key=lambda lesson: lesson.facts.number)
    torch = any(lesson.runtime == "torch" for lesson in lessons)
    words = {
        "version": grader.__version__,
        "wheel": f"'./{wheel.name}{'[torch]' if torch else ''}'",
        "first": first.id,
        "folder": first.name,
        "torch": torch,
        "data": (course.root / "datasets" / "README.md").is_file(),
    }
    written = [wheel]
    for place, language in enumerate(course.facts.languages):
        path = out / (f"README.{language}.md" if place else "README.md")
        own = TEMPLATES / f"README.{language}.md"
        template = own if own.is_file() else TEMPLATES / "README.md"
        said = render(text("release.practice" if practice else "release.public"), language)
        title = course.facts.titles.get(language, course.facts.title)
        filled = jinja2.Template(template.read_text(encoding="utf-8"), keep_trailing_newline=True)
        path.write_text(filled.render(words, title=title, tests=said), encoding="utf-8")
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
