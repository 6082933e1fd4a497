"""A result as PrairieLearn's results.json of an external grader: the score is a share from 0 to 1, of six decimals, rounded down."""

from __future__ import annotations

import json
from decimal import ROUND_DOWN, Decimal
from typing import Any

from grader.lms.points import json_number
from grader.lms.results import Result
from grader.reports.grade_lines import grade_text
from grader.reports.plain_text import claim_text, told
from grader.reports.visible import visible
from grader.scorecard import Scorecard, TestResult
from grader.sentences import Text, value_of

__all__ = ["results_json"]

ROOM = 1_000_000  # bytes: PrairieLearn takes no more than a megabyte
NOT_PYTHON = ("SyntaxError:", "IndentationError:", "TabError:")
LENGTHS = (20_000, 2_000, 200, 20)  # characters of one test's text, the first with which all of it fits


def results_json(result: Result, language: str) -> dict[str, Any]:
    """The document, never larger than PrairieLearn takes; what cannot be read is not gradable, and costs no attempt.

    Raises GraderFault where there is no score.
    """
    card, score, maximum = result.graded()
    if unread := _unread(card):
        return {"gradable": False, "format_errors": [visible(unread, LENGTHS[1])]}
    share = min(score / maximum, Decimal(1)).quantize(Decimal("0.000001"), ROUND_DOWN)
    document: dict[str, Any] = {"gradable": True, "score": json_number(share)}
    for most in LENGTHS:
        document["output"] = visible("\n".join([*card.notes, *grade_text(result.grade, card, language)]), most)
        document["tests"] = [
            {
                "name": f"{task.number}.{place} {visible(claim_text(test, language), most)}",
                "points": json_number(test.points),
                "max_points": json_number(test.max_points),
                "output": told(test, language, most),
            }
            for task in card.tasks
            for place, test in enumerate(task.tests, 1)
        ]
        if len(json.dumps(document)) <= ROOM:
            break
    return document


def _unread(card: Scorecard) -> str:
    """Why nothing of the submission can be read, as a file or as Python; empty where something can."""
    messages = [str(test.message or "") for test in card.tests]
    no_file = not card.submission.files or all(map(_at_the_door, card.tests))
    if messages and (no_file or all(message.startswith(NOT_PYTHON) for message in messages)):
        return messages[0]
    return ""


def _at_the_door(test: TestResult) -> bool:
    """Whether the file was refused before any of it ran."""
    message = value_of(test, "message")
    return isinstance(message, Text) and message.id.startswith("intake.")
