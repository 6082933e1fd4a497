"""The page of a class: what a teacher must see is there, and no student can change it."""

from __future__ import annotations

import base64
import datetime
import hashlib
import re
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from grader.classroom.classes import Class, Grade, Student
from grader.classroom.score_changes import Move
from grader.reports.class_page import class_page
from grader.scorecard import Scorecard, SubmissionFacts
from tests.reports.cards import HOSTILE, Page, card_of, hostile_card, result_of, texts

MARCH = datetime.datetime(2026, 3, 1, 12, 30, tzinfo=datetime.UTC)
RIGHT, WRONG = result_of(1, "passed"), result_of(1, yours="7")


def page_of(cards: dict[str, Scorecard], language: str = "en", grades: list[Grade] | None = None, **fields: Any) -> str:
    """The page of these students; `fields` are the class's."""
    students = fields.pop("students", None) or [Student(student=name, file=f"file{n}") for n, name in enumerate(cards)]
    graded = Class(lesson="lesson01_add", seed=7, form="one file a student", students=students, **fields)
    default = [
        Grade(student=name, file=name, outcome=card.outcome, tasks={1: card.score}, score=card.score)
        for name, card in cards.items()
    ]
    return class_page(graded, grades or default, cards, language=language, title="Lesson")


def section(html: str, heading: str) -> str:
    """The text between this heading and the next."""
    return Page(html.split(f"<h2>{heading}")[1].split("</section>")[0]).text


def rows(html: str) -> list[list[str]]:
    """The students' table."""
    body = html.split('id="students"')[1].split("<tbody>")[1].split("</tbody>")[0]
    return [[Page(cell).text for cell in re.findall(r"<t[hd].*?</t[hd]>", row)] for row in body.strip().split("\n")]


def test_each_student_has_a_row() -> None:
    """Name, score, points of each task, days late, when, what happened."""
    students = [Student(student="ana", file="ana", handed_in=MARCH), Student(student="ben", file="ben")]
    late = Grade(
        student="ana", outcome="graded", tasks={1: Decimal("1.50")}, score=Decimal("1.20"), days_late=Decimal(2)
    )
    html = page_of(
        {"ana": card_of(RIGHT), "ben": card_of(WRONG)},
        students=students,
        grades=[late, Grade(student="ben", outcome="graded")],
    )

    assert rows(html) == [
        ["ana", "1.2", "1.5", "2", "2026-03-01 12:30+00:00", "everything passes"],
        ["ben", "", "", "", "", "claim 1"],
    ]  # fmt: skip


def test_pages_of_the_students_are_linked() -> None:
    """By the scorecard's file name, which a link can bear; who has no scorecard has no link."""
    students = [Student(student="陈 #1", file="陈 _1~ab"), Student(student="ben", file="ben")]
    grades = [Grade(student=each.student, outcome="graded") for each in students]
    page = Page(page_of({"陈 #1": card_of()}, students=students, grades=grades))

    assert {each["href"] for each in page.all("a")} == {"grades.csv", "students/%E9%99%88%20_1~ab.html"}


@pytest.mark.parametrize(
    ("fields", "heading", "said"),
    [
        ({"missing": ["zoe"]}, "Did not hand in (1)", "zoe"),
        ({"unknown": ["zoe"]}, "Not on the roster (1)", "zoe"),
        ({"ignored": ["x.log: no submission"]}, "Left out", "x.log: no submission"),
        ({"students": [Student(student="ana", file="ana", problem="Not UTF-8.")]}, "What the grader could not read", "ana: Not UTF-8."),
        ({"students": [Student(student="ana", file="ana", unstable=["test_a"])]}, "Tests whose outcome", "test_a (1): ana"),
        ({"students": [Student(student="ana", file="ana", worth_reading=["line 3: ctypes"])]}, "Worth reading", "ana: line 3: ctypes"),
        ({"moves": [Move("ana", Decimal(1), Decimal(2), Decimal(3), "the suite changed", [])]}, "Scores that", "ana: 1 -> 2 of 3: the suite changed"),
    ],
)  # fmt: skip
def test_exceptions_are_named(fields: dict[str, Any], heading: str, said: str) -> None:
    """Nobody who is missing, unread, unstable or moved is left to be found by chance."""
    html = page_of({"ana": card_of()}, **fields)

    assert said in section(html, heading)
    assert heading not in page_of({"ana": card_of()})


def test_duplicates_are_named_once_a_group() -> None:
    """Two who handed in the same bytes."""
    grades = [Grade(student=a, file=a, outcome="graded", same_as=[b]) for a, b in (("ana", "ben"), ("ben", "ana"))]
    html = page_of({"ana": card_of(), "ben": card_of()}, grades=grades)

    assert section(html, "Handed in the same file").count("ana, ben") == 1


def test_faults_come_first() -> None:
    """A fault of the grader asks for work before any figure means something; it is in none of them."""
    grades = [Grade(student="ana", file="ana", outcome="grader_fault", problem="the judge broke")]
    html = page_of({"ana": card_of(outcome="grader_fault", message="the judge broke")}, grades=grades, missing=["zoe"])

    assert "the judge broke" in html.split("<h2>")[1]
    assert "Mean" not in Page(html).text


def test_unread_submission_does_not_spoil_the_items() -> None:
    """What could not be read says nothing about how hard a test is."""
    students = [Student(student="ana", file="a"), Student(student="ben", file="b", problem="Not UTF-8.")]
    html = page_of({"ana": card_of(RIGHT), "ben": card_of(WRONG)}, students=students)

    assert "1 / 1" in section(html, "Tests")


def test_file_that_is_no_source_is_named_too() -> None:
    """It was found and could not be read: its scorecard has no file, and is in no figure."""
    card = card_of(result_of(1, "not_run", message="Not UTF-8 text."), submission=SubmissionFacts("0" * 64, []))
    html = page_of({"dee": card, "ana": card_of(RIGHT)})

    assert "dee: Not UTF-8 text." in section(html, "What the grader could not read (1)")
    assert "1 / 1" in section(html, "Tests")


def test_misconception_is_shown_with_sentence_and_example() -> None:
    """How many hold it, what it says, whose page shows it."""
    wrong = result_of(1, misconception="sums", hint="You added up.", call="f(2)", expected="2", yours="4")
    text = section(page_of({"ana": card_of(wrong), "ben": card_of(wrong)}), "Misconceptions")

    assert " ".join(text.split()) == (
        "2 · sums You added up. claim 1 For example ana: f(2) expected: 2 yours: 4 ana, ben"
    )


def test_equal_failures_are_shown() -> None:
    """The answer that several gave, and who."""
    text = section(page_of({name: card_of(WRONG) for name in ("ana", "ben")}), "Equal failures")

    assert "2 · (failed) claim 1: 7" in text
    assert "ana, ben" in text


def test_empty_class_has_a_page() -> None:
    """Nobody handed in: no figure is divided by nobody."""
    html = page_of({}, missing=["zoe"], grades=[Grade(student="zoe", outcome="not handed in")])

    assert rows(html) == [["zoe", "", "", "", "did not hand in"]]


@given(texts)
def test_student_can_change_nothing(text: str) -> None:
    """Names, answers and sentences are text, whatever stands in them."""
    name = f"a{text}"
    html = page_of({name: hostile_card(name), "b": hostile_card(name)}, missing=[name + "x"])
    plain = page_of({"a": hostile_card("a"), "b": hostile_card("a")}, missing=["x"])

    assert [each for each, _ in Page(html).elements] == [each for each, _ in Page(plain).elements]


@pytest.mark.parametrize("text", HOSTILE)
def test_only_our_script_runs(text: str) -> None:
    """The policy names the hash of the one script; no text of a student's is in it."""
    html = page_of({text: hostile_card(text)})
    (script,) = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    policy = next(str(each["content"]) for each in Page(html).all("meta") if "http-equiv" in each)

    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert policy.endswith(f"; script-src 'sha256-{digest}'")
    assert policy.count("script-src") == 1
    assert "unsafe-inline" not in policy.split("script-src")[1]


def test_table_can_be_read_without_the_script() -> None:
    """Every row stands in the file; only the filter, which needs the script, is hidden until it runs."""
    html = page_of({"ana": card_of(), "ben": card_of()})

    assert len(rows(html)) == 2
    assert [attributes for tag, attributes in Page(html).elements if "hidden" in attributes] == [
        {"hidden": None, "class": "screen"}
    ]


def test_long_lists_are_cut_and_say_so() -> None:
    """Five thousand who are missing are all in the table; the list names some."""
    names = [f"zoe{n}" for n in range(5000)]
    html = page_of({}, missing=names, grades=[Grade(student=name, outcome="not handed in") for name in names])

    assert len(rows(html)) == 5000
    assert "and 4900 more" in section(html, "Did not hand in (5000)")
    assert len(html) < 3_000_000


def test_page_of_a_large_class_can_be_opened() -> None:
    """Five thousand students with a sentence each: every row is there, in less than 3 MB."""
    cards = {
        f"student-{n}@university.example": card_of(result_of(1, hint="You added up the losses. " * 20))
        for n in range(5000)
    }

    html = page_of(cards)

    assert len(rows(html)) == 5000
    assert len(html) < 3_000_000


def test_page_speaks_chinese() -> None:
    """The fixed words follow the language."""
    html = page_of({"ana": card_of(WRONG)}, language="zh")

    assert '<html lang="zh-Hans">' in html
    assert "区分度" in section(html, "任务")
