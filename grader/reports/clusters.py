"""What students have in common: the same misconception, or the very same failure that none explains."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from msgspec import UNSET, Struct

from grader.reports.terminal import stopped_by
from grader.scorecard import Scorecard, TestResult

__all__ = ["Cluster", "equal_failures", "misconceptions"]


class Cluster(Struct):
    """Students who failed in one way. said: the sentence or the answer. example: one of these failures.

    tests: their claims. counts: how many students failed each of them so. students: with the first of their failures.
    """

    name: str
    said: str
    example: TestResult
    tests: dict[str, str]
    counts: Counter[str]
    students: dict[str, TestResult]


def misconceptions(cards: Mapping[str, Scorecard]) -> list[Cluster]:
    """Each misconception with those who hold it, the commonest first. cards: by student."""
    found: dict[object, Cluster] = {}
    for student, test in _missed(cards):
        if test.misconception:
            _add(found, test.misconception, test.misconception, test.hint or "", test, student)
    return _ranked(found)


def equal_failures(cards: Mapping[str, Scorecard], least: int = 2) -> list[Cluster]:
    """The same wrong answer, exception or missing function of at least so many students, where no misconception explains it."""
    found: dict[object, Cluster] = {}
    for student, test in _missed(cards):
        if test.misconception or test.outcome == "grader_fault":
            continue
        if stopped := stopped_by(test):
            _add(found, stopped, test.outcome, test.message or test.outcome, test, student)
        else:
            # An answer says something of its test alone, a message of whatever it stopped.
            answer = test.yours if test.yours is not UNSET else ""
            said = answer or test.message or test.outcome
            _add(found, (test.id if answer else "", test.outcome, said), test.outcome, said, test, student)
    return [cluster for cluster in _ranked(found) if len(cluster.students) >= least]


def _missed(cards: Mapping[str, Scorecard]) -> list[tuple[str, TestResult]]:
    return [
        (student, test)
        for student, card in cards.items()
        for test in card.tests
        if test.outcome != "passed" and test.void is UNSET
    ]


def _add(found: dict[object, Cluster], key: object, name: str, said: str, test: TestResult, student: str) -> None:
    cluster = found.setdefault(key, Cluster(name, said, test, {}, Counter(), {}))
    cluster.tests[test.id] = test.claim
    cluster.counts[test.id] += 1
    cluster.students.setdefault(student, test)


def _ranked(found: dict[object, Cluster]) -> list[Cluster]:
    return sorted(found.values(), key=lambda each: (-len(each.students), -len(each.tests), each.name, each.said))
