"""What a student handed in, taken in safely: only the files that a lesson names, regular, bounded, never imported here."""

from __future__ import annotations

import hashlib
import io
import os
import stat
import tokenize
from dataclasses import dataclass, field
from pathlib import Path

from grader.course import Lesson
from grader.errors import SubmissionError

__all__ = ["Submission", "read_submission"]


@dataclass(frozen=True)
class Submission:
    """The bytes that are graded. `problem`: why they cannot be graded at all, as a sentence for the student."""

    files: dict[str, bytes] = field(default_factory=dict)
    problem: str = ""

    @property
    def sha256(self) -> str:
        digest = hashlib.sha256()
        for name, data in sorted(self.files.items()):
            digest.update(name.encode() + b"\0" + hashlib.sha256(data).digest())
        return digest.hexdigest()


def read_submission(path: Path, lesson: Lesson) -> Submission:
    """The submission at `path`: a Python file of any name, or a folder that holds the lesson's file.

    Raises SubmissionError when there is nothing to read there; what a student did wrong is the submission's `problem`.
    """
    name = lesson.facts.file
    if path.is_symlink():
        raise SubmissionError(f"{path} is a link; hand in the file itself.")
    if not path.exists():
        raise SubmissionError(f"{path} does not exist. `dlgrade check {lesson.id}` takes the file of exercises/.")
    if path.is_dir():
        if not os.path.lexists(path / name):
            inside = sorted(entry.name for entry in path.iterdir())[:5]
            found = f"it holds {', '.join(inside)}" if inside else "it is empty"
            raise SubmissionError(f"{path} is a folder without {name}: {found}. Name the file itself.")
        path = path / name
    elif path.suffix != ".py":
        raise SubmissionError(f"{path.name} is no Python file; {lesson.id} takes {name}.")
    data, problem = _read(path, lesson.limits.source_kb * 1024)
    return Submission({name: data}, problem or source_problem(data))


def source_problem(data: bytes) -> str:
    """Why these bytes cannot be Python source; empty when they can be read."""
    if b"\0" in data:
        return "Your file contains zero bytes: it is not a text file. Save it as UTF-8 text."
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
        data.decode(encoding)
    except (SyntaxError, UnicodeDecodeError):
        return f"Your file is not UTF-8 text{_guess(data)}. Save it as UTF-8, or name its encoding in the first line."
    return ""


def _guess(data: bytes) -> str:
    try:
        data.decode("gbk")
    except UnicodeDecodeError:
        return ""
    return " (it looks like GBK: `# -*- coding: gbk -*-` would name that)"


def _read(path: Path, limit: int) -> tuple[bytes, str]:
    """At most `limit` bytes of a regular file, opened without following a link."""
    try:
        fd = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        return b"", f"Your file cannot be read: {error.strerror}."
    with open(fd, "rb") as file:
        if not stat.S_ISREG(os.fstat(fd).st_mode):
            return b"", "What you handed in is not a regular file."
        data = file.read(limit + 1)
    if len(data) > limit:
        return b"", f"Your file is larger than {limit // 1024} KB."
    return data, ""
