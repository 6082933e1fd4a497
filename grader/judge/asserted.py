"""What a plain `assert`, `self.assertEqual` or NumPy's `assert_allclose` compared: both sides as values, without running anything again."""

from __future__ import annotations

import ast
import linecache
import operator
from collections.abc import Callable
from types import FrameType, TracebackType
from typing import Any

from grader.judge.remote.student import Remote, Student

__all__ = ["compared", "told_there"]

# Assertions that are calls of two values; which of them is the student's, the side itself tells.
EQUAL = {
    *("assert_allclose", "assert_almost_equal", "assert_array_almost_equal", "assert_array_equal", "assert_equal"),
    *("assertAlmostEqual", "assertCountEqual", "assertDictEqual", "assertEqual", "assertEquals", "assertIs"),
    *("assertListEqual", "assertSequenceEqual", "assertTupleEqual"),
}
ARITHMETIC: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
}
CONVERSIONS = {"bool", "float", "int", "list", "str", "tuple"}
MESSAGES = {"err_msg", "msg"}


def compared(error: AssertionError, suite: str, last: Any) -> tuple[Any, Any] | None:
    """(expected, yours) of `assert yours == expected` and its like; None for any other condition.

    suite: the folder of its files. last: the last value that student code returned, for a side that is its call.
    """
    found = _frame(error.__traceback__, suite)
    if found is None:
        return None
    frame, line = found
    sides = _sides(_statement(frame.f_code.co_filename, line))
    if sides is None:
        return None
    sides = [inner if _is_the_student_s(inner := _peeled(side), frame) else side for side in sides]
    own = [_is_the_student_s(side, frame) for side in sides]
    if all(own):
        return None  # of two answers only the last one is known
    yours, expected = sides[::-1] if own[1] else sides
    values = [_value(side, frame, last) for side in (expected, yours)]
    return (values[0][0], values[1][0]) if values[0] and values[1] else None


def told_there(error: BaseException, suite: str) -> str:
    """The suite's own words for what is wrong, if it has any; never the text that a library makes of two values."""
    found = _frame(error.__traceback__, suite)
    statement = _statement(found[0].f_code.co_filename, found[1]) if found else None
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call) and _name(statement.value) in EQUAL:
        said = [each.value for each in statement.value.keywords if each.arg in MESSAGES]
        return str(said[0].value) if said and isinstance(said[0], ast.Constant) else ""
    return next((line.strip() for line in str(error).splitlines() if line.strip()), "")


def _frame(traceback: TracebackType | None, suite: str) -> tuple[FrameType, int] | None:
    """The innermost frame that lies in the suite."""
    found = None
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename.startswith(suite):
            found = traceback.tb_frame, traceback.tb_lineno
        traceback = traceback.tb_next
    return found


def _statement(filename: str, line: int) -> ast.stmt | None:
    """The innermost assertion, or call that stands for itself, over that line."""
    tree = ast.parse("".join(linecache.getlines(filename)))
    over = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Assert | ast.Expr) and node.lineno <= line <= (node.end_lineno or node.lineno)
    ]
    return min(over, key=lambda node: (node.end_lineno or 0) - node.lineno, default=None)


def _sides(statement: ast.stmt | None) -> list[ast.expr] | None:
    """The two sides that a statement wants equal, as they stand."""
    if isinstance(statement, ast.Assert) and isinstance(test := statement.test, ast.Compare):
        equal = len(test.ops) == 1 and isinstance(test.ops[0], ast.Eq | ast.Is)
        return [test.left, test.comparators[0]] if equal else None
    if isinstance(statement, ast.Expr) and isinstance(call := statement.value, ast.Call):
        return call.args[:2] if _name(call) in EQUAL and len(call.args) >= 2 else None
    return None


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _peeled(side: ast.expr) -> ast.expr:
    """Without what changes its type alone."""
    plain = isinstance(side, ast.Call) and _name(side) in CONVERSIONS and len(side.args) == 1
    return side.args[0] if plain and isinstance(side, ast.Call) else side


def _is_the_student_s(side: ast.expr, frame: FrameType) -> bool:
    """Whether it is a call of student code, or a name of the student's, and so the last answer that came."""
    while isinstance(side, ast.Call | ast.Attribute | ast.Subscript):
        side = side.func if isinstance(side, ast.Call) else side.value
        if isinstance(side, ast.Attribute) and isinstance(side.value, ast.Name) and side.value.id == "self":
            owner = frame.f_locals.get("self")
            return isinstance(getattr(owner, "__dict__", {}).get(side.attr), Student | Remote)
    return isinstance(side, ast.Name) and isinstance(_names(frame).get(side.id), Student | Remote)


def _is_last(side: ast.expr) -> bool:
    """Whether the side is the answer that came last, and nothing is made of it: `student.f(1)`, `model(x)`, `student.answer`."""
    if isinstance(side, ast.Call):
        return not any(isinstance(node, ast.Call | ast.Subscript) for node in ast.walk(side.func))
    return isinstance(side, ast.Attribute) and not isinstance(side.value, ast.Call | ast.Subscript)


def _value(side: ast.expr, frame: FrameType, last: Any) -> tuple[Any] | None:
    """What a side of the comparison is: a constant, a name, or the answer to a call of student code; in a tuple."""
    if isinstance(side, ast.Name):
        names = _names(frame)
        return None if isinstance(names.get(side.id), Remote) or side.id not in names else (names[side.id],)
    if _is_the_student_s(side, frame):
        return (last,) if _is_last(side) and not isinstance(last, Remote) else None
    if isinstance(side, ast.Call) and _name(side) == "approx" and side.args:
        return _value(side.args[0], frame, last)
    if isinstance(side, ast.BinOp) and type(side.op) in ARITHMETIC:
        left, right = _value(side.left, frame, last), _value(side.right, frame, last)
        plain = left and right and all(isinstance(each[0], int | float) for each in (left, right))
        return (ARITHMETIC[type(side.op)](left[0], right[0]),) if plain and left and right else None
    try:
        return (ast.literal_eval(side),)
    except ValueError:
        return None


def _names(frame: FrameType) -> dict[str, Any]:
    return frame.f_globals | frame.f_locals
