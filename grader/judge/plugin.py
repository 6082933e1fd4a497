"""The pytest plugin that reads a suite, and hands what happens in its tests to the submission's `Grading`.

It runs in the judge alone. A test passes only if pytest says that its body ran to the end; skips, expected failures and
errors of the suite itself are faults of the grader, never a pass and never the student's loss.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import pytest

from grader.course.lessons import Lesson
from grader.judge.grading import grading_of
from grader.judge.marks import MARK, number_cases, task_of, unfit
from grader.judge.places import place_of_error
from grader.sentences import Line, text

__all__ = ["SuitePlugin"]


class SuitePlugin:
    """faults: of the suite, sentences for its author. tested: the tasks that it has tests of."""

    def __init__(self, lesson: Lesson) -> None:
        self.lesson = lesson
        self.faults: list[Line] = []
        self.tested: set[int] = set()
        self._unreadable = ""

    def pytest_configure(self, config: pytest.Config) -> None:
        config.addinivalue_line("markers", MARK)

    def pytest_exception_interact(
        self, call: pytest.CallInfo[Any], report: pytest.CollectReport | pytest.TestReport
    ) -> None:
        if isinstance(report, pytest.CollectReport) and call.excinfo:
            error = call.excinfo.value.__cause__ or call.excinfo.value
            place = place_of_error(error, self.lesson.suite_files[0].parent)
            self._unreadable = f"{place or report.nodeid}: {type(error).__name__}: {getattr(error, 'msg', error)}"

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.faults.append(text("suite.unread", said=f"{self._unreadable}\n{report.longreprtext[-2000:]}"))
        elif report.skipped:
            self.faults.append(text("suite.skips", name=report.nodeid))

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        self.faults += [reason for item in items if (reason := unfit(item, self.lesson))]
        names = [item.name for item in items]
        self.faults += [text("suite.twice", name=name) for name in sorted({n for n in names if names.count(n) > 1})]
        if self.faults:
            items.clear()
        self.tested = set(map(task_of, items))
        number_cases(items)

    def without_tests(self, asked: list[int]) -> list[Line]:
        """Tasks of those asked for (all if empty) that nothing would ever give points for. A public suite need not have a test of each."""
        if not self.lesson.has_hidden_suite or not self.tested:
            return []
        tasks = [task for task in self.lesson.facts.tasks if not asked or task.number in asked]
        return [
            text("suite.task_without", number=task.number)
            for task in tasks
            if task.number not in self.tested and not task.by_hand
        ]

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> Iterator[None]:
        """Fixtures may call student code as well; once the time is used up, the test itself says so."""
        budget = grading_of(item).budget
        with contextlib.nullcontext() if budget.spent else budget.charged():
            yield

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Iterator[None]:
        with grading_of(item).budget.test():
            yield

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
        item.repr_failure = lambda excinfo: ""  # type: ignore[assignment, method-assign, misc]  # costly, and never read
        outcome: Any = yield
        report = outcome.get_result()
        if call.when == "call" or report.failed or report.skipped:
            grading_of(item).add(item, call, report)
