"""How far a class is, while it is graded: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import time
from collections import Counter
from types import TracebackType

from rich import progress as bars
from rich.console import Console
from rich.markup import escape

from grader.classroom.grading import RoundProgress
from grader.reports.visible import visible
from grader.scorecard import Scorecard
from grader.sentences import speaker

__all__ = ["Tally"]

LINE_SECONDS = 30
LINES = 10  # one for each tenth
NAME, NAMED = 24, 2  # characters of a name, and so many of those who are graded just now
KINDS = ("full", "part", "none", "fault")  # of scorecards, as they are counted


class Tally:
    """Counts scorecards as they come and shows it on `console`. A context manager; call it as a `Watch`."""

    def __init__(self, console: Console, language: str = "en") -> None:
        self.console = console
        self.say = speaker(language)
        self.counts: Counter[str] = Counter()
        self.places: Counter[str] = Counter()
        self.told = time.monotonic()
        self.first: tuple[int, float] | None = None
        self.kept = self.tenths = 0
        self.bar = bars.Progress(
            bars.TextColumn("{task.description}"),
            bars.BarColumn(),
            bars.MofNCompleteColumn(),
            bars.TextColumn("{task.fields[rate]}"),
            bars.TimeRemainingColumn(compact=True),
            bars.TextColumn("{task.fields[outcomes]}"),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self.task = self.bar.add_task(self.say("tally.starting"), total=None, rate="", outcomes="")

    def __enter__(self) -> Tally:
        self.bar.start()
        if not self.console.is_terminal:
            self.console.print(f"{self.say('tally.starting')} ...")
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.bar.stop()
        for where, n in sorted(self.places.items()):
            self.console.print(self.say("tally.where", n=n, where=where), soft_wrap=True)

    def __call__(self, progress: RoundProgress) -> None:
        done, total, card = progress.done, progress.total, progress.card
        if progress.grading:
            named = [visible(name, NAME) for name in progress.grading[:NAMED]]
            more = len(progress.grading) - NAMED
            names = escape(", ".join(named) + (f" +{more}" if more > 0 else ""))
            self.bar.update(self.task, description=self.say("tally.grading", names=names))
            return
        if card is None:
            self.counts.clear()
            self.told, self.first = time.monotonic(), None
            self.kept, self.tenths = done, done * LINES // total if total else 0
            what = self.say("live.grading")
            self.bar.reset(self.task, total=total, completed=done, description=what, rate="", outcomes="")
            return
        self.counts[kind(card)] += 1
        self.first = self.first or (done, time.monotonic())
        if progress.where:
            self.places[progress.where] += 1
        self.bar.update(self.task, completed=done, rate=self.rate(done), outcomes=self.outcomes())
        if not self.console.is_terminal and total:
            self._line(done, total)

    def rate(self, done: int) -> str:
        """Of what this run has graded, as a number that says something: so many each second, or seconds for each.

        Counted from the first one on, which may have waited for sandboxes to start.
        """
        before, since = self.first or (done, 0.0)
        seconds, count = time.monotonic() - since, done - before
        if not count or seconds < 1:
            return ""
        return (
            f"{count / seconds:.1f}/s" if count >= seconds else self.say("tally.each", seconds=f"{seconds / count:.1f}")
        )

    def outcomes(self) -> str:
        """Of all that are done: how many were there already, and what the others are."""
        kept = [self.say("tally.kept", n=self.kept)] if self.kept else []
        return ", ".join(
            [*kept, *(self.say(f"tally.{name}", n=self.counts[name]) for name in KINDS if self.counts[name])]
        )

    def _line(self, done: int, total: int) -> None:
        tenths, now = done * LINES // total, time.monotonic()
        if tenths == self.tenths and now - self.told < LINE_SECONDS:
            return
        self.tenths, self.told = tenths, now
        told = ", ".join(filter(None, [self.rate(done), self.outcomes()]))
        self.console.print(f"{self.say('tally.done', done=done, total=total)}: {told}", soft_wrap=True)


def kind(card: Scorecard) -> str:
    """What the bar counts a scorecard as."""
    if card.outcome == "grader_fault":
        return "fault"
    return "full" if card.exit_code == 0 else "part" if card.score else "none"
