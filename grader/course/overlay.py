"""Reads a misconception into its lesson's solution: it holds the definitions that differ, and each takes the place of the solution's."""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator

from msgspec import Struct

from grader.sentences import text

__all__ = ["ImportStatement", "ParsedSource", "compose", "defined", "imports", "mentioned", "parsed"]

ImportStatement = ast.Import | ast.ImportFrom


class ParsedSource(Struct, frozen=True):
    """A source read: its lines, how many of them the module's docstring takes, and the statements below it."""

    lines: list[str]
    start: int
    body: list[ast.stmt]

    def text(self, statement: ast.stmt) -> str:
        """The statement as it is written, decorators included."""
        return "\n".join(self.lines[first_line(statement) - 1 : statement.end_lineno])


class Import(Struct, frozen=True):
    """One name that an import binds, and the import of this name alone."""

    name: str
    text: str


@functools.lru_cache(maxsize=256)  # of a lesson: a class, and its proof, ask for the same ones again and again
def compose(solution: str, overlay: str) -> str:
    """The solution, with each definition of `overlay` in the place of its own of that name.

    In its place, so that what is made of it on import (a default, a table, a subclass) is made of the new one. Imports go below the
    solution's first ones; helpers, whose names begin with `_`, right before the definition that first mentions them. The modules'
    docstrings are left out. Raises ValueError for what has no place in the solution, SyntaxError for what is no Python.
    """
    base, over = parsed(solution), parsed(overlay)
    _check_lines(base, "the solution's line")
    _check_lines(over, "line")
    texts: dict[int, str] = {}  # by the number of the statement whose place it takes
    above = []
    places = _places(base)
    for each in imports(over):
        if each.name in places:
            texts[_place({each.name}, places, base)] = each.text
        elif each.name != "*":
            above.append(each.text)
        else:
            raise ValueError(text("overlay.star", text=each.text))
    replacements, helpers = _sorted(over, places, base)
    for place, statement in replacements:
        if place in texts:
            raise ValueError(text("overlay.twice", line=statement.lineno, names=_listed(defined(statement))))
        texts[place] = over.text(statement)
    for place, helper in _placed(helpers, replacements):
        texts[place] = f"{over.text(helper)}\n\n\n{texts[place]}"
    return _joined(base, above, texts)


@functools.lru_cache(maxsize=4)  # one solution for all misconceptions of its lesson
def parsed(source: str) -> ParsedSource:
    """Raises SyntaxError, or ValueError for a null character, where it is no Python."""
    body = ast.parse(source).body
    documented = bool(body) and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant)
    start = body.pop(0).end_lineno if documented else 0
    return ParsedSource(source.split("\n"), start or 0, body)


def first_line(statement: ast.stmt) -> int:
    decorators: list[ast.expr] = getattr(statement, "decorator_list", [])
    return min([statement.lineno, *(each.lineno for each in decorators)])


def defined(statement: ast.stmt) -> set[str]:
    """The names that a function, a class or an assignment defines; none for any other statement."""
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return {statement.name}
    targets = statement.targets if isinstance(statement, ast.Assign) else []
    if isinstance(statement, ast.AnnAssign) and statement.value:
        targets = [statement.target]
    parts = [part for target in targets for part in (target.elts if isinstance(target, ast.Tuple) else [target])]
    return {part.id for part in parts if isinstance(part, ast.Name)} if all(map(_is_name, parts)) else set()


def mentioned(statement: ast.stmt) -> set[str]:
    """Each name that stands anywhere within it."""
    return {node.id for node in ast.walk(statement) if isinstance(node, ast.Name)}


def imports(program: ParsedSource) -> Iterator[Import]:
    """Each name that the program's own imports bind."""
    for statement in program.body:
        if isinstance(statement, ast.Import):
            for alias in statement.names:
                yield Import(alias.asname or alias.name.split(".")[0], ast.unparse(ast.Import([alias])))
        elif isinstance(statement, ast.ImportFrom):
            for alias in statement.names:
                one = ast.ImportFrom(statement.module, [alias], statement.level)
                yield Import(alias.asname or alias.name, ast.unparse(one))


def _sorted(
    over: ParsedSource, places: dict[str, list[int]], base: ParsedSource
) -> tuple[list[tuple[int, ast.stmt]], list[ast.stmt]]:
    """The definitions that replace one of the solution's, each with its place, and the helpers."""
    replacements, helpers = [], []
    for statement in over.body:
        names = defined(statement)
        if names & places.keys():
            replacements.append((_place(names, places, base), statement))
        elif names and all(name.startswith("_") for name in names):
            helpers.append(statement)
        elif names:
            raise ValueError(text("overlay.unknown", line=statement.lineno, names=_listed(names)))
        elif not isinstance(statement, ImportStatement):
            raise ValueError(text("overlay.statements", line=statement.lineno))
    return replacements, helpers


def _check_lines(program: ParsedSource, line: str) -> None:
    """What shares a line cannot be replaced line by line."""
    end = program.start
    for statement in program.body:
        if first_line(statement) <= end:
            raise ValueError(text("overlay.one_line", line=line, number=statement.lineno))
        end = statement.end_lineno or 0


def _is_name(node: ast.expr) -> bool:
    return isinstance(node, ast.Name)


def _listed(names: set[str]) -> str:
    return ", ".join(f"`{name}`" for name in sorted(names))


def _places(base: ParsedSource) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for number, statement in enumerate(base.body):
        for name in defined(statement):
            places.setdefault(name, []).append(number)
    return places


def _place(names: set[str], places: dict[str, list[int]], base: ParsedSource) -> int:
    """The number of the one statement that defines these names and no other."""
    numbers = {number for name in names for number in places.get(name, [])}
    place = min(numbers)
    if len(numbers) > 1 or defined(base.body[place]) != names:
        raise ValueError(text("overlay.not_one_statement", names=_listed(names)))
    return place


def _placed(helpers: list[ast.stmt], replacements: list[tuple[int, ast.stmt]]) -> list[tuple[int, ast.stmt]]:
    """Each helper with the place of what first mentions it, itself or by way of another helper; the last helper first."""
    found: dict[int, int] = {}

    def reach(statement: ast.stmt, place: int) -> None:
        words = mentioned(statement)
        for number, helper in enumerate(helpers):
            if number not in found and defined(helper) & words:
                found[number] = place
                reach(helper, place)

    for place, statement in sorted(replacements, key=lambda pair: pair[0]):
        reach(statement, place)
    for number, helper in enumerate(helpers):
        if number not in found:
            raise ValueError(text("overlay.unused", line=helper.lineno, names=_listed(defined(helper))))
    return [(found[number], helpers[number]) for number in sorted(found, reverse=True)]


def _joined(base: ParsedSource, above: list[str], texts: dict[int, str]) -> str:
    """The base's lines with `texts` in the places of its statements, and the imports `above` below its first ones."""
    future = [line for line in above if line.startswith("from __future__ ")]
    others = [line for line in above if line not in future]
    first = next((n for n, each in enumerate(base.body) if not isinstance(each, ImportStatement)), len(base.body))
    lines, end = future, base.start
    for number, statement in enumerate(base.body):
        lines += others if number == first else []
        lines += base.lines[end : first_line(statement) - 1]
        lines.append(texts.get(number) or base.text(statement))
        end = statement.end_lineno or 0
    lines += others if first == len(base.body) else []
    return "\n".join([*lines, *base.lines[end:]])
