"""course.toml and lesson.toml, read and validated: which lessons there are and where their files lie."""

from __future__ import annotations

import difflib
import hashlib
import os
import re
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from grader.course.facts import (
    MOST_ARTEFACTS,
    MOST_SOURCE_KB,
    PACKAGES,
    TORCH,
    WITHOUT_TORCH,
    CourseFacts,
    LessonFacts,
    Runtime,
    Task,
    course_facts,
    decode_facts,
)
from grader.course.names import short_name
from grader.course.unfit import unfit
from grader.errors import LessonError, UsageError
from grader.sentences import ENGLISH, languages, render, text
from grader.wire.messages import Limits

if TYPE_CHECKING:
    from grader.course.misconceptions import Misconception
    from grader.course.probes import Probe

__all__ = ["Course", "Lesson", "find_course"]


class Lesson:
    """One lesson: two folders of the same name. Reading a broken one raises LessonError."""

    def __init__(self, handout: Path, instructor: Path, course_limits: Limits) -> None:
        self.handout = handout
        self.instructor = instructor
        self.facts = decode_facts(handout / "lesson.toml", LessonFacts, self.known_languages)
        self.limits = self._limits(course_limits)

    @cached_property
    def root(self) -> Path:
        """The course's folder."""
        top = next((folder.parent for folder in self.handout.parents if folder.name == "exercises"), None)
        return top or self.handout.parent.parent

    @cached_property
    def name(self) -> str:
        """Its folder's path in exercises/, such as `lesson05_logistic_regression`, `hw1` or `week03/softmax`."""
        top = self.root / "exercises"
        return self.handout.relative_to(top).as_posix() if self.handout.is_relative_to(top) else self.handout.name

    @property
    def id(self) -> str:
        """The short name: `lesson05` of lesson05_logistic_regression, any other name as it is."""
        return short_name(self.name)

    @property
    def hidden(self) -> tuple[Path, ...]:
        """Folders that no worker may see: the course's, and the instructor's side where it lies elsewhere."""
        return (self.root,) if self.instructor.is_relative_to(self.root) else (self.root, self.instructor)

    @cached_property
    def course(self) -> CourseFacts:
        """What course.toml says."""
        return course_facts(self.root)

    @property
    def languages(self) -> tuple[str, ...]:
        """Those that the course declares; its plain texts are in the first."""
        return self.course.languages

    @cached_property
    def known_languages(self) -> tuple[str, ...]:
        """Those in which its texts are read: the declared ones, then any other that dlgrade itself speaks."""
        return tuple(dict.fromkeys((*self.languages, *languages())))

    def heading(self, language: str) -> str:
        """The short name and the title, as reports say them."""
        return f"{self.id} · {render(self.facts.heading, language)}"

    def readme(self, language: str) -> Path:
        """The handout in that language, which need not be there."""
        return self.handout / ("README.md" if language == self.languages[0] else f"README.{language}.md")

    @property
    def main(self) -> str:
        """The path of the lesson's first file in what is handed in, and in both of its folders."""
        return f"{self.facts.package}/{self.facts.file}" if self.facts.package else self.facts.file

    @property
    def stub(self) -> Path:
        return self.handout / self.main

    @property
    def solution(self) -> Path:
        return self.instructor / self.main

    def paths(self, folder: Path) -> dict[str, Path]:
        """The lesson's files in one of its two folders, by their paths there: the first one, and which further ones there are."""
        return {self.main: folder / self.main, **self.others(folder)}

    def others(self, folder: Path) -> dict[str, Path]:
        """The lesson's further files in one of its two folders, by their paths there."""
        inside = [folder / name for name in self.facts.modules]
        if self.facts.package:
            inside = sorted((folder / self.facts.package).rglob("*.py"))
        found = {path.relative_to(folder).as_posix(): path for path in inside if path.is_file()}
        return {name: path for name, path in found.items() if name != self.main}

    def is_own(self, name: str) -> bool:
        """Whether a file of a submission is one that the lesson asks for."""
        inside = self.facts.package and name.startswith(f"{self.facts.package}/")
        return bool(inside) or name == self.main or name in self.facts.modules

    def with_others(self, source: bytes, *, made: bool = True) -> dict[str, bytes]:
        """This source as the lesson's first file, with the solution's further files. made: those that are no programs, too."""
        others = {**self.others(self.instructor), **(self.artefacts(self.instructor) if made else {})}
        return {self.main: source, **{name: path.read_bytes() for name, path in others.items()}}

    def solved(self, *, made: bool = True) -> dict[str, bytes]:
        """The solution's files, as a submission has them. made: as of `with_others`."""
        return self.with_others(self.solution.read_bytes(), made=made)

    def artefacts(self, folder: Path) -> dict[str, Path]:
        """The lesson's files that are no programs, as far as they lie in one of its two folders."""
        return {name: folder / name for name in self.facts.artefacts if (folder / name).is_file()}

    @property
    def data_files(self) -> dict[str, Path]:
        """What lies in the handout's data/, by its path there: student code finds it under `data/`."""
        top = self.handout / "data"
        found = (path for path in sorted(top.rglob("*")) if path.is_file() and not _is_litter(path.relative_to(top)))
        return {path.relative_to(top).as_posix(): path for path in found}

    @property
    def show(self) -> Path:
        """What `dlgrade show` draws; it need not be there."""
        return self.handout / "show.py"

    @property
    def thresholds(self) -> Path:
        return self.instructor / "thresholds.toml"

    @property
    def has_hidden_suite(self) -> bool:
        return (self.instructor / "suite").is_dir()

    @property
    def suite(self) -> Path:
        """The hidden suite's folder; in a released course, the public suite."""
        return self.instructor / "suite" if self.has_hidden_suite else self.handout / "test_public.py"

    @property
    def suite_files(self) -> list[Path]:
        return sorted(self.suite.glob("test_*.py")) if self.has_hidden_suite else [self.suite]

    @property
    def suite_modules(self) -> list[Path]:
        """The suite's tests and the Python files that they may use: helpers and a conftest.py, in the hidden suite's folder alone."""
        if not self.has_hidden_suite:
            return [self.suite]
        found = [path.relative_to(self.suite) for path in self.suite.rglob("*.py")]
        return [self.suite / name for name in sorted(found) if not _is_litter(name)]

    @cached_property
    def packages(self) -> tuple[str, ...]:
        """What student code may import besides Python's own, as course.toml says."""
        usual = PACKAGES if self.runtime == "torch" else WITHOUT_TORCH
        return tuple(sorted(self.course.packages or usual))

    @cached_property
    def runtime(self) -> Runtime:
        """What it works with: "torch", "numpy" or "python"."""
        return self.facts.runtime or self.course.runtime

    @cached_property
    def without(self) -> tuple[str, ...]:
        """Packages that student code does not find."""
        lacking = () if self.runtime == "torch" else TORCH
        return tuple(dict.fromkeys([*self.facts.without, *lacking]))

    @cached_property
    def suite_sha256(self) -> str:
        """What the grade depends on besides the submission: the suite and what lies beside it, the solution, the lesson's facts, data and
        thresholds."""
        digest = hashlib.sha256()
        others = [*self.others(self.instructor).values(), *self.data_files.values()]
        beside = sorted(self.suite.rglob("*")) if self.has_hidden_suite else []
        beside = [path for path in beside if path.is_file() and not _is_litter(path.relative_to(self.suite))]
        others += [path for path in beside if path not in self.suite_modules]
        for path in [*self.suite_modules, self.handout / "lesson.toml", self.solution, *others, self.thresholds]:
            if path.is_file():
                digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
        return digest.hexdigest()

    @cached_property
    def texts(self) -> dict[str, dict[str, str]]:
        """What the suites say in their own words: for each further language English to that language.

        The hidden suite's stand in solutions/, the public suite's in exercises/.
        """
        first, *further = self.known_languages
        found = {
            language: read_texts(self.handout, language) | read_texts(self.instructor, language) for language in further
        }
        return found if first == ENGLISH else {first: {plain: plain for plain in found[ENGLISH]}, **found}

    @cached_property
    def content_sha256(self) -> str:
        """All that the suite can read: every file of the lesson's two folders, but not what is only shown, such as titles,
        hints and the handout's text."""
        digest = hashlib.sha256(msgspec.json.encode(_without_texts(self.facts)))
        for folder in (self.handout, self.instructor):
            for path in sorted(folder.rglob("*")):
                name = path.relative_to(folder)
                if path.is_file() and not _is_text_or_litter(name):
                    content = hashlib.sha256(path.read_bytes()).digest()
                    digest.update(f"{folder is self.handout} {name.as_posix()}\0".encode() + content)
        return digest.hexdigest()

    @cached_property
    def probes(self) -> dict[str, Probe]:
        """What the suite may see in a wrong answer, by name."""
        from grader.course.probes import read_probes  # what a student's `dlgrade list` has no use for

        path = self.instructor / "probes.toml"
        return read_probes(path, self.known_languages) if path.is_file() else {}

    @cached_property
    def seen(self) -> dict[str, Probe | Misconception]:
        """What `probe` may name: a probe, or the misconception that alone brings what the suite sees."""
        return {**{each.name: each for each in self.misconceptions}, **self.probes}

    @cached_property
    def misconceptions(self) -> list[Misconception]:
        from grader.course.misconceptions import read_misconception

        folder = self.instructor / "misconceptions"
        return [read_misconception(path, self.solution, self.known_languages) for path in sorted(folder.glob("*.py"))]

    @property
    def accepted(self) -> list[Path]:
        """Right programs in other styles than the solution's, where the course has them."""
        return sorted((self.root / "tests" / "accepted" / self.name).glob("*.py"))

    def task(self, number: int) -> Task:
        for task in self.facts.tasks:
            if task.number == number:
                return task
        raise LessonError(text("course.no_task", lesson=self.name, number=number, n=len(self.facts.tasks)))

    def _limits(self, course_limits: Limits) -> Limits:
        try:
            limits = msgspec.convert(msgspec.to_builtins(course_limits) | self.facts.limits, Limits, strict=False)
        except msgspec.ValidationError as error:
            raise LessonError(
                text("course.limits", path=str(self.handout / "lesson.toml"), error=unfit(error))
            ) from None
        in_all = sum(self.facts.artefacts.values())
        if limits.source_kb > MOST_SOURCE_KB or in_all > MOST_ARTEFACTS:
            most = (
                text("course.files_most") if in_all > MOST_ARTEFACTS else text("course.source_most", n=MOST_SOURCE_KB)
            )
            raise LessonError(text("course.limits_most", path=str(self.handout / "lesson.toml"), what=most))
        return limits


class Course:
    """A course tree: `exercises/`, and `solutions/` where the user is an instructor."""

    def __init__(self, root: str | Path) -> None:
        """root: the folder that holds exercises/. Raises LessonError for a course.toml that is not as it must be."""
        self.root = root = Path(root)
        self.facts = course_facts(root)

    @property
    def names(self) -> list[str]:
        """Of all lessons, also of those that cannot be read."""
        return [self._name(folder) for folder in self.folders]

    @property
    def folders(self) -> list[Path]:
        """Those of the lessons, by name: a lesson lies in exercises/, or in a folder there."""
        top = self.root / "exercises"
        return sorted(path.parent for deep in ("*", "*/*") for path in top.glob(f"{deep}/lesson.toml"))

    def lessons(self) -> list[Lesson]:
        """In the order of their numbers."""
        return sorted(map(self._lesson, self.folders), key=lambda lesson: (lesson.facts.number, lesson.name))

    def lesson(self, asked: str) -> Lesson:
        """The lesson by its name, `lesson05`, `05` or `5`; raises UsageError with the near names."""
        asked = asked.strip("/")
        names = {self._name(folder): folder for folder in self.folders}
        number = re.fullmatch(r"(?:lesson)?0*(\d+)", asked)
        found = [names[asked]] if asked in names else []
        for name, folder in names.items():
            own = re.match(r"[^\d/]*0*(\d+)[^/]*$", name)
            if number and own and number[1] == own[1]:
                found.append(folder)
        if found:
            return self._lesson(found[0])
        near = difflib.get_close_matches(asked, [*names, *map(short_name, names)], n=1, cutoff=0.5)
        near = near or [name for name in names if asked.lower() in name][:1]
        raise UsageError(
            text("wrong.lesson_near" if near else "wrong.lesson", asked=asked, near=near[0] if near else "")
        )

    def _lesson(self, folder: Path) -> Lesson:
        return Lesson(folder, self.root / "solutions" / self._name(folder), self.facts.limits)

    def _name(self, folder: Path) -> str:
        return folder.relative_to(self.root / "exercises").as_posix()


def find_course(start: Path | None = None) -> Course:
    """The course that `start` (default: the working directory) lies in, or that DLGRADE_COURSE names."""
    if named := os.environ.get("DLGRADE_COURSE"):
        start = Path(named)
    start = (start or Path.cwd()).resolve()
    for folder in (start, *start.parents):
        if (folder / "exercises").is_dir():
            return Course(folder)
    raise UsageError(text("wrong.no_course", folder=str(start)))


def texts_file(folder: Path, language: str) -> Path:
    return folder / f"texts.{language}.toml"


def read_texts(folder: Path, language: str) -> dict[str, str]:
    """What the suite of one side of a lesson says, English to that language."""
    return read_table(texts_file(folder, language))


def read_table(path: Path) -> dict[str, str]:
    """Texts by their English; none where there is no such file. Raises LessonError for another kind of file."""
    return decode_facts(path, dict[str, str]) if path.is_file() else {}


def _without_texts(facts: LessonFacts) -> LessonFacts:
    tasks = [
        msgspec.structs.replace(task, title="", titles={}, hints=[], hints_in={}, covers=[], rubric=[], rubric_in={})
        for task in facts.tasks
    ]
    return msgspec.structs.replace(facts, title="", titles={}, out_of_scope="", shown="all", bugs=[], tasks=tasks)


def _is_text_or_litter(name: Path) -> bool:
    """Whether a lesson's file is for people alone, or left by a program; lesson.toml counts by what it says."""
    kept = name.parts[0] in ("lesson.toml", "show.py", "ask.toml", "figures", "public.toml")
    if kept or re.fullmatch(r"README(\.\w+)?\.md|stub\.[a-z]{2}\.toml", str(name)):
        return True
    return _is_litter(name)


def _is_litter(name: Path) -> bool:
    """Whether a program left it."""
    return any(part == "__pycache__" or part.startswith(".") for part in name.parts)
