"""What a student handed in, taken in safely: only the file that a lesson names, regular, bounded, never imported here."""

from __future__ import annotations

import codecs
import hashlib
import io
import os
import re
import stat
import tokenize
from dataclasses import dataclass, field
from pathlib import Path

from grader.course.lessons import Lesson
from grader.errors import SubmissionError
from grader.intake.archive import ARCHIVE_BYTES, SUFFIXES, ArchiveProblem, read_from_archive
from grader.intake.notebook import NotebookProblem, code_of

__all__ = ["Submission", "read_submission", "source_lines", "source_problem", "submission_of", "text_of"]

# What people save source files in. Python knows stranger codecs, some of which take minutes for half a megabyte.
ENCODINGS = {"ascii", "utf-8", "utf-8-sig", "gb2312", "gbk", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr"}
ENCODINGS |= {"iso8859-1", "iso8859-2", "iso8859-15", "cp1250", "cp1251", "cp1252", "koi8-r", "mac-roman"}
NEWLINE = re.compile(r"\r\n|\r|\n")
NOTEBOOK_FACTOR = 8  # a notebook carries outputs and pictures besides its code


@dataclass(frozen=True)
class Submission:
    """The bytes that are graded. `problem`: why they cannot be graded at all; `notes`: what was left out. Both are sentences
    for the student."""

    files: dict[str, bytes] = field(default_factory=dict)
    problem: str = ""
    notes: tuple[str, ...] = ()

    @property
    def sha256(self) -> str:
        digest = hashlib.sha256()
        for name, data in sorted(self.files.items()):
            digest.update(name.encode() + b"\0" + hashlib.sha256(data).digest())
        return digest.hexdigest()


def read_submission(path: Path, lesson: Lesson) -> Submission:
    """The submission at `path`: a Python file or notebook of any name, or a folder or archive that holds the lesson's file.

    Raises SubmissionError when there is nothing to read there; what a student did wrong is the submission's `problem`.
    """
    try:
        return _read_submission(path, lesson)
    except OSError as error:
        raise SubmissionError(f"{path} cannot be read: {error.strerror}.") from None


def _read_submission(path: Path, lesson: Lesson) -> Submission:
    if path.is_symlink():
        raise SubmissionError(f"{path} is a link; hand in the file itself.")
    if not path.exists():
        back = f"dlgrade reset {lesson.id}" if path == lesson.stub else f"dlgrade check {lesson.id}"
        what = "puts the stub there again" if path == lesson.stub else "takes the file of exercises/"
        raise SubmissionError(f"{path} does not exist. `{back}` {what}.")
    if path.is_dir():
        path = _file_in(path, lesson)
    elif not path.name.lower().endswith((".py", ".ipynb", *SUFFIXES)):
        kinds = ", ".join((".py", ".ipynb", *SUFFIXES))
        raise SubmissionError(f"{path.name} is of no kind that {lesson.id} takes: {kinds}.")
    data, problem = _read(path, ARCHIVE_BYTES)
    return Submission(problem=problem) if problem else submission_of(path.name, data, lesson)


def submission_of(name: str, data: bytes, lesson: Lesson) -> Submission:
    """The submission that these bytes are, by the ending of `name`."""
    file, limit = lesson.facts.file, lesson.limits.source_kb * 1024
    notes: list[str] = []
    try:
        if suffix := next((suffix for suffix in SUFFIXES if name.lower().endswith(suffix)), ""):
            wanted = (file, Path(file).stem + ".ipynb")
            name, data = read_from_archive(data, suffix, wanted, limit * NOTEBOOK_FACTOR)
        if name.lower().endswith(".ipynb"):
            if len(data) > limit * NOTEBOOK_FACTOR:
                raise NotebookProblem(
                    f"Your notebook is larger than {limit * NOTEBOOK_FACTOR // 1024} KB: clear its outputs."
                )
            data, notes = code_of(data)
    except (ArchiveProblem, NotebookProblem) as error:
        return Submission(problem=str(error))
    if len(data) > limit:
        return Submission(problem=f"Your file is larger than {limit // 1024} KB.")
    return Submission({file: data}, source_problem(data), tuple(notes))


def source_problem(data: bytes) -> str:
    """Why these bytes cannot be Python source; empty when they can be read."""
    if b"\0" in data:
        return "Your file contains zero bytes: it is not a text file. Save it as UTF-8 text."
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
        if codecs.lookup(encoding).name not in ENCODINGS:
            raise LookupError(encoding)
        data.decode(encoding)
    except (SyntaxError, LookupError, ValueError):  # an encoding that does not exist, or is no text encoding
        return f"Your file is not UTF-8 text{_guess(data)}. Save it as UTF-8, or name its encoding in the first line."
    return ""


def text_of(data: bytes) -> str:
    """The source as text, in its own encoding; empty where it has a `source_problem`."""
    if source_problem(data):
        return ""
    encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
    return data.decode(encoding)


def source_lines(text: str) -> list[str]:
    """The lines of a source as Python counts them, whichever ends they have."""
    return NEWLINE.split(text)


def _guess(data: bytes) -> str:
    if data.isascii():
        return ""
    try:
        data.decode("gbk")
    except UnicodeDecodeError:
        return ""
    return " (it looks like GBK: `# -*- coding: gbk -*-` would name that)"


def _file_in(folder: Path, lesson: Lesson) -> Path:
    """The lesson's file in a submission's folder; its notebook where there is no such file."""
    names = (lesson.facts.file, Path(lesson.facts.file).stem + ".ipynb")
    for name in names:
        if os.path.lexists(folder / name):
            return folder / name
    inside = sorted(entry.name for entry in folder.iterdir())[:5]
    found = f"it holds {', '.join(inside)}" if inside else "it is empty"
    raise SubmissionError(f"{folder} is a folder without {names[0]}: {found}. Name the file itself.")


def _read(path: Path, limit: int) -> tuple[bytes, str]:
    """At most `limit` bytes of a regular file, opened without following a link."""
    try:
        fd = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        return b"", f"Your file cannot be read: {error.strerror}."
    if not stat.S_ISREG(os.fstat(fd).st_mode):
        os.close(fd)
        return b"", "What you handed in is not a regular file."
    with open(fd, "rb") as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        return b"", f"Your file is larger than {limit >> 20} MB."
    return data, ""
