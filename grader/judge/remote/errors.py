"""How a call into student code can end badly. Every Setback is the submission's doing, never the judge's.

Setback
├── StudentError  student code raised an exception
│   ├── NoLength    the object has no length
│   └── NotWritten  it raised NotImplementedError, or the name is not there
├── TimedOut      no answer before the deadline
├── WorkerLost    the worker died, was stopped, or broke the protocol
└── NotRun        there is nothing to call: the submission cannot even be read
NoWorker          the sandbox did not even start a worker: the grader is at fault
Stalled           the machine stood still while a call ran: nobody knows how long it took
Mismatch          the answer is not the expected one
"""

from __future__ import annotations

import re
from typing import Any

from grader.judge.checks.show import escape
from grader.scorecard import Comparison
from grader.sentences import Part, Text, text
from grader.wire.messages import Limits, Raised

__all__ = [
    "Mismatch",
    "NoLength",
    "NoWorker",
    "NotRun",
    "NotWritten",
    "Setback",
    "Stalled",
    "StudentError",
    "TimedOut",
    "WorkerLost",
    "student_error",
    "worker_lost",
]


class Setback(Exception):
    """A call that brought no value. said: why, as a sentence for the student."""

    def __init__(self, said: Part) -> None:
        super().__init__(str(said))
        self.said = said


class StudentError(Setback):
    """Student code raised; `raised` is what the worker says of it."""

    def __init__(self, raised: Raised) -> None:
        super().__init__(f"{raised.type} in student code")  # for ours; a student is shown the lines
        self.raised = raised


class NotWritten(StudentError):
    """The function is not there yet."""

    def __init__(self, raised: Raised, message: str) -> None:
        super().__init__(raised)
        self.message = message


class NoLength(StudentError, TypeError):
    """`len` of an object that has none. A TypeError too, because `list` asks for the length first and forgives only that."""


class TimedOut(Setback):
    """line: of the submission at which the call was seen last, by its own account; 0 where it was not seen."""

    def __init__(self, said: Part, line: int = 0) -> None:
        super().__init__(said)
        self.line = line


class WorkerLost(Setback):
    pass


class NotRun(Setback):
    pass


class NoWorker(Exception):
    pass


class Stalled(OSError):
    """The machine's doing, as every OSError in a suite is: the reference need not be asked. said: a sentence for the student."""

    def __init__(self, said: Text) -> None:
        super().__init__(str(said))
        self.said = said


def student_error(raised: Raised) -> StudentError:
    """What an exception in student code means."""
    if raised.type == "MissingName":
        return NotWritten(raised, escape(raised.message, 1000))
    if raised.type == "NotImplementedError" and _is_raised_here(raised):
        return NotWritten(raised, "")
    return StudentError(raised)


def _is_raised_here(raised: Raised) -> bool:
    """Whether student code itself says that it is not written: PyTorch raises the same for an operator that it lacks, such as the mean of bools."""
    source = raised.frames[-1].source if raised.frames else ""
    return not source or re.search(r"\braise\b", source) is not None


def worker_lost(reason: str, limits: Limits) -> WorkerLost:
    """What the end of a worker means. reason: the sandbox's word for it, and a detail after a space."""
    kind, _, detail = reason.partition(" ")
    if kind == "memory":
        return WorkerLost(text("worker.memory", mb=limits.memory_mb))
    if kind == "disk":
        return WorkerLost(text("worker.disk", mb=limits.scratch_mb))
    if kind == "exit":
        return WorkerLost(text("worker.exit", code=detail))
    if detail == "Killed":
        return WorkerLost(text("worker.killed", mb=limits.memory_mb))
    return WorkerLost(text("worker.crashed", how=detail or text("worker.closed")))


class Mismatch(Exception):
    """A check failed. `message` names what is wrong; `expected` and `yours` are shown in this order.

    `all_of_it` has both in full, for inputs that a student may see; `picture` shows both where they are matrices; `values` are both
    as they were compared, expected first.
    """

    all_of_it: tuple[Part, Part] | None = None
    picture: Comparison | None = None
    values: tuple[Any, Any] | None = None

    def __init__(self, message: Part = "", *, expected: Part = "", yours: Part = "", hint: Part = "") -> None:
        super().__init__(str(message) or f"expected {expected}, yours {yours}")
        self.message = message
        self.expected = expected
        self.yours = yours
        self.hint = hint
