"""Reads a source notebook of nbgrader: solution cells, test cells with hidden parts, cells that a person grades."""

from __future__ import annotations

import ast
import re
from decimal import Decimal
from pathlib import Path

from grader.authoring.importing.assignment import Assignment, SourceTask, SourceTest
from grader.authoring.importing.names import bound
from grader.authoring.importing.notebook import (
    SolutionCells,
    SourceCell,
    cells_of,
    one_notebook,
    title_of,
    without_title,
)
from grader.authoring.importing.student_names import StudentNames
from grader.errors import UsageError
from grader.sentences import text

__all__ = ["read_nbgrader"]

HIDDEN = re.compile(r"^\s*#+ ?BEGIN (HIDDEN TESTS|MARK SCHEME).*?^\s*#+ ?END \1[^\n]*\n?", re.DOTALL | re.MULTILINE)
MARKS = re.compile(r"^\s*#+ ?(BEGIN|END) HIDDEN TESTS.*$", re.MULTILINE)
AUTOTEST = re.compile(r"^\s*#+ ?(HASHED )?AUTOTEST\b", re.MULTILINE)
REGION = re.compile(r"#+ ?BEGIN SOLUTION", re.IGNORECASE)


def read_nbgrader(source: Path) -> Assignment:
    """The assignment of the source notebook at `source`, or of the one in that folder. Raises UsageError where no cell is nbgrader's."""
    path = one_notebook(source)
    cells, _ = cells_of(path)
    if not any(cell.marks.get("nbgrader") for cell in cells):
        raise UsageError(text("wrong.no_nbgrader_cell", path=str(path)))
    return _Walk(path).read(cells)


class _Walk:
    """From the first cell to the last. A task is a cell that students write, with the tests up to the next one."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.solution = SolutionCells()
        self.tasks: list[SourceTask] = []
        self.text: list[str] = []
        self.shared: list[ast.stmt] = []
        self.before = ""

    def read(self, cells: list[SourceCell]) -> Assignment:
        for cell in cells:
            self._cell(cell, cell.marks.get("nbgrader") or {})
        title = title_of(self.before) or self.path.stem
        stem = re.sub(r"\W+", "_", self.path.stem).strip("_").lower() or "work"
        source = self.solution.source
        names = StudentNames(source).names
        shared = [node for node in self.shared if not bound([node]) & names]
        return Assignment(
            title, stem, source, self.tasks, without_title(self.before, title), shared, fates=self.solution.fates
        )

    def _cell(self, cell: SourceCell, marks: dict[str, object]) -> None:
        name = str(marks.get("grade_id") or f"cell_{len(self.tasks)}")
        points = Decimal(str(marks.get("points") or 0))
        if marks.get("task") or (marks.get("grade") and marks.get("solution")):
            self._begin(name, by_hand=True).points = points
            if cell.kind == "markdown" and marks.get("task"):
                self.tasks[-1].text += f"\n\n{HIDDEN.sub('', cell.source)}"
            elif cell.kind == "markdown":
                self.solution.answer(cell.source, len(self.tasks))
            else:
                self._written(cell.source)
        elif marks.get("solution") and cell.kind == "code":
            if not self.tasks or self.tasks[-1].tests or self.tasks[-1].by_hand:
                self._begin(name)
            self._written(cell.source)
        elif marks.get("grade") and cell.kind == "code":
            if not self.tasks or self.tasks[-1].by_hand:
                self._begin(name)
            self._test(cell.source, name, points)
        elif cell.kind == "markdown":
            self.text.append(cell.source)
        elif cell.kind == "code":
            self.solution.given(cell.source)

    def _begin(self, name: str, *, by_hand: bool = False) -> SourceTask:
        """A new task, with the text that stands before it; what precedes the first heading of the first one is the assignment's."""
        if not self.tasks and len(self.text) > 1:
            self.before, self.text = "\n\n".join(self.text[:-1]), self.text[-1:]
        elif not self.tasks:
            self.before, self.text = "\n\n".join(self.text), []
        text = "\n\n".join(self.text)
        title = title_of(text) or name.replace("_", " ")
        self.tasks.append(SourceTask(title, without_title(text, title), by_hand=by_hand))
        self.text = []
        return self.tasks[-1]

    def _written(self, source: str) -> None:
        """A cell that students write; without marks in it, all of it."""
        number = len(self.tasks)
        self.solution.written(source, number, by_marks=bool(REGION.search(source)))

    def _test(self, source: str, name: str, points: Decimal) -> None:
        test = SourceTest(
            f"test_{re.sub(r'[^0-9a-zA-Z]+', '_', name).strip('_').lower().removeprefix('test_')}", [], points
        )
        try:
            test.body = ast.parse(MARKS.sub("", source)).body
            visible = ast.parse(HIDDEN.sub("", source)).body
        except SyntaxError as error:
            test.why_not, visible = text("bring.no_python", error=error.msg), []
        for body in (test.body, visible):
            _with_share(body, points)
        if AUTOTEST.search(source):
            test.why_not = text("bring.autotest")
        self.shared += [
            node for node in test.body if isinstance(node, ast.Import | ast.ImportFrom | ast.FunctionDef | ast.Assign)
        ]
        test.claim, test.body = _claimed(test.body)
        visible = _claimed(visible)[1]
        test.visible = visible or None
        self.tasks[-1].tests.append(test)


def _with_share(body: list[ast.stmt], points: Decimal) -> None:
    """A number that a test cell ends in is how many of its points are earned, and no more than all."""
    last = body[-1] if body else None
    if isinstance(last, ast.Expr) and points and _is_number(last.value):
        for node in (each for statement in body for each in ast.walk(statement)):
            if isinstance(node, ast.Name) and node.id == "score":  # what the suite calls so gives the share
                node.id = "earned"
        body[-1:] = ast.parse(f"score(max(0, min(1, ({ast.unparse(last.value)}) / {float(points)})))").body


def _is_number(node: ast.expr) -> bool:
    """By its name or its form: what else a cell ends in is only shown."""
    if isinstance(node, ast.Name):
        return bool(re.search(r"score|points|grade|credit|marks", node.id, re.IGNORECASE))
    if isinstance(node, ast.BinOp):
        return _is_number(node.left) or _is_number(node.right)
    return isinstance(node, ast.Constant) and isinstance(node.value, int | float)


def _claimed(body: list[ast.stmt]) -> tuple[str, list[ast.stmt]]:
    """A text at the head of a test cell is its claim."""
    if (
        body
        and isinstance(body[0], ast.Expr)
        and isinstance(body[0].value, ast.Constant)
        and isinstance(body[0].value.value, str)
    ):
        return body[0].value.value.strip().split("\n")[0], body[1:]
    return "", body
