"""A scorecard on the terminal: what passed in one line, what did not in the order claim, call, expected, yours, why, where to read."""

from __future__ import annotations

import io
from decimal import Decimal
from itertools import groupby

from msgspec import UNSET, UnsetType
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from grader.classroom.tables import plain
from grader.course.names import short_name
from grader.reports.wrapping import wrapped
from grader.scorecard import Outcome, Scorecard, TaskResult, TestResult, Training
from grader.sentences import Say, speaker

__all__ = [
    "MARKS",
    "outcome_of",
    "points_text",
    "print_scorecard",
    "public_text",
    "reason_of",
    "score_text",
    "scorecard_text",
    "stopped_by",
    "training_text",
]

# Relations that name the function that is to be mended.
OF_ONE_FUNCTION = {
    "earlier_cause",
    "returns_none",
    "returns_none_here",
    "returns_zero",
    "returns_zero_number",
    "returns_argument",
}
WIDTH = 100  # no line of prose is longer, however wide the terminal

MARKS = {
    "passed": ("✓", "green"),
    "failed": ("✗", "red"),
    "crashed": ("✗", "red"),
    "timed_out": ("✗", "yellow"),
    "not_run": ("·", "yellow"),
    "grader_fault": ("!", "magenta"),
}


def score_text(card: Scorecard) -> str:
    return f"{card.score} / {card.max_score}"


def points_text(card: Scorecard, say: Say) -> str:
    """`9 / 9 points`, and of what they are where the public tests alone were run."""
    return say("report.points_public" if card.suite == "public" else "report.points", score=score_text(card))


def print_scorecard(card: Scorecard, console: Console, *, language: str = "en", title: str = "") -> None:
    """Print the whole scorecard."""
    page = Page(card, min(console.width, WIDTH), speaker(language))
    page.write(title or card.lesson)
    for line in page.lines:
        console.print(line, soft_wrap=True)


def scorecard_text(card: Scorecard, *, width: int = WIDTH, language: str = "en", title: str = "") -> str:
    """What `print_scorecard` prints, without colour."""
    page = Page(card, width, speaker(language))
    page.write(title or card.lesson)
    return "".join(line.plain + "\n" for line in page.lines)


class Page:
    """One scorecard as lines, none with a space at its end. What was explained once is not explained again."""

    def __init__(self, card: Scorecard, width: int, say: Say) -> None:
        self.card = card
        self.width = width
        self.say = say
        self.lines: list[Text] = []
        self.explained: dict[tuple[str, str], int] = {}  # what has been explained, and in which task
        self.named: set[str] = set()  # places to read that have been named
        self.stopped: tuple[str, str] = ("", "")  # what stopped every test
        self.brief = False  # the last task took one line
        self._ruler = Console(file=io.StringIO(), width=width)

    def write(self, title: str) -> None:
        self.put(title, style="bold")
        for note in self.card.notes:
            self.put(note, style="yellow")
        reasons = {stopped_by(test) for test in self.card.tests}
        if len(reasons) == 1 and len(self.card.tasks) > 1 and (only := reasons.pop()):
            self.gap()
            self.put(self.say("report.every"), style="bold")
            self.put(only[1], 4, style="red")
            self.stopped = only
        for task in self.card.tasks:
            if task.tests or task.by_hand is not UNSET or task.max_score:
                self.task(task)
        if self.card.training:
            self.gap()
        for training in self.card.training:
            self.put(training_text(training, self.say), style="dim")
        self.gap()
        if self.card.outcome == "grader_fault":
            self.put(self.say("report.fault"), style="bold magenta")
            self.put(_given(self.card.message), style="magenta", wrap=False)
            self.gap()
        if self.card.suite == "public":
            self.put(public_text(self.card, self.say), style="dim")
        self.footer()

    def task(self, task: TaskResult) -> None:
        heading = self.say("report.task", number=task.number, title=task.title)
        waits = task.by_hand is not UNSET and not task.max_score  # all of it is a person's to give
        full = task.score >= task.max_score
        brief = full or all(stopped_by(test) == self.stopped for test in task.tests)
        mark, style = MARKS[outcome_of(task)]
        mark, style = ("?", "yellow") if waits else (mark, style)
        points = f"? / {task.by_hand}" if waits else f"{task.score} / {task.max_score}"
        if not (brief and self.brief):
            self.gap()
        self.brief = brief
        self.lines.append(Text.assemble((f"{mark} ", style), (heading, "bold"), f"   {points}"))
        for test in task.tests:
            if test.void is not UNSET:
                how = self.say("grade.voided" if test.void == "out" else "grade.given_to_all")
                self.put(f"{test.claim}   {self.say('report.aside', what=how)}", 2, prefix="– ", prefix_style="dim")
        if task.by_hand is not UNSET:
            self.put(self.say("grade.by_person", points=str(task.by_hand)), 2, style="yellow")
        if brief:
            self.untried(task)
            return
        judged = [test for test in task.tests if test.void is UNSET]
        for _, group in groupby(judged, key=lambda test: stopped_by(test) or test.id):
            self.tests(list(group), task.number)

    def untried(self, task: TaskResult) -> None:
        """Below a tick: what it does not stand for."""
        if task.untried and task.score >= task.max_score:
            self.put(self.say("report.untried"), 2, style="dim")
            for claim in task.untried:
                self.put(claim, 4, prefix="· ", style="dim")
            self.brief = False

    def tests(self, tests: list[TestResult], number: int) -> None:
        """One test, or several in a row that the very same thing stopped; a line for what a reason that was told explains."""
        first, *rest = tests
        mark, style = MARKS[first.outcome]
        how = "" if first.outcome in ("passed", "failed") else self.say(f"outcome.{first.outcome}")
        note = f"   {self.say('report.aside', what=how)}" if how else ""
        if first.cost:
            note += f"   −{plain(first.cost)}"
        cause = reason_of(first)
        before = self.explained.get(cause, 0) if cause else 0
        if before:
            note += "   " + (self.say("report.above") if before == number else self.say("report.again", number=before))
        elif first.outcome != "passed":
            self.gap()
        self.put(first.claim + note, 2, prefix=f"{mark} ", prefix_style=style)
        if first.outcome == "passed":
            return
        if not before:
            if cause:
                self.explained[cause] = number
            self.gap()
            self.evidence(first)
            self.put(_given(first.message), 6)
            if first.where and not first.lines:
                self.put(self.say("report.where", line=first.where.line, file=first.where.file), 6, style="dim")
            self.put(_given(first.hint), 6, style="bold")
        if rest:
            cost = sum((test.cost or Decimal(0) for test in rest), Decimal(0))
            self.put(self.say("report.more", n=len(rest)) + (f"   −{plain(cost)}" if cost else ""), 6)
        if not before:
            self.read(_given(first.read))
            self.gap()

    def read(self, where: str) -> None:
        """The place in the handout, once."""
        if where and where not in self.named:
            self.put(self.say("report.read", read=where), 6, style="dim")
            self.named.add(where)

    def evidence(self, test: TestResult) -> None:
        """The call, as it can be pasted, and what came of it."""
        if test.outcome != "not_run":
            self.put(_given(test.call), 6, style="cyan", wrap=False)
        if test.expected is UNSET and test.yours is UNSET:
            return
        expected, yours = self.say("report.expected"), self.say("report.yours")
        width = max(cell_len(expected), cell_len(yours))
        for word, value in ((expected, test.expected), (yours, test.yours)):
            self.put(_given(value), 10, prefix=word + " " * (width - cell_len(word) + 2))
        self.gap()

    def footer(self) -> None:
        style = "bold green" if self.card.exit_code == 0 else "bold"
        seed = f" · seed {self.card.seed}" if self.card.student is UNSET else ""  # a class's is no student's business
        facts = f"{self.card.seconds:.1f} s{seed} · sandbox {self.card.sandbox.backend}"
        graded = self.card.outcome == "graded"
        points = f"{self._points()}   " if graded else ""
        self.lines.append(Text.assemble((points, style), (facts, "dim")))
        missed = [task.number for task in self.card.tasks if task.score < task.max_score]
        if missed and graded and not self.stopped[1]:
            self.put(self.say("report.next", number=missed[0], lesson=short_name(self.card.lesson)))

    def _points(self) -> str:
        by_hand = {task.number: task.by_hand for task in self.card.tasks if task.by_hand is not UNSET}
        if not by_hand:
            return points_text(self.card, self.say)
        most, tasks = self.card.max_score + sum(by_hand.values()), ", ".join(map(str, by_hand))
        return self.say("report.points_so_far", score=str(self.card.score), most=str(most), tasks=tasks)

    def put(
        self,
        text: str,
        indent: int = 0,
        *,
        style: str = "",
        prefix: str = "",
        prefix_style: str = "",
        wrap: bool = True,
    ) -> None:
        """Add `text`, wrapped to the page with its lines below each other, behind `prefix`."""
        lead = Text.assemble(" " * indent, (prefix, prefix_style))
        for paragraph in text.split("\n") if text else []:
            content = Text(paragraph, style)
            room = max(self.width - lead.cell_len, 20)
            for line in wrapped(content, room, self._ruler) if wrap else [content]:
                line.rstrip()
                self.lines.append(lead + line)
                lead = Text(" " * lead.cell_len)

    def gap(self, unless: bool = False) -> None:
        """An empty line, if there is none yet."""
        if not unless and self.lines and self.lines[-1].plain:
            self.lines.append(Text())


def training_text(training: Training, say: Say) -> str:
    """What a training reached and what was asked, in a line."""
    name = training.name.removeprefix("test_").replace("_", " ")
    time = say("report.time", reference=f"{training.reference_seconds:.2f}", ratio=f"{training.allowed_ratio:g}")
    parts = [
        f"{name}: {training.accuracy:.1%}",
        say("report.asked", percent=f"{training.required_accuracy:.0%}"),
        f"{training.seconds:.2f} s",
        time if training.reference_seconds else "",
        training.device,
        say(f"data.{training.data}"),
        say("report.unstable", n=training.measurements) if training.unstable else "",
    ]
    return " · ".join(part for part in parts if part)


def public_text(card: Scorecard, say: Say) -> str:
    """What a card of the public tests does not say: how much of the lesson they try, where that is known."""
    claims = sum(task.claims or 0 for task in card.tasks)
    tried = claims - sum(len(task.untried or []) for task in card.tasks)
    return say("report.tried", tried=tried, claims=claims) if claims else say("report.public")


def outcome_of(task: TaskResult) -> Outcome:
    """How a task is marked. Only full points are a tick: who passed every test may have lost points by a person's hand."""
    if task.score >= task.max_score:
        return "passed"
    outcomes = {test.outcome for test in task.tests if test.void is UNSET}
    only = outcomes.pop() if len(outcomes) == 1 else "failed"
    return "failed" if only == "passed" else only


def stopped_by(test: TestResult) -> tuple[str, str] | None:
    """What ended a test before there was a value to compare; None where there was one, or a condition of its own did not hold."""
    return None if test.outcome in ("passed", "failed") else (test.outcome, _given(test.message))


def reason_of(test: TestResult) -> tuple[str, str] | None:
    """Equal for tests that one thing failed: what stopped them, the same misconception or hint, the same function; None where nothing says so.

    What an answer looks like beside the expected one is no such thing: a first step may be wrong for many reasons.
    """
    if stopped := stopped_by(test):
        return stopped
    why = test.explanation
    if (
        not isinstance(why, UnsetType)
        and why.kind in ("relation", "counterfactual")
        and why.name not in OF_ONE_FUNCTION
    ):
        return None
    return ("", test.hint) if test.hint else None


def _given(text: str | UnsetType) -> str:
    return "" if isinstance(text, UnsetType) else text
