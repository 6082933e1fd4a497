"""What a student may read of a test, as plain text for systems that have one box for it."""

from __future__ import annotations

from msgspec import UNSET

from grader.reports.visible import visible
from grader.scorecard import TestResult
from grader.sentences import Say, speaker

__all__ = ["claim_said", "claim_text", "told"]

MOST = 20_000  # characters; nobody reads more, and the strictest system cuts at 100,000


def claim_text(test: TestResult, language: str) -> str:
    """The claim, and how the teacher took the test back where that is so."""
    return claim_said(test, speaker(language))


def claim_said(test: TestResult, say: Say) -> str:
    """The same, as `say` says it."""
    if test.void is UNSET:
        return test.claim
    how = say("grade.voided" if test.void == "out" else "grade.given_to_all")
    return f"{test.claim} {say('report.aside', what=how)}"


def told(test: TestResult, language: str, most: int = MOST) -> str:
    """Call, expected, yours, message, diagnosis and where to read, at most `most` characters; empty for a test that passed.

    No control character and nothing that turns the direction of the text is left in it.
    """
    say = speaker(language)
    if test.outcome == "passed":
        return ""
    outcome = say(f"outcome.{test.outcome}") if test.outcome != "failed" else ""
    parts = [
        test.call,
        test.expected and f"{say('report.expected')}: {test.expected}",
        test.yours and f"{say('report.yours')}: {test.yours}",
        test.message or outcome,
        test.hint,
        test.read and say("report.read", read=test.read),
    ]
    return visible("\n".join(part for part in parts if part) or say("outcome.failed"), most)
