"""A scorecard as one HTML file that needs no network and no script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from msgspec import UNSET, Struct

from grader.classroom.corrections import Comment
from grader.classroom.grades import Grade
from grader.classroom.tables import plain
from grader.intake.submission import source_lines
from grader.reports.figures import Curve, curve, picture, ranges, wrong_places
from grader.reports.grade_lines import grade_lines
from grader.reports.terminal import MARKS, score_text, stopped_by, training_text
from grader.reports.visible import visible
from grader.scorecard import Misread, Scorecard, Shown, TaskResult, TestResult, Training
from grader.sentences import Say, speaker

__all__ = ["POLICY", "Lines", "lines_of", "scorecard_page", "source_text", "templates"]

# Nothing is fetched, run or sent, whatever stands in the page.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
LINES = 2000  # of the source
LINE = 2000  # characters of each


class Lines(Struct, frozen=True):
    """A source as it is shown: each line, whether it is marked, and what a person says of it. more: lines that are left out."""

    shown: list[tuple[str, bool, list[str]]]
    more: int

    @property
    def marked(self) -> bool:
        return any(marked for _, marked, _ in self.shown)


class Shades(Struct, frozen=True):
    """An expected and a received matrix, and which values are wrong (unless all are), as addresses of pictures. told: in words."""

    expected: str
    yours: str
    wrong: str
    columns: int
    told: str


class Work(Struct, frozen=True):
    """What a test that passed shows of the submission's own work: the address of a picture, and the claim."""

    address: str
    columns: int
    claim: str


class Failure(Struct, frozen=True):
    """A test that did not pass, and those behind it that the very same thing stopped. again: the task that explained the reason already."""

    test: TestResult
    others: list[TestResult]
    again: int
    shades: Shades | None


class Block(Struct, frozen=True):
    """A task as it is shown. waits: a person has not graded it yet. voided: tests that the teacher took back."""

    task: TaskResult
    mark: str
    style: str
    waits: bool
    voided: list[TestResult]
    failures: list[Failure]
    passed: list[TestResult]
    work: list[Work]


class Learning(Struct, frozen=True):
    """A training as it is shown."""

    name: str
    text: str
    curve: Curve | None
    confusion: list[list[int]]
    misread: list[int]
    digits: list[tuple[str, str]]  # address of the picture, and what it is


def scorecard_page(
    card: Scorecard, *, language: str = "en", title: str = "", source: str = "", grade: Grade | None = None
) -> str:
    """The page. source: what was handed in, as text, where it is at hand. grade: what the class's rules and people made of it."""
    say = speaker(language)
    comments = grade.comments if grade else []
    passed = {line for test in card.tests for line in test.lines or ()}
    missed = [task.number for task in card.tasks if task.score < task.max_score]
    return (
        templates()
        .get_template("scorecard.html")
        .render(
            card=card,
            policy=POLICY,
            title=title or card.lesson,
            say=say,
            points=say("report.points", score=score_text(card)),
            grade_lines=grade_lines(grade, card, language) if grade else [],
            unfinished=bool(grade and grade.unfinished),
            requests=grade.requests if grade else [],
            comments="; ".join(f"{each.file}, {each.line}: {_said(each)}" for each in comments),
            every=_every(card),
            blocks=_blocks(card, grade.unfinished if grade else [], say),
            trainings=[_learning(training, say) for training in card.training],
            missed=missed[0] if missed else 0,
            source=lines_of(source, passed, comments) if source else None,
        )
    )


def lines_of(source: str, marked: Collection[int], comments: Sequence[Comment] = ()) -> Lines:
    """The source as it is shown. marked: numbers of lines, from 1. comments: each is shown below its line."""
    said: dict[int, list[str]] = {}
    for each in comments:
        said.setdefault(each.line, []).append(_said(each))
    lines = source_lines(source)
    shown = [
        (visible(line, LINE), number in marked, said.get(number, [])) for number, line in enumerate(lines[:LINES], 1)
    ]
    return Lines(shown, max(0, len(lines) - LINES))


def _said(comment: Comment) -> str:
    points = f" ({'+' if comment.points > 0 else ''}{plain(comment.points)})" if comment.points else ""
    return f"{comment.text}{points}" + (f" · {comment.by}" if comment.by else "")


def source_text(files: dict[str, bytes]) -> str:
    """The bytes as text, without asking them how they are encoded: UTF-8, else the usual Chinese encoding."""
    data = b"\n".join(files.values())
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode(errors="backslashreplace")


@cache
def templates() -> Environment:
    """The templates of this folder. Every text that they show is escaped and goes through `visible`."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(MARKS=MARKS)
    return environment


def _shown(value: Any) -> Any:
    if value is None or value is UNSET:
        return ""
    return visible(value) if type(value) is str else value  # Markup, which is another type, is ours


def _blocks(card: Scorecard, waits: Collection[int], say: Say) -> list[Block]:
    explained: dict[tuple[str, str], int] = {}
    every = _every(card)
    shown = [task for task in card.tasks if task.tests or task.by_hand is not UNSET or task.max_score]
    return [_block(task, task.number in waits, explained, every, say) for task in shown]


def _block(task: TaskResult, waits: bool, explained: dict[tuple[str, str], int], every: str, say: Say) -> Block:
    failures = []
    voided = [test for test in task.tests if test.void is not UNSET]
    tests = [test for test in task.tests if test.void is UNSET]
    missed = [] if every else [test for test in tests if test.outcome != "passed"]
    for reason, group in groupby(missed, key=lambda test: stopped_by(test) or test.id):
        first, *others = group
        told = explained.setdefault(reason, task.number) if isinstance(reason, tuple) else task.number
        failures.append(Failure(first, others, told if told != task.number else 0, _shades(first, say)))
    full = task.score >= task.max_score and not waits
    outcomes = {test.outcome for test in tests}
    outcome = "passed" if full else "not_run" if waits else outcomes.pop() if len(outcomes) == 1 else "failed"
    passed = [test for test in tests if test.outcome == "passed"]
    work = [_work(test, test.shown) for test in passed if test.shown]
    return Block(task, MARKS[outcome][0], outcome, waits, voided, failures, passed, work)


def _every(card: Scorecard) -> str:
    """What stopped every test of several tasks; empty where there is no such thing."""
    reasons = Counter(stopped_by(test) for test in card.tests)
    only = next(iter(reasons), None)
    return only[1] if only and len(reasons) == 1 and len(card.tasks) > 1 else ""


def _learning(training: Training, say: Say) -> Learning:
    name = training.name.removeprefix("test_").replace("_", " ")
    text = training_text(training, say).removeprefix(f"{name}: ")
    digits = [_digit(each, say) for each in training.misread_shown]
    return Learning(name, text, curve(training.history), training.confusion, training.misread, digits)


def _shades(test: TestResult, say: Say) -> Shades | None:
    if not (shown := test.picture):
        return None
    rows, columns = wrong_places(shown.wrong, shown.columns)
    told = say(
        "report.wrong_places",
        n=shown.wrong.count("1"),
        all=len(shown.wrong),
        rows=ranges(rows),
        columns=ranges(columns),
    )
    return Shades(
        expected=picture(shown.expected, shown.columns),
        yours=picture(shown.yours, shown.columns),
        wrong=picture(shown.wrong.replace("1", "n"), shown.columns, grey=True) if "0" in shown.wrong else "",
        columns=shown.columns,
        told=told,
    )


def _work(test: TestResult, shown: Shown) -> Work:
    return Work(picture(shown.shades, shown.columns), shown.columns, test.claim)


def _digit(shown: Misread, say: Say) -> tuple[str, str]:
    answer = say("report.none") if shown.answer < 0 else str(shown.answer)
    return picture(shown.shades, shown.columns, grey=True), say("report.read_as", label=shown.label, answer=answer)
