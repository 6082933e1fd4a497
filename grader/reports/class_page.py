"""A graded class as one HTML page, for whoever teaches it."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec
from markupsafe import Markup
from msgspec import UNSET, Struct

from grader.classroom.classes import Class, ClassMember
from grader.classroom.grades import Grade
from grader.classroom.pairs import Pair
from grader.classroom.tables import plain
from grader.reports.clusters import Cluster, equal_failures, misconceptions
from grader.reports.distribution import middle, score_bars, time_bars
from grader.reports.grade_lines import score_of
from grader.reports.groups import groups_of
from grader.reports.html import POLICY, templates
from grader.reports.items import FEW, Item, by_task, by_test, earned_something
from grader.reports.notices import MOST, notices_of
from grader.reports.students import Students, students_of, unread
from grader.reports.visible import visible
from grader.scorecard import Scorecard, TestResult
from grader.sentences import Line, Say, in_language, speaker

__all__ = ["MOST", "SCRIPT_SOURCE", "OwnColumns", "class_facts", "class_page", "page_name"]

NAMES = 8  # of one list
EXAMPLE = 1000  # characters of what one failure showed
CHOICE = 70  # characters of what a filter says
SCRIPT = (Path(__file__).parent / "templates" / "table.js").read_text(encoding="utf-8")
# What a browser compares with the script that it is about to run.
SCRIPT_SOURCE = f"'sha256-{base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()}'"
FLAGS = ("look", "late", "unread", "missing", "hand")  # that the table can be filtered by


class FilterChoice(Struct, frozen=True):
    """What the table can show: a word of its kinds, and what it says to a reader."""

    word: str
    said: str


class OwnColumns(Struct, frozen=True):
    """Further columns of the table of students. heads: what they are called, by their keys. cells: by student, a text for each."""

    heads: dict[str, str] = {}
    cells: dict[str, list[str]] = {}


def class_page(
    graded: Class, grades: Sequence[Grade], cards: Mapping[str, Scorecard], *, language: str = "en", **options: Any
) -> str:
    """The page. cards: by student, in the language; it links to `students/<page_name>` of each of them. options: as of `class_facts`."""
    facts = class_facts(graded, grades, cards, language=language, **options)
    return templates().get_template("class.html").render(policy=f"{POLICY}; script-src {SCRIPT_SOURCE}", **facts)


def class_facts(
    graded: Class,
    grades: Sequence[Grade],
    cards: Mapping[str, Scorecard],
    *,
    language: str = "en",
    title: str = "",
    alike: Sequence[Pair] | None = None,
    pair_links: Sequence[str] = (),
    warnings: Sequence[Line] = (),
    links: Mapping[str, str] | None = None,
    card_links: Mapping[str, str] | None = None,
    own: OwnColumns | None = None,
) -> dict[str, Any]:
    """What the template of the class's page shows, the page's policy aside.

    alike: None where nobody has looked for alike submissions. pair_links: the page of each of the first MOST pairs, "" where there is
    none. warnings: what the teacher's tables say that cannot be used. links, card_links: by student, where a name leads and where a place
    in the scorecard is; by default to the files of a written report.
    """
    called = {each.student: each.name for each in grades if each.name}
    called |= {each.student: each.name for each in graded.students if each.name}
    files = {each.student: f"students/{quote(page_name(each))}" for each in graded.students if each.student in cards}
    say = speaker(language)
    graded, grades = graded.spoken(language), [in_language(grade, language) for grade in grades]
    counted = {each.student: cards[each.student] for each in graded.students if _counts(each, cards)}
    earned = {student: card for student, card in counted.items() if earned_something(card)}
    given = {grade.student: grade for grade in grades}
    tasks = by_task(_with_marks(card, given[student]) for student, card in counted.items())
    table = students_of(graded, grades, cards, [item.task for item in tasks], language, called)
    told, tests = misconceptions(cards), by_test(earned.values())
    choices = _choices(table, tasks, told, tests, say)
    return {
        "script": Markup(SCRIPT),
        "facts": _facts(table, choices),
        "choices": choices,
        "title": title or graded.lesson,
        "graded": graded,
        "say": say,
        "table": table,
        "tasks": tasks,
        "tests": tests,
        "analysed": len(earned),
        "few": FEW,
        "failed": _failed(earned),
        "misconceptions": told,
        "clusters": equal_failures(cards),
        "alike": alike,
        "groups": groups_of(alike or [])[:MOST],
        "pair_links": pair_links,
        "scores": {grade.student: score_of(grade) for grade in grades},
        "notices": notices_of(graded, grades, cards, warnings, say),
        "links": files if links is None else links,
        "card_links": files if card_links is None else card_links,
        "own": own or OwnColumns(),
        "called": called,
        "names": NAMES,
        "most": MOST,
        "most_text": EXAMPLE,
        **_spread(graded, grades, counted),
    }


def page_name(student: ClassMember) -> str:
    return f"{student.file}.html"


def _spread(graded: Class, grades: Sequence[Grade], counted: Mapping[str, Scorecard]) -> dict[str, Any]:
    """How they did, and when they handed in."""
    full = max((grade.max_score for grade in grades if grade.max_score), default=Decimal(0))
    scores = [grade.score for grade in grades if grade.student in counted and grade.score is not None]
    local = {grade.student: grade.handed_in for grade in grades}
    times = [local.get(each.student) or each.handed_in for each in graded.students if each.handed_in]
    return {
        "n": len(counted),
        "full": plain(full),
        "full_marks": sum(bool(full) and score >= full for score in scores),
        "middle": middle(scores),
        "score_bars": score_bars(scores, full) if full else [],
        "time_bars": time_bars(times),
        "zone": f"{min(times):UTC%z}" if times else "",
    }


def _counts(student: ClassMember, cards: Mapping[str, Scorecard]) -> bool:
    """Whether the submission says something about how the class did: it could be read and judged."""
    card = cards.get(student.student)
    return card is not None and card.outcome == "graded" and not unread(student, card)


def _with_marks(card: Scorecard, grade: Grade) -> Scorecard:
    """With what a person has given for the tasks that a person grades; a task that waits stays as it is."""
    tasks = [
        msgspec.structs.replace(task, score=grade.tasks[task.number], max_score=grade.most[task.number], by_hand=UNSET)
        if task.by_hand is not UNSET and task.number in grade.tasks and task.number not in grade.unfinished
        else task
        for task in card.tasks
    ]
    return msgspec.structs.replace(card, tasks=tasks)


def _failed(cards: Mapping[str, Scorecard]) -> dict[str, dict[str, TestResult]]:
    """By test, those who did not pass it."""
    found: dict[str, dict[str, TestResult]] = {}
    for student, card in cards.items():
        for test in card.tests:
            if test.outcome != "passed" and not test.void:
                found.setdefault(test.id, {})[student] = test
    return found


def _choices(
    table: Students, tasks: list[Item], told: list[Cluster], tests: list[Item], say: Say
) -> list[tuple[str, list[FilterChoice]]]:
    """What the table can be filtered by, with a heading for each kind of it. What nobody has is left out."""
    words = {word for kind in table.kinds for word in kind}
    found = [
        (say("students.flagged"), [FilterChoice(flag, say(f"flag.{flag}")) for flag in FLAGS]),
        (
            say("students.lost"),
            [
                FilterChoice(f"lost:{item.task}", say("report.task", number=item.task, title=item.claim))
                for item in tasks
            ],
        ),
        (say("students.told"), [FilterChoice(f"told:{each.name}", _first(each.said) or each.name) for each in told]),
        (say("students.failed"), [FilterChoice(f"failed:{item.name}", item.claim) for item in tests]),
    ]
    kept = [(heading, [choice for choice in choices if choice.word in words]) for heading, choices in found]
    return [
        (heading, [FilterChoice(each.word, each.said[:CHOICE]) for each in choices])
        for heading, choices in kept
        if choices
    ]


def _first(text: str) -> str:
    """Its first sentence."""
    return re.split(r"(?<=[.!?])\s|(?<=[。！？])|\n", text.strip(), maxsplit=1)[0]


def _facts(table: Students, choices: list[tuple[str, list[FilterChoice]]]) -> Markup:
    """What the script filters by, as JSON: each student's kind, and each kind's words by their places among the choices."""
    places = {choice.word: place for place, choice in enumerate(each for _, group in choices for each in group)}
    facts = {
        "words": list(map(visible, places)),
        "kinds": [[places[word] for word in kind if word in places] for kind in table.kinds],
        "of": [row.kind for row in table.rows],
    }
    text = json.dumps(facts, separators=(",", ":"))  # in ASCII
    return Markup(text.replace("<", "\\u003c").replace("&", "\\u0026").replace(">", "\\u003e"))
