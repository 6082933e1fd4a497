"""Two alike submissions side by side, for whoever must judge them by eye."""

from __future__ import annotations

from grader.classroom.pairs import Pair
from grader.reports.html import POLICY, lines_of, templates
from grader.sentences import speaker

__all__ = ["pair_page"]


def pair_page(pair: Pair, first: str, second: str, *, language: str = "en", title: str = "") -> str:
    """The page. first, second: what the two handed in, as text."""
    sides = [
        (pair.first, pair.first_share, lines_of(first, set(pair.first_lines))),
        (pair.second, pair.second_share, lines_of(second, set(pair.second_lines))),
    ]
    return (
        templates()
        .get_template("pair.html")
        .render(
            policy=POLICY,
            title=title,
            say=speaker(language),
            sides=sides,
        )
    )
