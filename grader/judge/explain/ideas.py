"""Which candidate explains the failures of a task: one that answers as the submission did wherever it differs from the right answer.

A candidate is a known wrong idea, or a change of the calls of the reference. A sentence that is wrong is worse than none. So it must explain
more than two thirds of its own failing calls in the task (two thirds, where it must fail these tests and no others), every test that it must fail has failed, and where two explain alike neither is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar, Literal

from msgspec import Struct

from grader.course.misconceptions import Misconception
from grader.course.probes import Probe
from grader.judge.explain.agree import DISAGREES, ENOUGH, REAL, Agreement, agreement, unlike
from grader.judge.explain.changes import same_change
from grader.judge.explain.reasons import Said
from grader.judge.explain.replay import NoAnswer, ReplayProgram, answer_of
from grader.judge.records import ResultRecord
from grader.judge.remote.exchange import Exchange
from grader.judge.remote.shared_memory import Lent
from grader.sentences import Text
from grader.wire.messages import Returned

__all__ = ["IDEAS", "Evidence", "Fitted", "Reason", "best", "compare", "possible"]


class Fitted(Struct, frozen=True):
    """A misconception with the value of its family's constant that fits."""

    idea: Misconception
    value: float

    kind: ClassVar[Literal["misconception"]] = "misconception"

    @property
    def name(self) -> str:
        return self.idea.name

    @property
    def sentence(self) -> Text:
        return self.idea.with_value(self.value)


IDEAS = Misconception | Fitted
Reason = Misconception | Fitted | Said | Probe
SHARE = 2 / 3
NEARER = 10
SEVERAL = 4  # failures of a task
FEW = 2.0  # bits that are enough where the task's failures are those of the idea and no others
SOLID = 3  # tests, all that failed and that it must fail: few numbers do not agree in each of them by chance
SOME = 1.0  # bits that are enough for an option that is not used, the most common of all mistakes
UNKNOWN = NoAnswer("Unasked")


class Evidence(Struct):
    """Of one candidate in one task. tests: what its answers say of each failed test. must: the tests that it must fail there.

    part: of a part of an idea, or of two together, of which nobody has said what they must fail.
    """

    reason: Reason
    program: ReplayProgram
    tests: dict[str, list[Agreement]]
    must: set[str]
    part: bool = False

    @property
    def explained(self) -> list[str]:
        return [name for name, verdicts in self.tests.items() if _explains(verdicts)]

    @property
    def share(self) -> float:
        """Of its discriminating calls, those that agree."""
        every = [each.agrees for verdicts in self.tests.values() for each in verdicts]
        return sum(every) / len(every) if every else 0.0

    @property
    def agreed(self) -> int:
        """How many calls it explains."""
        return sum(each.agrees for verdicts in self.tests.values() for each in verdicts)

    @property
    def bits(self) -> float:
        agreed = [each for verdicts in self.tests.values() for each in verdicts if each.agrees]
        whole = {each.answer: each.bits for each in agreed if each.whole}  # the same few numbers again are no news
        return sum(each.bits for each in agreed if not each.whole) + sum(whole.values())

    @property
    def distance(self) -> float:
        return max((each.distance for name in self.explained for each in self.tests[name] if each.agrees), default=1.0)

    def holds(self, failed: set[str]) -> bool:
        """failed: the tests of the task that did. What agrees in little, NaN alone say, or in a few whole numbers, holds only where it must
        fail these and no others: ideas about votes and counts bring the same few labels again and again."""
        # An idea's sentence says more than what was computed: one test in three is too many against it, unless it must fail just these.
        idea = isinstance(self.reason, IDEAS) and self.must != failed
        if self.share < SHARE or (idea and self.share == SHARE) or not self.explained:
            return False
        if self.agreed == 1 and self.bits <= REAL and len(failed) >= SEVERAL and self.must != failed:
            return False  # one number that agrees, and several failures that are not explained
        every = [each for verdicts in self.tests.values() for each in verdicts]
        weak = not any(each.agrees and each.bits >= ENOUGH for each in every)  # no call of its own says enough
        if weak and (self.part or (isinstance(self.reason, IDEAS) and self.share < 1)):
            return False
        agreed = [each for each in every if each.agrees]
        by_chance = all(each.whole or each.few for each in agreed) and any(each.whole for each in agreed)
        if self.bits >= ENOUGH:
            return not by_chance or not isinstance(self.reason, IDEAS) or self.must == failed
        unused = isinstance(self.reason, Said) and self.reason.name == "left_out"
        exactly = (isinstance(self.reason, IDEAS) or unused) and self.must == failed == set(self.explained)
        by_chance = by_chance and len(self.explained) < SOLID
        return exactly and self.share == 1 and self.bits >= (SOME if unused else FEW) and not by_chance


def possible(
    ideas: Iterable[Misconception], records: Mapping[str, ResultRecord], failed: set[str]
) -> dict[str, set[int]]:
    """By an idea's name the tasks in which the tests that it must fail have failed.

    One that passed may have been lucky in its numbers: where it can be asked again, it is asked later.
    """
    found: dict[str, set[int]] = {}
    for idea in ideas:
        tasks = {records[name].task for name in idea.expect if name in failed}
        found[idea.name] = {task for task in tasks if not _refuted(idea, task, records)}
    return {name: tasks for name, tasks in found.items() if tasks}


def _refuted(idea: Misconception, task: int, records: Mapping[str, ResultRecord]) -> bool:
    ran = [records[name] for name in idea.expect if name in records and records[name].task == task]
    passed = [record for record in ran if record.result.outcome == "passed"]
    return 2 * len(passed) > len(ran) or not all(record.transcript for record in passed)


def compare(
    ours: list[Exchange], right: list[Exchange] | None, idea: list[Exchange], again: list[Exchange] | None = None
) -> list[Agreement]:
    """A verdict for each call of one test that tells the idea from the right answer.

    right: None where the reference was not asked, and then what disagrees may have been left to chance. again: with other random numbers.
    Where the idea is right and ours is not, in another call of a function that it changes, that speaks against it.
    """
    verdicts: list[Agreement | None] = []
    changed: set[object] = set()
    own: dict[int, object] = {}  # by position the function of calls that ours alone gets wrong
    for position, (mine, theirs) in enumerate(zip(ours, idea, strict=False)):
        if mine.call.target == "worker.set_state" and (
            right is None or _lacks(right, position) or _lacks(idea, position)
        ):
            break  # from here on numbers answer that ours brought there, whatever the idea is
        true = right[position] if right is not None and position < len(right) else None
        if mine.memory is not None and right is not None:
            verdicts.append(_touched(mine, true, theirs))
        known = UNKNOWN if true is None else answer_of(true)
        if right is not None and isinstance(known, NoAnswer):
            continue  # the reference could not be asked this
        chance = answer_of(again[position]) if again and position < len(again) else NoAnswer("")
        verdict = agreement(answer_of(mine), known, answer_of(theirs), mine.call.target, chance)
        if verdict is None and right is not None and unlike(answer_of(mine), known, chance):
            own[len(verdicts)] = mine.call.target
        elif verdict:
            changed.add(mine.call.target)
        verdicts.append(verdict)
    for place, target in own.items():
        if isinstance(target, str) and target in changed:
            verdicts[place] = DISAGREES
    found = [each for each in verdicts if each]
    return found if right is not None or all(each.agrees for each in found) else []


def _lacks(answers: list[Exchange], position: int) -> bool:
    """Whether a program has not taken over what ours has put into its object here."""
    return position >= len(answers) or not isinstance(answers[position].reply, Returned)


def _touched(mine: Exchange, true: Exchange | None, theirs: Exchange) -> Agreement | None:
    """Whether lent memory was changed, and in the same way: the very thing that such a test asks."""
    if not theirs.touched or (true is not None and true.touched):
        return None
    memory = mine.memory
    same = isinstance(memory, Lent) and memory.touched and same_change(mine, memory, theirs)
    return Agreement(True, ENOUGH, 0.0) if same else DISAGREES


def best(found: list[Evidence], failed: set[str]) -> dict[str, Evidence]:
    """For each test of a task the candidate that explains it, of those that hold; none where two are as good.

    A test that says nothing for or against, as one that is left to chance, goes with an idea that must fail it and explains another. failed: the tests of the task that did.
    """
    holding = [evidence for evidence in found if evidence.holds(failed)]
    told: dict[str, Evidence] = {}
    for name in sorted({name for evidence in holding for name in evidence.explained}):
        first, *ranked = sorted((each for each in holding if name in each.explained), key=_rank, reverse=True)
        second = next((each for each in ranked if not _say_the_same(first, each)), None)
        if second is None or _rank(first) > _rank(second) or _settled(first, second):
            told[name] = first
    for evidence in sorted(holding, key=_rank):
        if evidence in told.values():
            silent = {name for name in evidence.must & failed if not evidence.tests.get(name)}
            told |= {name: evidence for name in silent if name not in told}
    return told


def _rank(evidence: Evidence) -> tuple[int, float, int, int, bool, bool]:
    """More tests explained, fewer calls against it, more for it, fewer tests that it must fail and does not explain; an idea before a change,
    and before a part of another idea."""
    explained = len(evidence.explained)
    missing = len(evidence.must - set(evidence.explained))
    idea = isinstance(evidence.reason, IDEAS)
    return explained, round(evidence.share, 6), evidence.agreed, -missing, idea, idea and not evidence.part


def _say_the_same(one: Evidence, other: Evidence) -> bool:
    """Whether two ideas that nothing may tell apart have one sentence, which is true of both."""
    return (
        isinstance(one.reason, Misconception)
        and isinstance(other.reason, Misconception)
        and one.reason.says == other.reason.says
    )


def _settled(one: Evidence, other: Evidence) -> bool:
    """Nearer by far, or both true: of two changes that bring the same, either can be told, the simplest of which comes first."""
    return one.distance * NEARER < other.distance or isinstance(one.reason, Said)


def _explains(verdicts: list[Agreement]) -> bool:
    """Two thirds of its calls, and the last: a test ends at what it fails for."""
    return bool(verdicts) and verdicts[-1].agrees and sum(each.agrees for each in verdicts) >= SHARE * len(verdicts)
