"""Turns the tests of an assignment into the suites of a lesson: the hidden one with all, the public one with what a student may see."""

from __future__ import annotations

import ast
import builtins
import copy
import re
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from grader.authoring.importing.assignment import Assignment, CannotBring, Fate, SourceTest, fate_of
from grader.authoring.importing.names import Function, free
from grader.authoring.importing.operators import JUDGES, parsed_expression
from grader.authoring.importing.student_names import SEEDS, StudentNames, roots
from grader.authoring.importing.transform import Transformer
from grader.errors import said_by
from grader.sentences import Text, text

__all__ = ["Brought", "bring"]

CLAIM_CHARS = 80
JUDGE_FIXTURES = {"student", "worker", "draw", "data", "show", "tmp_path"}
CHANGERS = {
    "append",
    "extend",
    "insert",
    "pop",
    "remove",
    "sort",
    "reverse",
    "clear",
    "update",
    "add",
    "discard",
    "setdefault",
    "popitem",
}
BROUGHT = "grader.judge.checks.brought"


@dataclass
class Brought:
    """suite, public: the source of both suites. tasks: those with something in them, each with the points of its tests.

    names: of the student, that each task's tests mention, by the task's place.
    """

    suite: str = ""
    public: str = ""
    fates: list[Fate] = field(default_factory=list)
    points: list[Decimal] = field(default_factory=list)
    names: list[list[str]] = field(default_factory=list)


def bring(assignment: Assignment, student: StudentNames) -> Brought:
    """All that can be brought of the assignment's tests, and the fate of each."""
    brought = Brought(fates=list(assignment.fates))
    hidden, public = _Suite(assignment, student), _Suite(assignment, student)
    todo = 0
    for number, task in enumerate(assignment.tasks, 1):
        points, names = Decimal(0), set[str]()
        for test in task.tests:
            part = f"{task.title}: {test.name}" if len(task.tests) > 1 else test.name
            try:
                if test.why_not:
                    raise CannotBring(test.why_not)
                names |= hidden.add(test, test.body, number)
            except CannotBring as error:
                why = text("fate.why", why=said_by(error), points=_points(test.points))
                brought.fates.append(fate_of(part, why=why))
                continue
            points += test.points * cases_of(test)
            if test.visible:
                public.add(test, test.visible, number)
            todo += not test.claim
            id = "fate.hidden_and_public" if test.visible else "fate.hidden"
            told = text(id, number=number, points=_points(test.points * cases_of(test)))
            brought.fates.append(fate_of(part, told))
        brought.points.append(points)
        brought.names.append(sorted(names | set(task.names)))
        if task.by_hand:
            brought.fates.append(
                fate_of(
                    task.title,
                    text("fate.by_hand", number=number, points=_points(task.points)),
                    text("fate.rubric"),
                )
            )
    if todo:
        brought.fates.append(fate_of("claims", text("fate.todo", n=todo), text("fate.claims")))
    brought.suite = hidden.source(f"Hidden tests of {assignment.title}.")
    brought.public = public.source(f"Public tests of {assignment.title}.")
    return brought


def cases_of(test: SourceTest) -> int:
    """How many tests a parametrized one is."""
    number = 1
    for decorator in test.decorators:
        assert isinstance(decorator, ast.Call)
        values = decorator.args[1]
        if not isinstance(values, ast.List | ast.Tuple):
            raise CannotBring(text("bring.cases_uncounted", values=ast.unparse(values)))
        number *= len(values.elts)
    return number


class _Suite:
    """One suite, as it grows."""

    def __init__(self, assignment: Assignment, student: StudentNames) -> None:
        self.student = student
        self.shared = assignment.shared
        self.all_tests = [test for task in assignment.tasks for test in task.tests]
        self.tests: list[ast.FunctionDef] = []
        self.used: list[ast.stmt] = []  # of what stands around the tests, by itself
        self.copied: list[ast.stmt] = []  # of what the solution was given
        self.fixtures: dict[str, ast.FunctionDef] = {}
        self.needs: set[str] = set()

    @cached_property
    def around(self) -> dict[str, list[ast.stmt]]:
        """The shared statements by the names that they bind or change."""
        found: dict[str, list[ast.stmt]] = {}
        for node in self.shared:
            for name in roots(node):
                found.setdefault(name, []).append(node)
        return found

    def add(self, test: SourceTest, body: list[ast.stmt], task: int) -> set[str]:
        """Add a test; the student's names that it mentions. Raises CannotBring, and then nothing is added."""
        arguments = [name for name in dict.fromkeys(test.fixtures) if name != "capsys"]  # transform.py knows it
        for name in arguments:
            if name not in JUDGE_FIXTURES | _parameters(test) and not self._add_fixture(name):
                raise CannotBring(text("bring.fixture", name=name))
        cases: list[ast.stmt] = [ast.Expr(each) for each in test.decorators]
        if (
            self._before(cases, set())
            or self._given(cases, set()) & self.student.written
            or free(cases) & self.student.written
        ):
            raise CannotBring(text("bring.cases_of_student"))
        function, mentioned = self._function(test.name, body, arguments)
        claim = _claim(test)
        function.body[:0] = [ast.Expr(ast.Constant(claim))]
        points = test.points.normalize()
        worth = f", points={points:f}" if points == points.to_integral() else f', points="{points:f}"'
        mark = parsed_expression(f"pytest.mark.task({task}{'' if points == 1 else worth})")
        function.decorator_list = [mark, *copy.deepcopy(test.decorators)]
        self.tests.append(function)
        return mentioned

    def _function(self, name: str, body: list[ast.stmt], arguments: list[str]) -> tuple[ast.FunctionDef, set[str]]:
        """A test or a fixture as a function of the suite, and the student's names in it."""
        body = copy.deepcopy(body)
        if not body:
            raise CannotBring(text("bring.empty"))
        before = self._before(body, set(arguments))
        transformer = Transformer(self.student, self._given([*before, *body], set(arguments)))
        made = transformer.test([*copy.deepcopy(before), *body], set(arguments))
        self.needs |= transformer.needs - {"worker"}
        outside = free(made)
        arguments = [*(each for each in ("student", "worker", "score") if each in outside), *arguments]
        function = ast.FunctionDef(name, _arguments(arguments), made, [], None, None)
        mentioned = {
            each.attr
            for node in made
            for each in ast.walk(node)
            if isinstance(each, ast.Attribute) and isinstance(each.value, ast.Name) and each.value.id == "student"
        }
        return function, mentioned

    def _before(self, body: list[ast.stmt], arguments: set[str]) -> list[ast.stmt]:
        """What stands around the tests and must run within this one; what can stand by itself is kept for the head of the suite."""
        needed: set[int] = set()
        asked = list(free(body) - arguments)
        seen = set(asked)
        while asked:
            for node in self.around.get(asked.pop(), []):
                if id(node) not in needed:
                    needed.add(id(node))
                    more = (free([node]) | roots(node)) - seen
                    seen |= more
                    asked += more
        within: list[ast.stmt] = []
        outside: list[ast.stmt] = []
        inside_names: set[str] = set()
        for node in self.shared:
            if id(node) in needed:
                (within if self._touches(node) or free([node]) & inside_names else outside).append(node)
                inside_names |= roots(node) if within and within[-1] is node else set()
        names_within = {name for node in within for name in roots(node)}
        moved = [
            node for node in outside if roots(node) & names_within and not isinstance(node, ast.Import | ast.ImportFrom)
        ]
        self.used += [node for node in outside if node not in moved and node not in self.used]
        return [node for node in self.shared if node in within or node in moved]

    def _touches(self, node: ast.stmt) -> bool:
        """Whether a statement needs the student's code or changes something, so that each test runs it anew."""
        names = free([node])
        seeds = any(ast.unparse(each.func) in SEEDS for each in ast.walk(node) if isinstance(each, ast.Call))
        mutable = isinstance(node, ast.Assign) and bool(roots(node) & self.changed)
        own = {
            name
            for name in names
            if name in self.student.names and self.student.copied(name) is None and name not in self.around
        }
        return bool(own) or seeds or mutable or isinstance(node, ast.Expr | ast.AugAssign | ast.For | ast.With)

    @cached_property
    def changed(self) -> set[str]:
        """Names whose values some test, or what stands around the tests, changes in place."""
        return changed_in([*self.shared, *(node for test in self.all_tests for node in test.body)])

    def _given(self, nodes: list[ast.stmt], arguments: set[str]) -> set[str]:
        """The names of the solution that the suite has by itself; their statements are kept for its head."""
        found = set()
        for name in free(nodes) - arguments:
            if name in self.around:
                continue
            if copied := self.student.copied(name):
                self.copied += [node for node in copied if node not in self.copied]
                found |= {each for node in copied for each in roots(node)}
            elif (
                name not in self.student.statements and not hasattr(builtins, name) and name not in JUDGES | {"capsys"}
            ):
                raise CannotBring(text("bring.undefined", name=name))
            elif name in self.student.statements and name not in self.student.names:
                raise CannotBring(text("bring.module_beside", name=name))
        return found

    def _add_fixture(self, name: str) -> bool:
        """Bring a fixture that stands around the tests; whether there is one."""
        if name in self.fixtures:
            return True
        node = next((node for node in self.around.get(name, []) if isinstance(node, ast.FunctionDef)), None)
        if node is None or not any("fixture" in ast.unparse(each) for each in node.decorator_list):
            return False
        options = [
            each
            for each in node.decorator_list
            if isinstance(each, ast.Call) and {word.arg for word in each.keywords} - {"scope", "name"}
        ]
        if options:
            raise CannotBring(text("bring.fixture_options", name=name, options=ast.unparse(options[0])))
        arguments = [each.arg for each in node.args.args]
        for each in arguments:
            if each not in JUDGE_FIXTURES and not self._add_fixture(each):
                raise CannotBring(text("bring.fixture", name=each))
        function, _ = self._function(name, node.body, arguments)
        function.decorator_list = [parsed_expression("pytest.fixture")]
        self.fixtures[name] = function
        return True

    def source(self, docstring: str) -> str:
        """The suite as a module."""
        head = [node for node in [*self.student.tree.body, *self.shared] if node in self.copied or node in self.used]
        stars = [
            node
            for node in [*self.student.tree.body, *self.shared]
            if isinstance(node, ast.ImportFrom) and node.names[0].name == "*"
        ]
        text = "\n\n\n".join(
            ast.unparse(ast.fix_missing_locations(node)) for node in [*self.fixtures.values(), *self.tests]
        )
        imports = {ast.unparse(node): node for node in [*stars, *head] if isinstance(node, ast.Import | ast.ImportFrom)}
        own = ["import pytest"]
        if re.search(r"\bcheck\.\w", text):
            own.append("from grader.judge import check")
        if self.needs:
            own.append(f"from {BROUGHT} import {', '.join(sorted(self.needs))}")
        lines = [*(line for line in imports if line not in own), *own]
        rest = [node for node in head if not isinstance(node, ast.Import | ast.ImportFrom)]
        values = [ast.unparse(node) for node in rest if not isinstance(node, Function)]
        functions = [ast.unparse(node) for node in rest if isinstance(node, Function)]
        blocks = [
            ast.unparse(ast.Module([ast.Expr(ast.Constant(docstring))], [])),
            "\n".join(lines),
            *(["\n".join(values)] if values else []),
        ]
        return "\n\n\n".join(["\n\n".join(blocks), *functions, *([text] if text else [])]) + "\n"


def _claim(test: SourceTest) -> str:
    line = " ".join(test.claim.split()).rstrip(".").replace("\\", "/")
    if len(line) > CLAIM_CHARS:
        line = line[: CLAIM_CHARS - 3].rstrip() + "..."
    return line or f"TODO: what {test.name} claims"


def _parameters(test: SourceTest) -> set[str]:
    """The arguments that `parametrize` gives."""
    found: set[str] = set()
    for decorator in test.decorators:
        assert isinstance(decorator, ast.Call)
        names = ast.literal_eval(decorator.args[0])
        found |= {each.strip() for each in (names.split(",") if isinstance(names, str) else names)}
    return found


def _arguments(names: list[str]) -> ast.arguments:
    return ast.arguments([], [ast.arg(name) for name in dict.fromkeys(names)], None, [], [], None, [])


def changed_in(nodes: list[ast.stmt]) -> set[str]:
    """The names of what is changed in place: by an item, an attribute, an operator or a method that is known to."""
    found = set()
    for node in (each for statement in nodes for each in ast.walk(statement)):
        target: ast.AST = (
            node.func if isinstance(node, ast.Call) else node.target if isinstance(node, ast.AugAssign) else node
        )
        stored = isinstance(node, ast.Attribute | ast.Subscript) and not isinstance(node.ctx, ast.Load)
        if isinstance(node, ast.Call) and not (isinstance(target, ast.Attribute) and target.attr in CHANGERS):
            continue
        if stored or isinstance(node, ast.Call | ast.AugAssign):
            while isinstance(target, ast.Attribute | ast.Subscript):
                target = target.value
            found |= {target.id} if isinstance(target, ast.Name) else set()
    return found


def _points(points: Decimal) -> Text:
    return text("fate.points", n=f"{points.normalize():f}")
