"""Turns the ways in which a test asks for an exception into those that know exceptions of student code."""

from __future__ import annotations

import ast

from grader.authoring.importing.assignment import CannotBring
from grader.authoring.importing.names import dotted
from grader.sentences import text

__all__ = ["asked_exception", "fails", "handled", "raised_within", "said_by"]

CONTEXTS = {"pytest.raises", "raises", "assert_raises", "np.testing.assert_raises", "numpy.testing.assert_raises"}
CALLS = {"assert_raises", "np.testing.assert_raises", "numpy.testing.assert_raises"}
ANYTHING = {"", "BaseException", "Exception", "AssertionError"}
VALUES = {"value", "exception"}  # of what pytest.raises and assertRaises give


def asked_exception(call: ast.expr) -> ast.Call | None:
    """`check.raises(E, match=...)` for what stands behind `with` or for a call that is to raise; None for anything else."""
    if not isinstance(call, ast.Call) or dotted(call.func) not in CONTEXTS or not call.args:
        return None
    match = [ast.keyword("match", each.value) for each in call.keywords if each.arg == "match"]
    if len(match) != len(call.keywords):
        raise CannotBring(text("bring.exception", call=ast.unparse(call)))
    return ast.Call(_name("check.raises"), [call.args[0]], match)


def raised_within(statement: ast.stmt) -> ast.With | None:
    """`with check.raises(E): f(x)` for `assert_raises(E, f, x)`, and for the two common forms of `try`; None for anything else."""
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
        call = statement.value
        if dotted(call.func) in CALLS | {"pytest.raises"} and len(call.args) > 1:
            inner = ast.Expr(ast.Call(call.args[1], call.args[2:], call.keywords))
            return _with(call.args[0], [inner])
    if not isinstance(statement, ast.Try) or len(statement.handlers) != 1 or statement.finalbody:
        return None
    (handler,) = statement.handlers
    if handler.type is None or not all(isinstance(each, ast.Pass) for each in handler.body):
        return None
    if statement.orelse and fails(statement.orelse[-1]):
        return _with(handler.type, statement.body)
    if len(statement.body) > 1 and fails(statement.body[-1]) and dotted(handler.type) not in ANYTHING:
        return _with(handler.type, statement.body[:-1])
    return None


def fails(statement: ast.stmt) -> bool:
    """Whether the statement does nothing but fail the test."""
    if isinstance(statement, ast.Raise):
        return True
    return isinstance(statement, ast.Assert) and isinstance(statement.test, ast.Constant) and not statement.test.value


def handled(statement: ast.Try) -> list[ast.stmt]:
    """The same `try` with one handler that knows exceptions of student code too."""
    if not statement.handlers:
        return [statement]
    name = next((each.name for each in statement.handlers if each.name), "error")
    if any(each.name not in (None, name) for each in statement.handlers):
        raise CannotBring(text("bring.exception_names"))
    rest: list[ast.stmt] = [ast.Raise()]
    for handler in reversed(statement.handlers):
        kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type or _name("Exception")]
        asked = ast.Call(_name("is_one"), [_name(name), *kinds], [])
        rest = [ast.If(asked, handler.body, rest)]
    statement.handlers = [ast.ExceptHandler(_name("Exception"), name, rest)]
    return [statement]


def said_by(node: ast.expr, caught: dict[str, str]) -> ast.expr | None:
    """What a caught exception says, where the test asks for its message or its type; None for any other expression.

    caught: names with what each is: "raised", what `check.raises` gives, or "error", an exception.
    """
    if isinstance(node, ast.Call) and dotted(node.func) in ("str", "type", "repr") and len(node.args) == 1:
        which = _which(node.args[0], caught)
        if which and dotted(node.func) == "str":
            return _message(*which)
        if which and dotted(node.func) == "type" and which[1] == "raised":
            return ast.Attribute(_name(which[0]), "type", ast.Load())
    if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Attribute) and node.value.attr == "args":
        which = _which(node.value.value, caught)
        if which and isinstance(node.slice, ast.Constant) and node.slice.value == 0:
            return _message(*which)
    return None


def _which(node: ast.expr, caught: dict[str, str]) -> tuple[str, str] | None:
    """The name and kind of the exception that the expression stands for."""
    if isinstance(node, ast.Attribute) and node.attr in VALUES and isinstance(node.value, ast.Name):
        node = node.value
    return (node.id, caught[node.id]) if isinstance(node, ast.Name) and node.id in caught else None


def _message(name: str, kind: str) -> ast.expr:
    if kind == "raised":
        return ast.Attribute(_name(name), "message", ast.Load())
    return ast.Call(_name("said"), [_name(name)], [])


def _with(exception: ast.expr, body: list[ast.stmt]) -> ast.With:
    if isinstance(exception, ast.Tuple):
        raise CannotBring(text("bring.exception_choice"))
    return ast.With([ast.withitem(ast.Call(_name("check.raises"), [exception], []))], body)


def _name(text: str) -> ast.expr:
    return ast.parse(text, mode="eval").body
