"""What a student's page and the terminal say that each test cost adds up to the points shown, whatever people and lateness change."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from grader.classroom.adjustments import Adjustment
from grader.classroom.corrections import Comment, Corrections, Mark
from grader.classroom.counted import corrected
from grader.classroom.grades import Grade, grade_of_student
from grader.classroom.sheets import SheetRow
from grader.course.late import Late
from grader.engine.scoring import _with_cost
from grader.reports.github import summary_markdown
from grader.reports.html import scorecard_page
from grader.reports.terminal import scorecard_text
from grader.scorecard import Scorecard, TaskResult, TestResult
from tests.reports.cards import card_of, result_of, task_of

ROW = SheetRow(Path("adjustments.csv"), 2, {"points": "1"})
SHARES = st.sampled_from([Decimal(0), Decimal("0.25"), Decimal("0.33"), Decimal("0.5")])
CAUSES: list[dict[str, Any]] = [
    {},
    {"misconception": "sums", "hint": "You added up."},
    {"outcome": "crashed", "message": "E"},
]
DUE = datetime.datetime(2026, 10, 1, tzinfo=datetime.UTC)
LATE = Late(percent_per_day=7.5, due={"lesson01_add": DUE})
SIGNED = r"([+-]?[0-9.]+)"


@st.composite
def one_test(draw: st.DrawFn, number: int) -> TestResult:
    most = Decimal(draw(st.integers(1, 12))) / 4
    passed = draw(st.booleans())
    fields = {"outcome": "passed"} if passed else {"outcome": "failed"} | draw(st.sampled_from(CAUSES))
    points = most if passed else (most * draw(SHARES)).quantize(Decimal("0.01"))
    return _with_cost(result_of(number, points=points, max_points=most, **fields))


@st.composite
def graded(draw: st.DrawFn) -> tuple[Scorecard, Grade]:
    """A scorecard of three tasks, the last of which a person grades, and what corrections and lateness make of it."""
    tasks: list[TaskResult] = []
    for task in (1, 2):
        count = draw(st.integers(1, 4))
        tasks.append(task_of(task, *(draw(one_test(10 * task + each)) for each in range(count))))
    tasks.append(msgspec.structs.replace(task_of(3), by_hand=Decimal(4)))
    card = card_of(tasks=tasks)
    corrections = Corrections()
    for test in card.tests:
        if how := draw(st.sampled_from(["", "", "", "out", "given"])):
            corrections.adjustments.append(Adjustment(ROW, "ana", "why", test=test.id, void=how))  # type: ignore[arg-type]
    for _ in range(draw(st.integers(0, 3))):
        points = Decimal(draw(st.integers(-8, 8)) or 1) / 4
        whom = Adjustment(ROW, "ana", "why", draw(st.sampled_from([None, 1, 2])), points=points, bonus=points > 0)
        corrections.adjustments.append(whom)
    if draw(st.booleans()):
        corrections.put("ana").marks.append(Mark(3, Decimal(draw(st.integers(0, 16))) / 4, "read"))
    if draw(st.booleans()):
        corrections.put("ana").comments.append(Comment("", "add.py", 1, "long", Decimal("-0.25")))
    handed_in = DUE + datetime.timedelta(days=draw(st.integers(0, 3)), hours=-1)
    return card, grade_of_student("ana", card, corrections, LATE, "lesson01_add", handed_in=handed_in)


@given(graded())
def test_page_adds_up(drawn: tuple[Scorecard, Grade]) -> None:
    """Each task: its maximum, less what its tests cost, and what people changed there. The whole: the tasks, and the other lines of the sum."""
    card, grade = drawn
    page = scorecard_page(corrected(card, grade), sources={"add.py": "x"}, grade=grade)
    sections = dict(re.findall(r'<section id="task-(\d)">(.*?)</section>', page, re.DOTALL))
    whole, taken = Decimal(0), {change.test for change in grade.changes}
    for number, score, most in re.findall(
        r"Task (\d): Add</(?:a|span)>.*?<b class=\"n\">([0-9.]+|\?) / ([0-9.]+)</b></li>", page
    ):
        section = sections.get(number, "")
        section = section.partition("</h2>")[2]
        cost = sum(map(Decimal, re.findall(r">−([0-9.]+)<", section)), Decimal(0))
        if "No test could get past this" in page:  # said once, in the place of what each cost
            tests = next(task.tests for task in card.tasks if task.number == int(number))
            cost = sum((test.cost or Decimal(0) for test in tests if test.id not in taken), Decimal(0))
        changed = sum(map(Decimal, re.findall(rf'<p class="note">Task \d, [a-z ]+: {SIGNED}', section)), Decimal(0))
        start = Decimal(0) if number == "3" else Decimal(most)
        assert (score == "?" and number == "3") or Decimal(score) == start - cost + changed
        whole += Decimal(0) if score == "?" else Decimal(score)
    lines = re.findall(rf'<th scope="row">(.*?)</th><td class="n">{SIGNED}', page)
    others = [Decimal(points) for what, points in lines if re.match(r"By hand|Bonus|Comment|\d days? late", what)]
    assert grade.so_far == whole + sum(others, Decimal(0))
    if grade.nothing_counts:
        return
    shown = re.search(r'<p class="score">([0-9.]+) / ', page)
    assert shown
    assert Decimal(shown[1]) == grade.so_far


@given(graded())
def test_only_full_points_are_a_tick(drawn: tuple[Scorecard, Grade]) -> None:
    """On the page, on the terminal and in a job's summary."""
    card, grade = drawn
    card = corrected(card, grade)
    full = {task.number: task.score >= task.max_score for task in card.tasks[:2]}
    page = scorecard_page(card, sources={"add.py": "x"}, grade=grade)
    assert {
        int(n): mark == "✓"
        for mark, n in re.findall(r'<li><span class="\w+" aria-hidden="true">(.)</span><[^>]*>Task ([12])', page)
    } == full
    text = scorecard_text(card)
    assert {int(n): mark == "✓" for mark, n in re.findall(r"^(.) Task ([12]): ", text, re.MULTILINE)} == full
    assert {
        int(n): mark == "✓" for mark, n in re.findall(r"^### (.) Task ([12])", summary_markdown(card), re.MULTILINE)
    } == full


@given(graded())
def test_terminal_adds_up(drawn: tuple[Scorecard, Grade]) -> None:
    """Of a card that nothing has changed, where not one thing stopped every test."""
    card, _ = drawn
    text = scorecard_text(card)
    if "No test could get past this" in text:
        return
    for part in re.split(r"^(?=. Task )", text, flags=re.MULTILINE)[1:3]:
        score, most = re.findall(r"([0-9.]+) / ([0-9.]+)", part)[0]
        cost = sum(map(Decimal, re.findall(r"   −([0-9.]+)", part)), Decimal(0))
        assert Decimal(score) == Decimal(most) - cost
