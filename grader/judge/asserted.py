"""What a plain `assert` of a suite compared: both sides as values, without running anything of a student's again."""

from __future__ import annotations

import ast
import linecache
from types import FrameType, TracebackType
from typing import Any

from grader.judge.remote.student import Remote

__all__ = ["compared"]


def compared(error: AssertionError, suite: str, last: Any) -> tuple[Any, Any] | None:
    """(expected, yours) of `assert yours == expected`; None for any other condition.

    suite: the folder of its files. last: the last value that student code returned, for a side that is a call.
    """
    found = _frame(error.__traceback__, suite)
    if found is None:
        return None
    frame, line = found
    statement = _assertion(frame.f_code.co_filename, line)
    if statement is None or not isinstance(statement.test, ast.Compare):
        return None
    test = statement.test
    if len(test.ops) != 1 or not isinstance(test.ops[0], ast.Eq):
        return None
    sides = [_value(side, frame, last) for side in (test.comparators[0], test.left)]
    return (sides[0][0], sides[1][0]) if sides[0] and sides[1] else None


def _frame(traceback: TracebackType | None, suite: str) -> tuple[FrameType, int] | None:
    """The innermost frame that lies in the suite."""
    found = None
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename.startswith(suite):
            found = traceback.tb_frame, traceback.tb_lineno
        traceback = traceback.tb_next
    return found


def _assertion(filename: str, line: int) -> ast.Assert | None:
    """The innermost assertion over that line."""
    tree = ast.parse("".join(linecache.getlines(filename)))
    over = [n for n in ast.walk(tree) if isinstance(n, ast.Assert) and n.lineno <= line <= (n.end_lineno or n.lineno)]
    return min(over, key=lambda node: (node.end_lineno or 0) - node.lineno, default=None)


def _value(side: ast.expr, frame: FrameType, last: Any) -> tuple[Any] | None:
    """What a side of the comparison is: a constant, a name, or the answer to a call; in a tuple."""
    if isinstance(side, ast.Name):
        names = frame.f_globals | frame.f_locals
        return None if isinstance(names.get(side.id), Remote) or side.id not in names else (names[side.id],)
    if isinstance(side, ast.Call):
        return (last,)
    try:
        return (ast.literal_eval(side),)
    except ValueError:
        return None
