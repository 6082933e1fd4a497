"""A result as Classroom 50's result.json (schema classroom50/result/v1).

Its scores are whole numbers, so all points are written in hundredths: 7.5 of 40 is 750 of 4000.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from msgspec import UNSET

from grader.errors import UsageError
from grader.lms.points import hundredths
from grader.lms.results import Result
from grader.reports.plain_text import claim_text, told
from grader.reports.visible import visible
from grader.sentences import text

__all__ = ["result_json"]

# What the document says of the submission, and the variable in which Classroom 50's runner says it.
VARIABLES = {
    "classroom": "CLASSROOM",
    "assignment": "ASSIGNMENT",
    "assignment_type": "ASSIGNMENT_TYPE",
    "owner": "OWNER",
    "submission": "SUBMISSION_TAG",
    "commit": "COMMIT_URL",
    "release": "RELEASE_URL",
    "review": "REVIEW_URL",
}


def result_json(result: Result, language: str, environment: Mapping[str, str]) -> dict[str, Any]:
    """The document. environment: the runner's; the owner is the student where a class was graded.

    Raises UsageError where a variable is not set, GraderFault where there is no score.
    """
    card, score, max_score = result.graded()
    facts = {name: environment.get(variable, "") for name, variable in VARIABLES.items()}
    facts["owner"] = result.grade.student or facts["owner"]
    if missing := [VARIABLES[name] for name, value in facts.items() if not value]:
        raise UsageError(text("wrong.classroom50", names=", ".join(missing)))
    most = hundredths(max_score)
    tests = [
        {
            "test-name": visible(f"{task.number}.{place} {claim_text(test, language)}", 500),
            "passed": test.outcome == "passed" or test.void is not UNSET,
            "score": hundredths(test.points),
            "max-score": hundredths(test.max_points),
            "output": told(test, language),
        }
        for task in card.tasks
        for place, test in enumerate(task.tests, 1)
    ]
    when = _utc(card.started)
    document = {"schema": "classroom50/result/v1", **facts, "datetime": when, "graded_at": when}
    return document | {"score": min(hundredths(score), most), "max-score": most, "tests": tests}


def _utc(text: str) -> str:
    return datetime.datetime.fromisoformat(text).astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
