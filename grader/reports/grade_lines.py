"""How a grade comes to be what it is, line by line: the same lines on every page and in every export."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from grader.classroom.grades import Grade
from grader.classroom.sums import Change
from grader.classroom.tables import plain
from grader.scorecard import Scorecard
from grader.sentences import Say, speaker

__all__ = ["GradeLine", "change_line", "grade_lines", "grade_text", "score_of", "task_lines"]


class GradeLine(Struct, frozen=True):
    """what: a word for it. points: as people write them. why: the reason, where there is one."""

    what: str
    points: str
    why: str = ""

    def __str__(self) -> str:
        return f"{self.what}: {self.points}" + (f" ({self.why})" if self.why else "")


def grade_lines(grade: Grade, card: Scorecard | None, language: str) -> list[GradeLine]:
    """From what the tests gave to the result; nothing where nobody and nothing changed it. card: whose tests are named."""
    say = speaker(language)
    if grade.points is None or not (
        grade.changes or grade.days_late or grade.forgiven or grade.unfinished or grade.reasons
    ):
        return []
    claims = {test.id: test.claim for test in card.tests} if card else {each.test: each.claim for each in grade.changes}
    lines = [GradeLine(say("grade.tests"), plain(grade.points))]
    lines += [_change(change, claims, say) for change in grade.changes]
    if grade.days_late or grade.forgiven or _remarks(grade):
        lines.append(_late(grade, say))
    waits = sum((grade.most.get(number, Decimal(0)) for number in grade.unfinished), Decimal(0))
    if grade.unfinished:
        tasks = ", ".join(map(str, grade.unfinished))
        lines.append(GradeLine(say("grade.waits", tasks=tasks), f"? / {plain(waits)}"))
    return [*lines, GradeLine(say("grade.so_far" if grade.unfinished else "grade.result"), score_of(grade))]


def grade_text(grade: Grade, card: Scorecard | None, language: str) -> list[str]:
    """The same as text."""
    return [str(line) for line in grade_lines(grade, card, language)]


def task_lines(grade: Grade, language: str) -> dict[int, list[GradeLine]]:
    """By task, what people gave or took there beside its tests: what these cost and this make the task's points."""
    found: dict[int, list[GradeLine]] = {}
    for change in grade.changes:
        if change.task is not None and not change.test:
            found.setdefault(change.task, []).append(change_line(change, language))
    return found


def change_line(change: Change, language: str) -> GradeLine:
    """What a person changed, as it is said of one student."""
    return _change(change, {change.test: change.claim}, speaker(language))


def score_of(grade: Grade) -> str:
    """The result, of so many; what there is so far where a person has not graded all; nothing where nothing counts."""
    most = f" / {plain(grade.max_score)}" if grade.max_score is not None else ""
    return "" if grade.so_far is None or grade.nothing_counts else f"{plain(grade.so_far)}{most}"


def _change(change: Change, claims: dict[str, str], say: Say) -> GradeLine:
    id = {"by hand": "by_hand"}.get(change.kind, change.kind)
    if change.task is not None and change.kind in ("by hand", "bonus"):
        id += "_task"
    facts = {"test": claims.get(change.test, change.test), "task": change.task or 0}
    return GradeLine(say(f"grade.{id}", **facts), _signed(change.points), str(change))


def _late(grade: Grade, say: Say) -> GradeLine:
    why = [say("grade.forgiven", n=plain(grade.forgiven))] if grade.forgiven else []
    if grade.handed_in and grade.due:
        times = (f"{time:%Y-%m-%d %H:%M %Z}".strip() for time in (grade.handed_in, grade.due))
        why.append(say("grade.times", **dict(zip(("handed_in", "due"), times, strict=True))))
    why += _remarks(grade)
    return GradeLine(say("grade.late", n=plain(grade.days_late)), _signed(-grade.penalty), "; ".join(why))


def _remarks(grade: Grade) -> list[str]:
    """Reasons that changed days and no points."""
    told = {str(change) for change in grade.changes}
    return [reason for reason in grade.reasons if reason not in told]


def _signed(points: Decimal) -> str:
    return f"{'+' if points > 0 else ''}{plain(points)}" if points else "0"
