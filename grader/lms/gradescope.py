"""A result as Gradescope's results.json. Scores are written with all their digits; nothing is rounded."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from msgspec import UNSET

from grader.lms.points import json_number
from grader.lms.results import Result
from grader.reports.grade_lines import grade_text
from grader.reports.plain_text import claim_text, told
from grader.reports.terminal import public_text
from grader.reports.visible import visible
from grader.scorecard import Scorecard, TestResult
from grader.sentences import speaker

__all__ = ["fault_json", "results_json", "stopped_json"]

MOST = 20_000  # characters of the text for the whole submission; Gradescope cuts at 100,000
PLAIN = {"output_format": "text", "test_output_format": "text", "test_name_format": "text"}


def results_json(result: Result, language: str) -> dict[str, Any]:
    """The document: a test with its task as tag, the score after lateness and adjustments, a leaderboard of trainings.

    What a student wrote is shown as text, never as HTML. Raises GraderFault where there is no score to write.
    """
    card, score, _ = result.graded()
    say = speaker(language)
    tests = [
        _test(test, task.number, place, language) for task in card.tasks for place, test in enumerate(task.tests, 1)
    ]
    document = {
        "score": json_number(score),
        "execution_time": card.seconds,
        "output": _about(result, card, language),
        **PLAIN,
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": tests,
        "extra_data": {"suite_sha256": card.suite_sha256, "sandbox": card.sandbox.backend},
    }
    if card.training:
        document["leaderboard"] = [
            {
                "name": say("export.accuracy", name=_claim_of(card, training.name)),
                "value": json_number(round(Decimal(training.accuracy) * 100, 2)),
                "order": "desc",
            }
            for training in card.training
        ]
    return document


def fault_json(language: str) -> dict[str, Any]:
    """The document of a grading that failed by our fault: a text and no score, which Gradescope shows as a failed run."""
    say = speaker(language)
    text = f"{say('report.fault')}\n{say('export.again')}"
    return {"output": text, **PLAIN, "visibility": "visible", "stdout_visibility": "hidden"}


def stopped_json(seconds: float, language: str) -> dict[str, Any]:
    """The document of a grading that had to be stopped, before Gradescope itself would have stopped it without a word."""
    text = speaker(language)("export.stopped", minutes=f"{seconds / 60:.3g}")
    return {"score": 0, "output": text, **PLAIN, "visibility": "visible", "stdout_visibility": "hidden"}


def _test(test: TestResult, task: int, place: int, language: str) -> dict[str, Any]:
    return {
        "name": visible(claim_text(test, language), 500),
        "number": f"{task}.{place}",
        "score": json_number(test.points),
        "max_score": json_number(test.max_points),
        "status": "passed" if test.outcome == "passed" or test.void is not UNSET else "failed",
        "output": told(test, language),
        "tags": [f"task {task}"],
        "visibility": test.visibility,
    }


def _about(result: Result, card: Scorecard, language: str) -> str:
    say, grade = speaker(language), result.grade
    lines = list(card.notes)
    lines += [say("report.forbidden", names=", ".join(task.forbidden)) for task in card.tasks if task.forbidden]
    lines += grade_text(grade, card, language)
    lines += [f"{each.file}, {each.line}: {each.text}" for each in grade.comments]
    if card.suite == "public":
        lines.append(public_text(card, say))
    return visible("\n".join(line for line in lines if line), MOST)


def _claim_of(card: Scorecard, name: str) -> str:
    return next((visible(test.claim, 200) for test in card.tests if test.id == name), visible(name, 200))
