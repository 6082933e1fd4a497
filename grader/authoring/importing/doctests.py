"""The examples of a doctest as assertions: what a session would show of an expression is compared with what it should."""

from __future__ import annotations

import ast
import doctest
import re
from textwrap import dedent

from grader.authoring.importing.assignment import CannotBring
from grader.authoring.importing.names import Function, dotted
from grader.authoring.importing.student_names import StudentNames
from grader.sentences import text

__all__ = ["examples_of", "expected"]

NUMPY = re.compile(r"np\.\w+\((.*)\)")
LOGICAL = {"all", "any", "isinstance", "issubclass", "callable", "hasattr", "bool"}
NUMPYS_OWN = ("np.", "numpy.", "math.", "torch.")


def examples_of(code: str) -> list[tuple[list[ast.stmt], str]]:
    """The statements of each example in a doctest's text, with what is to be shown."""
    try:
        examples = doctest.DocTestParser().get_examples(dedent(code))
        return [(ast.parse(each.source).body, each.want) for each in examples]
    except (SyntaxError, ValueError) as error:
        raise CannotBring(text("bring.doctest", error=str(error))) from None


def expected(statements: list[ast.stmt], want: str, student: StudentNames) -> list[ast.stmt]:
    """Statements of which the last one is to show `want`, which may be nothing, as statements that fail where it does not."""
    *before, last = statements
    if not want.strip():
        return statements
    if want.startswith("Traceback"):
        return [*before, *_raised(last, want)]
    if not isinstance(last, ast.Expr) or _prints(last.value, student):
        return [*before, *_shown(last, want)]
    shown = NUMPY.fullmatch(want.strip().replace("np.True_", "np.bool(True)").replace("np.False_", "np.bool(False)"))
    try:
        value = ast.literal_eval(shown[1] if shown else want.strip())
    except (ValueError, SyntaxError):
        return [*before, *_shown(last, want)]
    if isinstance(value, bool) and _is_logical(last.value):
        return [*before, ast.Assert(last.value if value else ast.UnaryOp(ast.Not(), last.value))]
    if isinstance(value, set | bytes | complex):
        return [*before, ast.Assert(ast.Compare(last.value, [ast.Eq()], [ast.parse(want.strip(), mode="eval").body]))]
    equal = ast.parse("check.equal(got, expected)").body[0]
    assert isinstance(equal, ast.Expr)
    assert isinstance(equal.value, ast.Call)
    equal.value.args = [last.value, ast.parse(repr(value), mode="eval").body]
    return [*before, equal]


def _shown(last: ast.stmt, want: str) -> list[ast.stmt]:
    """By what a session shows, letter by letter."""
    text = want.replace("<BLANKLINE>", "").rstrip("\n") + "\n"
    within, compared = ast.parse(f"with screen(worker) as seen:\n    pass\nassert seen.text == {text!r}").body
    assert isinstance(within, ast.With)
    if isinstance(last, ast.Expr):
        last = ast.Expr(ast.Call(ast.parse("seen.value", mode="eval").body, [last.value], []))
    within.body = [last]
    return [within, compared]


def _raised(last: ast.stmt, want: str) -> list[ast.stmt]:
    kind, _, message = want.strip().splitlines()[-1].partition(":")
    within, compared = ast.parse(
        f"with pytest.raises({kind.split('.')[-1]}) as caught:\n    pass\nassert str(caught.value) == {message.strip()!r}"
    ).body
    assert isinstance(within, ast.With)
    within.body = [last]
    return [within, compared]


def _prints(value: ast.expr, student: StudentNames) -> bool:
    """Whether it is a call that prints, by itself or by a function of the solution."""
    if not isinstance(value, ast.Call):
        return False
    name = dotted(value.func)
    nodes = [node for node in student.statements.get(name, []) if isinstance(node, Function)]
    calls = [dotted(each.func) for node in nodes for each in ast.walk(node) if isinstance(each, ast.Call)]
    return name == "print" or "print" in calls


def _is_logical(value: ast.expr) -> bool:
    """Whether the value is a bool, Python's or NumPy's, whatever the student's code returns."""
    if isinstance(value, ast.BoolOp):
        return all(map(_is_logical, value.values))
    if isinstance(value, ast.UnaryOp):
        return isinstance(value.op, ast.Not)
    if isinstance(value, ast.Call):
        return dotted(value.func) in LOGICAL or dotted(value.func).startswith(NUMPYS_OWN)
    return isinstance(value, ast.Compare)
