"""What a suite says of each test by its mark: `@pytest.mark.task(1, points=2)`. Why a test cannot be scored, if it cannot."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Literal

import pytest

from grader.course.lessons import Lesson
from grader.judge.places import place_of_item
from grader.sentences import Text, text

__all__ = ["MARK", "after_due", "case_of", "number_cases", "points_of", "task_of", "unfit", "void_of"]

MARK = "task(number, points=1, share=False, void=False, after_due=False): the task of the lesson that a test belongs to"
ARGUMENTS = {"points", "share", "void", "after_due"}
CASE: pytest.StashKey[tuple[int, int]] = pytest.StashKey()  # which one of how many
SHARED: pytest.StashKey[Decimal] = pytest.StashKey()


def task_of(item: pytest.Item) -> int:
    mark = item.get_closest_marker("task")
    return mark.args[0] if mark and mark.args else 0


def points_of(item: pytest.Item) -> Decimal:
    """What the test is worth: by its mark, or its case's share of that."""
    mark = item.get_closest_marker("task")
    return item.stash.get(SHARED, Decimal(str(mark.kwargs.get("points", 1) if mark else 0)))


def void_of(item: pytest.Item) -> Literal["", "out", "given"]:
    """How the teacher took the test back: `void=True` or `points=0` out of the maximum, `void="given"` for everybody's good."""
    mark = item.get_closest_marker("task")
    void = mark.kwargs.get("void", False) if mark else False
    if void == "given":
        return "given"
    return "out" if void or points_of(item) == 0 else ""


def after_due(item: pytest.Item) -> bool:
    mark = item.get_closest_marker("task")
    return bool(mark and mark.kwargs.get("after_due", False))


def case_of(item: pytest.Item) -> tuple[int, int] | None:
    """Which of how many cases of a parametrized test it is."""
    return item.stash.get(CASE, None)


def number_cases(items: list[pytest.Item]) -> None:
    """Count the cases of each parametrized test, and give each its share of the points where the mark says so."""
    tests: dict[str, list[pytest.Item]] = {}
    for item in items:
        if hasattr(item, "callspec"):
            tests.setdefault(item.nodeid.partition("[")[0], []).append(item)
    for cases in tests.values():
        mark = cases[0].get_closest_marker("task")
        shares = _shares(points_of(cases[0]), len(cases)) if mark and mark.kwargs.get("share") is True else None
        for number, item in enumerate(cases, 1):
            item.stash[CASE] = (number, len(cases))
            if shares:
                item.stash[SHARED] = next(shares)


def _shares(points: Decimal, n: int) -> Iterator[Decimal]:
    """n numbers that add up to the points to the last digit, as equal as so many digits allow."""
    digits = max(2, -int(points.as_tuple().exponent))
    while points and points * 10**digits < n:
        digits += 1
    each, left = divmod(int(points * 10**digits), n)
    for place in range(n):
        share = Decimal(each + (place < left)).scaleb(-digits)
        yield Decimal(f"{share.normalize():f}")


def unfit(item: pytest.Item, lesson: Lesson) -> Text | None:
    """Why a test cannot be scored, with its place; None where it can."""
    reason = _reason(item, lesson)
    return text("suite.unfit", place=place_of_item(item), test=item.name, reason=reason) if reason else None


def _reason(item: pytest.Item, lesson: Lesson) -> Text | None:
    mark = item.get_closest_marker("task")
    try:
        if task_of(item) not in {task.number for task in lesson.facts.tasks}:
            return text("suite.no_mark")
        if lesson.task(task_of(item)).by_hand:
            return text("suite.by_hand", number=task_of(item))
        if not points_of(item).is_finite() or points_of(item) < 0:
            return text("suite.not_positive")
        if mark and mark.kwargs.get("void", False) not in (True, False, "given"):
            return text("suite.void")
        if mark and (unknown := set(mark.kwargs) - ARGUMENTS):
            return text("suite.argument", names=", ".join(sorted(unknown)))
    except InvalidOperation:
        return text("suite.no_number")
    if item.get_closest_marker("skip") or item.get_closest_marker("skipif") or item.get_closest_marker("xfail"):
        return text("suite.skipped")
    return None if getattr(getattr(item, "function", None), "__doc__", "") else text("suite.no_claim")
