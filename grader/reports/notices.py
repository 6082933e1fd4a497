"""What is odd about a graded class: each kind with its count, the worst first, and nothing for what there is none of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from statistics import fmean

from msgspec import Struct

from grader.classroom.classes import Class, ClassMember
from grader.classroom.grades import Grade
from grader.classroom.score_changes import Move
from grader.reports.class_summary import moved, same_groups
from grader.reports.grade_lines import grade_lines
from grader.reports.students import unread
from grader.scorecard import Scorecard
from grader.sentences import Line, Say, Text, render, value_of

__all__ = ["Notice", "NoticeLine", "notices_of"]

MOST = 100  # lines of a list
NAMES = 20  # in one line


class NoticeLine(Struct, frozen=True):
    """A line: those whom it is about, what there is to say, and the line of their code that it speaks of, 0 for none."""

    students: list[str]
    text: str = ""
    line: int = 0


class Notice(Struct, frozen=True):
    """kind: as in `notice.KIND`. entries: at most MOST of them; more: how many are left out. about: all of them in a sentence."""

    kind: str
    count: int
    entries: list[NoticeLine]
    more: int
    about: str = ""


def notices_of(
    graded: Class, grades: Sequence[Grade], cards: Mapping[str, Scorecard], warnings: Sequence[Line], say: Say
) -> list[Notice]:
    """All of them. graded and grades are in the language of `say`. warnings: what the teacher's tables say that cannot be used."""
    found = {
        "faults": [NoticeLine([g.student], g.problem) for g in grades if g.outcome == "grader_fault"],
        "unread": [NoticeLine([e.student], why) for e in graded.students if (why := unread(e, cards.get(e.student)))],
        "unfinished": [NoticeLine([g.student], ", ".join(map(str, g.unfinished))) for g in grades if g.unfinished],
        "requests": [NoticeLine([g.student], f"{r.test} {r.text}") for g in grades for r in g.requests if not r.answer],
        "moved": [NoticeLine([move.student], moved(move, say, "notice.moved_line")) for move in graded.moves],
        "late": [NoticeLine([g.student], _changes(g, cards, graded.language)) for g in grades if g.late],
        "hand": [NoticeLine([g.student], _changes(g, cards, graded.language)) for g in grades if g.changes],
        "duplicates": [NoticeLine(list(group)) for group in same_groups(grades)],
        "worth_reading": [entry for each in graded.students for entry in _worth_reading(each, graded.language)],
        "unstable": list(_unstable(graded)),
        "missing": [NoticeLine([name]) for name in graded.missing],
        "unknown": [NoticeLine([name]) for name in graded.unknown],
        "near": [NoticeLine([], line) for line in graded.near],
        "ignored": [NoticeLine([], name) for name in graded.ignored],
        "notes": [
            NoticeLine([], note) for note in [*graded.notes, *(render(each, graded.language) for each in warnings)]
        ],
    }
    return [
        Notice(
            kind,
            len(entries),
            entries[:MOST],
            max(0, len(entries) - MOST),
            _moves(graded.moves, say) if kind == "moved" else "",
        )
        for kind, entries in found.items()
        if entries
    ]


def _moves(moves: Sequence[Move], say: Say) -> str:
    """What a regrade changed, before and after."""
    before, after = (
        f"{fmean(points):.1f}" for points in zip(*((float(m.old), float(m.new)) for m in moves), strict=True)
    )
    up, down = sum(move.new > move.old for move in moves), sum(move.new < move.old for move in moves)
    return say("notice.before_and_after", up=up, down=down, before=before, after=after)


def _changes(grade: Grade, cards: Mapping[str, Scorecard], language: str) -> str:
    """What people and lateness made of the grade."""
    lines = grade_lines(grade, cards.get(grade.student), language)
    return "; ".join(map(str, lines[1:]))


def _worth_reading(student: ClassMember, language: str) -> Iterator[NoticeLine]:
    values = value_of(student, "worth_reading")
    for said in values if isinstance(values, list) else []:
        line = said.parts.get("line", 0) if isinstance(said, Text) else 0
        yield NoticeLine([student.student], render(said, language), line if isinstance(line, int) else 0)


def _unstable(graded: Class) -> Iterator[NoticeLine]:
    tests: dict[str, list[str]] = {}
    for each in graded.students:
        for test in each.unstable:
            tests.setdefault(test, []).append(each.student)
    for test, names in tests.items():
        yield NoticeLine(names[:NAMES], f"{test} ({len(names)})")
