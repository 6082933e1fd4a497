"""A page that fills while a class is graded: how far it is, when it will be done, and who has what."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from msgspec import Struct

from grader.classroom.grading import Request, RoundProgress, Watch
from grader.files import write_whole
from grader.reports.classroom import sentence
from grader.reports.html import POLICY, templates
from grader.reports.terminal import score_text
from grader.sentences import speaker

__all__ = ["PAGE", "Live", "watched"]

PAGE = "live.html"
SECONDS = 3  # between two states of the page
SHOWN = 200  # students, the last graded first
GRADING = 12  # of those under way


@contextlib.contextmanager
def watched(tally: Watch, asked: Request, live: bool, language: str) -> Iterator[Watch]:
    """The watch of a grading: `tally`, and the page where somebody asked for it."""
    if not live:
        yield tally
        return
    with Live(asked.out, asked.lesson.heading(language), language) as page:

        def both(progress: RoundProgress) -> None:
            tally(progress)
            page(progress)

        yield both


class LiveRow(Struct, frozen=True):
    """A line of the page."""

    student: str
    where: str
    score: str
    happened: str


class Live:
    """Writes live.html into the class's folder; the page loads itself again until the grading ends. A context manager; call it as a `Watch`."""

    def __init__(self, folder: Path, title: str, language: str) -> None:
        self.path = folder / PAGE
        self.title = title
        self.language = language
        self.lines: list[LiveRow] = []
        self.done = self.total = 0
        self.first: tuple[int, float] | None = None
        self.grading: list[str] = []
        self.began = self.written = 0.0

    def __call__(self, progress: RoundProgress) -> None:
        now, card = time.monotonic(), progress.card
        begins = card is None and not progress.grading
        self.done, self.total, self.grading = progress.done, progress.total, progress.grading or self.grading
        if begins:
            self.began, self.first, self.lines = now, None, []
        elif card:
            self.first = self.first or (progress.done, now)
            spoken = card.spoken(self.language)
            happened = "" if card.exit_code == 0 else sentence(spoken, self.language)
            self.lines = [
                LiveRow(progress.student, progress.where, score_text(card), happened),
                *self.lines[: SHOWN - 1],
            ]
        if begins or now - self.written >= SECONDS:
            self._write(ended=False)
            self.written = now

    def __enter__(self) -> Live:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        """The last state, which stays; nothing where grading never began."""
        if self.began:
            self._write(ended=True)

    def _write(self, ended: bool) -> None:
        say = speaker(self.language)
        before, since = self.first or (self.done, 0.0)  # the first one may have waited for sandboxes to start
        graded, seconds = self.done - before, time.monotonic() - since
        left = (self.total - self.done) * seconds / graded if graded and seconds else None
        page = (
            templates()
            .get_template("live.html")
            .render(
                policy=POLICY,
                say=say,
                title=self.title,
                done=self.done,
                total=self.total,
                share=self.done / self.total if self.total else 1.0,
                rate=f"{60 * graded / seconds:.1f}" if graded and seconds else "",
                left="" if left is None else say("live.soon") if left < 60 else say("live.left", n=round(left / 60)),
                ended=ended,
                heading=say(
                    "live.grading" if not ended else "live.ended" if self.done >= self.total else "live.stopped"
                ),
                seconds=SECONDS,
                lines=self.lines,
                placed=any(line.where for line in self.lines),
                grading=[] if ended else self.grading[:GRADING],
            )
        )
        write_whole(self.path, page.encode())
