"""The cells that a .py file has of its own: those of a percent script, or marimo's."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Iterator

__all__ = ["CELL_MARK", "bodies", "texts"]

CELL_MARK = "# %%"


def bodies(tree: ast.Module, source: str) -> list[list[ast.stmt]]:
    """The statements of each cell."""
    return _marimo(tree) or _percent(tree, source)


def texts(source: str) -> Iterator[tuple[int, str]]:
    """The cells of a percent script, each with the number of its first line."""
    first, part = 1, list[str]()
    for number, line in enumerate(source.splitlines(), 1):
        if line.startswith(CELL_MARK):
            yield first, "\n".join(part) + "\n"
            first, part = number, []
        part.append(line)
    yield first, "\n".join(part) + "\n"


def _percent(tree: ast.Module, source: str) -> list[list[ast.stmt]]:
    """The statements of each cell of a percent script."""
    marks = [number for number, line in enumerate(source.splitlines(), 1) if line.startswith(CELL_MARK)]
    groups = itertools.groupby(tree.body, key=lambda node: sum(mark <= node.lineno for mark in marks))
    return [list(group) for _, group in groups]


def _marimo(tree: ast.Module) -> list[list[ast.stmt]]:
    """The statements of each of marimo's cells, in an order in which each finds what it names; none in another file."""
    cells: list[tuple[set[str], set[str], list[ast.stmt]]] = []
    is_one = False
    for node in tree.body:
        words = (
            ast.unparse(node.decorator_list[0])
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.decorator_list
            else ""
        )
        if isinstance(node, ast.With) and "app.setup" in ast.unparse(node.items[0]):
            cells.append((set(), set(), node.body))
        elif isinstance(node, ast.FunctionDef) and words.startswith("app.cell"):
            is_one = True
            returned = [each for each in node.body if isinstance(each, ast.Return)]
            gives = {name.id for each in returned for name in ast.walk(each) if isinstance(name, ast.Name)}
            wants = {argument.arg for argument in node.args.args}
            cells.append((wants, gives, [each for each in node.body if not isinstance(each, ast.Return)]))
        elif words.startswith(("app.function", "app.class_definition")):
            assert isinstance(node, ast.FunctionDef | ast.ClassDef)
            is_one = True
            node.decorator_list = node.decorator_list[1:]
            cells.append((set(), {node.name}, [node]))
    return [body for _, _, body in _in_order(cells) if body] if is_one else []


def _in_order(
    cells: list[tuple[set[str], set[str], list[ast.stmt]]],
) -> Iterator[tuple[set[str], set[str], list[ast.stmt]]]:
    """Each as soon as what it wants is given; what nobody gives is not waited for."""
    waiting = list(cells)
    while waiting:
        missing = {name for _, gives, _ in waiting for name in gives}
        ready = next((cell for cell in waiting if not (cell[0] & (missing - cell[1]))), waiting[0])
        waiting.remove(ready)
        yield ready
