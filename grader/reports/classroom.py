"""A class on the terminal: one line a student, with what happened in a sentence."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Sequence

from msgspec import UNSET, UnsetType
from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.text import Text

from grader.reports.terminal import WIDTH, score_text
from grader.scorecard import Scorecard, TestResult
from grader.sentences import speaker

__all__ = ["class_lines", "print_class", "sentence"]


def print_class(cards: Sequence[Scorecard], console: Console, *, language: str = "en") -> None:
    """Print the table."""
    for line in class_lines(cards, min(console.width, WIDTH), language=language):
        console.print(line, soft_wrap=True)


def class_lines(cards: Sequence[Scorecard], width: int, *, language: str = "en") -> list[Text]:
    """The table as lines, the last column wrapped below itself."""
    say = speaker(language)
    student, score, happened = say("class.student"), say("class.score"), say("class.happened")
    first = max(map(cell_len, [student, *(_given(card.student) for card in cards)]))
    second = max(map(cell_len, [score, *map(score_text, cards)]))
    room = max(width - first - second - 6, 20)
    head = f"  {set_cell_size(student, first)}  {_right(score, second)}  {happened}"
    lines = [Text(head, "bold")]
    ruler = Console(file=io.StringIO(), width=width)
    for card in cards:
        full = card.exit_code == 0
        lead = Text.assemble(
            ("✓ ", "green") if full else ("✗ ", "red"),
            set_cell_size(_given(card.student), first),
            (f"  {_right(score_text(card), second)}  ", "bold"),
        )
        for part in Text(sentence(card, language), "dim" if full else "").wrap(ruler, room):
            part.rstrip()
            lines.append(lead + part)
            lead = Text(" " * lead.cell_len)
    return lines


def sentence(card: Scorecard, language: str = "en") -> str:
    """What happened to a submission: the misconception that cost the most points, else what did, and how many other reasons there are."""
    say = speaker(language)
    if card.outcome == "grader_fault":
        return say("report.fault")
    costs: Counter[str] = Counter()
    told: Counter[str] = Counter()
    for test in card.tests:
        if test.outcome != "passed" and test.void is UNSET:
            cost = int(1000 * (test.max_points - test.points))
            costs[_reason(test)] += cost
            if test.misconception:
                told[_reason(test)] += cost
    if not costs:
        return say("class.everything")
    dearest, _ = (told or costs).most_common(1)[0]
    return dearest + (say("class.and_more", n=len(costs) - 1) if len(costs) > 1 else "")


def _reason(test: TestResult) -> str:
    """The first sentence of the diagnosis, else of the message, else the claim."""
    text = _given(test.hint) or _given(test.message) or test.claim
    return re.split(r"(?<=[.!?])\s|(?<=[。！？])|\n", text.strip(), maxsplit=1)[0]


def _right(text: str, width: int) -> str:
    return " " * (width - cell_len(text)) + text


def _given(text: str | UnsetType) -> str:
    return "" if isinstance(text, UnsetType) else text
