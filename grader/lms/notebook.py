"""A lesson as a Jupyter notebook: the handout, the code of the student's file with one cell per task, and a cell that checks it.

For nbgrader the code is the solution's, with nbgrader's own marks around what students write, and each task ends in a cell
that bears its points.
"""

from __future__ import annotations

import base64
import contextlib
import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
from nbformat import v4

from grader.course.lessons import Lesson
from grader.errors import LessonError, UsageError
from grader.learner.progress import originals
from grader.lms.code_cells import CellSources, nbgrader_code, stub_code
from grader.lms.nbgrader import ANSWER, TASK
from grader.sentences import speaker
from grader.sentences import text as sentence

__all__ = ["data_beside", "lesson_notebook", "work_in"]

TASK_HEADING = re.compile(r"### \S+ (\d+)\s*[:：]")  # in whichever language
IMAGE = re.compile(r"!\[(?P<alt>[^\]]*)\]\((?P<path>[^):]+\.svg)\)")
LOAD = "%load_ext grader.magic"


def lesson_notebook(lesson: Lesson, language: str = "en", *, nbgrader: bool = False) -> str:
    """The notebook's JSON, the same for the same lesson. nbgrader: the instructor's version, with solutions and points.

    Raises LessonError where the lesson lacks what this needs.
    """
    code = nbgrader_code(lesson) if nbgrader else _own_code(lesson)
    before, tasks, after = _handout(lesson, language)
    file = lesson.facts.file
    note = speaker(language)("notebook.note", lesson=lesson.id, file=file, stem=Path(file).stem)
    install = [f"# {line}" for line in speaker(language)("notebook.install").splitlines()]
    first = [_code("install", "\n".join(install)), _code("load", LOAD)]
    cells = [_text("handout", before), _text("how", note), *first, _code("setup", code.setup)]
    if code.helpers:
        cells.append(_code("helpers", code.helpers, _marks("helpers", solution=True)))
    for task in lesson.facts.tasks:
        number = task.number
        if number in tasks:
            cells.append(_text(f"text-{number}", tasks[number]))
        cells += _task_cells(lesson, number, code, language, nbgrader)
    cells.append(_text("after", after))
    if not nbgrader:
        cells.append(_code("check", f"%dlgrade check {lesson.id}{_spoken(language)}"))
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    notebook = v4.new_notebook(cells=cells, metadata={"kernelspec": kernel, "language_info": {"name": "python"}})
    nbformat.validate(notebook)
    return str(nbformat.writes(notebook)) + "\n"


def _task_cells(lesson: Lesson, number: int, code: CellSources, language: str, nbgrader: bool) -> Iterator[Any]:
    """What the student writes, and for nbgrader the cell with the task's points. It fails for whoever misses one."""
    if number in code.tasks:
        marks = _marks(ANSWER.format(number), solution=True) if nbgrader else {}
        yield _code(ANSWER.format(number), code.tasks[number], marks)
    if nbgrader:
        source = f"%dlgrade check {lesson.id} --task {number} --strict{_spoken(language)}"
        points = float(lesson.task(number).points)
        yield _code(TASK.format(number), source, _marks(TASK.format(number), points=points))


def _marks(name: str, *, solution: bool = False, points: float | None = None) -> dict[str, Any]:
    """nbgrader's metadata of a cell, schema version 3: an answer, or a locked cell that bears points."""
    marks = {"grade": not solution, "grade_id": name, "locked": not solution, "solution": solution, "task": False}
    marks |= {"schema_version": 3} | ({} if points is None else {"points": points})
    return {"nbgrader": marks}


def _own_code(lesson: Lesson) -> CellSources:
    """The student's own file where there is work in it, else the stub. What cannot be read as Python stays in one cell."""
    own = work_in(lesson)
    if not own:
        return stub_code(lesson, _stub(lesson))
    try:
        return stub_code(lesson, own)
    except LessonError:
        return CellSources(own)


def work_in(lesson: Lesson) -> str:
    """The text of the student's file in exercises/; empty where it is the stub, or is not there."""
    with contextlib.suppress(OSError, UnicodeDecodeError):
        if (own := lesson.stub.read_bytes()) != originals(lesson).get(lesson.main):
            return own.decode("utf-8")
    return ""


def data_beside(lesson: Lesson, folder: Path) -> dict[Path, bytes]:
    """The lesson's data/ as files of this folder, where a notebook's code looks for it. Raises UsageError where another file has such a name."""
    files = {folder / "data" / name: path.read_bytes() for name, path in lesson.data_files.items()}
    for path, data in files.items():
        if path.exists() and (not path.is_file() or path.read_bytes() != data):
            raise UsageError(sentence("wrong.data_there", path=str(path), lesson=lesson.id))
    return files


def _stub(lesson: Lesson) -> str:
    """The stub as it was handed out."""
    stub = originals(lesson).get(lesson.main)
    if stub is None:
        raise LessonError(sentence("wrong.notebook_original", lesson=lesson.id, file=lesson.facts.file))
    return stub.decode("utf-8")


def _handout(lesson: Lesson, language: str) -> tuple[str, dict[int, str], str]:
    """The text before the tasks, of each task, and behind them; with its figures in it, so that the notebook stands alone."""
    path = lesson.readme(language)
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LessonError(sentence("wrong.unreadable", path=str(path), error=str(error))) from None
    parts: dict[int, list[str]] = {0: []}
    now, fenced, last = 0, False, -1
    for line in text.splitlines():
        fenced ^= line.startswith("```")
        if not fenced and (heading := TASK_HEADING.match(line)):
            now = int(heading[1])
        elif not fenced and line.startswith("## ") and now > 0:
            now = last
        parts.setdefault(now, []).append(line)
    whole = {key: _with_figures("\n".join(lines).strip(), path.parent) for key, lines in parts.items()}
    return whole.pop(0), whole, whole.pop(last, "")


def _with_figures(text: str, folder: Path) -> str:
    """Each figure as an `img` that holds it: Jupyter shows no SVG that Markdown names by an attachment."""

    def shown(match: re.Match[str]) -> str:
        try:
            data = base64.b64encode((folder / match["path"]).read_bytes()).decode()
        except OSError as error:
            raise LessonError(
                sentence("wrong.unreadable", path=str(folder / match["path"]), error=str(error.strerror))
            ) from None
        return f'<img alt="{html.escape(match["alt"])}" src="data:image/svg+xml;base64,{data}">'

    return IMAGE.sub(shown, text)


def _spoken(language: str) -> str:
    return "" if language == "en" else f" --lang {language}"


def _text(name: str, source: str) -> Any:
    return v4.new_markdown_cell(source, id=name)


def _code(name: str, source: str, marks: dict[str, Any] | None = None) -> Any:
    return v4.new_code_cell(source, id=name, metadata=marks or {})
