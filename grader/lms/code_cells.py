"""Cuts a lesson's code into what stands before the tasks and what belongs to each of them."""

from __future__ import annotations

import ast
import re
import textwrap
from dataclasses import dataclass, field

from grader.authoring.stub import BEGIN, END, make_stub
from grader.course.lessons import Lesson
from grader.errors import LessonError
from grader.sentences import text

__all__ = ["CellSources", "nbgrader_code", "stub_code"]

TASK = re.compile(r"start with task (\d+)\"\)|# TODO \(task (\d+)\)")  # as stub.py writes it
DEFINED = re.compile(r"^(?:def|class) (\w+)", re.MULTILINE)
# Students have no helpers of the solution: in their notebook nbgrader leaves a `raise` in the place of them.
HELPERS = "# Helpers of your own, if you want any, instead of the two lines below.\ntry:\n{}except NotImplementedError:\n    pass"


@dataclass
class CellSources:
    """Source text in cells. setup: what stands before the first task. helpers: of the solution alone. tasks: by their numbers."""

    setup: str = ""
    helpers: str = ""
    tasks: dict[int, str] = field(default_factory=dict)


def stub_code(lesson: Lesson, stub: str) -> CellSources:
    """The code of the stub, or of a file that began as one. Together, in order, the cells are the stub."""
    found: dict[int, list[str]] = {0: []}
    last = 0
    waiting: list[str] = []  # what is given between two tasks goes with the second
    for piece in _pieces(stub, lesson.name):
        number = _task_of(piece, lesson)
        if number is None:
            (waiting if len(found) > 1 else found[0]).append(piece)
        else:
            last = number
            found.setdefault(number, []).extend([*waiting, piece])
            waiting = []
    found[last] += waiting
    return CellSources(_joined(found.pop(0)), tasks={number: _joined(pieces) for number, pieces in found.items()})


def nbgrader_code(lesson: Lesson) -> CellSources:
    """The solution's code, with nbgrader's marks around what a student writes."""
    if not lesson.solution.is_file():
        raise LessonError(text("wrong.nbgrader_solution", lesson=lesson.id, solution=str(lesson.solution)))
    make_stub(lesson.solution)  # whatever is wrong with its regions is said there
    helpers, lines, inside = [], [], ""
    for line in lesson.solution.read_text(encoding="utf-8").splitlines():
        begin, end = BEGIN.match(line), END.match(line)
        if begin and not begin["indent"]:
            inside = "helpers"
            helpers.append("### BEGIN SOLUTION")
        elif begin:
            inside = "function"
            lines += [f"{begin['indent']}# TODO (task {begin['task']}): {begin['todo']}"]
            lines += [f"{begin['indent']}### BEGIN SOLUTION"]
        elif end and inside == "helpers":
            inside = ""
            helpers.append("### END SOLUTION")
        elif end:
            lines.append(line.replace("# END", "### END", 1))
        else:
            (helpers if inside == "helpers" else lines).append(line)
    code = stub_code(lesson, "\n".join(lines))
    if helpers:
        code.helpers = HELPERS.format(textwrap.indent(re.sub(r"\n{3,}", "\n\n", "\n".join(helpers)) + "\n", "    "))
    return code


def _pieces(source: str, name: str) -> list[str]:
    """The source cut before each function and class, comments above it included."""
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise LessonError(text("wrong.cells_no_python", name=name, error=str(error))) from None
    lines = source.splitlines()
    cuts = [0]
    for before, node in zip([None, *body], body, strict=False):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) or isinstance(before, ast.FunctionDef | ast.ClassDef):
            cuts.append(_behind(before, lines))
    return ["\n".join(lines[start:end]).strip("\n") for start, end in zip(cuts, [*cuts[1:], len(lines)], strict=True)]


def _behind(node: ast.stmt | None, lines: list[str]) -> int:
    """The number of lines up to the end of `node`, with the indented comments behind it, which are its own."""
    end = node.end_lineno or 0 if node else 0
    while end < len(lines) and lines[end].startswith(" "):
        end += 1
    return end


def _task_of(piece: str, lesson: Lesson) -> int | None:
    """The first task that there is something to write for in this piece, or whose function it defines; None in what is given."""
    known = {task.number for task in lesson.facts.tasks}
    numbers = [int(one or other) for one, other in TASK.findall(piece)]
    defined = DEFINED.findall(piece)
    numbers += [task.number for task in lesson.facts.tasks if set(task.functions) & set(defined)]
    return next((number for number in numbers if number in known), None)


def _joined(pieces: list[str]) -> str:
    return "\n\n\n".join(piece for piece in pieces if piece)
