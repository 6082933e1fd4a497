"""One submission's failures, and what the reference answers to the same calls."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from grader.course.lessons import Lesson
from grader.judge.explain.agree import Agreement
from grader.judge.explain.ideas import compare
from grader.judge.explain.replay import ReplayProgram, Replays
from grader.judge.records import ResultRecord
from grader.judge.remote.exchange import Exchange

__all__ = ["Case", "trains"]

OTHER_DRAWS = 1


@dataclass
class Case:
    """One submission's failures. asked: those with a transcript."""

    lesson: Lesson
    replays: Replays
    records: dict[str, ResultRecord]
    failed: set[str]
    asked: set[str]
    _passed: dict[str, list[Exchange]] = field(default_factory=dict, init=False)
    _drawn: dict[str, list[Exchange]] = field(default_factory=dict, init=False)

    @cached_property
    def solution(self) -> bytes:
        return self.lesson.solution.read_bytes()

    @cached_property
    def right(self) -> dict[str, list[Exchange]]:
        """The reference's answers, where no training would have to be repeated for them."""
        if not self.lesson.solution.is_file() or not self.asked:
            return {}
        quick = [name for name in sorted(self.asked) if not trains(self.records[name])]
        return self.replays.of(ReplayProgram(self.solution), quick)

    def passed(self, task: int) -> list[str]:
        """A task's tests that passed and can be asked again, the reference's answers to them at hand."""
        if not self.lesson.solution.is_file():
            return []
        kept = [name for name, record in self.records.items() if record.transcript and not trains(record)]
        found = [n for n in kept if self.task(n) == task and self.records[n].result.outcome == "passed"]
        self._passed |= self.replays.of(
            ReplayProgram(self.solution), [name for name in found if name not in self._passed]
        )
        return self.shortest(found)

    def reference(self, test: str) -> list[Exchange]:
        """The reference's answers to a test that failed, or that `passed` named."""
        return self.right.get(test, self._passed.get(test, []))

    def compare(self, test: str, answers: list[Exchange]) -> list[Agreement]:
        """What a candidate's answers to a test say about it; where they say no, what is left to chance is left out."""
        ours, right = self.records[test].transcript, self.right.get(test, self._passed.get(test))
        verdicts = compare(ours, right, answers)
        if right is None or all(each.agrees for each in verdicts):
            return verdicts
        return compare(ours, right, answers, self.again(test))

    def differs(self, test: str, answers: list[Exchange]) -> bool:
        """Whether a candidate answers otherwise than the submission, be it by chance."""
        ours, right = self.records[test].transcript, self.right.get(test, self._passed.get(test))
        return not all(each.agrees for each in compare(ours, right, answers))

    def shortest(self, tests: Iterable[str]) -> list[str]:
        """The tests with the fewest calls first: what is refuted there need not be asked at length."""
        return sorted(tests, key=lambda name: (len(self.records[name].transcript), name))

    def again(self, test: str) -> list[Exchange]:
        """The reference's answers with other random numbers: what differs is left to chance."""
        if test not in self._drawn:
            self._drawn |= self.replays.of(ReplayProgram(self.solution, draws=OTHER_DRAWS), [test])
        return self._drawn[test]

    def ran(self, test: str) -> bool:
        return test in self.records and self.records[test].result.outcome != "not_run"

    def task(self, test: str) -> int:
        return self.records[test].task


def trains(record: ResultRecord) -> bool:
    return any(exchange.call.target == "worker.steady" for exchange in record.transcript)
