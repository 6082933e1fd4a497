"""What comes of a test, with what explains it; and what its run is drawn from."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from grader.course.facts import Runtime
from grader.judge.draw import Draw
from grader.judge.messages import Job
from grader.judge.remote.call_text import RecordedCall
from grader.judge.remote.exchange import Exchange
from grader.scorecard import TestResult
from grader.wire.messages import Raised

__all__ = ["EXPLAINED", "ResultRecord", "draws_of", "worker_seed"]

EXPLAINED = {"failed", "crashed", "timed_out"}


class ResultRecord(Struct):
    """One test's result before it goes on the scorecard, with what explains it.

    call: the last one. values: what was expected and what came, where the two were compared. probes: what the suite saw.
    """

    task: int
    result: TestResult
    transcript: list[Exchange]
    operations: dict[str, int]
    call: RecordedCall | None = None
    values: tuple[Any, Any] | None = None
    raised: Raised | None = None
    probes: list[str] = []


def draws_of(job: Job, runtime: Runtime = "torch") -> Draw:
    """All that a run draws, in what the lesson works with."""
    return Draw(job.secret_key, runtime).branch(job.seed)


def worker_seed(draws: Draw, test: str) -> int:
    """What the worker's own random numbers start from in a test. It crosses to the worker, so nothing else comes of it."""
    return draws.branch(test, "worker").seed()
