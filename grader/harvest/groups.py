"""Students of a class who failed the same tests with the same answers, where nothing names the cause."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from msgspec import UNSET, Struct

from grader.reports.clusters import equal_failures
from grader.scorecard import Scorecard, TestResult

__all__ = ["FailureGroup", "answer_of", "groups_of"]


class FailureGroup(Struct, frozen=True):
    """tests: by the task that they are of, as one of the students failed them. students: by what the class calls them."""

    tests: dict[int, list[TestResult]]
    students: list[str]


def groups_of(cards: Mapping[str, Scorecard], least: int) -> list[FailureGroup]:
    """The groups of at least so many students, the largest first. cards: by student; of a scorecard, what was graded counts alone."""
    read = {student: card for student, card in cards.items() if card.outcome == "graded"}
    found: dict[frozenset[str], set[str]] = {}
    for cluster in equal_failures({student: _unexplained(card) for student, card in read.items()}, least):
        if cluster.example.outcome in ("failed", "crashed"):
            found.setdefault(frozenset(cluster.students), set()).update(cluster.tests)
    groups = [FailureGroup(_by_task(read[min(students)], tests), sorted(students)) for students, tests in found.items()]
    return sorted(groups, key=lambda each: (-len(each.students), min(each.tests), each.students))


def answer_of(test: TestResult) -> tuple[str, str]:
    """What a failure is told apart by: how it ended, and what came."""
    return test.outcome, str(test.yours) if test.yours is not UNSET else str(test.message or "")


def _unexplained(card: Scorecard) -> Scorecard:
    """Without the failures whose cause the scorecard names: a relation says what came, and not what was meant by it."""
    tasks = [
        msgspec.structs.replace(task, tests=[test for test in task.tests if not _named(test)]) for task in card.tasks
    ]
    return msgspec.structs.replace(card, tasks=tasks)


def _named(test: TestResult) -> bool:
    return test.explanation is not UNSET and test.explanation.kind != "relation"


def _by_task(card: Scorecard, names: set[str]) -> dict[int, list[TestResult]]:
    tests = {task.number: [test for test in task.tests if test.id in names] for task in card.tasks}
    return {number: found for number, found in tests.items() if found}
