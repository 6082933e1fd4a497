"""course.toml and lesson.toml, read and validated: which lessons there are and where their files lie."""

from __future__ import annotations

import ast
import difflib
import hashlib
import os
import re
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Annotated, ClassVar, Literal, TypeVar

import msgspec
from msgspec import Meta, Struct

from grader.course.late import Late
from grader.errors import LessonError, UsageError
from grader.wire.messages import Limits

__all__ = ["Course", "Lesson", "LessonFacts", "Misconception", "Probe", "Task", "find_course"]

LANGUAGES = ("en", "zh")
T = TypeVar("T")
Name = Annotated[str, Meta(pattern=r"^[A-Za-z_][A-Za-z0-9_]*\.py$")]


class Task(Struct, frozen=True, forbid_unknown_fields=True):
    """One numbered task of a lesson. `points` is what its hidden tests add up to.

    forbidden: operators that its functions must do without; with the rule "report" their use costs nothing but is shown.
    """

    number: Annotated[int, Meta(ge=1)]
    title: str
    title_zh: str
    points: Decimal
    functions: list[str] = []
    forbidden: list[str] = []
    forbidden_rule: Literal["zero", "report"] = "zero"
    hints: list[str] = []
    hints_zh: list[str] = []


class LessonFacts(Struct, frozen=True, forbid_unknown_fields=True):
    """What stands in lesson.toml. gpu: it trains on a GPU where there is one. without: packages that student code does not find."""

    number: Annotated[int, Meta(ge=0)]
    title: str
    title_zh: str
    file: Name
    tasks: Annotated[list[Task], Meta(min_length=1)]
    out_of_scope: str = ""
    gpu: bool = False
    without: list[str] = []
    limits: dict[str, float] = {}


class CourseFacts(Struct, frozen=True, forbid_unknown_fields=True):
    """What stands in course.toml."""

    title: str
    title_zh: str = ""
    limits: Limits = Limits()
    late: Late = Late()


class Misconception(Struct, frozen=True):
    """A known wrong submission: the belief, the tests that it must fail, the sentence that the student reads."""

    name: str
    belief: str
    expect: tuple[str, ...]
    says: str
    says_zh: str
    source: bytes

    kind: ClassVar[Literal["misconception"]] = "misconception"

    def sentence(self, language: str) -> str:
        return self.says_zh if language == "zh" else self.says


class Probe(Struct, frozen=True):
    """A property of a wrong answer that a suite has seen, whatever code brought it."""

    name: str
    says: str
    says_zh: str
    kind: ClassVar[Literal["probe"]] = "probe"

    def sentence(self, language: str) -> str:
        return self.says_zh if language == "zh" else self.says


class _ProbeText(Struct, frozen=True, forbid_unknown_fields=True):
    says: str
    says_zh: str


class Lesson:
    """One lesson: two folders of the same name. Reading a broken one raises LessonError."""

    def __init__(self, handout: Path, instructor: Path, course_limits: Limits) -> None:
        self.name = handout.name
        self.handout = handout
        self.instructor = instructor
        self.facts = _decode(handout / "lesson.toml", LessonFacts)
        self.limits = self._limits(course_limits)

    @property
    def id(self) -> str:
        """The short name, such as `lesson05`."""
        return self.name.split("_")[0]

    def heading(self, language: str) -> str:
        """The short name and the title, as reports say them."""
        return f"{self.id} · {self.facts.title_zh if language == 'zh' else self.facts.title}"

    @property
    def root(self) -> Path:
        """The course's folder."""
        return self.handout.parent.parent

    @property
    def stub(self) -> Path:
        return self.handout / self.facts.file

    @property
    def solution(self) -> Path:
        return self.instructor / self.facts.file

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

    @cached_property
    def suite_sha256(self) -> str:
        """What the grade depends on besides the submission: the suite, the solution, the lesson's facts and thresholds."""
        digest = hashlib.sha256()
        for path in [*self.suite_files, self.handout / "lesson.toml", self.solution, self.thresholds]:
            if path.is_file():
                digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
        return digest.hexdigest()

    @cached_property
    def chinese(self) -> dict[str, str]:
        """What the hidden suite says to a student, English to Chinese."""
        path = self.instructor / "chinese.toml"
        return _decode(path, dict[str, str]) if path.is_file() else {}

    @cached_property
    def probes(self) -> dict[str, Probe]:
        """What the suite may have seen in a failed test, by name."""
        path = self.instructor / "probes.toml"
        texts = _decode(path, dict[str, _ProbeText]) if path.is_file() else {}
        return {name: Probe(name, text.says, text.says_zh) for name, text in texts.items()}

    @cached_property
    def misconceptions(self) -> list[Misconception]:
        return [read_misconception(path) for path in sorted((self.instructor / "misconceptions").glob("*.py"))]

    def task(self, number: int) -> Task:
        for task in self.facts.tasks:
            if task.number == number:
                return task
        raise LessonError(f"{self.name} has no task {number}; lesson.toml names 1 to {len(self.facts.tasks)}.")

    def _limits(self, course_limits: Limits) -> Limits:
        try:
            return msgspec.convert(msgspec.to_builtins(course_limits) | self.facts.limits, Limits, strict=False)
        except msgspec.ValidationError as error:
            raise LessonError(f"{self.handout / 'lesson.toml'}: [limits]: {error}") from None


class Course:
    """A course tree: `exercises/`, and `solutions/` where the user is an instructor."""

    def __init__(self, root: Path) -> None:
        self.root = root
        path = root / "course.toml"
        self.facts = _decode(path, CourseFacts) if path.exists() else CourseFacts("Course")

    @property
    def folders(self) -> list[Path]:
        return sorted(path.parent for path in (self.root / "exercises").glob("*/lesson.toml"))

    def lessons(self) -> list[Lesson]:
        return [self._lesson(folder) for folder in self.folders]

    def lesson(self, asked: str) -> Lesson:
        """The lesson by folder name, `lesson05`, `05` or `5`; raises UsageError with the near names."""
        names = {folder.name: folder for folder in self.folders}
        number = re.fullmatch(r"(?:lesson)?0*(\d+)", asked.strip("/"))
        for name, folder in names.items():
            own = re.match(r"\D*0*(\d+)", name)
            if asked.strip("/") == name or (number and own and number[1] == own[1]):
                return self._lesson(folder)
        near = difflib.get_close_matches(asked, [*names, *(name.split("_")[0] for name in names)], n=1, cutoff=0.5)
        near = near or [name for name in names if asked.lower() in name][:1]
        question = f" Did you mean '{near[0]}'?" if near else ""
        raise UsageError(f"No lesson is called '{asked}'.{question} `dlgrade list` shows them all.")

    def _lesson(self, folder: Path) -> Lesson:
        return Lesson(folder, self.root / "solutions" / folder.name, self.facts.limits)


def find_course(start: Path | None = None) -> Course:
    """The course that `start` (default: the working directory) lies in, or that DLGRADE_COURSE names."""
    if named := os.environ.get("DLGRADE_COURSE"):
        start = Path(named)
    start = (start or Path.cwd()).resolve()
    for folder in (start, *start.parents):
        if (folder / "exercises").is_dir():
            return Course(folder)
    raise UsageError(
        f"{start} is not in a course: no folder 'exercises' in it or above it. "
        "Go to the course's folder, or set DLGRADE_COURSE to it."
    )


def read_misconception(path: Path) -> Misconception:
    """The contract in the file's docstring; raises LessonError when a part is missing."""
    source = path.read_bytes()
    try:
        text = ast.get_docstring(ast.parse(source)) or ""
    except (SyntaxError, ValueError) as error:
        raise LessonError(f"{path} is no Python file: {error}.") from None
    belief, *rest = re.split(r"^(expect|says|says_zh):", text, flags=re.MULTILINE)
    fields = {key: " ".join(value.split()) for key, value in zip(rest[::2], rest[1::2], strict=True)}
    missing = [key for key in ("expect", "says", "says_zh") if not fields.get(key)]
    if missing or not belief.strip():
        lines = ", ".join(f"'{key}:'" for key in missing) or "the belief"
        raise LessonError(f"{path}: its docstring lacks {lines}. docs/authors.md shows one.")
    expect = tuple(sorted(name.strip() for name in fields["expect"].split(",") if name.strip()))
    return Misconception(path.stem, " ".join(belief.split()), expect, fields["says"], fields["says_zh"], source)


def _decode(path: Path, type: type[T]) -> T:
    try:
        return msgspec.toml.decode(path.read_bytes(), type=type)
    except OSError as error:
        raise LessonError(f"{path} cannot be read: {error.strerror}.") from None
    except (msgspec.MsgspecError, ValueError) as error:
        raise LessonError(f"{path} is not as it must be: {error}. docs/authors.md says what stands there.") from None
