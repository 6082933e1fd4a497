"""Two alike submissions beside each other, line by line, for whoever must judge them by eye."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import groupby

from markupsafe import Markup
from msgspec import Struct

from grader.classroom.pairs import Pair
from grader.intake.encoding import source_lines
from grader.reports.html import POLICY, templates
from grader.reports.source import LINES, coloured
from grader.sentences import speaker

__all__ = ["pair_page"]

FOLDED = 4  # lines of the stub in a row that are folded


class PairLine(Struct, frozen=True):
    """A line of one file. shared: it is one of those that both have and few others."""

    number: int
    html: Markup
    shared: bool


class Part(Struct, frozen=True):
    """Lines that stand beside each other. kind: `same` in both, `stub` where the stub gives them too, or `differs`."""

    kind: str
    first: list[PairLine]
    second: list[PairLine]


def pair_page(
    pair: Pair,
    first: str,
    second: str,
    *,
    stub: str = "",
    scores: Mapping[str, str] | None = None,
    links: Mapping[str, str] | None = None,
    language: str = "en",
    title: str = "",
    called: Mapping[str, str] | None = None,
) -> str:
    """The page. first, second: what the two handed in, as text. stub: what both began with. scores, links: by student. called: names to show in the place of others."""
    scores, links, called = scores or {}, links or {}, called or {}
    names = ((pair.first, pair.first_share), (pair.second, pair.second_share))
    return (
        templates()
        .get_template("pair.html")
        .render(
            policy=POLICY,
            title=title,
            say=speaker(language),
            sides=[
                (called.get(name) or name, share, scores.get(name, ""), links.get(name, "")) for name, share in names
            ],
            parts=list(_parts(first, second, stub, pair)),
        )
    )


def _parts(first: str, second: str, stub: str, pair: Pair) -> Iterator[Part]:
    """The two files aligned by their lines; spaces at the end of a line make no difference."""
    ours, theirs = _stripped(first), _stripped(second)
    given = {line for line in _stripped(stub) if line.strip()}
    left, right = _lines(first, pair.first_lines), _lines(second, pair.second_lines)
    for kind, a, b, c, d in SequenceMatcher(None, ours, theirs).get_opcodes():
        if kind != "equal":
            yield Part("differs", left[a:b], right[c:d])
            continue
        for is_stub, run in groupby(range(b - a), key=lambda step: not ours[a + step] or ours[a + step] in given):
            steps = list(run)
            start, end = steps[0], steps[-1] + 1
            folded = is_stub and len(steps) >= FOLDED
            yield Part("stub" if folded else "same", left[a + start : a + end], right[c + start : c + end])


def _lines(source: str, shared: Collection[int]) -> list[PairLine]:
    lines, _ = coloured(source)
    marked = set(shared)
    return [PairLine(number, html, number in marked) for number, html in enumerate(lines, 1)]


def _stripped(source: str) -> Sequence[str]:
    return [line.rstrip() for line in source_lines(source)[:LINES]]
