"""A scorecard as one HTML file that needs no network and no script."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from msgspec import UNSET

from grader.classroom.grades import Grade
from grader.reports.blocks import blocks_of, learning_of, reason_of_all
from grader.reports.grade_lines import grade_lines, task_lines
from grader.reports.source import files_of, said
from grader.reports.terminal import MARKS, points_text, public_text
from grader.reports.visible import visible
from grader.scorecard import Scorecard
from grader.sentences import speaker

__all__ = ["POLICY", "scorecard_facts", "scorecard_page", "templates"]

# Nothing is fetched, run or sent, whatever stands in the page.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


def scorecard_page(
    card: Scorecard,
    *,
    language: str = "en",
    title: str = "",
    sources: Mapping[str, str] | None = None,
    grade: Grade | None = None,
) -> str:
    """The page. sources: what was handed in, as text, where it is at hand, the graded file first.

    grade: what the class's rules and people made of it; with one it is final, and the page says nothing of what to do next.
    """
    facts = scorecard_facts(card, language=language, title=title, sources=sources, grade=grade)
    return templates().get_template("scorecard.html").render(policy=POLICY, **facts)


def scorecard_facts(
    card: Scorecard,
    *,
    language: str = "en",
    title: str = "",
    sources: Mapping[str, str] | None = None,
    grade: Grade | None = None,
) -> dict[str, Any]:
    """What the template of a scorecard's page shows, the page's policy aside."""
    say = speaker(language)
    comments = grade.comments if grade else []
    changes = task_lines(grade, language) if grade and not grade.pending else {}
    nothing = grade is not None and grade.nothing_counts
    missed = [task.number for task in card.tasks if task.score < task.max_score]
    return {
        "card": card,
        "title": title or card.lesson,
        "say": say,
        "points": say("class.nothing_counts") if nothing else points_text(card, say),
        "grade_lines": grade_lines(grade, card, language) if grade and not grade.pending else [],
        "unfinished": bool(grade and grade.unfinished),
        "pending": bool(grade and grade.pending),
        "requests": grade.requests if grade else [],
        "comments": "; ".join(f"{each.file}, {each.line}: {said(each)}" for each in comments),
        "every": reason_of_all(card),
        "public": public_text(card, say),
        "blocks": blocks_of(card, grade.unfinished if grade else [], list(sources or ()), say, changes),
        "trainings": [learning_of(training, say) for training in card.training],
        "next": missed[0] if missed and not grade else 0,
        "files": files_of(sources, card, comments) if sources else [],
    }


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
