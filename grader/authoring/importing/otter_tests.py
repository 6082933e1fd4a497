"""Otter's test cases: cells of a source notebook, OK test files, exception-based test files. They are parsed, never run."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import yaml

from grader.authoring.importing.assignment import CannotBring, SourceTest, shares
from grader.authoring.importing.doctests import examples_of, expected
from grader.authoring.importing.student_names import StudentNames
from grader.errors import said_by
from grader.sentences import Line, text

__all__ = ["OtterCase", "case_of_cell", "cases_of_file", "tests_of"]

CONFIG = re.compile(
    r'\A(?:.\s*=\s*)?""?"?\s*#\s*BEGIN\s*TEST\s*CONFIG\s*\n(.*?)\n""?"?\s*;?\s*#\s*END\s*TEST\s*CONFIG[^\n]*\n?',
    re.IGNORECASE | re.DOTALL,
)
HIDDEN = re.compile(r"\A\s*#.*\bhidden\b.*(\n|\Z)", re.IGNORECASE)


@dataclass
class OtterCase:
    """examples: statements, with what a session is to show of the last one. points: None where the question's are shared out."""

    examples: list[tuple[list[ast.stmt], str]]
    hidden: bool = False
    points: Decimal | None = None
    why_not: Line = ""


def case_of_cell(source: str, shown: str, exceptions: bool) -> OtterCase:
    """A test cell. shown: its output in the notebook. exceptions: it is a function that fails by an exception."""
    hidden = bool(HIDDEN.match(source))
    config: dict[str, Any] = {}
    if found := CONFIG.match(source):
        config = yaml.safe_load(found[1]) or {}
        source = source[found.end() :]
    hidden = bool(config.get("hidden", hidden))
    points = None if config.get("points") is None else Decimal(str(config["points"]))
    try:
        nodes = ast.parse(source).body
    except SyntaxError as error:
        return OtterCase([], hidden, points, text("bring.no_python", error=error.msg))
    if not nodes:
        return OtterCase([], hidden, points, text("bring.empty"))
    if exceptions:
        return (
            OtterCase([(_body(nodes[0]), "")], hidden, points)
            if isinstance(nodes[0], ast.FunctionDef)
            else OtterCase([], hidden, points, text("bring.no_function"))
        )
    return OtterCase([(nodes, shown)], hidden, points)


def cases_of_file(spec: str | dict[str, Any]) -> tuple[str, list[OtterCase], Any, bool]:
    """Name, cases, points and whether it is all or nothing, of a test file's source or of its `test`. Raises CannotBring."""
    if isinstance(spec, dict):
        return _ok(spec)
    try:
        nodes = ast.parse(spec).body
    except SyntaxError as error:
        raise CannotBring(text("bring.no_python", error=error.msg)) from None
    values = {ast.unparse(node.targets[0]): node.value for node in nodes if isinstance(node, ast.Assign)}
    if "test" in values:
        return _ok(_literal(values["test"]))
    cases = [_exception_case(node) for node in nodes if isinstance(node, ast.FunctionDef) and node.decorator_list]
    if not cases:
        raise CannotBring(text("bring.no_otter_test"))
    told = {name: _literal(value) for name, value in values.items() if name in ("name", "points", "all_or_nothing")}
    return str(told.get("name", "question")), cases, told.get("points"), bool(told.get("all_or_nothing"))


def tests_of(
    name: str, cases: Sequence[OtterCase], points: Any, together: bool, student: StudentNames
) -> list[SourceTest]:
    """The tests of a question, with its points shared out as Otter does. together: all or nothing."""
    each_points = _points(points, cases)
    slug = re.sub(r"\W+", "_", name).strip("_").lower()
    tests = []
    for number, (case, worth) in enumerate(zip(cases, each_points, strict=True), 1):
        test = SourceTest(
            f"test_{slug}_{number}" if len(cases) > 1 else f"test_{slug}", [], worth, why_not=case.why_not
        )
        try:
            for statements, want in case.examples:
                test.body += expected(statements, want, student)
        except CannotBring as error:
            test.why_not = said_by(error)
        test.visible = None if case.hidden else test.body
        tests.append(test)
    if together and len(tests) > 1:
        body = [node for test in tests for node in test.body]
        visible = [node for test in tests for node in test.visible or []]
        why_not = next((test.why_not for test in tests if test.why_not), "")
        return [
            SourceTest(f"test_{slug}", body, sum(each_points, Decimal(0)), visible=visible or None, why_not=why_not)
        ]
    return tests


def _points(points: Any, cases: Sequence[OtterCase]) -> list[Decimal]:
    """By case: its own; of the rest of the question's, an equal share. A question without points is worth 1, unless a case has its own."""
    own = [case.points for case in cases]
    if isinstance(points, dict):
        points = float(points.get("each", 1)) * len(cases)
    if isinstance(points, list):
        own = [None if each is None else Decimal(str(each)) for each in points] + own[len(points) :]
        points = None
    given = sum((each for each in own if each is not None), Decimal(0))
    open_cases = own.count(None)
    total = Decimal(str(points)) if points is not None else Decimal(0 if given else 1)
    rest = iter(shares(max(Decimal(0), total - given), open_cases) if open_cases else [])
    return [next(rest) if each is None else each for each in own]


def _ok(spec: dict[str, Any]) -> tuple[str, list[OtterCase], Any, bool]:
    cases = []
    for suite in spec.get("suites", []):
        if suite.get("type", "doctest") != "doctest":
            raise CannotBring(text("bring.suite_type", type=suite["type"]))
        setup = examples_of(suite["setup"]) if suite.get("setup") else []
        for case in suite.get("cases", []):
            points = None if case.get("points") is None else Decimal(str(case["points"]))
            try:
                cases.append(OtterCase([*setup, *examples_of(case["code"])], case.get("hidden", True), points))
            except CannotBring as error:
                cases.append(OtterCase([], True, points, said_by(error)))
    return str(spec.get("name", "question")), cases, spec.get("points"), bool(spec.get("all_or_nothing"))


def _exception_case(node: ast.FunctionDef) -> OtterCase:
    call = node.decorator_list[0]
    told = {each.arg: _literal(each.value) for each in call.keywords} if isinstance(call, ast.Call) else {}
    points = None if told.get("points") is None else Decimal(str(told["points"]))
    return OtterCase([(_body(node), "")], bool(told.get("hidden", False)), points)


class _Environment(ast.NodeTransformer):
    """`env["f"]` as `f`."""

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        if isinstance(node.value, ast.Name) and node.value.id == "env" and isinstance(node.slice, ast.Constant):
            return ast.copy_location(ast.Name(str(node.slice.value), node.ctx), node)
        return self.generic_visit(node)


def _body(node: ast.FunctionDef) -> list[ast.stmt]:
    """What an exception-based case does; its arguments are the student's names."""
    made: ast.FunctionDef = _Environment().visit(node)
    return made.body


def _literal(node: ast.expr) -> Any:
    try:
        return ast.literal_eval(node)
    except ValueError:
        raise CannotBring(text("bring.value_when_run", value=ast.unparse(node)[:80])) from None
