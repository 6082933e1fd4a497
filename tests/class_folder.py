"""A class in a folder: what is found in it, and a crew that grades it in the session that all tests share."""

from __future__ import annotations

import contextlib
import csv
import io
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from grader.classroom.classes import Class
from grader.classroom.grading import Request, grade_class
from grader.course.lessons import Course, Lesson
from grader.engine.orders import Done, Order
from grader.engine.pool import surroundings
from grader.engine.schedule import Crew
from grader.engine.session import Options, Session
from grader.intake.discover import Discovery
from grader.intake.submission import Submission
from grader.scorecard import Scorecard, decode, encode

RIGHT = "def add(a, b):\n    return a + b\n"
WRONG = "def add(a, b):\n    return a - b\n"

Lay = Callable[..., Path]
Find = Callable[[Path], Discovery]


def students(discovery: Discovery) -> list[str]:
    return [found.student for found in discovery.found]


def problems(discovery: Discovery) -> dict[str, str]:
    return {found.student: str(found.problem) for found in discovery.found if found.problem}


class Inline(Executor):
    """Does at once what it is asked, in the thread that asks."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except BaseException as error:
            future.set_exception(error)
        return future


@dataclass
class Classroom:
    """A course of one lesson, a class's folder, and a crew that grades in the session that all tests share."""

    course: Course
    submissions: Path
    out: Path
    session: Session
    asked: list[Order] = field(default_factory=list)

    @property
    def suite(self) -> Path:
        return self.course.root / "solutions" / "lesson01_add" / "suite" / "test_add.py"

    def request(self, **options: Any) -> Request:
        crew = contextlib.nullcontext(Crew(Inline(), self.answer, lambda: 1, surroundings))
        lesson = options.pop("lesson", None) or Course(self.course.root).lesson("lesson01")
        default: dict[str, Any] = {"submissions": self.submissions, "out": self.out, "jobs": 1, "crew": crew}
        default |= {"sandbox": self.session.backend.name, "device": "cpu"}
        return Request(self.course, lesson, **(default | options))

    def grade(self, **options: Any) -> Class:
        self.asked.clear()
        return grade_class(self.request(**options), lambda *_: None)

    def answer(self, data: bytes) -> bytes:
        order = msgspec.msgpack.decode(data, type=Order)
        lesson = Lesson(Path(order.work.handout), Path(order.work.instructor), order.work.limits)
        if order.files not in ({lesson.facts.file: path.read_bytes()} for path in (lesson.solution, lesson.stub)):
            self.asked.append(order)  # and not the trial of the suite
        submission = Submission(order.files, order.problem, tuple(order.notes), tuple(order.cells), order.reasons)
        work = order.work
        options = Options(order.seed, secret_key=work.secret_key, after_due=work.after_due)
        card = self.session.grade(lesson, submission, options)
        return msgspec.msgpack.encode(Done(encode(card)))

    def card(self, student: str) -> Scorecard:
        return decode((self.out / "scorecards" / f"{student}.json").read_bytes())

    def grades(self) -> dict[str, dict[str, str]]:
        text = (self.out / "grades.csv").read_text(encoding="utf-8-sig")
        return {row["student"]: row for row in csv.DictReader(io.StringIO(text))}
