"""What could explain the failures of a submission: the known wrong ideas, parts of them, and changes of the reference's calls."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from grader.course.misconceptions import Misconception
from grader.judge.explain.agree import Agreement
from grader.judge.explain.arguments import parameters
from grader.judge.explain.case import Case, trains
from grader.judge.explain.compose import changed, composed
from grader.judge.explain.counterfactuals import counterfactuals, touches
from grader.judge.explain.families import fitted
from grader.judge.explain.ideas import IDEAS, Evidence, Fitted, Reason, best, possible
from grader.judge.explain.pairs import pairs
from grader.judge.explain.replay import ReplayProgram
from grader.judge.records import ResultRecord

__all__ = ["Candidates"]

HELD = 2  # ideas beside which a second one is looked for
LIKELIEST = 6  # ideas of a task of which each two are tried together
REFUTED = 2  # tests that say no before a candidate is given up


@dataclass
class Candidates:
    """known: the tests whose reason is known already."""

    case: Case
    known: set[str]
    found: dict[int, list[Evidence]] = field(default_factory=dict, init=False)
    _asked_again: dict[tuple[bytes, str, int], bool] = field(default_factory=dict, init=False)

    def told(self) -> dict[str, Reason]:
        """For each test that one of them explains, which."""
        self._ideas()
        told = self._best()
        if set(self.case.right) - self.known - set(told):
            self._changes(set(told))
            told = self._best()
        if open := set(self.case.right) - self.known - set(told):
            self._pairs(open)
            told = self._best()
        return told

    def _best(self) -> dict[str, Reason]:
        told: dict[str, Reason] = {}
        for task in self.found:
            told |= {name: each.reason for name, each in self._best_of(task).items() if name not in self.known}
        return told

    def _best_of(self, task: int) -> dict[str, Evidence]:
        """What explains a task's failures and is refuted by none of its tests that passed."""
        failed = {name for name in self.case.asked if self.case.task(name) == task}
        while True:
            told = best(self.found[task], failed)
            refuted = [each for each in self.found[task] if each in told.values() and self._refuted(each, task)]
            if not refuted:
                return told
            self.found[task] = [each for each in self.found[task] if each not in refuted]

    def _refuted(self, evidence: Evidence, task: int) -> bool:
        """Whether a test passed in which this would have answered otherwise."""
        case, key = self.case, (evidence.program.source, evidence.program.name, task)
        if key not in self._asked_again:
            answers = case.replays.each(evidence.program, case.passed(task))
            verdicts = (each for name, given in answers for each in case.compare(name, given))
            self._asked_again[key] = any(not each.agrees for each in verdicts)
        return self._asked_again[key]

    def _ideas(self) -> None:
        case = self.case
        tasks = possible(case.lesson.misconceptions, case.records, case.asked)
        for idea in case.lesson.misconceptions:
            wanted = [name for name in idea.expect if name in case.asked]
            whole = [
                name
                for name in wanted
                if case.task(name) in tasks.get(idea.name, ()) and not self._acquitted(idea, name)
            ]
            for reason, source in fitted(idea):
                self._ask(ReplayProgram(source), reason, whole)
            if parts := [name for name in wanted if name not in whole or not self._agrees(idea, name)]:
                self._parts(idea, parts)

    def _agrees(self, idea: Misconception, test: str) -> bool:
        """Whether the whole idea explains a test."""
        found = self.found.get(self.case.task(test), [])
        return any(test in each.explained for each in found if each.reason.name == idea.name)

    def _acquitted(self, idea: Misconception, test: str) -> bool:
        """Whether what the idea changes has passed, in the other tasks that ask for it, all that the idea must fail."""
        case, new = self.case, changed(self.case.solution, idea.source)
        own = {task.number for task in case.lesson.facts.tasks if new.keys() & set(task.functions)} - {case.task(test)}
        must = [case.records[name] for name in idea.expect if name in case.records and case.task(name) in own]
        return bool(must) and all(record.result.outcome == "passed" for record in must)

    def _parts(self, idea: Misconception, tests: list[str]) -> None:
        """An idea that changes several functions may be held in one of them alone."""
        if not self.case.right or len(new := changed(self.case.solution, idea.source)) < 2:
            return
        for function, text in new.items():
            passed = {
                self.case.task(name)
                for name, record in self.case.records.items()
                if name in idea.expect
                and record.result.outcome == "passed"
                and record.call
                and record.call.text == function
            }
            own = [name for name in tests if self.case.task(name) not in passed and name in self.case.right]
            helps = all(function not in task.functions for task in self.case.lesson.facts.tasks)
            if own and (helps or _calls(self.case.records, own, function)):
                self._ask(
                    ReplayProgram(composed(self.case.solution, {function: text}, idea.source)), idea, own, part=True
                )

    def _ask(
        self, program: ReplayProgram, idea: Misconception | Fitted, tests: list[str], *, part: bool = False
    ) -> None:
        if not set(tests) - self.known:
            return
        verdicts = self._verdicts(program, tests)
        for task in sorted({self.case.task(name) for name in verdicts}):
            own = {name: each for name, each in verdicts.items() if self.case.task(name) == task}
            own |= self._elsewhere(program, own, task)
            expect = idea.idea.expect if isinstance(idea, Fitted) else idea.expect
            must = {name for name in expect if self.case.ran(name) and self.case.task(name) == task}
            if part:
                must = {name for name in own if own[name]}
            self.found.setdefault(task, []).append(Evidence(idea, program, own, must, part))

    def _elsewhere(
        self, program: ReplayProgram, own: dict[str, list[Agreement]], task: int
    ) -> dict[str, list[Agreement]]:
        """What a candidate that explains all it was asked says of the task's other failures: whether it must fail there, its author could not know."""
        if not all(each.agrees for verdicts in own.values() for each in verdicts):
            return {}
        others = [
            name for name in self.case.right if self.case.task(name) == task and name not in self.known | set(own)
        ]
        return {name: found for name, found in self._verdicts(program, others).items() if found}

    def _verdicts(self, program: ReplayProgram, tests: list[str]) -> dict[str, list[Agreement]]:
        """By test; of none where the first tests say no and nothing else. A training is repeated only where no shorter test says no."""
        trained = {name for name in tests if trains(self.case.records[name])}
        order = self.case.shortest(set(tests) - trained) + self.case.shortest(trained)
        found: dict[str, list[Agreement]] = {}
        refused, denied = 0, False
        for name, answers in self.case.replays.each(program, order):
            found[name] = self.case.compare(name, answers)
            denied |= bool(trained) and name not in trained and self.case.differs(name, answers)
            refused += bool(found[name]) and not any(each.agrees for each in found[name])
            if refused >= REFUTED and not any(each.agrees for verdicts in found.values() for each in verdicts):
                return {}
            if denied and trained.issuperset(order[len(found) :]):
                break
        return found

    def _changes(self, told: set[str]) -> None:
        """Of the tasks in which something is left to explain."""
        open = {self.case.task(name) for name in set(self.case.right) - self.known - told}
        for task in sorted(open):
            tests = [name for name in self.case.right if self.case.task(name) == task]
            self.found.setdefault(task, []).extend(self._changed(tests))

    def _pairs(self, open: set[str]) -> None:
        """An idea that is told, with a second one beside it; and two of a task in which none is, both of them unseen for the other."""
        case, ideas = self.case, self.case.lesson.misconceptions
        told = [each for task in self.found for each in self._best_of(task).values() if isinstance(each.reason, IDEAS)]
        for first, _ in Counter(each.program.source for each in told).most_common(HELD):
            alone = self._verdicts(ReplayProgram(first), sorted(open))
            left = open - {name for name, verdicts in alone.items() if any(each.agrees for each in verdicts)}
            self._ask_pairs(first, ideas, left)
        untold = open - set(self._best())
        for task in sorted({case.task(name) for name in untold}):
            left = {name for name in untold if case.task(name) == task}
            likely = sorted(
                (idea for idea in ideas if left.intersection(idea.expect)), key=lambda idea: len(idea.expect)
            )
            for number, idea in enumerate(likely[:LIKELIEST]):
                self._ask_pairs(idea.source, likely[number + 1 : LIKELIEST], left.intersection(idea.expect))

    def _ask_pairs(self, first: bytes, others: Sequence[Misconception], tests: set[str]) -> None:
        wanted = {idea.name: [name for name in idea.expect if name in tests] for idea in others}
        for pair in pairs(first, others, wanted, self.case.solution):
            self._ask(pair.program, pair.second, pair.tests, part=True)

    def _changed(self, tests: list[str]) -> Iterator[Evidence]:
        """What the reference answers in one task when its calls are changed: asked at the shortest test first."""
        case = self.case
        transcripts = {name: case.records[name].transcript for name in case.shortest(tests)}
        for change in counterfactuals(list(transcripts.values()), parameters(case.lesson.solution)):
            program = ReplayProgram(case.solution, change.change, f"{change.reason.name} {change.reason.parts}")
            changed = [name for name, transcript in transcripts.items() if touches(change, transcript)]
            used: dict[str, list[Agreement]] = {}
            for name, answers in case.replays.each(program, changed):
                verdicts = case.compare(name, answers)
                if verdicts:
                    used[name] = verdicts
                if len(used) == 1 and not any(each.agrees for each in verdicts):
                    used = {}
                    break
            if used:
                yield Evidence(change.reason, program, used, set(used))
            if len(used) == len(transcripts) and all(each.agrees for verdicts in used.values() for each in verdicts):
                return  # nothing is left to explain


def _calls(records: dict[str, ResultRecord], tests: list[str], function: str) -> bool:
    return any(call is not None and call.text.startswith(function) for call in (records[name].call for name in tests))
