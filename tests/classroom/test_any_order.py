"""Gradings, kills, slips, mends, corrections and undoings in any order: no graded scorecard is lost, no score moves in silence, and
every output says the same."""

from __future__ import annotations

import csv
import io
import os
import random
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import msgspec
import pytest

from grader.classroom.classes import Class, read_class
from grader.classroom.grade_book import grade_book
from grader.classroom.rounds import newest_round
from grader.classroom.store import KEY, Shelf
from grader.classroom.undo import undo_round
from grader.course.lessons import Course
from grader.engine.orders import Done, Order
from grader.errors import GraderFault
from grader.lms.canvas import fill_canvas
from grader.lms.results import read_results
from grader.lms.table import Table
from grader.reports.site import write_site
from grader.scorecard import decode, encode
from tests.class_folder import RIGHT, WRONG, Classroom

SEEDS = range(20)
STEPS = 14
NAMES = ("ana", "ben", "cho", "dan")
FILES = (RIGHT, WRONG, RIGHT + "# again\n", "def add(a, b:\n", "def add(a, b):\n    return 5\n")
SUITES = (
    lambda text: text,
    lambda text: text.replace("points=2", "points=4"),
    lambda text: text.replace("points=2", "points=0"),
)
SLIPS = (
    lambda text: text.replace("(student, draw):", "(student, draw)", 1),
    lambda text: text.replace("points=2", "points=-1"),
    lambda text: text.replace("equal(got, 5)", "equal(got, 6)"),
)
LINES = (
    "ana,lesson01,,-0.5,,copied a comment",
    "ben,lesson01,1,-1,,late by mail",
    "*,lesson01,1,-0.25,,for everybody",
    "cho,lesson01,,-3,,all of it",
)


class Killed(BaseException):
    """What no code of ours catches."""


class Night:
    """A class and a teacher who does anything. told: the score of each student as the teacher last read it."""

    def __init__(self, classroom: Classroom, draw: random.Random, known: dict[Any, bytes]) -> None:
        self.classroom, self.draw, self.known = classroom, draw, known
        self.honest = classroom.answer
        self.faulty: set[str] = set()
        self.suite = classroom.suite.read_text()
        self.ever: set[tuple[str, str, Decimal]] = set()
        self.told: dict[str, str] = {}
        self.slipped = False
        classroom.answer = self.answer  # type: ignore[method-assign]

    def answer(self, data: bytes) -> bytes:
        """Graded once for each suite and text, whatever the seed: the outcomes hang on it in no test."""
        order = msgspec.msgpack.decode(data, type=Order)
        text = b"".join(order.files.values())
        if any(name.encode() in text for name in self.faulty):
            return msgspec.msgpack.encode(Done(b"", "the job died"))
        key = (self.classroom.suite.read_text(), text)
        if key not in self.known:
            self.known[key] = self.honest(data)
        card = decode(msgspec.msgpack.decode(self.known[key], type=Done).card or b"")
        return msgspec.msgpack.encode(Done(encode(msgspec.structs.replace(card, seed=order.seed))))

    def grade(self) -> None:
        """A slip ends it, and nothing is another; else the teacher is told what moved."""
        before = self.cards()
        try:
            graded = self.classroom.grade()
        except GraderFault:
            assert self.slipped
            assert self.cards() == before
            return
        assert not self.slipped
        self.read(graded)

    def read(self, graded: Class) -> None:
        moved = {move.student for move in graded.moves} | {line.split(": ")[0] for line in graded.changed}
        now = {name: row["score"] for name, row in self.classroom.grades().items()}
        silent = {name for name in now.keys() & self.told.keys() if now[name] != self.told[name]} - moved
        assert not silent, (silent, now, self.told)
        self.told = now

    def killed(self) -> None:
        """At any write of a file, or at any answer."""
        left = self.draw.randrange(25)

        def dying(real: Callable[..., Any]) -> Callable[..., Any]:
            def call(*args: Any) -> Any:
                nonlocal left
                left -= 1
                if left < 0:
                    raise Killed
                return real(*args)

            return call

        answer = self.classroom.answer
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(os, "replace", dying(os.replace))
            self.classroom.answer = dying(answer)  # type: ignore[method-assign]
            try:
                self.grade()
            except Killed:
                pass
            finally:
                self.classroom.answer = answer  # type: ignore[method-assign]

    def slip(self) -> None:
        self.classroom.suite.write_text(self.draw.choice(SLIPS)(self.suite))
        self.slipped = True
        self.grade()

    def mend(self) -> None:
        """Back to a suite that holds, not always the same."""
        self.classroom.suite.write_text(self.draw.choice(SUITES)(self.suite))
        self.slipped = False

    def hand_in(self) -> None:
        name = self.draw.choice(NAMES)
        (self.classroom.submissions / f"{name}.py").write_text(self.draw.choice(FILES) + f"# {name}\n")

    def leave(self) -> None:
        there = sorted(self.classroom.submissions.iterdir())
        if len(there) > 2:
            self.draw.choice(there).unlink()

    def adjust(self) -> None:
        lines = self.draw.sample(LINES, self.draw.randrange(len(LINES)))
        known = {path.stem for path in self.classroom.submissions.iterdir()} & self.told.keys()
        lines = [line for line in lines if line.split(",")[0] in {*known, "*"}]
        self.classroom.out.mkdir(exist_ok=True)
        text = "\n".join(["student,lesson,task,points,days,reason", *lines])
        (self.classroom.out / "adjustments.csv").write_text(text)

    def fault(self) -> None:
        self.faulty = set() if self.faulty else {f"# {self.draw.choice(NAMES)}"}

    def undo(self) -> None:
        if not newest_round(self.classroom.out) or not (self.classroom.out / "class.json").exists():
            return
        undo_round(self.classroom.out, Course(self.classroom.course.root))
        self.read(read_class(self.classroom.out))

    def cards(self) -> dict[str, bytes]:
        return {path.stem: path.read_bytes() for path in (self.classroom.out / "scorecards").glob("*.json")}

    def check(self) -> None:
        """Each scorecard that was ever graded lies somewhere; no fault stands where one is known and in the class."""
        shelves = [path.parent for path in self.classroom.out.glob("*/*.json")]
        shelves += [path.parent for path in self.classroom.out.glob("*/*/*.json")]
        found = set()
        for folder in {shelf for shelf in shelves if "state" not in shelf.parts and "trial" not in shelf.parts}:
            for stem in Shelf(folder).stems():
                if (card := Shelf(folder).card(stem)) and card.outcome == "graded":
                    found.add((stem, card.environment[KEY], card.score))
        assert self.ever <= found, self.ever - found
        self.ever |= found


def outputs_agree(classroom: Classroom) -> None:
    """The table, the exports, a gradebook and the pages, without a word of a grading."""
    course = Course(classroom.course.root)
    write_site(classroom.out, course)
    grades = {grade.student: grade for grade in grade_book(read_class(classroom.out), course, classroom.out).grades}
    scores = {name: grade.score for name, grade in grades.items() if grade.score is not None}
    assert {name: Decimal(row["score"]) for name, row in classroom.grades().items() if row["score"]} == scores
    results = read_results(classroom.out, course).results
    assert {each.grade.student: each.grade.score for each in results if each.grade.score is not None} == scores
    book = "Student,ID,SIS Login ID,Section,HW (5)\nPoints Possible,,,,\n"
    book += "".join(f"X,{number},{name},1,\n" for number, name in enumerate(grades, 100))
    filled = fill_canvas(Table(book.encode(), "book.csv"), results, None)
    rows = list(csv.DictReader(io.StringIO(filled.data.decode())))[1:]
    assert {row["SIS Login ID"]: Decimal(row["HW (5)"]) for row in rows} == scores
    for name, score in scores.items():
        page = (classroom.out / "students" / f"{grades[name].file}.html").read_text()
        assert f"{score.normalize():f} / " in re.sub(r"<[^>]+>", "", page)
    index = (classroom.out / "index.html").read_text()
    assert all(name in index for name in grades)


@pytest.fixture(scope="module")
def known() -> dict[Any, bytes]:
    return {}


@pytest.mark.parametrize("seed", [*SEEDS[:4], *(pytest.param(seed, marks=pytest.mark.slow) for seed in SEEDS[4:])])
def test_nothing_is_lost_and_nothing_moves_in_silence(classroom: Classroom, known: dict[Any, bytes], seed: int) -> None:
    draw = random.Random(seed)
    night = Night(classroom, draw, known)
    night.grade()
    steps = [night.grade, night.grade, night.killed, night.killed, night.slip, night.mend, night.hand_in, night.hand_in]
    steps += [night.leave, night.adjust, night.fault, night.undo]
    for _ in range(STEPS):
        draw.choice(steps)()
        night.check()
    night.faulty.clear()
    night.mend()
    night.grade()
    night.check()
    outputs_agree(classroom)
