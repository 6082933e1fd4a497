"""What a suite that comes from another grader asks besides `check`: exceptions of student code, what a session showed, operators.

`dlgrade import` writes suites that use it; there the tests ran in the student's own process.
"""

from __future__ import annotations

import builtins
import contextlib
import io
import itertools
import operator
from collections.abc import Callable, Iterator
from typing import Any

from grader.judge.remote.errors import NotWritten, Setback, StudentError
from grader.judge.remote.student import Remote
from grader.judge.remote.tools import WorkerTools

__all__ = ["Screen", "absent", "is_one", "operators", "plain", "said", "screen"]

MOST_ITEMS = 10_000  # of a set; what calls itself one may never end
OPERATORS = "from builtins import *\nfrom operator import *\n"


def is_one(error: Exception, *kinds: type[BaseException] | str) -> bool:
    """Whether an exception, of student code or of the test itself, is of one of these kinds. What ended a worker is of none."""
    if isinstance(error, StudentError) and not isinstance(error, NotWritten):
        return any((kind if isinstance(kind, str) else kind.__name__) in error.raised.bases for kind in kinds)
    return not isinstance(error, Setback) and isinstance(error, tuple(kind for kind in kinds if isinstance(kind, type)))


def said(error: Exception) -> str:
    """The exception's message."""
    return error.raised.message if isinstance(error, StudentError) else str(error)


def plain(value: Any) -> Any:
    """A set of the student's as a set of the test's, if it is of a size to be compared; everything else as it is."""
    if isinstance(value, Remote) and value.type in ("set", "frozenset"):
        items = list(itertools.islice(value, MOST_ITEMS + 1))
        return (
            {tuple(item) if isinstance(item, list) else item for item in items} if len(items) <= MOST_ITEMS else value
        )
    return value


class operators:
    """Python's operators, where the values are: `operators(worker).eq(a, b)` is asked of the student's process where a or b lives there.

    Every function of `operator` and of `builtins`. Plain values are compared here, whatever the student's process would say.
    """

    def __init__(self, worker: WorkerTools) -> None:
        self._worker = worker

    def __getattr__(self, name: str) -> Callable[..., Any]:
        here = getattr(operator, name, None) or getattr(builtins, name)

        def operate(*operands: Any) -> Any:
            if any(isinstance(each, Remote) for each in operands):
                return getattr(self._worker.code(OPERATORS), name)(*operands)
            return here(*operands)

        return operate


class Screen:
    """What an interactive session shows: what is printed, and the values of expressions."""

    def __init__(self, worker: WorkerTools) -> None:
        self._worker = worker
        self._own = io.StringIO()
        self._before = len(worker.printed())
        self.text = ""

    def value(self, value: Any) -> None:
        """Show a value as a session does."""
        if isinstance(value, Remote):
            value = operators(self._worker).repr(value)
            self._own.write(f"{value if isinstance(value, str) else ''}\n")
        elif value is not None:
            self._own.write(f"{value!r}\n")


@contextlib.contextmanager
def screen(worker: WorkerTools) -> Iterator[Screen]:
    """`with screen(worker) as seen:`, and behind it `seen.text` is what student code and the test have shown within, in this order."""
    seen = Screen(worker)
    with contextlib.redirect_stdout(seen._own):
        yield seen
    seen.text = worker.printed()[seen._before :] + seen._own.getvalue()


def absent(worker: WorkerTools, name: str) -> Remote:
    """What stands in the place of a function that a test takes away: `student.squares = absent(worker, "squares")`."""
    gone: Remote = worker.code(
        f"def gone(*args, **kwargs):\n    raise NameError({f'name {name!r} is not defined'!r})\n"
    ).gone
    return gone
