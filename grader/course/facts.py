"""What stands in course.toml and lesson.toml, as values, and how it is read and validated."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

import msgspec
import msgspec.inspect
from msgspec import Meta, Struct

from grader.course.late import Late
from grader.course.levels import Level
from grader.course.unfit import unfit
from grader.errors import LessonError
from grader.sentences import ENGLISH, Text, by_language, is_language, languages, text
from grader.wire.messages import Limits

__all__ = [
    "CourseFacts",
    "How",
    "LessonFacts",
    "Runtime",
    "Task",
    "Visibility",
    "course_facts",
    "decode_facts",
]

PACKAGES = ("matplotlib", "numpy", "pandas", "scipy", "sklearn", "torch", "torchvision")  # where course.toml names none
TORCH = ("torch", "torchvision")
WITHOUT_TORCH = tuple(name for name in PACKAGES if name not in TORCH)
MOST_SOURCE_KB, MOST_ARTEFACTS = 20_480, 200 << 20
FURTHER = {
    "title": "titles",
    "hints": "hints_in",
    "rubric": "rubric_in",
}  # what stands in lesson.toml with a language behind it, and where it goes
T = TypeVar("T")
FileName = Annotated[str, Meta(pattern=r"^[A-Za-z_][A-Za-z0-9_]*\.(py|csv|txt|safetensors|pt|onnx)$")]
Runtime = Literal["torch", "numpy", "python"]
Name = Annotated[str, Meta(pattern=r"^[A-Za-z_][A-Za-z0-9_]*\.py$")]


class Task(Struct, frozen=True, forbid_unknown_fields=True):
    """One numbered task of a lesson. `points` is what its hidden tests add up to.

    covers: sections of the lecture notes that it practises, for docs/course.md. titles, hints_in: in further languages;
    `title_zh` and `hints_zh` in lesson.toml, and so on.
    forbidden: operators that its functions must do without; with the rule "report" their use costs nothing but is shown.
    graded: by its hidden tests, or "by hand": then a person gives the points, as the rubric says.
    """

    number: Annotated[int, Meta(ge=1)]
    title: str
    points: Decimal
    titles: dict[str, str] = {}
    functions: list[str] = []
    covers: list[str] = []
    forbidden: list[str] = []
    forbidden_rule: Literal["zero", "report"] = "zero"
    hints: list[str] = []
    hints_in: dict[str, list[str]] = {}
    graded: Literal["by tests", "by hand"] = "by tests"
    rubric: list[str] = []
    rubric_in: dict[str, list[str]] = {}

    def rubric_said(self, language: str) -> list[str]:
        """In English where there is none in that language."""
        return self.rubric_in.get(language) or self.rubric

    @property
    def by_hand(self) -> bool:
        return self.graded == "by hand"

    @property
    def heading(self) -> Text:
        return Text(said=by_language(self.title, self.titles))

    def hints_said(self, language: str) -> list[str]:
        """In English where there are none in that language."""
        return self.hints_in.get(language) or self.hints


How = Literal["all", "claim", "score"]


class Visibility(Struct, frozen=True, forbid_unknown_fields=True):
    """How much of a scorecard a student sees: all, the claim of each test, or the scores alone. date: by default, when the lesson is due."""

    before: How = "all"
    after: How = "all"
    date: datetime | None = None


class Artefact(Struct, frozen=True, forbid_unknown_fields=True):
    """A file that is no program: trained weights, predictions, an answer. mb: how large it may be."""

    name: Annotated[str, Meta(pattern=r"^[A-Za-z_][A-Za-z0-9_]*\.(csv|txt|safetensors|pt|onnx)$")]
    mb: Annotated[float, Meta(gt=0, le=200)] = 10


class LessonFacts(Struct, frozen=True, forbid_unknown_fields=True):
    """What stands in lesson.toml. titles: as of a task.

    files: what is handed in with `file`: further modules, and files that are no programs, by name or with their size. package: the folder of a package that all of it lies in.
    gpu: it trains on a GPU where there is one. without: packages that student code does not find. forbidden: operators that every task must do without. helpers: the file may import
    modules that were handed in beside it. on_error: whether a cell or line that fails costs what it defines, or everything.
    runtime: with which packages it is graded; else as course.toml says. bugs: misconceptions that `dlgrade bug` gives to be found.
    """

    number: Annotated[int, Meta(ge=0)]
    title: str
    file: Name
    tasks: Annotated[list[Task], Meta(min_length=1)]
    titles: dict[str, str] = {}
    out_of_scope: str = ""
    gpu: bool = False
    without: list[str] = []
    forbidden: list[str] = []
    files: list[FileName | Artefact] = []
    package: Annotated[str, Meta(pattern=r"^([A-Za-z_][A-Za-z0-9_]*)?$")] = ""
    helpers: bool = True
    on_error: Literal["go_on", "stop"] = "go_on"
    runtime: Runtime | None = None
    shown: How | Visibility = "all"
    limits: dict[str, float] = {}
    bugs: list[str] = []

    def __post_init__(self) -> None:
        for task in self.tasks:
            task.forbidden.extend(name for name in self.forbidden if name not in task.forbidden)

    @property
    def heading(self) -> Text:
        return Text(said=by_language(self.title, self.titles))

    @property
    def modules(self) -> list[str]:
        """The further modules."""
        return [each for each in self.files if isinstance(each, str) and each.endswith(".py")]

    @property
    def artefacts(self) -> dict[str, int]:
        """The files that are no programs, each with the bytes that it may have."""
        named = [Artefact(each) if isinstance(each, str) else each for each in self.files if each not in self.modules]
        return {each.name: int(each.mb * (1 << 20)) for each in named}


class CourseFacts(Struct, frozen=True, forbid_unknown_fields=True):
    """What stands in course.toml. packages: what student code may import, with the requirement that pip installs it by.

    runtime: what its lessons work with. Unless it is "torch", neither judge nor worker ever imports PyTorch. languages: in which the
    course's own texts are written, the plain ones (`title`, README.md) in the first. level: what `dlgrade lint` asks for.
    """

    title: str
    titles: dict[str, str] = {}
    packages: dict[str, str] = {}
    runtime: Runtime = "torch"
    limits: Limits = Limits()
    late: Late = Late()
    languages: Annotated[tuple[str, ...], Meta(min_length=1)] = (ENGLISH,)
    level: Level = "basic"

    def __post_init__(self) -> None:
        for code in self.languages:
            if not is_language(code):
                raise ValueError(text("unfit.language", code=code))


def course_facts(root: Path) -> CourseFacts:
    path = root / "course.toml"
    return decode_facts(path, CourseFacts) if path.is_file() else CourseFacts("Course")


def decode_facts(path: Path, type: type[T], known: Sequence[str] = ()) -> T:
    """known: the languages in which its texts may stand, the plain ones in the first; by default those that the file itself declares."""
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
        declared = document.get("languages")
        declared = declared if declared and isinstance(declared, list) else [ENGLISH]
        plain = _with_times(_by_language(document, known or [*declared, *languages()]))
        return msgspec.convert(plain, type, builtin_types=(datetime, date, time))
    except OSError as error:
        raise LessonError(text("wrong.unreadable", path=str(path), error=unfit(error))) from None
    except (msgspec.MsgspecError, ValueError) as error:
        raise LessonError(text("wrong.not_as_it_must", path=str(path), error=unfit(error, type))) from None


def _with_times(value: Any) -> Any:
    """A date without a time is the last second of its day."""
    if isinstance(value, dict):
        return {key: _with_times(each) for key, each in value.items()}
    if isinstance(value, list):
        return list(map(_with_times, value))
    return datetime.combine(value, time(23, 59, 59)) if type(value) is date else value


def _by_language(document: dict[str, Any], known: Sequence[str]) -> dict[str, Any]:
    """`title_zh` as `titles["zh"]`, and `hints_zh` so too, in a document and its tasks; the plain `title` too, where it is not English."""
    found: dict[str, Any] = {}
    for key, value in document.items():
        kind, _, language = key.rpartition("_")
        if kind in FURTHER and language in known:
            found.setdefault(FURTHER[kind], {})[language] = value
        elif key == "tasks" and isinstance(value, list):
            found[key] = [_by_language(task, known) if isinstance(task, dict) else task for task in value]
        else:
            found[key] = value
            if key in FURTHER and known[0] != ENGLISH:
                found.setdefault(FURTHER[key], {})[known[0]] = value
    return found
