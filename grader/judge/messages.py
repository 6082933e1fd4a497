"""What the coordinator asks of the judge, and what it gets. Imports no torch."""

from __future__ import annotations

from msgspec import Struct

from grader.scorecard import Plot, TestResult, Training
from grader.sentences import Part, Text
from grader.wire.messages import Cell, Limits

__all__ = ["Drawn", "Graded", "Job", "JudgedTest", "ProgramSandbox", "Section", "Tried", "TriedTest"]


class Job(Struct, frozen=True):
    """Grade these files with this lesson's suite, through the worker's parent whose control socket comes with the message.

    problem: why there is nothing to import, as a sentence for the student. cells, reasons: a Submission's. packages: what it may
    import. seed: the name of the run. secret_key: what its draws are made from, with that name. allowed: so many tests may be run
    and nothing beside them, because the judge was kept busy before; -1 for all. device: "cpu", or "cuda" and the GPU's name.
    after_due: run the tests, too, that run only after the deadline. explain: say why each test failed.
    without: names of tests to leave out. asked: tell of each test a digest of what it asked and was answered. show: draw the lesson's pictures in place of all that. own_tests: the files are tests that
    the student wrote; `Programs` follows, with a second control socket.
    """

    handout: str
    instructor: str
    limits: Limits
    files: dict[str, bytes]
    main: str
    problem: Part
    seed: int
    secret_key: bytes
    tasks: list[int]
    cache: str
    allowed: int = -1
    device: str = "cpu"
    cells: list[Cell] = []
    reasons: dict[str, Text] = {}
    packages: list[str] = []
    after_due: bool = True
    explain: bool = True
    without: list[str] = []
    asked: bool = False
    show: bool = False
    own_tests: bool = False


class ProgramSandbox(Struct, frozen=True):
    """Follows a job with `own_tests`: the control socket beside it is of the sandbox in which the course's programs run."""


class TriedTest(Struct, frozen=True):
    """A student's test. refuses: the kind of a right program that it does not let pass, "" for none; said, line: how that came.

    catches: the names of the wrong programs that do not pass it.
    """

    name: str
    refuses: str = ""
    said: Part = ""
    line: int = 0
    catches: list[str] = []


class Tried(Struct, frozen=True):
    """What a student's tests are worth. problem: why none could be tried. right, wrong: how many programs there were.

    missed: the wrong programs that every sound test lets pass.
    """

    problem: Part = ""
    tests: list[TriedTest] = []
    right: int = 0
    wrong: int = 0
    missed: list[str] = []
    notes: list[str | Text] = []


class JudgedTest(Struct, frozen=True):
    task: int
    result: TestResult
    operations: dict[str, int]


class Drawn(Struct, frozen=True):
    """One picture: an SVG document, and what it shows in words."""

    svg: str
    alt: list[str | Text]


class Section(Struct, frozen=True):
    """What a function of show.py came to. title: its docstring's first line. problem: why not everything was drawn, if so."""

    name: str
    title: Text
    drawn: list[Drawn] = []
    problem: list[str | Text] = []


class Graded(Struct, frozen=True):
    """What the judge found.

    fault: the suite or the judge is at fault. broken: the sandbox must be replaced. incomplete: it broke before the last test.
    allowed: for another try, as in Job. data: where each data set came from that a test used. notes: what a student should know of
    how the file was imported. withheld: tests that run only after the deadline. sections: what `show` was asked for. plots: what a notebook's cells drew. asked: by a test's name the digest that the job
    asked for. tried: what
    `own_tests` was.
    """

    tests: list[JudgedTest]
    fault: str | Text = ""
    broken: str = ""
    incomplete: bool = False
    allowed: int = -1
    data: dict[str, str] = {}
    notes: list[str | Text] = []
    training: list[Training] = []
    withheld: int = 0
    plots: list[Plot] = []
    asked: dict[str, str] = {}
    sections: list[Section] = []
    tried: Tried | None = None
