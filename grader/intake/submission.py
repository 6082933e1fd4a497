"""What a student handed in, as the value that is graded: one way in for every door.

Paths or bytes become members (`members`), one rule chooses among them (`choose`), and the file that is chosen becomes text
or cells here. It is regular, bounded, never imported.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from pathlib import Path

from grader.course.lessons import Lesson
from grader.errors import SubmissionError, machine_fault
from grader.intake.archive import ARCHIVE_BYTES, ArchiveProblem, Member
from grader.intake.beside import beside
from grader.intake.choose import choose
from grader.intake.content import holds_python, is_zip, kind_by_content
from grader.intake.encoding import as_source, source_lines, source_problem, text_of
from grader.intake.file_names import CODE, base, ending_of, listed
from grader.intake.members import Given, Levels
from grader.intake.notebook import NotebookProblem, code_of, joined
from grader.intake.text_notebook import cells_of_text
from grader.sentences import Part, Text, text
from grader.wire.messages import Cell

__all__ = ["Submission", "read_submission", "source_lines", "source_problem", "submission_of", "take_in", "text_of"]

NOTHING = b"\xef\xbb\xbf\xff\xfe\0\x1a \t\r\n"  # of which a file without text may consist


@dataclass(frozen=True)
class Submission:
    """The bytes that are graded.

    files: the lesson's file first, then what it may import. cells: of a notebook, by the lines of the first file. problem: why
    they cannot be graded at all. notes: what was left out. reasons: by a name that will be missed, why it is not there. All
    three are sentences for the student. chosen: the name of the graded file, as it was handed in. empty: nothing there could
    be meant at all.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    problem: Part = ""
    notes: tuple[str | Text, ...] = ()
    cells: tuple[Cell, ...] = ()
    reasons: dict[str, Text] = field(default_factory=dict)
    chosen: str = field(default="", compare=False)
    empty: bool = field(default=False, compare=False)

    @property
    def code(self) -> dict[str, bytes]:
        """The files that are programs."""
        return {name: data for name, data in self.files.items() if name.endswith(".py") or not name}

    @property
    def sha256(self) -> str:
        digest = hashlib.sha256()
        for name, data in sorted(self.files.items()):
            digest.update(name.encode() + b"\0" + hashlib.sha256(data).digest())
        for cell in self.cells:
            digest.update(b"%d %d %d\n" % (cell.number, cell.first, cell.last))
        return digest.hexdigest()


def read_submission(path: Path, lesson: Lesson) -> Submission:
    """The submission at `path`: a file or notebook of any name, a folder or an archive.

    Raises SubmissionError when there is nothing to read there; what a student did wrong is the submission's `problem`.
    """
    try:
        if path.is_symlink():
            raise SubmissionError(text("wrong.link", path=str(path)))
        if not path.exists():
            id = "wrong.lost" if path == lesson.stub else "wrong.no_file"
            raise SubmissionError(text(id, path=str(path), lesson=lesson.id))
    except OSError as error:
        raise SubmissionError(text("wrong.unread", path=str(path), said=error.strerror or "")) from None
    given = [(path.name, path)]
    if path == lesson.stub and lesson.facts.package:
        given = [(lesson.facts.package, path.parent)]
    elif path == lesson.stub:  # and what else the lesson asks for, not what the course laid beside it
        given += [*lesson.others(lesson.handout).items(), *lesson.artefacts(lesson.handout).items()]
    submission = take_in(given, lesson)
    if submission.empty:
        id = "wrong.folder_without" if path.is_dir() else "wrong.not_gradable"
        raise SubmissionError(text(id, path=str(path), file=lesson.facts.file, why=submission.problem))
    return submission


def take_in(given: Given, lesson: Lesson, named: str = "") -> Submission:
    """The submission among these files and folders. named: the file that counts, where that is not to be guessed. Raises GraderFault where the machine is in the way."""
    try:
        levels = Levels(given)
        choice = choose(levels, lesson, named)
        if choice.main is None:
            return Submission(problem=choice.problem, empty=choice.empty)
        if is_zip(choice.main.read(4)):  # and named as a file of code
            inner = choose(levels.inside(choice.main), lesson)
            choice = replace(inner, rest=inner.rest + choice.rest) if inner.main else choice
        assert choice.main
        whole = _read(choice.main, lesson)
        extra = beside(choice.main, whole.files.get(lesson.main, b""), choice.rest, lesson)
    except ArchiveProblem as problem:
        return Submission(problem=problem.said)
    except MemoryError as error:
        raise machine_fault(error, ", ".join(name for name, _ in given[:3])) from None
    return replace(
        whole,
        files=whole.files | ({} if whole.problem else extra.files),
        notes=(*whole.notes, *extra.notes),
        reasons=extra.reasons | whole.reasons,
        chosen=choice.main.name,
    )


def submission_of(name: str, data: bytes, lesson: Lesson) -> Submission:
    """The submission that these bytes are, by the ending of `name`."""
    return _read(Member(name, "file", len(data), 0, lambda size: data[:size]), lesson)


def _read(main: Member, lesson: Lesson) -> Submission:
    """The chosen file as what is graded."""
    limit = lesson.limits.source_kb * 1024
    kind = ending_of(main.name) or ".py"
    data = main.read(2 * limit + 1)  # UTF-16 is twice as long
    name = listed([base(main.name)])
    if not data.strip(NOTHING):
        return Submission({lesson.main: b""}, text("intake.is_empty", name=name))
    if what := kind_by_content(data):
        return Submission(problem=text("intake.is_really", name=name, what=what))
    if kind == ".ipynb" and holds_python(as_source(data)):
        kind = ".py"
    if kind != ".py" or data.lstrip().startswith(b"{"):
        data = main.read(ARCHIVE_BYTES + 1)
    try:
        if kind == ".py" and not data.lstrip().startswith(b"{"):
            return _python(data, lesson, limit)
        if len(data) > ARCHIVE_BYTES:
            raise NotebookProblem(text("intake.notebook_too_large", mb=ARCHIVE_BYTES >> 20))
        code = code_of(data) if kind in CODE else cells_of_text(data)
    except NotebookProblem as problem:
        return Submission(problem=problem.said) if kind != ".py" else _python(data, lesson, limit)
    source, cells = joined(code.sources)
    if len(source) > limit:
        return Submission(problem=text("intake.code_too_large", kb=limit // 1024))
    return Submission({lesson.main: source}, source_problem(source), code.notes, cells, code.misplaced)


def _python(data: bytes, lesson: Lesson, limit: int) -> Submission:
    data = as_source(data)
    if len(data) > limit:
        return Submission(problem=text("intake.file_too_large", kb=limit // 1024))
    return Submission({lesson.main: data}, source_problem(data))
