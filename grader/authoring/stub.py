"""Makes the student's file from the reference solution.

A region `# BEGIN SOLUTION task N: text` … `# END SOLUTION` inside a function becomes a TODO and one `raise`; at module level it
disappears, with what stands in it.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

from grader.course.lessons import Lesson
from grader.errors import LessonError
from grader.sentences import text as sentence

__all__ = ["make_stub", "make_stub_of", "make_stubs", "stale_stubs", "without_markers"]

BEGIN = re.compile(r"^(?P<indent>\s*)# BEGIN SOLUTION(?: task (?P<task>\d+))?(?:: (?P<todo>.+))?\s*$")
END = re.compile(r"^\s*# END SOLUTION\s*$")


def make_stubs(lesson: Lesson) -> dict[str, bytes]:
    """The stub of each of the lesson's files, by its path in what is handed out; the first file comes first.

    A further file without a region is given as it is. Raises LessonError as `make_stub` does.
    """
    return {name: make_stub(path).encode() for name, path in lesson.paths(lesson.instructor).items()}


def stale_stubs(lesson: Lesson) -> dict[Path, bytes]:
    """The files of the handout that are not what the solution gives, each with what it must be."""
    stubs = {lesson.handout / name: stub for name, stub in make_stubs(lesson).items()}
    return {path: stub for path, stub in stubs.items() if not path.is_file() or path.read_bytes() != stub}


def make_stub(path: Path) -> str:
    """The stub's text for the solution at `path`; raises LessonError where there is none, and for a region that does not close or has no task."""
    try:
        source = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise LessonError(sentence("stub.no_solution", path=str(path))) from None
    return make_stub_of(source, str(path))


def make_stub_of(source: str, path: str) -> str:
    """The stub's text for a solution's; raises LessonError as `make_stub` does. path: what messages call it."""
    try:
        owners = _owners(ast.parse(source))
    except (SyntaxError, ValueError) as error:
        raise LessonError(sentence("wrong.no_python", path=str(path), error=str(error))) from None
    lines: list[str] = []
    open_at = 0
    for number, line in enumerate(source.splitlines(), start=1):
        if begin := BEGIN.match(line):
            if open_at:
                raise LessonError(sentence("stub.within", path=str(path), line=number, first=open_at))
            open_at = number
            if begin["indent"]:
                lines += _todo(path, number, begin, owners)
        elif END.match(line):
            if not open_at:
                raise LessonError(sentence("stub.no_begin", path=str(path), line=number))
            open_at = 0
        elif not open_at:
            lines.append(line)
    if open_at:
        raise LessonError(sentence("stub.no_end", path=str(path), line=open_at))
    text = "\n".join(lines)
    return re.sub(r"\n{4,}", "\n\n\n", text).rstrip() + "\n"


def without_markers(source: str) -> str:
    """The solution's text without the marker lines."""
    return "\n".join(line for line in source.splitlines() if not BEGIN.match(line) and not END.match(line)) + "\n"


def _todo(path: str, number: int, begin: re.Match[str], owners: dict[int, str]) -> list[str]:
    if not begin["task"] or not begin["todo"]:
        raise LessonError(sentence("stub.begin", path=str(path), line=number))
    owner = owners.get(number)
    if owner is None:
        raise LessonError(sentence("stub.no_function", path=str(path), line=number))
    indent = begin["indent"]
    return [
        f"{indent}# TODO (task {begin['task']}): {begin['todo']}",
        f'{indent}raise NotImplementedError("{owner}: start with task {begin["task"]}")',
    ]


def _owners(tree: ast.Module) -> dict[int, str]:
    """For each line within a function or method, the name that a student knows it by."""
    owners: dict[int, str] = {}

    def mark(node: ast.AST, name: str) -> None:
        assert isinstance(node, ast.FunctionDef)
        owners.update(dict.fromkeys(range(node.lineno, (node.end_lineno or node.lineno) + 2), name))

    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            mark(node, node.name)
        elif isinstance(node, ast.ClassDef):
            for item in node.body:
                if isinstance(item, ast.FunctionDef):
                    mark(item, node.name if item.name == "__init__" else f"{node.name}.{item.name}")
    return owners
