"""Tries a student's tests on every right and wrong program of a lesson.

The order is drawn, and the tests run in one worker: one that could tell the programs apart by anything but their answers would not know which
of them are right.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import msgspec
from msgspec import Struct

from grader.course.lessons import Lesson
from grader.judge.checks.show import escape
from grader.judge.failures import crash_lines
from grader.judge.messages import Job, Tried, TriedTest
from grader.judge.own_tests.relay import BESIDE, Programs, Strange, files_for
from grader.judge.records import draws_of
from grader.judge.remote.at_import import AtImport, notes_of
from grader.judge.remote.calls import Link
from grader.judge.remote.errors import Setback, StudentError
from grader.judge.remote.student import Desk, Remote, Student
from grader.sentences import Part, text
from grader.wire.channel import Channel
from grader.wire.messages import Limits

__all__ = ["try_tests"]

MOST_TESTS = 50
MOST_QUESTIONS = 500  # of one test to one program
SAID = 200
CALL_SECONDS = 5.0  # of a program: what takes longer is not asked on
PROGRAMS = 5  # times the seconds of one submission, for all programs


class Candidate(Struct, frozen=True):
    """A program of the course. name: of the misconception, for a wrong one."""

    kind: Literal["solution", "accepted", "wrong"]
    name: str
    source: bytes


class Trial(Struct, frozen=True):
    """How one test ended on one program. line: of the tests' file, 0 where it is not known. lost: the tests' own worker did not answer."""

    passed: bool
    said: Part = ""
    line: int = 0
    lost: bool = False


def try_tests(job: Job, lesson: Lesson, tests: Channel, programs: Channel) -> Tried:
    """What the student's tests are worth. tests, programs: the control sockets of the two sandboxes."""
    names = sorted(name for path in lesson.paths(lesson.instructor).values() for name in defined_in(path))
    files = files_for(lesson.paths(lesson.instructor), names) | job.files
    link = Link(tests, files, job.main, job.limits, job.problem, modules=(BESIDE,))
    desk = Desk(link, {})
    try:
        found = _tests_of(desk)
    except StudentError as error:
        return Tried(problem=crash_lines(error, lesson))
    except Setback as error:
        return Tried(problem=error.said)
    notes = list(notes_of(link.imported or AtImport(), job.packages))
    if not found:
        return Tried(problem=[*notes, text("own_tests.none")])
    candidates = list(_candidates(lesson, job.tasks))
    order = draws_of(job, "python").branch("own tests").permutation(len(candidates))
    asked = Programs(Desk(_line_to_programs(lesson, programs, job.limits), {}), names)
    verdicts: dict[int, dict[str, Trial]] = {}
    silent: set[str] = set()  # tests whose own worker did not answer: they are asked no more
    for place in order:
        asked.use(candidates[place].source)
        verdicts[place] = dict(_meet(asked, [name for name in found if name not in silent], desk))
        silent |= {name for name, verdict in verdicts[place].items() if verdict.lost}
    asked.close()
    link.stop()
    return _summed_up(found, candidates, verdicts, notes)


def defined_in(path: Path) -> Iterator[str]:
    """The public functions and classes of a file: what tests may ask for. No module, which has other things in it."""
    for node in ast.parse(path.read_bytes()).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node.name


def _tests_of(desk: Desk) -> list[str]:
    """The names of the tests, those of the file that are the first."""
    desk.begin(0, frozenset())
    names = desk.tool("names", ())
    found = (
        [name for name in names if isinstance(name, str) and name.startswith("test")] if isinstance(names, list) else []
    )
    return [name for name in found if name.isidentifier()][:MOST_TESTS]


def _candidates(lesson: Lesson, tasks: list[int]) -> Iterator[Candidate]:
    """The solution twice, for tests that draw; other right programs; and the wrong ones, of these tasks where some are named."""
    yield from [Candidate("solution", "", lesson.solution.read_bytes())] * 2
    for path in lesson.accepted:
        yield Candidate("accepted", path.stem, path.read_bytes())
    of_tasks = _tests_by_task(lesson, tasks)
    for idea in lesson.misconceptions:
        if not tasks or of_tasks & set(idea.expect):
            yield Candidate("wrong", idea.name, idea.source)


def _tests_by_task(lesson: Lesson, tasks: list[int]) -> set[str]:
    """The hidden tests of these tasks, read off their marks."""
    found = set()
    for path in lesson.suite_files:
        for node in ast.parse(path.read_bytes()).body:
            marks = [mark for mark in getattr(node, "decorator_list", []) if isinstance(mark, ast.Call) and mark.args]
            if any(isinstance(mark.args[0], ast.Constant) and mark.args[0].value in tasks for mark in marks):
                found.add(node.name)  # type: ignore[attr-defined]
    return found


def _line_to_programs(lesson: Lesson, control: Channel, limits: Limits) -> Link:
    """One worker for all programs, with the clock of all of them."""
    seconds = limits.submission_seconds * PROGRAMS
    wide = msgspec.structs.replace(
        limits, submission_seconds=seconds, test_seconds=seconds, call_seconds=min(CALL_SECONDS, limits.call_seconds)
    )
    files = lesson.solved()
    return Link(control, files, lesson.main, wide, without=lesson.facts.without)


def _meet(programs: Programs, tests: list[str], desk: Desk) -> Iterator[tuple[str, Trial]]:
    """How each test ends on the program; one that did not answer once is asked no more."""
    stopped: Trial | None = None
    for name in tests:
        if stopped is None:
            try:
                yield name, _run(name, desk, programs)
            except Setback as error:
                stopped = Trial(False, error.said)
        if stopped is not None:
            yield name, stopped


def _run(name: str, desk: Desk, programs: Programs) -> Trial:
    """How one test ends. Raises Setback where the program does not answer."""
    seed = sum(name.encode())  # any, the same for every program: tests that draw draw alike
    programs.begin(seed)
    desk.begin(seed, frozenset())
    student = Student(desk)
    step = _step(student.dlgrade_begin, desk.link.main.removesuffix(".py"), name)
    for _ in range(MOST_QUESTIONS):
        if isinstance(step, Trial):
            return step
        try:
            reply = programs.answer(step[1:])
        except Strange:
            reply = ["raised", "TypeError"]
        step = _step(student.dlgrade_answer, reply)
    return Trial(False, text("own_tests.too_many", n=MOST_QUESTIONS), lost=True)


def _step(go_on: Remote, *args: Any) -> Any:
    """The test's next question, or how it ended."""
    try:
        step = go_on(*args)
    except Setback as error:
        return Trial(False, error.said, lost=True)
    return step if isinstance(step, list) and step and step[0] == "ask" else _ended(step)


def _ended(step: Any) -> Trial:
    """What the tests' worker says of the end of a test."""
    if step == ["passed"]:
        return Trial(True)
    if isinstance(step, list) and len(step) == 4 and step[0] == "failed":
        kind, said, line = step[1:]
        words = f"{escape(str(kind), 80)}: {escape(str(said), SAID)}".rstrip(": ")
        return Trial(False, words, line if type(line) is int and 0 < line < 1_000_000 else 0)
    return Trial(False, text("own_tests.no_end"))


def _summed_up(
    found: list[str], candidates: list[Candidate], verdicts: dict[int, dict[str, Trial]], notes: list[Any]
) -> Tried:
    results = []
    right = [place for place, candidate in enumerate(candidates) if candidate.kind != "wrong"]
    wrong = [place for place, candidate in enumerate(candidates) if candidate.kind == "wrong"]
    for name in found:
        refused = [place for place in right if name not in verdicts[place] or not verdicts[place][name].passed]
        # The first is told, the solution before any other.
        first = verdicts[refused[0]].get(name, Trial(False)) if refused else Trial(True)
        lost = next((each[name] for each in verdicts.values() if name in each and each[name].lost), None)
        told = lost or first
        catches = [
            candidates[place].name for place in wrong if name in verdicts[place] and not verdicts[place][name].passed
        ]
        kind = candidates[refused[0]].kind if refused else ""
        results.append(
            TriedTest(
                name=name,
                refuses=kind,
                said=told.said if refused else "",
                line=told.line if refused else 0,
                catches=catches,
            )
        )
    sound = {name for test in results if not test.refuses for name in test.catches}
    missed = [candidates[place].name for place in wrong if candidates[place].name not in sound]
    return Tried(
        tests=results,
        right=len({candidates[place].name for place in right}),
        wrong=len(wrong),
        missed=missed,
        notes=notes,
    )
