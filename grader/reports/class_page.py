"""A graded class as one HTML page, for whoever teaches it."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from urllib.parse import quote

from markupsafe import Markup
from msgspec import Struct

from grader.classroom.classes import Class, Grade, Student
from grader.classroom.pairs import Pair
from grader.classroom.tables import plain
from grader.reports.class_summary import moved, same, worth_reading_of
from grader.reports.classroom import sentence
from grader.reports.clusters import equal_failures, misconceptions
from grader.reports.distribution import middle, score_bars, time_bars
from grader.reports.grade_lines import grade_lines
from grader.reports.html import POLICY, templates
from grader.reports.items import by_task, by_test
from grader.reports.visible import visible
from grader.scorecard import Scorecard
from grader.sentences import Line, Say, in_language, render, speaker

__all__ = ["MOST", "class_page", "page_name"]

MOST = 100  # lines of a list
NAMES = 20  # of one cluster
EXAMPLE = 1000  # characters of what one failure showed
TEXT = 160  # characters of what happened to one student
SCRIPT = (Path(__file__).parent / "templates" / "table.js").read_text(encoding="utf-8")


class Row(Struct, frozen=True):
    """A student in the table. tasks: their points, in the order of the tasks. changed: what people and lateness changed."""

    student: str
    score: str
    tasks: list[str]
    late: str
    handed_in: str
    happened: str
    changed: str


class Listed(Struct, frozen=True):
    """An exception that a teacher must know: who or what, and a sentence about it."""

    heading: str
    items: list[tuple[str, str]]
    more: int


def class_page(
    graded: Class,
    grades: Sequence[Grade],
    cards: Mapping[str, Scorecard],
    *,
    language: str = "en",
    title: str = "",
    alike: Sequence[Pair] | None = None,
    pair_links: Sequence[str] = (),
    warnings: Sequence[Line] = (),
) -> str:
    """The page. cards: by student, in the language; it links to `students/<page_name>` of each of them.

    alike: None where nobody has looked for alike submissions. pair_links: the page of each of the first MOST pairs, "" where there is
    none. warnings: what the teacher's tables say that cannot be used.
    """
    say = speaker(language)
    graded, grades = graded.spoken(language), [in_language(grade, language) for grade in grades]
    counted = {each.student: cards[each.student] for each in graded.students if _counts(each, cards)}
    full = max((grade.max_score for grade in grades if grade.max_score), default=Decimal(0))
    scores = [grade.score for grade in grades if grade.student in counted and grade.score is not None]
    local = {grade.student: grade.handed_in for grade in grades}
    times = [local.get(each.student) or each.handed_in for each in graded.students if each.handed_in]
    tasks = by_task(list(counted.values()))
    return (
        templates()
        .get_template("class.html")
        .render(
            policy=f"{POLICY}; script-src '{_digest(SCRIPT)}'",
            script=Markup(SCRIPT),
            title=title or graded.lesson,
            graded=graded,
            say=say,
            n=len(counted),
            full=plain(full),
            middle=middle(scores),
            score_bars=score_bars(scores, full) if full else [],
            time_bars=time_bars(times),
            zone=f"{min(times):UTC%z}" if times else "",
            tasks=tasks,
            tests=by_test(list(counted.values())),
            misconceptions=misconceptions(cards),
            clusters=equal_failures(cards),
            alike=alike,
            pair_links=pair_links,
            lists=_lists(graded, grades, cards, warnings, say),
            columns=[(item.task, item.claim) for item in tasks],
            rows=_rows(graded, grades, cards, [item.task for item in tasks], language),
            links={
                each.student: f"students/{quote(page_name(each))}" for each in graded.students if each.student in cards
            },
            called={each.student: each.name for each in graded.students if each.name},
            names=NAMES,
            most=MOST,
            most_text=EXAMPLE,
        )
    )


def page_name(student: Student) -> str:
    return f"{student.file}.html"


def _counts(student: Student, cards: Mapping[str, Scorecard]) -> bool:
    """Whether the submission says something about the items: it could be read and judged."""
    card = cards.get(student.student)
    return card is not None and card.outcome == "graded" and not _problem(student, card)


def _problem(student: Student, card: Scorecard | None) -> str:
    """Why nothing could be read; empty where something was. A scorecard without a file says it in its tests."""
    unread = card is not None and card.outcome == "graded" and not card.submission.files
    said = next((test.message or "" for test in card.tests), "") if card and unread else ""
    return student.problem or said


def _digest(script: str) -> str:
    """What a browser compares with the script that it is about to run."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def _rows(
    graded: Class, grades: Sequence[Grade], cards: Mapping[str, Scorecard], tasks: list[int], language: str
) -> list[Row]:
    say = speaker(language)
    when = {each.student: each.handed_in for each in graded.students}
    missing = set(graded.missing)
    rows = []
    for grade in grades:
        time = grade.handed_in or when.get(grade.student)
        card = cards.get(grade.student)
        happened = grade.problem or (sentence(card, language) if card else say("class.not_graded"))
        changed = [str(line) for line in grade_lines(grade, card, language)[1:-1]]
        rows.append(
            Row(
                student=grade.student,
                score=_score(grade),
                tasks=[_points(grade, task) for task in tasks],
                late=plain(grade.days_late) if grade.days_late else "" if grade.days_known else "?",
                handed_in=time.isoformat(" ", "minutes") if time else "",
                happened=say("class.not_handed_in") if grade.student in missing else visible(happened, TEXT),
                changed=visible("; ".join(changed), 2 * TEXT),
            )
        )
    return rows


def _score(grade: Grade) -> str:
    """The result; what there is so far where a person has not graded all."""
    if grade.unfinished and grade.so_far is not None:
        return f"{plain(grade.so_far)} + ?"
    return "" if grade.score is None else plain(grade.score)


def _points(grade: Grade, task: int) -> str:
    return "?" if task in grade.unfinished else plain(grade.tasks[task]) if task in grade.tasks else ""


def _lists(
    graded: Class, grades: Sequence[Grade], cards: Mapping[str, Scorecard], warnings: Sequence[Line], say: Say
) -> list[Listed]:
    """What a teacher must look at, the worst first; nothing for what there is none of."""
    faults = [(grade.student, grade.problem) for grade in grades if grade.outcome == "grader_fault"]
    problems = [(each.student, _problem(each, cards.get(each.student))) for each in graded.students]
    unread = [(student, problem) for student, problem in problems if problem]
    unstable: dict[str, list[str]] = {}
    for each in graded.students:
        for test in each.unstable:
            unstable.setdefault(test, []).append(each.student)
    found = [
        (say("class.faults"), faults),
        (say("class.unread"), unread),
        (say("class.missing"), [(name, "") for name in graded.missing]),
        (say("class.unknown"), [(name, "") for name in graded.unknown]),
        (say("class.near"), [("", line) for line in graded.near]),
        (say("class.duplicates"), [("", names) for names in same(list(grades))]),
        (
            say("class.unstable"),
            [("", f"{test} ({len(names)}): {', '.join(names[:NAMES])}") for test, names in unstable.items()],
        ),
        (say("class.worth_reading"), [("", line) for line in worth_reading_of(graded)]),
        (say("class.moved"), [("", moved(move, say)) for move in graded.moves]),
        (
            say("class.requests"),
            [(g.student, f"{r.test} {r.text}") for g in grades for r in g.requests if not r.answer],
        ),
        (say("class.unfinished"), [(g.student, ", ".join(map(str, g.unfinished))) for g in grades if g.unfinished]),
        (say("class.ignored"), [("", name) for name in graded.ignored]),
        (
            say("class.notes"),
            [("", note) for note in [*graded.notes, *(render(each, graded.language) for each in warnings)]],
        ),
    ]
    return [
        Listed(f"{heading} ({len(items)})", items[:MOST], max(0, len(items) - MOST))
        for heading, items in found
        if items
    ]
