"""A suite is tried on the solution and on the stub before it touches a class: a slip of the teacher's costs nobody a scorecard."""

from __future__ import annotations

import ast
import contextlib

import msgspec

from grader.classroom.store import KEY, Store, key_of
from grader.course.lessons import Lesson
from grader.engine.orders import Order, OrderSettings
from grader.engine.schedule import Crew, carry_out
from grader.errors import GraderFault
from grader.intake.submission import Submission
from grader.scorecard import Scorecard
from grader.sentences import Line, Part, Text, render, text, value_of

__all__ = ["first_line", "try_suite"]

ATTEMPTS = 3  # a training of the solution's may miss its threshold once in a thousand runs, and a judge may be killed by the machine
MOST_TOLD = 3


def try_suite(lesson: Lesson, work: OrderSettings, basis: str, seed: int, crew: Crew, store: Store) -> list[Line]:
    """Grade the solution and the stub, unless that was done; what a teacher should know of it.

    Raises GraderFault where the suite cannot be run, or where its own solution does not pass it.
    """
    notes: list[Line] = []
    for name, folder in (("solution", lesson.instructor), ("stub", lesson.handout)):
        paths = lesson.paths(folder)
        if not paths[lesson.main].is_file():
            continue
        files = {own: path.read_bytes() for own, path in (paths | lesson.artefacts(folder)).items()}
        key = key_of("trial", Submission(files).sha256, seed, basis)
        card = store.trial.card(name)
        if card is None or card.environment.get(KEY) != key:
            order = Order(work, key, seed, files)
            card = _tried(order, name, lesson, crew, store)
            store.trial.put(name, msgspec.structs.replace(card, environment=card.environment | {KEY: key}))
        if name == "stub" and card.score:
            earned = ", ".join(test.id for test in card.tests if test.points)
            notes.append(text("class.stub_earns", score=str(card.score), tests=earned))
    return notes


def _tried(order: Order, name: str, lesson: Lesson, crew: Crew, store: Store) -> Scorecard:
    """The scorecard of the solution or the stub, where the class can be graded."""
    for _ in range(ATTEMPTS):
        card = _graded(order, lesson, crew)
        if card.outcome != "grader_fault" and (name == "stub" or card.score == card.max_score):
            return card
    said = value_of(card, "message") if card.outcome == "grader_fault" else _missed(card, lesson)
    store.log(f"{card.started} {lesson.name}, the suite tried on the {name}:\n{said}")
    raise GraderFault(
        text("fault.suite", lesson=lesson.id, said=in_one_line(said), log=str(store.folder / "faults.log"))
    )


def _graded(order: Order, lesson: Lesson, crew: Crew) -> Scorecard:
    with contextlib.closing(carry_out([order], crew)) as results:
        result = next(results)
    if result.card is None:
        raise GraderFault(text("fault.lesson", lesson=lesson.id, said=in_one_line(result.fault)))
    return result.card


def _missed(card: Scorecard, lesson: Lesson) -> Text:
    """The tests that the solution itself does not pass, each with where it begins."""
    missed = [
        f"{test.id} ({_place(lesson, test.id)}{test.outcome}: {test.message or test.claim})"
        for test in card.tests
        if test.outcome != "passed"
    ]
    names: Part = ", ".join(missed[:MOST_TOLD])
    if len(missed) > MOST_TOLD:
        names = text("list.more", names=names, n=len(missed) - MOST_TOLD)
    return text("fault.solution", names=names)


def _place(lesson: Lesson, test: str) -> str:
    """`test_add.py, line 6: `, where a test of the suite begins, its decorators included. A scorecard does not say it: students see it."""
    for path in lesson.suite_files:
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.FunctionDef) and node.name == test.partition("[")[0]:
                lines = [node.lineno, *(each.lineno for each in node.decorator_list)]
                return f"{path.name}, line {min(lines)}: "
    return ""


def first_line(text: str) -> str:
    """A fault as one line for people."""
    return next((line.strip() for line in text.splitlines() if line.strip()), "")


def in_one_line(said: Part) -> Part:
    """The same of a sentence, which stays one where it is a line."""
    line = first_line(render(said))
    return said if line == render(said) else line
