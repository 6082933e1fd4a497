"""A scorecard as the summary of a GitHub job: Markdown in which no text of a student's is Markdown or HTML."""

from __future__ import annotations

import re
from pathlib import Path

from msgspec import UNSET

from grader.reports.plain_text import claim_said
from grader.reports.terminal import MARKS, points_text, stopped_by
from grader.reports.visible import visible
from grader.scorecard import Scorecard, TaskResult, TestResult
from grader.sentences import Say, speaker

__all__ = ["append_summary", "summary_markdown"]

ROOM = 1024 * 1024  # bytes: GitHub drops the summary of a step that writes more
MOST = 2000  # characters of one text
SPECIAL = re.compile(r"[!-/:-@\[-`{-~]")  # what a backslash makes plain


def append_summary(card: Scorecard, path: Path, *, language: str = "en", title: str = "") -> None:
    """Add the summary to the file of GITHUB_STEP_SUMMARY: the whole, else its head, else nothing, within GitHub's limit."""
    left = ROOM - (path.stat().st_size if path.exists() else 0)
    head = [*_head(card, speaker(language), title), ""]
    for text in (summary_markdown(card, language=language, title=title), "\n\n".join(head)):
        if len(data := text.encode()) <= left:
            with path.open("ab") as file:
                file.write(data)
            return


def summary_markdown(card: Scorecard, *, language: str = "en", title: str = "") -> str:
    """The score, a line a task, and what each failure says; the same reason once."""
    say = speaker(language)
    blocks = _head(card, say, title)
    if card.outcome == "grader_fault":
        blocks.append(fenced(card.message or ""))
    blocks += map(plain, card.notes)
    explained: dict[tuple[str, str] | str, int] = {}
    for task in card.tasks:
        blocks += _task(task, say, explained)
    return "\n\n".join(block for block in blocks if block) + "\n\n"


def _head(card: Scorecard, say: Say, title: str) -> list[str]:
    points = points_text(card, say) if card.outcome == "graded" else say("report.fault")
    return [f"## {plain(title or card.lesson)}", f"**{plain(points)}**"]


def _task(task: TaskResult, say: Say, explained: dict[tuple[str, str] | str, int]) -> list[str]:
    mark = MARKS["passed" if task.score >= task.max_score else "failed"][0]
    heading = say("report.task", number=task.number, title=task.title)
    blocks = [f"### {mark} {plain(heading)} · {task.score} / {task.max_score}"]
    for test in task.tests:
        if test.void is not UNSET:
            blocks.append(f"– {plain(claim_said(test, say))}")
            continue
        if test.outcome == "passed":
            continue
        reason = stopped_by(test) or test.id
        before = explained.get(reason)
        explained.setdefault(reason, task.number)
        if before is None:
            blocks += _failure(test, say)
        elif (again := plain(say("report.again", number=before))) not in blocks and before != task.number:
            blocks.append(again)
    return blocks


def _failure(test: TestResult, say: Say) -> list[str]:
    pairs = ((say("report.expected"), test.expected), (say("report.yours"), test.yours))
    values = [f"{word}: {value}" for word, value in pairs if value]
    evidence = [test.call or "", *values, test.message or ""]
    return [
        f"**{MARKS[test.outcome][0]} {plain(test.claim)}**",
        fenced("\n".join(part for part in evidence if part)),
        plain(test.hint or ""),
        plain(say("report.read", read=test.read)) if test.read else "",
    ]


def plain(text: str) -> str:
    """The text on one line, as Markdown that shows every character of it."""
    return SPECIAL.sub(r"\\\g<0>", " ".join(visible(text, MOST).split()))


def fenced(text: str) -> str:
    """The text as a block of code that it cannot end."""
    if not text:
        return ""
    text = visible(text, MOST)
    fence = "`" * max([3, *(len(run) + 1 for run in re.findall("`+", text))])
    return f"{fence}text\n{text}\n{fence}"
