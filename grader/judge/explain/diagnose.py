"""Why each test failed, as far as that is known for certain. It explains a failure, it never decides one.

The most telling reason first: a function that is not written yet, a known wrong idea, an exception that says what it means, and what
the answer is, seen from the expected one.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from grader.course.lessons import Lesson
from grader.judge.explain.blame import earlier_cause
from grader.judge.explain.callers import calls_a_wrong_function
from grader.judge.explain.candidates import Candidates
from grader.judge.explain.case import Case
from grader.judge.explain.crashes import crash
from grader.judge.explain.ideas import Reason
from grader.judge.explain.reasons import Said
from grader.judge.explain.relations import relation
from grader.judge.explain.relations.numbers import numbers
from grader.judge.explain.replay import Replays, ReplayTooLong
from grader.judge.explain.results import of_results
from grader.judge.explain.unwritten import idle, returned_none, unwritten
from grader.judge.records import EXPLAINED, ResultRecord
from grader.judge.remote.call_text import RecordedCall, signatures
from grader.judge.remote.student import Remote
from grader.wire.channel import Channel
from grader.wire.messages import Limits

__all__ = ["Reason", "explain"]


def explain(
    records: list[ResultRecord],
    seeds: dict[str, int],
    lesson: Lesson,
    control: Channel,
    limits: Limits,
    cache: Path,
    source: bytes = b"",
) -> dict[str, Reason]:
    """For each failed test why it failed, where that is known.

    seeds: the worker's seed of each test. cache: a private folder of this run, for answers on inputs seen before. source: the student's file. None of a submission on whose
    calls the misconceptions together take longer than SECONDS: of some of them the best would be no more than a guess.
    """
    by_name = {record.result.id: record for record in records}
    failed = {name for name, record in by_name.items() if record.result.outcome in EXPLAINED}
    asked = {name for name in failed if by_name[name].transcript}
    if not failed:
        return {}
    replays = Replays(by_name, seeds, lesson, control, limits, cache)
    try:
        return _reasons(Case(lesson, replays, by_name, failed, asked), source)
    except ReplayTooLong:
        return {}
    finally:
        replays.close()


def _reasons(case: Case, source: bytes) -> dict[str, Reason]:
    told: dict[str, Reason] = {}
    solution = case.lesson.solution
    names = signatures(solution.read_bytes() if solution.is_file() else b"")
    told |= unwritten(case.records, case.asked, case.right, names)
    for name in sorted(case.asked - set(told)):
        if said := idle(case.records[name], case.right.get(name, [])):
            told[name] = said
    told |= Candidates(case, set(told)).told()
    for name in sorted(case.failed - set(told)):
        record = case.records[name]
        if record.probes:
            told[name] = case.lesson.seen[record.probes[0]]
        elif (
            found := _crash(record)
            or earlier_cause(case, name)
            or returned_none(record)
            or of_results(case, name)
            or _relation(record)
            or calls_a_wrong_function(case, name, source)
        ):
            told[name] = found
    return {name: reason for name, reason in told.items() if not _alone(case, name, told)}


def _alone(case: Case, test: str, told: dict[str, Reason]) -> bool:
    """Whether a relation that few numbers have by chance is that of no other failure of the same function."""
    reason, values = told[test], case.records[test].values
    if not isinstance(reason, Said) or not values:
        return False
    right = numbers(values[1])
    of_one = reason.name.startswith("is_") and right is not None and right.size == 1
    if not of_one and reason.name != "nearly" and not reason.name.endswith("_n_one"):
        return False
    others = [name for name in case.failed - {test} if _function(case, name) == _function(case, test)]
    stem = reason.name.removesuffix("_one")
    alike = [each for name in others if isinstance(each := told.get(name), Said) and each.name.startswith(stem)]
    return len(others) > 1 and not alike


def _function(case: Case, test: str) -> str:
    call = case.records[test].call
    return call.text.partition("(")[0] if call else test


def _crash(record: ResultRecord) -> Said | None:
    return crash(record.raised) if record.raised else None


def _relation(record: ResultRecord) -> Said | None:
    if not record.values or isinstance(record.values[1], Remote):
        return None
    return relation(*record.values, list(_arguments(record.call)) if record.call else [])


def _arguments(call: RecordedCall) -> Iterator[tuple[str, Any]]:
    for position, value in enumerate(call.args):
        if not isinstance(value, Remote):
            yield (call.names[position] if position < len(call.names) else f"x{position}"), value
    yield from ((name, value) for name, value in call.kwargs.items() if not isinstance(value, Remote))
