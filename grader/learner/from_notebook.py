"""A notebook's work as the lesson's file again: what `dlgrade notebook --to-py` does. Nothing of it is run."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from grader.course.lessons import Lesson
from grader.errors import SubmissionError, UsageError
from grader.intake.submission import read_submission
from grader.learner.progress import put_in_place
from grader.sentences import text

__all__ = ["file_from_notebook"]

COMMAND = re.compile(r"^([ \t]*)(?=[%!?])", re.MULTILINE)


def file_from_notebook(lesson: Lesson, path: Path) -> list[Path]:
    """Write the notebook's code cells into the lesson's file in exercises/; where the file that was there is kept.

    Lines that only Jupyter understands become comments. Raises UsageError for what is no notebook, SubmissionError for what cannot be read.
    """
    if not path.is_file():
        raise UsageError(text("wrong.no_such_notebook", path=str(path)))
    submission = read_submission(path, lesson)
    if submission.problem:
        raise SubmissionError(submission.problem)
    if not submission.cells:
        raise UsageError(text("wrong.no_notebook", path=str(path)))
    lines = submission.files[lesson.main].decode("utf-8", "replace").split("\n")
    pieces = ["\n".join(lines[cell.first - 1 : cell.last]) for cell in submission.cells]
    source = "\n\n\n".join(map(_python, pieces)) + "\n"
    return put_in_place(lesson.stub, source.encode("utf-8", "replace"))


def _python(cell: str) -> str:
    """The cell; where it is no Python, with its magics and shell commands as comments."""
    try:
        ast.parse(cell)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return COMMAND.sub(r"\1# ", cell)
    return cell
