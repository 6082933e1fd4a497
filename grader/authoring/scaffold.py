"""A new lesson that is sound from the first minute: one small task, to be written over."""

from __future__ import annotations

import functools
import importlib.metadata
import re
import sys
from pathlib import Path

import jinja2

from grader.course.lessons import Course
from grader.errors import UsageError

__all__ = ["module_exists", "scaffold"]

NAME = re.compile(r"lesson(\d{2,3})_([a-z][a-z0-9_]*)")
FILES = {
    "lesson.toml": "exercises/{lesson}/lesson.toml",
    "README.md": "exercises/{lesson}/README.md",
    "README.zh.md": "exercises/{lesson}/README.zh.md",
    "test_public.py": "exercises/{lesson}/test_public.py",
    "solution.py": "solutions/{lesson}/{topic}.py",
    "test_hidden.py": "solutions/{lesson}/suite/test_{topic}.py",
    "misconception.py": "solutions/{lesson}/misconceptions/adds_two.py",
}


def module_exists(name: str) -> bool:
    """Whether Python itself or a package that is installed here has a module of this name, so that no lesson's file may have it."""
    return name == "grader" or name in sys.stdlib_module_names or name in _installed()


@functools.cache
def _installed() -> set[str]:
    """The top-level modules of the packages that are installed; to find them takes a second."""
    return set(importlib.metadata.packages_distributions())


def scaffold(course: Course, lesson: str, title: str, title_zh: str) -> list[Path]:
    """Write the files of `lesson`, such as lesson18_attention; the paths. Raises UsageError for a name or number that will not do."""
    match = NAME.fullmatch(lesson)
    if not match:
        raise UsageError(
            f"'{lesson}' is no lesson's name: write lessonNN_topic, in small letters, such as lesson18_attention."
        )
    if module_exists(match[2]):
        raise UsageError(
            f"'{lesson}' would make {match[2]}.py, which hides the module {match[2]} from all that import it: "
            f"take another topic, such as {lesson}_by_hand."
        )
    taken = [folder.name for folder in course.folders if folder.name.startswith(f"lesson{match[1]}_")]
    if taken:
        raise UsageError(f"{taken[0]} has the number {match[1]} already: take another.")
    here = jinja2.FileSystemLoader(Path(__file__).parent / "templates")
    engine = jinja2.Environment(
        loader=here, keep_trailing_newline=True, undefined=jinja2.StrictUndefined, autoescape=False
    )
    words = {"number": int(match[1]), "topic": match[2], "title": title, "title_zh": title_zh}
    written = []
    for template, place in FILES.items():
        path = course.root / place.format(lesson=lesson, topic=match[2])
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(engine.get_template(f"{template}.j2").render(words), encoding="utf-8")
        written.append(path)
    return written
