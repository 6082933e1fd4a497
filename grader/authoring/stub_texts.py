"""A stub in another language: its docstrings and TODO lines, as the lesson's stub.LANGUAGE.toml has them. The examples stay."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator

from rich.cells import cell_len, chop_cells

from grader.authoring.findings import finding
from grader.authoring.stub import make_stubs
from grader.course.lessons import Lesson, read_table

__all__ = ["spoken_stubs", "stub_text_findings", "stub_texts", "texts", "told"]

TODO = re.compile(r"^(\s*# TODO \(task \d+\): )(.+)$", re.MULTILINE)
WIDTH = 110  # cells
Documented = ast.Module | ast.ClassDef | ast.FunctionDef


def spoken_stubs(lesson: Lesson, language: str) -> dict[str, bytes]:
    """The stubs as `make_stubs` gives them, in that language as far as the lesson has it."""
    table = stub_texts(lesson, language)
    return {name: told(stub.decode(), table).encode() for name, stub in make_stubs(lesson).items()}


def stub_texts(lesson: Lesson, language: str) -> dict[str, str]:
    """English to that language: a TODO line's text, or a paragraph of a docstring in one line. Empty where the lesson has none."""
    return read_table(lesson.instructor / f"stub.{language}.toml")


def stub_text_findings(lesson: Lesson, language: str) -> Iterator[str]:
    """What the table has and no stub says any more."""
    said = {text for stub in make_stubs(lesson).values() for text in texts(stub.decode())}
    idle = sorted(set(stub_texts(lesson, language)) - said)
    yield from (finding("lint.stub_text_idle", language=language, text=repr(text)) for text in idle)


def told(stub: str, table: dict[str, str]) -> str:
    """The stub with what the table has of it."""
    lines = stub.split("\n")
    for node in reversed(list(_docstrings(stub))):  # from below, so that what stands above keeps its lines
        lines[node.lineno - 1 : node.end_lineno] = _docstring(node, table)
    return TODO.sub(lambda line: line[1] + table.get(line[2], line[2]), "\n".join(lines))


def _docstring(node: ast.Expr, table: dict[str, str]) -> list[str]:
    indent = " " * node.col_offset
    paragraphs = [list(_paragraph(text, table, len(indent))) for text in _paragraphs(node)]
    lines = [line for paragraph in paragraphs for line in ("", *paragraph)][1:]
    whole = [f'"""{lines[0]}', *lines[1:]]
    whole = [f'{whole[0]}"""'] if len(whole) == 1 else [*whole, '"""']
    return [f"{indent}{line}".rstrip() for line in whole]


def _paragraph(text: str, table: dict[str, str], indent: int) -> Iterator[str]:
    key = " ".join(text.split())
    if key not in table:
        yield from text.split("\n")
        return
    for line in table[key].strip().split("\n"):
        yield from chop_cells(line, WIDTH - indent) if cell_len(line) > WIDTH - indent else [line]


def texts(stub: str) -> set[str]:
    """What it says in words: the paragraphs of its docstrings, each in one line, and its TODO lines."""
    paragraphs = (" ".join(text.split()) for node in _docstrings(stub) for text in _paragraphs(node))
    return {*paragraphs, *(found[2] for found in TODO.finditer(stub))}


def _paragraphs(node: ast.Expr) -> list[str]:
    assert isinstance(node.value, ast.Constant)
    return re.split(r"\n\s*\n", inspect.cleandoc(str(node.value.value)))


def _docstrings(stub: str) -> Iterator[ast.Expr]:
    """In the order of their lines."""
    found = [
        node.body[0] for node in ast.walk(ast.parse(stub)) if isinstance(node, Documented) and ast.get_docstring(node)
    ]
    yield from sorted((each for each in found if isinstance(each, ast.Expr)), key=lambda each: each.lineno)
