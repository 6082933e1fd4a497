"""A warm session over the planted course: grades attacks, and says what a scorecard gives away."""

from __future__ import annotations

import os
import socket
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from grader.course.lessons import Course
from grader.devices import choose_device
from grader.engine.session import Options, Session
from grader.intake.submission import Submission
from grader.sandbox import BACKENDS, Backend
from grader.scorecard import Scorecard, encode

from .corpus import LIMITS, Attack, Canaries, lesson_of, plant, test_names

__all__ = ["BOUND_SECONDS", "Bench", "neighbours", "open_bench", "passed", "working_backends"]

SEED = 7
SECRET = "SECRET_OF_THE_GRADER"
DEVICE = "DLGRADE_ATTACK_DEVICE"  # cuda, to try the attacks on a GPU where there is one
# What grading one attack may take on a busy machine: twice its own seconds (once more in a new sandbox), two warm starts.
BOUND_SECONDS = 2 * LIMITS.submission_seconds + 60
SCORECARD_BYTES = 150_000
GOAL = "reached its" + " goal"  # what an attack that got what it wanted says

FILE = "logistic_regression.py"
WRONG = b"""import torch


def sigmoid(z):
    return 1 / (1 + torch.exp(-z))


def bce(p, y, reduction="mean"):
    return torch.tensor(-1.0)
"""


def working_backends() -> list[Backend]:
    """Every backend that confines and works here."""
    return [backend for backend in BACKENDS if backend.name != "process" and not backend.why_not()]


class Bench:
    def __init__(self, session: Session, course: Course, canaries: Canaries) -> None:
        self.session = session
        self.course = course
        self.canaries = canaries

    def grade(self, source: bytes, lesson: str = "lesson05", *, explain: bool = True) -> Scorecard:
        return self.hand_in(Submission({lesson_of(self.course, lesson).facts.file: source}), lesson, explain=explain)

    def hand_in(self, submission: Submission, lesson: str = "lesson05", *, explain: bool = True) -> Scorecard:
        """explain: say why tests failed, too; that costs most of the time."""
        return self.session.grade(lesson_of(self.course, lesson), submission, Options(SEED, explain=explain))

    def reference(self) -> Scorecard:
        """The instructor's own solution: full marks, whatever came before."""
        lesson = self.course.lesson("lesson05")  # with the lesson's own limits, for a busy machine
        return self.session.grade(lesson, Submission({lesson.facts.file: lesson.solution.read_bytes()}), Options(SEED))

    def wrong(self) -> Scorecard:
        """Task 1 right and a wrong `bce`: six points, whatever came before."""
        lesson = self.course.lesson("lesson05")
        return self.session.grade(lesson, Submission({lesson.facts.file: WRONG}), Options(SEED))

    def names(self, attack: Attack, words: str) -> set[str]:
        return test_names(words, lesson_of(self.course, attack.lesson))

    def faults(self, card: Scorecard) -> list[str]:
        """What must not be in any scorecard: secrets, an attack's triumph, floods of text, control characters."""
        text = encode(card).decode()
        faults = [secret for secret in self.canaries.all() if secret in text]
        if GOAL in text:
            faults.append(GOAL)
        if len(text) > SCORECARD_BYTES:
            faults.append(f"a scorecard of {len(text):,} bytes")
        faults += [f"{test.id}: {sign!r}" for test in card.tests for sign in _strange(str(test))]
        faults += [f"a note: {sign!r}" for note in card.notes for sign in _strange(note)]
        return faults


@contextmanager
def open_bench(backend: Backend, folder: Path) -> Iterator[Bench]:
    """A session whose environment, course and earlier submissions hold secrets."""
    canaries = Canaries.new()
    course = plant(folder, canaries)
    os.environ[SECRET] = canaries.environment
    try:
        device = choose_device(os.environ.get(DEVICE, "cpu"), wanted=True)
        with listeners(), Session(backend, LIMITS, hidden=(course.root,), device=device) as session:
            yield Bench(session, course, canaries)
    finally:
        os.environ.pop(SECRET, None)


@contextmanager
def listeners() -> Iterator[None]:
    """Unix sockets that anybody on this machine may speak to, by a path and by an abstract name."""
    with tempfile.TemporaryDirectory(dir="/tmp") as folder, ExitStack() as stack:
        os.chmod(folder, 0o755)
        for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
            for name in (f"{folder}/{kind}", f"\0{folder}/{kind}"):
                server = stack.enter_context(socket.socket(socket.AF_UNIX, kind))
                server.bind(name)
                if kind == socket.SOCK_STREAM:
                    server.listen(100)
            os.chmod(f"{folder}/{kind}", 0o777)
        yield


def neighbours(canaries: Canaries) -> list[bytes]:
    """Other students' submissions of several sizes, each with the secret in every line."""
    return [f"# {canaries.neighbour}\n".encode() * lines for lines in (3, 10, 100, 1000, 4000)]


def passed(card: Scorecard) -> set[str]:
    return {test.id for test in card.tests if test.outcome == "passed"}


def _strange(text: str) -> set[str]:
    """Control, direction and other characters that can change what a terminal or a page shows."""
    return {sign for sign in text if sign != "\n" and unicodedata.category(sign) in ("Cc", "Cf", "Cs")}
