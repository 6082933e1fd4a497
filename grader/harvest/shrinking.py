"""Makes a student's program as small as it can be while it fails as before: what differs from the solution, statement by statement.

Its text is read by Python's own parser, in a process that has so long and so much memory and no more, knows no secret and runs nothing
of it: each smaller program is proposed to the process that started this one, which grades it in a sandbox and says whether it fails as before.
(Delta debugging: A. Zeller and R. Hildebrandt, "Simplifying and isolating failure-inducing input", 2002.)
"""

from __future__ import annotations

import ast
import copy
import resource
import socket
import sys
from collections.abc import Callable, Iterator

from msgspec import Struct

from grader.course.overlay import ImportStatement, ParsedSource, compose, defined, mentioned, parsed
from grader.wire.channel import Channel, Closed, MiB

__all__ = ["CPU_SECONDS", "FailsAlike", "Proposal", "Reduced", "Sources", "main", "reduced"]

CPU_SECONDS = 60
MEMORY_BYTES = 1024 * MiB
SOURCE_BYTES = 8 * MiB

Fails = Callable[[str], bool]


class Sources(Struct, frozen=True):
    solution: str
    student: str


class Proposal(Struct, tag=True, frozen=True):
    """Does this program fail as the student's does?"""

    program: str


class FailsAlike(Struct, frozen=True):
    same: bool


class Reduced(Struct, tag=True, frozen=True):
    """The definitions that differ from the solution's, to be read into it; empty where no such program fails as before."""

    definitions: str


def reduced(sources: Sources, fails: Fails) -> str:
    """The smallest definitions found that fail as before when they are read into the solution; empty where there are none.

    fails: whether a whole program does. Raises SyntaxError or ValueError for what is no Python.
    """
    solution, student = parsed(sources.solution), parsed(sources.student)
    own = {name for each in solution.body for name in defined(each)}
    parts = [each for each in student.body if defined(each) & own and _differs(each, solution)]
    helpers = [each for each in student.body if defined(each) and not defined(each) & own]
    above = [each for each in student.body if isinstance(each, ImportStatement)]

    def program(definitions: list[ast.stmt]) -> str:
        return _overlay(definitions, helpers, above)

    def holds(definitions: list[ast.stmt]) -> bool:
        try:
            return fails(compose(sources.solution, program(definitions)))
        except (SyntaxError, ValueError):
            return False

    guilty = next(([each] for each in parts if holds([each])), None) or (_fewest(parts, holds) if holds(parts) else [])
    if not guilty:
        return ""
    for number, part in enumerate(guilty):
        before, after = guilty[:number], guilty[number + 1 :]

        def still(each: ast.stmt, before: list[ast.stmt] = before, after: list[ast.stmt] = after) -> bool:
            return holds([*before, each, *after])

        guilty[number] = _smaller(_with_right_methods(_plain(part, still), solution, still), still)
    for number, helper in enumerate(helpers):
        if not any(f"_{name.lstrip('_')}" in program(guilty) for name in defined(helper)):
            continue

        def serves(each: ast.stmt, number: int = number) -> bool:
            before, helpers[number] = helpers[number], each
            if holds(guilty):
                return True
            helpers[number] = before
            return False

        helpers[number] = _smaller(_plain(helper, serves), serves)
    return program(guilty)


def _differs(statement: ast.stmt, solution: ParsedSource) -> bool:
    return ast.dump(statement) not in {ast.dump(each) for each in solution.body}


def _fewest(parts: list[ast.stmt], holds: Callable[[list[ast.stmt]], bool]) -> list[ast.stmt]:
    """Without each part that can be left out."""
    kept = list(parts)
    for part in parts:
        fewer = [each for each in kept if each is not part]
        if fewer and holds(fewer):
            kept = fewer
    return kept


def _plain(part: ast.stmt, holds: Callable[[ast.stmt], bool]) -> ast.stmt:
    """Without decorators, annotations and defaults, where they make no difference: they run when the file is read."""
    for strip in (_without_decorators, _without_annotations, _with_plain_defaults):
        changed = copy.deepcopy(part)
        for node in ast.walk(changed):
            strip(node)
        if ast.dump(changed) != ast.dump(part) and holds(changed):
            part = changed
    return part


def _without_decorators(node: ast.AST) -> None:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        node.decorator_list = []


def _without_annotations(node: ast.AST) -> None:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        node.returns = None
    elif isinstance(node, ast.arg):
        node.annotation = None


def _with_plain_defaults(node: ast.AST) -> None:
    if isinstance(node, ast.arguments):
        node.defaults = [each if isinstance(each, ast.Constant) else ast.Constant(None) for each in node.defaults]
        node.kw_defaults = [
            each if each is None or isinstance(each, ast.Constant) else ast.Constant(None) for each in node.kw_defaults
        ]


def _with_right_methods(part: ast.stmt, solution: ParsedSource, holds: Callable[[ast.stmt], bool]) -> ast.stmt:
    """A class with the solution's method in the place of each that makes no difference."""
    theirs = next(
        (each for each in solution.body if isinstance(each, ast.ClassDef) and defined(each) == defined(part)), None
    )
    if not isinstance(part, ast.ClassDef) or theirs is None:
        return part
    right = {each.name: each for each in theirs.body if isinstance(each, ast.FunctionDef)}
    for number, method in enumerate(part.body):
        if isinstance(method, ast.FunctionDef) and method.name in right:
            changed = copy.deepcopy(part)
            changed.body[number] = right[method.name]
            if ast.dump(changed) != ast.dump(part) and holds(changed):
                part = changed
    return part


def _smaller(part: ast.stmt, holds: Callable[[ast.stmt], bool]) -> ast.stmt:
    """Without the statements that make no difference; the last ones are tried first, and the large before what is in them."""
    place = 0
    while True:
        step = next(((n, each) for n, each in enumerate(_without_one(part)) if n >= place), None)
        if step is None:
            return part
        place, smaller = step
        if holds(smaller):
            part = smaller
        else:
            place += 1


def _without_one(part: ast.stmt) -> Iterator[ast.stmt]:
    """Copies of it, in each of which one statement is missing."""
    count = sum(1 for _ in _bodies(part))
    for body in range(count):
        for place in reversed(range(len(list(_bodies(part))[body]))):
            changed = copy.deepcopy(part)
            statements = list(_bodies(changed))[body]
            if len(statements) == 1 and isinstance(statements[0], ast.Pass):
                continue
            statements[place : place + 1] = [ast.Pass()] if len(statements) == 1 else []
            yield changed


def _bodies(node: ast.AST) -> Iterator[list[ast.stmt]]:
    """The lists of statements in it, the outer ones first."""
    for each in ast.walk(node):
        for field in ("body", "orelse", "finalbody"):
            statements = getattr(each, field, None)
            if isinstance(statements, list) and statements and isinstance(statements[0], ast.stmt):
                yield statements


def _overlay(definitions: list[ast.stmt], helpers: list[ast.stmt], above: list[ImportStatement]) -> str:
    """These definitions, the helpers that they need, with `_` before their names, and the imports that both need."""
    needed: list[ast.stmt] = []
    words = {name for each in definitions for name in mentioned(each)}
    for helper in reversed(helpers):
        if defined(helper) & words and helper not in needed:
            needed.insert(0, helper)
            words |= mentioned(helper)
    renamed = {name: f"_{name.lstrip('_')}" for helper in needed for name in defined(helper)}
    body: list[ast.stmt] = [
        ast.ImportFrom(each.module, [alias], each.level) if isinstance(each, ast.ImportFrom) else ast.Import([alias])
        for each in above
        for alias in each.names
        if (alias.asname or alias.name.split(".")[0]) in words
    ]
    body += [Renamed(renamed).visit(copy.deepcopy(each)) for each in [*needed, *definitions]]
    return "\n\n\n".join(ast.unparse(ast.fix_missing_locations(each)) for each in body) + "\n"


class Renamed(ast.NodeTransformer):
    """Helpers under the names that a misconception may give them."""

    def __init__(self, names: dict[str, str]) -> None:
        self.names = names

    def visit_Name(self, node: ast.Name) -> ast.Name:
        node.id = self.names.get(node.id, node.id)
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.name = self.names.get(node.name, node.name)
        return self.generic_visit(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        node.name = self.names.get(node.name, node.name)
        return self.generic_visit(node)


def main() -> None:
    """Reduce the one program that comes on the socket whose number is the first argument."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY_BYTES, MEMORY_BYTES))
    channel = Channel(socket.socket(fileno=int(sys.argv[1])), head_bytes=SOURCE_BYTES)
    try:
        sources, _ = channel.receive(Sources)

        def fails(program: str) -> bool:
            channel.send(Proposal(program))
            return bool(channel.receive(FailsAlike)[0].same)

        try:
            channel.send(Reduced(reduced(sources, fails)))
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            channel.send(Reduced(""))
    except Closed:
        return
