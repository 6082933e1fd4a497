"""Reads what Otter grades: a source notebook of `otter assign`, or a solved notebook or file with OK or exception-based test files."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from grader.authoring.importing.assignment import Assignment, CannotBring, Fate, SourceTask, fate_of
from grader.authoring.importing.notebook import (
    SolutionCells,
    SourceCell,
    cells_of,
    one_notebook,
    title_of,
    without_title,
)
from grader.authoring.importing.otter_tests import OtterCase, case_of_cell, cases_of_file, tests_of
from grader.authoring.importing.solution import hide, moved_files
from grader.authoring.importing.student_names import StudentNames
from grader.errors import UsageError, said_by
from grader.sentences import text as sentence

__all__ = ["read_otter"]

MARK = re.compile(r"#\s*(BEGIN|END)\s+(QUESTION|PROMPT|SOLUTION|TESTS)\b", re.IGNORECASE)
CONFIG = re.compile(r"#\s*ASSIGNMENT\s+CONFIG\b", re.IGNORECASE)
FENCE = re.compile(r"\A```otter\n(.*?)\n```\s*\Z", re.DOTALL)
IGNORED = re.compile(r"(##\s*ignore\s*##|#\s*ignore\b)", re.IGNORECASE)


def read_otter(source: Path) -> Assignment:
    """The assignment at `source`: a notebook of `otter assign`, or a folder with a solved notebook or file and `tests/`.

    Raises UsageError where there is neither.
    """
    solved = next((path for path in sorted(source.glob("*.py")) if path.is_file()), None) if source.is_dir() else None
    if source.suffix == ".py" or (solved and not list(source.glob("*.ipynb"))):
        return _with_test_files(
            solved or source, [SourceCell("code", (solved or source).read_text(encoding="utf-8"))], {}
        )
    path = one_notebook(source)
    cells, metadata = cells_of(path)
    cells = [_unfenced(cell) for cell in cells]
    if any(cell.kind == "raw" and MARK.match(cell.source) for cell in cells):
        return _Assign(path, cells).read()
    return _with_test_files(path, cells, metadata)


@dataclass
class _Question:
    task: SourceTask
    config: dict[str, Any]
    cases: list[OtterCase] = field(default_factory=list)


class _Assign:
    """A walk through the cells of a source notebook."""

    def __init__(self, path: Path, cells: list[SourceCell]) -> None:
        self.path, self.cells = path, cells
        self.solution = SolutionCells()
        self.questions: list[_Question] = []
        self.config: dict[str, Any] = {}
        self.question: _Question | None = None
        self.block = ""
        self.text: list[str] = []
        self.fates: list[Fate] = []

    def read(self) -> Assignment:
        for cell in self.cells:
            if cell.kind == "raw":
                self._raw(cell.source)
            elif not (cell.kind == "code" and IGNORED.match(cell.source)):
                (self._markdown if cell.kind == "markdown" else self._code)(cell)
        files = self._files()
        source = moved_files(self.solution.source, {name: f"data/{name}" for name in files})
        student = StudentNames(source)
        for question in self.questions:
            points = question.config.get("points")
            question.task.tests = tests_of(
                question.config["name"], question.cases, points, bool(question.config.get("all_or_nothing")), student
            )
        before = "\n\n".join(self.questions[0].task.text.split("\0")[:-1]) if self.questions else ""
        for question in self.questions:
            question.task.text = (
                question.task.text.split("\0")[-1]
                if question is self.questions[0]
                else question.task.text.replace("\0", "")
            )
        title = title_of(before) or self.config.get("name") or self.path.stem
        return Assignment(
            str(title),
            _stem(self.path),
            source,
            [each.task for each in self.questions],
            without_title(before, str(title)),
            files=files,
            fates=[*self.fates, *self.solution.fates],
        )

    @property
    def number(self) -> int:
        return len(self.questions)

    def _raw(self, source: str) -> None:
        if CONFIG.match(source):
            self.config = _yaml(source)
            if self.config.get("seed"):
                self.fates.append(fate_of("seed", why=sentence("fate.seed")))
            return
        mark = MARK.match(source)
        if not mark:
            return
        begins, what = mark[1].upper() == "BEGIN", mark[2].lower()
        if what == "question" and begins:
            config = _yaml(source)
            name = str(config.setdefault("name", f"q{len(self.questions) + 1}"))
            task = SourceTask(name, "\n\n".join(self.text) + "\0", by_hand=bool(config.get("manual")))
            if task.by_hand:
                task.points = Decimal(str(config.get("points") or 1))
            self.question = _Question(task, config)
            self.questions.append(self.question)
            self.text = []
        elif what == "question":
            self.question = None
        self.block = what if begins and what != "question" else ""

    def _markdown(self, cell: SourceCell) -> None:
        if self.question is None:
            self.text.append(cell.source)
        elif self.block == "solution":
            self.solution.answer(cell.source, self.number)
        elif self.block == "":
            task = self.question.task
            title = title_of(cell.source) if task.title == str(self.question.config["name"]) else ""
            task.text += f"\n\n{without_title(cell.source, title)}"
            task.title = title or task.title

    def _code(self, cell: SourceCell) -> None:
        if self.question and self.block == "tests":
            exceptions = (self.config.get("tests") or {}).get("ok_format") is False
            self.question.cases.append(case_of_cell(cell.source, cell.shown, exceptions))
        elif self.question and self.block == "solution":
            self.solution.written(cell.source, self.number, by_marks=True)
        elif self.block != "prompt":
            self.solution.given(cell.source)

    def _files(self) -> dict[str, Path]:
        """The data that students get, by the paths that it will have below `data/`; what only the author's grader gets is left."""
        found = {}
        for name in map(str, self.config.get("files") or []):
            path = (self.path.parent / name).resolve()
            if path.is_relative_to(self.path.parent.resolve()) and path.is_file():
                found[name.removeprefix("./").removeprefix("data/")] = path
                self.fates.append(fate_of(name, sentence("fate.data")))
            else:
                self.fates.append(fate_of(name, why=sentence("fate.no_file")))
        for name in map(str, self.config.get("autograder_files") or []):
            self.fates.append(fate_of(name, why=sentence("fate.graders_file")))
        return found


def _with_test_files(path: Path, cells: list[SourceCell], metadata: dict[str, Any]) -> Assignment:
    """A solved notebook or file, with the tests that lie in `tests/` or in the notebook's own metadata. All that they ask for is the student's to write."""
    specs: list[tuple[str, Any]] = [
        (each.stem, each.read_text(encoding="utf-8"))
        for each in sorted((path.parent / "tests").glob("*.py"))
        if each.stem != "__init__"
    ]
    specs += sorted(((metadata.get("otter") or {}).get("tests") or {}).items())
    if not specs:
        raise UsageError(sentence("wrong.no_otter", path=str(path), folder=str(path.parent / "tests")))
    solution = SolutionCells()
    for cell in cells:
        if cell.kind == "code":
            solution.given(cell.source)
    source = solution.source if path.suffix == ".ipynb" else "\n".join(solution.parts) + "\n"
    student = StudentNames(source)
    tasks, asked, fates = [], dict[str, int](), list(solution.fates)
    for number, (name, spec) in enumerate(specs, 1):
        try:
            found = cases_of_file(spec)
        except CannotBring as error:
            fates.append(fate_of(name, why=said_by(error)))
            found = (name, [], None, False)
        task = SourceTask(found[0], tests=tests_of(found[0], found[1], found[2], found[3], student))
        tasks.append(task)
        task.names = sorted(
            {each for test in task.tests for node in test.body for each in _names(node)} & student.names - set(asked)
        )
        asked |= dict.fromkeys(task.names, number)
    text = "\n\n".join(cell.source for cell in cells if cell.kind == "markdown")
    title = title_of(text) or path.stem
    return Assignment(
        title,
        _stem(path),
        hide(source, asked),
        [task for task in tasks if task.tests],
        without_title(text, title),
        fates=fates,
    )


def _names(node: ast.stmt) -> set[str]:
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}


def _unfenced(cell: SourceCell) -> SourceCell:
    """A Markdown cell that is a fence of Otter's, as the raw cell that it stands for."""
    fenced = FENCE.match(cell.source.strip()) if cell.kind == "markdown" else None
    return SourceCell("raw", fenced[1]) if fenced else cell


def _yaml(source: str) -> dict[str, Any]:
    try:
        found = yaml.safe_load(source)
    except yaml.YAMLError as error:
        raise UsageError(sentence("wrong.otter_yaml", error=str(error).splitlines()[0], source=source[:200])) from None
    return found if isinstance(found, dict) else {}


def _stem(path: Path) -> str:
    return re.sub(r"\W+", "_", path.stem).strip("_").lower() or "work"
