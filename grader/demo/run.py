"""Grades the bundled class, compares what came out with what class.toml promises, and writes the class report."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from grader.classroom.classes import Class, ClassMember
from grader.classroom.grade_book import save_class
from grader.classroom.store import Settings, Store
from grader.course.lessons import Course, Lesson
from grader.engine.keys import AUTHOR_KEY
from grader.engine.session import Options, Session
from grader.errors import UsageError
from grader.intake.submission import read_submission
from grader.reports.classroom import sentence
from grader.reports.site import Site, write_site
from grader.reports.terminal import scorecard_text
from grader.sandbox import choose
from grader.scorecard import Outcome, Scorecard
from grader.sentences import ENGLISH, Text, render, text

__all__ = [
    "DemoEntry",
    "DemoResult",
    "demo_lesson",
    "demo_session",
    "demo_store",
    "grade_class",
    "read_class",
    "save_demo",
    "write_report",
]

HERE = Path(__file__).parent
LESSON = "lesson05"
SEED = 5  # one for the whole class, so that the misconceptions' answers are worked out once


class DemoEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """One student of class.toml and what is promised about them. what_zh: of those who are shown."""

    file: str
    what: str
    score: Decimal
    outcome: Outcome = "passed"
    says: str = ""
    shown: bool = False
    what_zh: str = ""

    @property
    def student(self) -> str:
        return Path(self.file).stem

    @property
    def path(self) -> Path:
        return HERE / "submissions" / self.file


class ClassFacts(Struct, frozen=True, forbid_unknown_fields=True):
    """What stands in class.toml."""

    limits: dict[str, float]
    student: list[DemoEntry]


@dataclass(frozen=True)
class DemoResult:
    """A graded entry."""

    entry: DemoEntry
    card: Scorecard

    @property
    def outcome(self) -> Outcome:
        """How the first test that did not pass ended."""
        return next((test.outcome for test in self.card.tests if test.outcome != "passed"), "passed")

    @property
    def differences(self) -> list[Text]:
        """What is not as class.toml promises; empty when all is."""
        pairs = {
            "outcome": (self.outcome, self.entry.outcome),
            "score": (self.card.score, self.entry.score),
        }
        found = [
            text("demo.promised", name=text(f"demo.{name}"), got=str(got), wanted=str(wanted))
            for name, (got, wanted) in pairs.items()
            if got != wanted
        ]
        if self.entry.says not in scorecard_text(self.card.spoken(ENGLISH), width=10_000):
            found.append(text("demo.not_said", says=self.entry.says))
        return found

    def document(self) -> dict[str, Any]:
        """What `dlgrade demo --json` says of it."""
        return {
            "student": self.entry.student,
            "what": self.entry.what,
            "score": self.card.score,
            "max_score": self.card.max_score,
            "outcome": self.outcome,
            "happened": sentence(self.card),
            "differences": list(map(str, self.differences)),
        }


def read_class() -> list[DemoEntry]:
    return _facts().student


def demo_lesson() -> Lesson:
    """The lesson that the class has done, with the class's short limits; raises UsageError where the course is not there."""
    for root in (HERE / "course", HERE.parents[1]):
        if list(root.glob(f"solutions/{LESSON}_*/suite")) and list(root.glob(f"exercises/{LESSON}_*/lesson.toml")):
            lesson = Course(root).lesson(LESSON)
            limits = msgspec.to_builtins(lesson.limits) | _facts().limits
            lesson.limits = msgspec.convert(limits, type(lesson.limits), strict=False)
            return lesson
    raise UsageError(text("wrong.demo_course", lesson=LESSON, folder=str(HERE.parents[1])))


def demo_session(lesson: Lesson, sandbox: str = "auto") -> Session:
    """A session for `grade_class`. The submissions are our own, so any sandbox will do."""
    return Session(choose(sandbox, own_code=True), lesson.limits, hidden=lesson.hidden)


def grade_class(
    entries: Iterable[DemoEntry], lesson: Lesson, session: Session, language: str = ENGLISH
) -> Iterator[DemoResult]:
    """Grade one after the other, each as `dlgrade check` would."""
    for entry in entries:
        submission = read_submission(entry.path, lesson)
        options = Options(SEED, language=language, secret_key=AUTHOR_KEY)
        yield DemoResult(entry, session.grade(lesson, submission, options, entry.student))


@contextlib.contextmanager
def demo_store(out: Path, lesson: Lesson, language: str = ENGLISH) -> Iterator[Store]:
    """The folder `out` for the class, held alone. Raises UsageError where it cannot be made, or holds somebody's own class."""
    ours = Settings(lesson.name, str(HERE / "submissions"), SEED, language=language)
    with Store(out) as store:
        if store.settings and msgspec.structs.replace(store.settings, language=language) != ours:
            raise UsageError(text("wrong.demo_out", out=str(out)))
        store.save(ours)
        yield store


def save_demo(results: list[DemoResult], lesson: Lesson, out: Path, language: str = ENGLISH) -> None:
    """Write what `dlgrade grade` would leave beside the scorecards: class.json and grades.csv."""
    students = [
        ClassMember(
            student=each.entry.student,
            file=each.entry.student,
            submission=each.entry.file,
            problem=render(read_submission(each.entry.path, lesson).problem, language),
            graded_now=True,
        )
        for each in results
    ]
    graded = Class(lesson=lesson.name, seed=SEED, form="one file per student", students=students, language=language)
    save_class(graded, Course(lesson.root), out)


def write_report(lesson: Lesson, out: Path) -> Site:
    """What `dlgrade report` writes of the class in `out`."""
    return write_site(out, Course(lesson.root))


def _facts() -> ClassFacts:
    return msgspec.toml.decode((HERE / "class.toml").read_bytes(), type=ClassFacts)
