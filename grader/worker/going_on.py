"""What is still run of a file or a cell once a line of it has stopped: what gives names, and none of its work."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator

__all__ = ["bound_names", "gives_names", "is_import", "line_in", "split_at", "with_futures", "words_bound"]

MOST_NAMES = 100
DEFINING = (
    ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Assign, ast.AnnAssign
)  # fmt: skip
BOUND = re.compile(
    r"^(?:async )?(?:def|class)[ \t]+(\w+)|^(\w+)[ \t]*=(?!=)|^(?:import|from)\b.*\b(\w+)[ \t]*$", re.MULTILINE
)


def line_in(error: BaseException, file: str) -> int:
    """The line of this file at which the error passed its top level; 0 where it did not."""
    trace = error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename == file:
            return trace.tb_lineno
        trace = trace.tb_next
    return (error.lineno or 0) if isinstance(error, SyntaxError) and error.filename == file else 0


def split_at(nodes: list[ast.stmt], line: int) -> tuple[ast.stmt | None, list[ast.stmt]]:
    """The statement that this line is part of, and those below it."""
    for at, node in enumerate(nodes):
        first = min([node.lineno, *(each.lineno for each in getattr(node, "decorator_list", ()))])
        if first <= line <= (node.end_lineno or node.lineno):
            return node, nodes[at + 1 :]
    return None, []


def is_import(node: ast.stmt | None) -> bool:
    return isinstance(node, ast.Import | ast.ImportFrom)


def gives_names(node: ast.stmt) -> bool:
    """Whether it is there to define something: an import, a function, a class, an assignment, or a choice of such."""
    if isinstance(node, ast.If | ast.Try):
        inner = [each for handler in getattr(node, "handlers", ()) for each in handler.body]
        inner += [*node.body, *node.orelse, *getattr(node, "finalbody", ())]
        return all(isinstance(each, ast.Pass) or gives_names(each) for each in inner)
    return isinstance(node, DEFINING)


def with_futures(nodes: list[ast.stmt], chosen: list[ast.stmt]) -> ast.Module:
    """These statements, compiled as the whole file that they are of would be."""
    futures = [node for node in nodes if isinstance(node, ast.ImportFrom) and node.module == "__future__"]
    return ast.Module([*(node for node in futures if node not in chosen), *chosen], [])


def bound_names(nodes: Iterable[ast.stmt]) -> list[str]:
    """The names that these statements would give, the first hundred."""
    found = dict.fromkeys(name for node in nodes for name in _names(node))
    return list(found)[:MOST_NAMES]


def words_bound(source: str) -> list[str]:
    """As `bound_names`, of a text that is no Python."""
    found = dict.fromkeys(next(filter(None, match.groups())) for match in BOUND.finditer(source))
    return list(found)[:MOST_NAMES]


def _names(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield node.name
        return
    if isinstance(node, ast.comprehension):
        return
    if isinstance(node, ast.alias):
        name = node.asname or node.name.partition(".")[0]
        yield from [name] if name != "*" else []
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        yield node.id
    for child in ast.iter_child_nodes(node):
        yield from _names(child)
