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

from grader.classroom.classes import Class, ClassMember
from grader.classroom.grades import Grade
from grader.classroom.pairs import Pair
from grader.classroom.score_changes import Move
from grader.reports.class_page import class_page
from grader.scorecard import Scorecard, SubmissionFacts, Where
from grader.sentences import said, text
from tests.reports.cards import HOSTILE, Page, card_of, hostile_card, result_of, texts

MARCH = datetime.datetime(2026, 3, 1, 12, 30, tzinfo=datetime.UTC)
RIGHT, WRONG = result_of(1, "passed"), result_of(1, yours="7")


def page_of(cards: dict[str, Scorecard], language: str = "en", grades: list[Grade] | None = None, **fields: Any) -> str:
    """The page of these students; `fields` are the class's."""
    students = fields.pop("students", None) or [
        ClassMember(student=name, file=f"file{n}") for n, name in enumerate(cards)
    ]
    graded = Class(lesson="lesson01_add", seed=7, form="one file per student", students=students, **fields)
    default = [
        Grade(student=name, file=name, outcome=card.outcome, tasks={1: card.score}, score=card.score)
        for name, card in cards.items()
    ]
    return class_page(graded, grades or default, cards, language=language, title="Lesson")


def section(html: str, heading: str) -> str:
    """The text between this heading and the next."""
    return words(re.split(rf"<h2[^>]*>{re.escape(heading)}", html)[1].split("</section>")[0])


def notice(html: str, count: str) -> str:
    """The list behind a count."""
    return words(html.split(f"<summary>{count}</summary>")[1].split("</details>")[0])


def words(html: str) -> str:
    return " ".join(Page(html).text.split())


def rows(html: str) -> list[list[str]]:
    """The students' table, its head first."""
    table = html.split('id="students"')[1].split("</table>")[0]
    lines = [line for line in re.split(r"<tr(?=[ >])", table)[1:] if line.strip()]
    return [[words(f"<b {cell}") for cell in re.split(r"<t[hd](?=[ >])", line)[1:]] for line in lines]


def test_each_student_has_a_row() -> None:
    """Name, score, points of each task, what the tests gave, lateness, when, what happened."""
    students = [ClassMember(student="ana", file="ana", handed_in=MARCH), ClassMember(student="ben", file="ben")]
    facts: dict[str, Any] = {
        "points": Decimal("1.5"),
        "max_score": Decimal(2),
        "penalty": Decimal("0.3"),
        "days_late": Decimal(2),
    }
    late = Grade(student="ana", outcome="graded", tasks={1: Decimal("1.50")}, score=Decimal("1.20"), late=True, **facts)
    html = page_of(
        {"ana": card_of(RIGHT), "ben": card_of(WRONG)},
        students=students,
        grades=[late, Grade(student="ben", outcome="graded")],
    )

    assert rows(html) == [
        ["student", "score", "1", "tests", "late", "handed in", "what happened"],
        ["ana", "1.2", "1.5", "1.5", "2 d · −0.3", "03-01 12:30"],
        ["ben", "", "", "", "", "", "claim 1"],
    ]


def test_column_that_nobody_needs_is_not_there() -> None:
    """Nobody late, nothing by hand, no times: the width is for what happened."""
    assert rows(page_of({"ana": card_of(RIGHT)})) == [["student", "score", "1", "what happened"], ["ana", "1", "1"]]


@pytest.mark.parametrize(
    ("passed", "all", "style"), [(1, 40, "d0"), (1, 4, "d2"), (3, 4, "d7"), (39, 40, "d9"), (4, 4, ""), (5, 4, "")]
)
def test_share_of_a_task_is_a_length(passed: int, all: int, style: str) -> None:
    """Nothing, a part in tenths, all; 39 of 40 do not look like full marks."""
    grade = Grade(student="ana", outcome="graded", tasks={1: Decimal(passed)}, most={1: Decimal(all)})
    other = Grade(student="ben", outcome="graded", tasks={1: Decimal(1)}, most={1: Decimal(1)})
    html = page_of({"ana": card_of(RIGHT)}, grades=[grade, other])

    assert f"<td{f' class={style}' if style else ''}>{passed}" in html.split("<tbody>")[1]


@pytest.mark.parametrize(
    ("fields", "count", "said"),
    [
        ({"missing": ["zoe"]}, "1 did not hand in", "zoe"),
        ({"unknown": ["zoe"]}, "1 not on the roster", "zoe"),
        ({"ignored": ["x.log: no submission"]}, "1 left out", "x.log: no submission"),
        ({"students": [ClassMember(student="ana", file="ana", problem="Not UTF-8.")]}, "1 not read", "ana: Not UTF-8."),
        ({"students": [ClassMember(student="ana", file="ana", unstable=["test_a"])]}, "1 test hangs on the seed", "ana: test_a (1)"),
        ({"students": [ClassMember(student="ana", file="ana", worth_reading=["line 3: ctypes"])]}, "1 worth reading", "ana: line 3: ctypes"),
        ({"moves": [Move("ana", Decimal(1), Decimal(2), Decimal(3), "the suite changed", [])]}, "1 score moved", "ana: 1 → 2 of 3: the suite changed"),
    ],
)  # fmt: skip
def test_exceptions_are_named(fields: dict[str, Any], count: str, said: str) -> None:
    """Nobody who is missing, unread, unstable or moved is left to be found by chance."""
    html = page_of({"ana": card_of()}, **fields)

    assert said in notice(html, count)
    assert count not in page_of({"ana": card_of()})


def test_regrade_says_before_and_after() -> None:
    """How many went up and down, and what it did to their mean."""
    moves = [
        Move("ana", Decimal(1), Decimal(3), Decimal(3), "x", []),
        Move("ben", Decimal(2), Decimal(1), Decimal(3), "x", []),
    ]
    text = notice(page_of({"ana": card_of(), "ben": card_of()}, moves=moves), "2 scores moved")

    assert "1 went up, 1 went down; the mean of those who moved was 1.5 and is 2.0." in text


def test_what_is_worth_reading_leads_to_its_line() -> None:
    """One click from the class to the line of the student's code."""
    student = ClassMember(
        student="ana", file="a", **said(worth_reading=(text("class.at_line", line=3, name="ctypes"),))
    )

    assert '<a href="students/a.html#L3">' in page_of({"ana": card_of()}, students=[student])


def test_failures_lead_to_the_line_that_they_are_about() -> None:
    """From the test and from the misconception; where no line is known, to the failure on the student's page."""
    told: dict[str, Any] = {"misconception": "sums", "hint": "You added up."}
    at = result_of(1, where=Where(file="add.py", line=7), **told)
    right = result_of(2, "passed")
    page = page_of({"ana": card_of(at, right), "ben": card_of(result_of(1), right), "cho": card_of(RIGHT, right)})
    tests, misconceptions = page.split('id="tests-h"')[1].split('id="told-h"')

    assert 'href="students/file0.html#L7"' in tests
    assert 'href="students/file1.html#test_1"' in tests
    assert "file2" not in tests
    assert 'href="students/file0.html#L7"' in misconceptions


def test_duplicates_are_named_once_a_group() -> None:
    """Two who handed in the same bytes, each with a link."""
    grades = [Grade(student=a, file=a, outcome="graded", same_as=[b]) for a, b in (("ana", "ben"), ("ben", "ana"))]
    html = page_of({"ana": card_of(), "ben": card_of()}, grades=grades)

    assert notice(html, "1 file handed in more than once").endswith("Handed in the same file ana, ben")


def test_faults_come_first() -> None:
    """A fault of the grader asks for work before any figure means something; it is in none of them."""
    grades = [Grade(student="ana", file="ana", outcome="grader_fault", problem="the judge broke")]
    html = page_of({"ana": card_of(outcome="grader_fault", message="the judge broke")}, grades=grades, missing=["zoe"])

    assert "the judge broke" in notice(html, "1 fault of the grader")
    assert html.index("1 fault of the grader") < html.index("1 did not hand in")
    assert "mean" not in Page(html).text


def test_unread_submission_spoils_no_figure() -> None:
    """What could not be read says nothing about how well the class did, or how hard a test is."""
    students = [ClassMember(student="ana", file="a"), ClassMember(student="ben", file="b", problem="Not UTF-8.")]
    html = page_of({"ana": card_of(RIGHT), "ben": card_of(WRONG)}, students=students)

    assert re.search(r"mean\s*1\.0 ", words(html))
    assert "1 / 1" in section(html, "Tests")


def test_empty_submission_is_in_the_mean_and_not_in_the_items() -> None:
    """It was read, and got nothing; but it would make every test look as if it told people apart."""
    html = page_of({"ana": card_of(RIGHT), "ben": card_of(WRONG)})

    assert re.search(r"mean\s*0\.5 ", words(html))
    assert "1 / 1" in section(html, "Tests")


def test_file_that_is_no_source_is_named_too() -> None:
    """It was found and could not be read: its scorecard has no file, and is in no figure."""
    card = card_of(result_of(1, "not_run", message="Not UTF-8 text."), submission=SubmissionFacts("0" * 64, []))
    html = page_of({"dee": card, "ana": card_of(RIGHT)})

    assert "dee: Not UTF-8 text." in notice(html, "1 not read")
    assert "1 / 1" in section(html, "Tests")


def test_misconception_is_shown_with_sentence_and_example() -> None:
    """How many hold it, what it says, how often in each test, who, and an example."""
    wrong = result_of(1, misconception="sums", hint="You added up.", call="f(2)", expected="2", yours="4")

    assert section(page_of({"ana": card_of(wrong), "ben": card_of(wrong)}), "Misconceptions") == (
        "2 You added up. claim 1 (2) ana, ben Show them in the table For example: ana f(2) expected 2 yours 4"
    )


def test_equal_failures_are_shown() -> None:
    """The answer that several gave, and who."""
    text = section(page_of({name: card_of(WRONG) for name in ("ana", "ben")}), "Equal failures")

    assert "2 (failed) claim 1: 7" in text
    assert "ana, ben" in text


def test_alike_submissions_are_groups_with_scores() -> None:
    """Three who share one file are one line, with what each of them got."""
    names = ("ana", "ben", "cho")
    pairs = [Pair(a, b, 9, Decimal(90), Decimal(80)) for a, b in (("ana", "ben"), ("ben", "cho"), ("ana", "cho"))]
    students = [ClassMember(student=name, file=name) for name in names]
    grades = [Grade(student=name, outcome="graded", points=Decimal(1), max_score=Decimal(2)) for name in names]
    graded = Class(lesson="lesson01_add", seed=7, form="one file per student", students=students)
    cards = {name: card_of(WRONG) for name in names}
    text = section(class_page(graded, grades, cards, alike=pairs, pair_links=["", "similar/2.html", ""]), "Alike")

    assert "3 ana, ben, cho" in text
    assert text.count("1 / 2") == 6
    assert text.count("side by side") == 1


def test_empty_class_has_a_page() -> None:
    """Nobody handed in: no figure is divided by nobody."""
    html = page_of({}, missing=["zoe"], grades=[Grade(student="zoe", outcome="not handed in")])

    assert rows(html)[1:] == [["zoe", "", "did not hand in"]]


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
    facts, script = re.findall(r"<script[^>]*>(.*?)</script>", html, re.DOTALL)
    policy = next(str(each["content"]) for each in Page(html).all("meta") if "http-equiv" in each)

    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert policy.endswith(f"; script-src 'sha256-{digest}'")
    assert policy.count("script-src") == 1
    assert not {"<", ">", "&"} & set(facts)
    assert "unsafe-inline" not in policy.split("script-src")[1]


def test_table_can_be_read_without_the_script() -> None:
    """Every row stands in the file; only the filter, which needs the script, is hidden until it runs."""
    html = page_of({"ana": card_of(), "ben": card_of()})

    assert len(rows(html)) == 3
    assert [attributes for tag, attributes in Page(html).elements if "hidden" in attributes] == [
        {"hidden": None, "class": "screen tools"}
    ]


def test_long_lists_are_cut_and_say_so() -> None:
    """Five thousand who are missing are all in the table; the list names some."""
    names = [f"zoe{n}" for n in range(5000)]
    html = page_of({}, missing=names, grades=[Grade(student=name, outcome="not handed in") for name in names])

    assert len(rows(html)) == 5001
    assert "and 4900 more" in notice(html, "5000 did not hand in")
    assert len(html) < 1_000_000


def test_page_of_a_large_class_can_be_opened() -> None:
    """Five thousand students with a sentence each: every row is there, in less than a megabyte."""
    cards = {
        f"student-{n}@university.example": card_of(result_of(1, hint="You added up the losses. " * 20))
        for n in range(5000)
    }

    html = page_of(cards)

    assert len(rows(html)) == 5001
    assert len(html) < 1_000_000


def test_page_speaks_chinese() -> None:
    """The fixed words follow the language."""
    html = page_of({"ana": card_of(RIGHT)}, language="zh")

    assert '<html lang="zh-Hans">' in html
    assert "区分度" in section(html, "测试")
