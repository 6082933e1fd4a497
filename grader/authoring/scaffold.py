"""A new lesson, or a new course of one lesson, sound from the first minute: one small task, to be written over."""

from __future__ import annotations

import functools
import importlib.metadata
import re
import sys
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import jinja2
import msgspec

import grader
from grader.authoring.wheel import write_wheel
from grader.course.lessons import Course
from grader.course.names import short_name
from grader.errors import UsageError
from grader.sentences import text

__all__ = ["module_exists", "scaffold", "scaffold_course"]

TEMPLATES = Path(__file__).parent / "templates"
PART = r"[a-z][a-z0-9_-]*"
NAME = re.compile(rf"(?:{PART}/)?(?P<own>{PART})")
NUMBERED = re.compile(r"lesson(?P<number>\d{2,3})_(?P<topic>[a-z][a-z0-9_]*)")
CPU_INDEX = "--extra-index-url https://download.pytorch.org/whl/cpu"  # builds without a GPU are much smaller
FIRST = "hw1"  # what the lesson of a new course is called
FILES = {
    "lesson.toml": "exercises/{lesson}/lesson.toml",
    "test_public.py": "exercises/{lesson}/test_public.py",
    "solution.py": "solutions/{lesson}/{topic}.py",
    "test_hidden.py": "solutions/{lesson}/suite/test_{topic}.py",
    "misconception.py": "solutions/{lesson}/misconceptions/adds_two.py",
}
COURSE_FILES = {
    "course.toml": "course.toml",
    "README.md": "README.md",
    "gitignore": ".gitignore",
    "lint.yml": ".github/workflows/lint.yml",
}


def module_exists(name: str) -> bool:
    """Whether Python itself or a package that is installed here has a module of this name, so that no lesson's file may have it."""
    return name == "grader" or name in sys.stdlib_module_names or name in _installed()


@functools.cache
def _installed() -> set[str]:
    """The top-level modules of the packages that are installed; to find them takes a second."""
    return set(importlib.metadata.packages_distributions())


def scaffold(course: Course, lesson: str, titles: Mapping[str, str]) -> list[Path]:
    """Write the files of `lesson`, such as lesson18_attention, hw1 or week03/softmax; the paths.

    titles: by language, where it is given. Raises UsageError for a name or number that will not do. In a language that dlgrade itself
    does not speak nothing is written, and `dlgrade lint` names what is missing.
    """
    number, topic = _number_and_topic(course, lesson)
    first, *further = course.facts.languages
    texts = {language: _texts(language) for language in (first, *further) if _has_texts(language)}
    texts = {language: said | {"title": titles.get(language, said["title"])} for language, said in texts.items()}
    plain = texts.pop(first, None) or _texts("en") | {"title": titles.get(first, _texts("en")["title"])}
    also = functools.partial(_also, texts)
    words = {"number": number, "topic": topic, "plain": plain, "further": texts, "also": also, "title": plain["title"]}
    words |= {"id": short_name(lesson), **_words_of(course.facts.runtime == "torch")}
    written = [
        _write(template, course.root / place.format(lesson=lesson, topic=topic), words)
        for template, place in FILES.items()
    ]
    handout = course.root / "exercises" / lesson
    written.append(_write(_readme(first), handout / "README.md", words))
    for language, said in texts.items():
        written.append(_write(_readme(language), handout / f"README.{language}.md", words | {"title": said["title"]}))
    return written


def scaffold_course(folder: Path, title: str, languages: Sequence[str], numpy: bool = False) -> list[Path]:
    """Write a course into the new folder: course.toml, a README, dlgrade itself, a job for GitHub, one lesson; the paths.

    numpy: its lessons work with NumPy, and nothing imports PyTorch. Raises UsageError for a folder that holds something.
    """
    if folder.exists() and any(folder.iterdir()):
        raise UsageError(text("wrong.course_there", folder=str(folder)))
    folder.mkdir(parents=True, exist_ok=True)
    wheel = write_wheel(folder)
    words = {
        "title": title,
        "languages": languages,
        "wheel": f"./{wheel.name}",
        "version": grader.__version__,
        "torch": not numpy,
        "install": f"pip install ./{wheel.name}" if numpy else f"pip install {CPU_INDEX} './{wheel.name}[torch]'",
    }
    written = [_write(f"course/{template}", folder / place, words) for template, place in COURSE_FILES.items()]
    return [*written, wheel, *scaffold(Course(folder), FIRST, {})]


def _number_and_topic(course: Course, lesson: str) -> tuple[int, str]:
    """Where the lesson stands among the others, and what its file is called. Raises UsageError."""
    name = NAME.fullmatch(lesson)
    if not name:
        raise UsageError(text("wrong.lesson_name", name=lesson))
    numbered = NUMBERED.fullmatch(lesson)
    topic = numbered["topic"] if numbered else name["own"].replace("-", "_")
    if module_exists(topic):
        raise UsageError(text("wrong.hides_module", lesson=lesson, topic=topic))
    others = course.lessons()
    within = [
        each.name for each in others if f"{each.name}/".startswith(f"{lesson}/") or lesson.startswith(f"{each.name}/")
    ]
    if within:
        raise UsageError(text("wrong.lesson_there", lesson=str(within[0])))
    if not numbered:
        return max((each.facts.number for each in others), default=0) + 1, topic
    taken = [each.name for each in others if each.name.startswith(f"lesson{numbered['number']}_")]
    if taken:
        raise UsageError(text("wrong.number_taken", lesson=str(taken[0]), number=str(numbered["number"])))
    return int(numbered["number"]), topic


def _words_of(torch: bool) -> dict[str, object]:
    """How a lesson's code speaks of what it works with."""
    kind, make, shown = ("Tensor", "torch.tensor", "tensor") if torch else ("np.ndarray", "np.array", "array")
    return {"torch": torch, "kind": kind, "make": make, "shown": shown}


def _has_texts(language: str) -> bool:
    return (TEMPLATES / f"texts.{language}.toml").is_file()


def _texts(language: str) -> dict[str, Any]:
    return tomllib.loads((TEMPLATES / f"texts.{language}.toml").read_text(encoding="utf-8"))


def _also(texts: Mapping[str, Mapping[str, str]], key: str) -> str:
    """The further lines of a docstring: what its first one says, in each further language."""
    lines = "".join(f"    {language}: {said[key]}\n" for language, said in texts.items())
    return f"\n\n{lines}    " if lines else ""


def _readme(language: str) -> str:
    return f"README.{language if _has_texts(language) else 'en'}.md"


@functools.cache
def _engine() -> jinja2.Environment:
    here = jinja2.FileSystemLoader(TEMPLATES)
    engine = jinja2.Environment(
        loader=here, keep_trailing_newline=True, undefined=jinja2.StrictUndefined, autoescape=False
    )
    engine.filters["quoted"] = lambda value: msgspec.json.encode(value).decode()  # a string of JSON is one of TOML
    return engine


def _write(template: str, path: Path, words: Mapping[str, object]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_engine().get_template(f"{template}.j2").render(words), encoding="utf-8")
    return path
