"""How a call into student code can end badly. All of them are the submission's doing, never the judge's.

Setback
├── StudentError  student code raised an exception
│   ├── NoLength    the object has no length
│   └── NotWritten  it raised NotImplementedError, or the name is not there
├── TimedOut      no answer before the deadline
├── WorkerLost    the worker died, was stopped, or broke the protocol
└── NotRun        there is nothing to call: the submission cannot even be read
NoWorker          the sandbox did not even start a worker: the grader is at fault
Mismatch          the answer is not the expected one
"""

from __future__ import annotations

from grader.scorecard import Comparison
from grader.wire import Raised

__all__ = [
    "Mismatch",
    "NoLength",
    "NoWorker",
    "NotRun",
    "NotWritten",
    "Setback",
    "StudentError",
    "TimedOut",
    "WorkerLost",
]


class Setback(Exception):
    """A call that brought no value."""


class StudentError(Setback):
    """Student code raised; `raised` is what the worker says of it."""

    def __init__(self, raised: Raised) -> None:
        super().__init__(f"{raised.type} in student code")
        self.raised = raised


class NotWritten(StudentError):
    """The function is not there yet."""

    def __init__(self, raised: Raised, message: str) -> None:
        super().__init__(raised)
        self.message = message


class NoLength(StudentError, TypeError):
    """`len` of an object that has none. A TypeError too, because `list` asks for the length first and forgives only that."""


class TimedOut(Setback):
    pass


class WorkerLost(Setback):
    pass


class NotRun(Setback):
    pass


class NoWorker(Exception):
    pass


class Mismatch(Exception):
    """A check failed. `message` names what is wrong; `expected` and `yours` are shown in this order.

    `all_of_it` has both in full, for inputs that a student may see; `picture` shows both where they are matrices.
    """

    all_of_it: tuple[str, str] | None = None
    picture: Comparison | None = None

    def __init__(self, message: str = "", *, expected: str = "", yours: str = "", hint: str = "") -> None:
        super().__init__(message or f"expected {expected}, yours {yours}")
        self.message = message
        self.expected = expected
        self.yours = yours
        self.hint = hint
