"""A class's board as one HTML file that needs no network and no script."""

from __future__ import annotations

from grader.classroom.board import Board
from grader.reports.html import POLICY, templates
from grader.sentences import render, speaker

__all__ = ["board_page"]


def board_page(boards: list[Board], *, title: str, language: str = "en") -> str:
    """The page. title: the lesson's."""
    say = speaker(language)
    shown = [
        {
            "test": each.test,
            "claim": render(each.claim, language),
            "metric": each.metric.name,
            "rows": [(row.place, row.who, f"{row.value:g}", row.time) for row in each.rows],
        }
        for each in boards
    ]
    page = templates().get_template("board.html")
    return page.render(policy=POLICY, say=say, title=say("board.title", lesson=title), boards=shown)
