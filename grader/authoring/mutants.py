"""Changes the reference solution one operator at a time and asks whether the hidden suite notices.

A mutant that earns full marks survives: either a test is missing, or the change means the same. Those of the second kind stand
in the lesson's `mutants.toml`, each with its reason.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from grader.authoring.handout import training_tasks
from grader.authoring.reach import Reach
from grader.authoring.stub import without_markers
from grader.course.lessons import Lesson
from grader.course.unfit import unfit
from grader.engine.keys import AUTHOR_KEY
from grader.engine.session import Options, Session
from grader.errors import LessonError
from grader.intake.submission import Submission
from grader.sentences import text

__all__ = ["Mutant", "Report", "hunt", "mutants"]

OPERATORS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.Pow: ast.Mult,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.And: ast.Or,
    ast.Or: ast.And,
}
METHODS = {"mean": "sum", "sum": "mean", "max": "min", "min": "max", "argmin": "argmax", "argmax": "argmin"}
METHODS |= {"zeros": "ones", "ones": "zeros", "exp": "log", "log": "exp", "floor": "ceil", "amax": "amin"}
DROPPED = {
    "clamp",
    "abs",
    "detach",
    "clone",
    "sqrt",
    "reshape",
    "view",
    "unsqueeze",
    "copy",
    "flatten",
    "relu",
    "astype",
}
SEED = 1


class Mutant(Struct, frozen=True):
    """One change. `name` says where and what, and is the same from run to run."""

    name: str
    source: str


class Equivalent(Struct, frozen=True, forbid_unknown_fields=True):
    mutant: str
    reason: str


class EquivalentList(Struct, frozen=True, forbid_unknown_fields=True):
    equivalent: list[Equivalent] = []


class Report(Struct, frozen=True):
    """How many mutants there were, which survived, and which survivors are listed as equivalent."""

    total: int
    survivors: list[str]
    equivalent: list[str]
    unused: list[str]

    @property
    def killed(self) -> float:
        """The share of the mutants that mean something else which the suite notices."""
        different = self.total - len(self.equivalent)
        return 1.0 if different == 0 else 1 - len(self.survivors) / different


def hunt(lesson: Lesson, session: Session) -> Report:
    """Grade every mutant of the lesson's solution: first without the tasks that train a network, which most do not outlive."""
    training, reach = set(training_tasks(lesson)), Reach(lesson)

    def survives(mutant: Mutant) -> bool:
        submission = Submission(lesson.with_others(mutant.source.encode()))
        reached = reach.tasks(mutant.source.encode())
        rounds = [tuple(sorted(tasks)) for tasks in (reached - training, reached & training) if tasks]
        return all(
            session.grade(lesson, submission, Options(SEED, tasks, secret_key=AUTHOR_KEY, explain=False)).exit_code == 0
            for tasks in rounds
        )

    listed = _equivalents(lesson.instructor / "mutants.toml")
    survived = []
    total = 0
    for mutant in mutants(without_markers(lesson.solution.read_text(encoding="utf-8"))):
        total += 1
        if survives(mutant):
            survived.append(mutant.name)
    return Report(
        total,
        [name for name in survived if name not in listed],
        [name for name in survived if name in listed],
        sorted(listed - set(survived)),
    )


def mutants(source: str) -> Iterator[Mutant]:
    """Every single change of `source`, each once."""
    tree = ast.parse(source)
    seen = {ast.unparse(tree)}
    counts: dict[str, int] = {}
    for function in _functions(tree):
        for path, node in _nodes(function.node):
            for before, after in _changes(node, function.parameters):
                changed = copy.deepcopy(tree)
                _replace(changed, (*function.path, *path), after)
                text = ast.unparse(ast.fix_missing_locations(changed))
                if text in seen:
                    continue
                seen.add(text)
                name = f"{function.name}: {before} -> {ast.unparse(after) or 'nothing'}"
                counts[name] = counts.get(name, 0) + 1
                yield Mutant(name if counts[name] == 1 else f"{name} #{counts[name]}", text + "\n")


class Function(Struct):
    name: str
    node: ast.FunctionDef
    path: tuple[tuple[str, int | None], ...]
    parameters: list[str]


def _functions(tree: ast.Module) -> Iterator[Function]:
    def found(node: ast.FunctionDef, prefix: str, path: tuple[tuple[str, int | None], ...]) -> Function:
        parameters = [arg.arg for arg in node.args.args if arg.arg != "self"]
        return Function(prefix + node.name, node, path, parameters)

    for position, node in enumerate(tree.body):
        if isinstance(node, ast.FunctionDef):
            yield found(node, "", (("body", position),))
        elif isinstance(node, ast.ClassDef):
            for inner, item in enumerate(node.body):
                if isinstance(item, ast.FunctionDef):
                    yield found(item, f"{node.name}.", (("body", position), ("body", inner)))


def _nodes(function: ast.FunctionDef) -> Iterator[tuple[tuple[tuple[str, int | None], ...], ast.AST]]:
    """Each node of the body with its path from the function; no docstring, annotation or raise."""

    def walk(
        node: ast.AST, path: tuple[tuple[str, int | None], ...]
    ) -> Iterator[tuple[tuple[tuple[str, int | None], ...], ast.AST]]:
        yield path, node
        for field, value in ast.iter_fields(node):
            if field in ("annotation", "returns", "decorator_list"):
                continue
            for index, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
                if isinstance(child, ast.AST) and not isinstance(child, ast.Raise):
                    yield from walk(child, (*path, (field, index)))

    for position, statement in enumerate(function.body):
        docstring = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
        if not docstring and not isinstance(statement, ast.Raise):
            yield from walk(statement, (("body", position),))


def _changes(node: ast.AST, parameters: list[str]) -> Iterator[tuple[str, ast.AST]]:
    """What a node may become: its text before, and the node after."""
    text = ast.unparse(node)
    if isinstance(node, ast.BinOp):
        if type(node.op) in OPERATORS:
            yield text, ast.BinOp(node.left, OPERATORS[type(node.op)](), node.right)  # type: ignore[arg-type]
        if isinstance(node.op, ast.Mult | ast.Div | ast.Pow):
            yield text, node.left
        if isinstance(node.op, ast.Mult):
            yield text, node.right
    elif isinstance(node, ast.Compare) and type(node.ops[0]) in OPERATORS:
        yield text, ast.Compare(node.left, [OPERATORS[type(node.ops[0])]()], node.comparators)  # type: ignore[list-item]
    elif isinstance(node, ast.BoolOp):
        yield text, ast.BoolOp(OPERATORS[type(node.op)](), node.values)  # type: ignore[arg-type]
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.Not):
        yield text, node.operand
    elif isinstance(node, ast.Constant):
        yield from ((text, ast.Constant(value)) for value in _other_constants(node.value))
    elif isinstance(node, ast.Call):
        yield from ((text, call) for call in _other_calls(node))
    elif isinstance(node, ast.Expr | ast.AugAssign):
        yield text, ast.Pass()
    elif isinstance(node, ast.Return) and parameters and node.value is not None:
        yield text, ast.Return(ast.Name(parameters[0], ast.Load()))


def _other_constants(value: object) -> list[bool] | list[int] | list[float]:
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int):
        return [value + 1] if value != 1 else [0, 2]
    if isinstance(value, float):
        return [value * 2 if value else 1.0]
    return []


def _other_calls(node: ast.Call) -> Iterator[ast.AST]:
    if isinstance(node.func, ast.Attribute):
        name = node.func.attr
        if name in METHODS:
            yield ast.Call(ast.Attribute(node.func.value, METHODS[name], ast.Load()), node.args, node.keywords)
        if name in DROPPED:
            module = isinstance(node.func.value, ast.Name) and node.func.value.id in ("torch", "np", "F")
            yield node.args[0] if module and node.args else node.func.value
    if len(node.args) >= 2 and not any(isinstance(arg, ast.Starred) for arg in node.args):
        yield ast.Call(node.func, [node.args[1], node.args[0], *node.args[2:]], node.keywords)
    for keyword in node.keywords:
        yield ast.Call(node.func, node.args, [other for other in node.keywords if other is not keyword])


def _replace(tree: ast.AST, path: tuple[tuple[str, int | None], ...], new: ast.AST) -> None:
    *way, (field, index) = path
    node = tree
    for name, position in way:
        value = getattr(node, name)
        node = value if position is None else value[position]
    if index is None:
        setattr(node, field, copy.deepcopy(new))
    else:
        getattr(node, field)[index] = copy.deepcopy(new)


def _equivalents(path: Path) -> set[str]:
    if not path.is_file():
        return set()
    try:
        return {entry.mutant for entry in msgspec.toml.decode(path.read_bytes(), type=EquivalentList).equivalent}
    except (msgspec.MsgspecError, ValueError) as error:
        raise LessonError(text("wrong.not_as_it_must", path=str(path), error=unfit(error))) from None
