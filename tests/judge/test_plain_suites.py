"""Suites as other pytest suites are: variables, helpers, fixtures, parametrized tests, shares, properties, test cases, plain asserts."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from grader.course.lessons import Course, Lesson
from grader.engine.session import Options, Session
from grader.intake.submission import Submission
from grader.sandbox import choose
from grader.scorecard import Scorecard
from grader.wire.messages import Limits

SOLUTION = """
answer = 42
table = {"a": [1.0, 2.0]}
def double(x): return 2 * x
def four(): return double(2)
class Box:
    def __init__(self): self.value = 1
def box(): return Box()
"""
HEAD = "import pytest\nfrom grader.judge import check\n"


@pytest.fixture(scope="module")
def session() -> Iterator[Session]:
    """Warm without PyTorch, in a moment."""
    with Session(choose("auto", own_code=True), Limits(), preload=()) as session:
        yield session


@pytest.fixture
def grade(tmp_path: Path, session: Session) -> Callable[..., Scorecard]:
    """Grade a source against a suite of these files; points: of each task."""

    def grade(suite: str, source: str = SOLUTION, points: tuple[str, ...] = ("1",), **files: str) -> Scorecard:
        lesson = lesson_of(tmp_path, suite, points, **files)
        return session.grade(lesson, Submission({"answer.py": source.encode()}), Options(3))

    return grade


def lesson_of(root: Path, suite: str, points: tuple[str, ...] = ("1",), **files: str) -> Lesson:
    handout, instructor = root / "exercises" / "hw1", root / "solutions" / "hw1"
    for folder in (handout, instructor / "suite"):
        folder.mkdir(parents=True, exist_ok=True)
    tasks = [f'[[tasks]]\nnumber = {n}\ntitle = "Task"\npoints = "{each}"\n' for n, each in enumerate(points, 1)]
    facts = ["number = 1", 'title = "Homework"', 'file = "answer.py"', 'runtime = "python"']
    facts += ["[limits]", "call_seconds = 2", *tasks]
    (handout / "lesson.toml").write_text("\n".join(facts))
    (handout / "answer.py").write_text("def double(x): raise NotImplementedError\n")
    (instructor / "answer.py").write_text(SOLUTION)
    for name, text in {"test_hw1": HEAD + textwrap.dedent(suite), **files}.items():
        (instructor / "suite" / f"{name}.py").write_text(textwrap.dedent(text))
    return Course(root).lesson("hw1")


def outcomes(card: Scorecard) -> list[str]:
    return [test.outcome for test in card.tests]


VARIABLES = """
    @pytest.mark.task(1)
    def test_answer(student):
        "answer is 42"
        assert student.answer == 42

    @pytest.mark.task(1)
    def test_replaced(student):
        "four asks double"
        student.double = student.box().value
        with check.raises(TypeError):
            student.four()

    @pytest.mark.task(1)
    def test_as_it_was(student):
        "double is back"
        assert student.four() == 4
        assert student.table["a"] == [1.0, 2.0]
    """


def test_a_variable_is_its_value_and_can_be_replaced_for_one_test(grade: Callable[..., Scorecard]) -> None:
    card = grade(VARIABLES, points=("3",))
    assert (card.message, outcomes(card)) == (card.message, ["passed"] * 3), card.tests

    first, _, last = grade(
        VARIABLES, "answer = 41\ndef double(x): return 2 * x\ndef four(): return double(2)", ("3",)
    ).tests
    assert (first.outcome, first.call, first.expected, first.yours) == ("failed", "answer", "42", "41")
    assert (last.outcome, "`table`" in str(last.message)) == ("not_run", True)


FUNCTION = """
    @pytest.mark.task(1)
    def test_it(student):
        "claim"
        student.double = lambda x: x
    """


def test_what_cannot_take_a_name_s_place_says_so(grade: Callable[..., Scorecard]) -> None:
    card = grade(FUNCTION)
    assert card.outcome == "grader_fault"
    assert "student.double cannot be replaced: a function cannot be sent to student code" in str(card.message)


NOSY = """
asked = []
class Box:
    def __getattr__(self, name): asked.append(name); return 1
    def __eq__(self, other): asked.append("=="); return True
def box(): return Box()
def double(x): return list(asked)
"""
PRIVATE = """
    @pytest.mark.task(1)
    def test_it(student):
        "claim"
        for each in (student, student.box()):
            assert not hasattr(each, "_repr_pretty_")
            assert repr(each)
        assert student.double(1) == []

    @pytest.mark.task(1)
    def test_object(student):
        "an object is equal to nothing by its own word"
        assert student.box() == 3
    """


def test_private_names_and_comparisons_do_not_reach_student_code(grade: Callable[..., Scorecard]) -> None:
    private, equal = grade(PRIVATE, NOSY, ("2",)).tests
    assert private.outcome == "passed"
    assert (equal.outcome, "not an object of type Box" in str(equal.message)) == ("failed", True)


def test_helpers_and_fixtures_are_the_suite_s_own_and_in_its_key(
    grade: Callable[..., Scorecard], session: Session, tmp_path: Path
) -> None:
    suite = """
        from helpers import TWO
        @pytest.mark.task(1)
        def test_it(student, three, tmp_path, monkeypatch):
            "claim"
            (tmp_path / "x").write_text("x")
            monkeypatch.setattr(student, "answer", 7)
            assert student.answer == 7
            assert student.double(TWO) + three == 7
        """
    conftest = "import pytest\nfrom helpers import TWO\n@pytest.fixture\ndef three(): return TWO + 1\n"
    card = grade(suite, helpers="TWO = 2\n", conftest=conftest)
    assert outcomes(card) == ["passed"], card
    assert grade(suite, helpers="TWO = 2 \n", conftest=conftest).suite_sha256 != card.suite_sha256

    hook = conftest + "def pytest_runtest_makereport(item, call): return None\n"
    refused = grade(suite, helpers="TWO = 2\n", conftest=hook)
    assert refused.outcome == "grader_fault"
    assert "conftest.py has pytest_runtest_makereport" in str(refused.message)


def test_what_lies_beside_a_public_suite_is_not_loaded(session: Session, tmp_path: Path) -> None:
    """A student's own folder: its conftest.py, and modules called as those that the judge may yet import."""
    lesson = lesson_of(tmp_path, "")
    trap = f"open({str(tmp_path / 'sprung')!r}, 'w')\n"
    for name in ("conftest", "hypothesis", "json", "tomllib", "colorsys"):
        (lesson.handout / f"{name}.py").write_text(trap)
    (lesson.handout / "test_public.py").write_text(
        HEAD
        + "@pytest.mark.task(1)\ndef test_it(student):\n    'claim'\n    import colorsys\n    assert student.double(1) == 2\n"
    )
    released = Lesson(lesson.handout, tmp_path / "nowhere", lesson.limits)
    card = session.grade(released, Submission({"answer.py": SOLUTION.encode()}), Options(1))
    assert outcomes(card) == ["passed"]
    assert not (tmp_path / "sprung").exists()


CASES = """
    @pytest.mark.task(1, points=1, share=True)
    @pytest.mark.parametrize("x", [1, 2, 3])
    def test_shared(student, x):
        "a share each"
        assert student.double(x) == 2 * x

    @pytest.mark.task(1)
    @pytest.mark.parametrize(("x", "y"), [(1, 2), (3, 6)], ids=["one", "three"])
    def test_each(student, x, y):
        "a point each"
        assert student.double(x) == y
    """


def test_cases_have_a_point_each_or_share_them(grade: Callable[..., Scorecard]) -> None:
    card = grade(CASES, "def double(x): return 2 if x == 1 else 4 if x == 2 else 0", ("3",))
    assert [test.points for test in card.tests] == [Decimal("0.34"), Decimal("0.33"), 0, 1, 0]
    assert card.max_score == 3
    assert [test.claim for test in card.tests][2:4] == ["a share each (3 of 3)", "a point each (1 of 2)"]
    assert (card.tests[4].expected, card.tests[4].yours, card.tests[4].call) == ("6", "0", "double(3)")


SHARES = """
    @pytest.mark.task(1, points=3)
    def test_steps(student, score):
        "two steps"
        check.equal(student.double(1), 2)
        score(0.5, "only the first step is right")
        check.equal(student.four(), 4)
        score(1)

    @pytest.mark.task(1)
    def test_counted(student, score):
        "most of ten"
        right = sum(student.double(x) == 2 * x for x in range(10))
        score(right / 10, check.text("{n} of 10 are right", n=right))
    """


@pytest.mark.parametrize(
    ("source", "points", "ends"),
    [
        (SOLUTION, ["3", "1"], ["passed", "passed"]),
        ("def double(x): return 2 * x\ndef four(): return 5", ["1.5", "1"], ["failed", "passed"]),
        ("def double(x): return 2 * x\ndef four(): raise ValueError", ["1.5", "1"], ["crashed", "passed"]),
        ("def double(x): return 2 * min(x, 4)\ndef four(): return 4", ["3", "0.5"], ["passed", "failed"]),
        ("def double(x): return 1", ["0", "0"], ["failed", "failed"]),
    ],
)
def test_a_share_of_a_test_s_points(
    grade: Callable[..., Scorecard], source: str, points: list[str], ends: list[str]
) -> None:
    card = grade(SHARES, source, ("4",))
    assert [test.points for test in card.tests] == list(map(Decimal, points))
    assert outcomes(card) == ends
    if ends[1] == "failed" and points[1] == "0.5":
        assert card.tests[1].message == "5 of 10 are right"


PROPERTY = """
    from hypothesis import given, settings, strategies as st

    @pytest.mark.task(1)
    @given(x=st.integers(0, 1000))
    @settings(max_examples=40)
    def test_double(student, x):
        "double of any number"
        assert student.double(x) == 2 * x
    """


@pytest.mark.parametrize(
    ("source", "outcome"),
    {
        "import time\ndef double(x): time.sleep(0.25 * (x == 0)); return 2 * x": "passed",  # later than hypothesis would wait
        "def double(x): return 2 * x if x < 9 else 0": "failed",
        "import random\ndef double(x): return 2 * x + random.choice([0, 1])": "failed",
        "calls = []\ndef double(x): calls.append(x); return 2 * x + (len(calls) == 9)": "failed",  # never the same twice
        "import os\ndef double(x): os._exit(0) if x > 5 else None; return 2 * x": "crashed",
        "def double(x):\n    while x > 5: pass\n    return 2 * x": "timed_out",
        "def other(x): pass": "not_run",
    }.items(),
)
def test_a_property_fails_by_an_answer_alone(grade: Callable[..., Scorecard], source: str, outcome: str) -> None:
    card = grade(PROPERTY, source)
    assert outcomes(card) == [outcome], card.tests
    if "9 else" in source:
        (test,) = card.tests
        assert (test.call, test.expected, test.yours) == ("double(9)", "18", "0")


TEST_CASE = """
    import unittest

    @pytest.mark.task(1)
    class DoubleTest(unittest.TestCase):
        def setUp(self):
            self.two = 2

        def test_double(self):
            "double of two"
            self.assertEqual(self.student.double(self.two), 4)

        def test_parts(self):
            "double of each"
            for x in (1, 2):
                with self.subTest(x=x):
                    self.assertEqual(self.student.double(x), 2 * x)
    """


def test_a_test_case_is_run(grade: Callable[..., Scorecard]) -> None:
    right = grade(TEST_CASE, points=("2",))
    assert outcomes(right) == ["passed", "passed"], right.message
    card = grade(TEST_CASE, "def double(x): return 2 if x == 1 else 5", ("2",))
    assert outcomes(card) == ["failed", "failed"]
    assert card.score == 0
    assert (card.tests[0].expected, card.tests[0].yours) == ("4", "5")


ASSERTS = {
    "assert student.double(1) == 2": ("2", "3"),
    "assert 2 == student.double(1)": ("2", "3"),
    "assert student.double(1) == pytest.approx(2.0)": ("2.0000", "3"),
    "assert student.double(1) is True": ("True", "3"),
    "assert float(student.double(1)) == float('inf')": (None, None),
    "assert student.double(1) == student.double(2)": (None, None),
    "import numpy as np; np.testing.assert_allclose(student.double(1), 2, err_msg='not twice')": ("2", "3"),
    "assert student.table['a'][0] == 2": (None, None),
}


@pytest.mark.parametrize(("body", "shown"), ASSERTS.items())
def test_a_plain_assertion_shows_both_values_or_none(
    grade: Callable[..., Scorecard], body: str, shown: tuple[str | None, str | None]
) -> None:
    suite = f"@pytest.mark.task(1)\ndef test_it(student):\n    'claim'\n    {body}\n"
    (test,) = grade(suite, SOLUTION.replace("2 * x", "2 * x + len(str(x))")).tests
    assert test.outcome == "failed"
    assert (test.expected or None, test.yours or None) == shown
    if "not twice" in body:
        assert test.message == "not twice"


def test_a_task_without_tests_is_a_fault_wherever_it_is_graded(grade: Callable[..., Scorecard]) -> None:
    card = grade(FUNCTION, points=("1", "2"))
    assert card.outcome == "grader_fault"
    assert "task 2 has no test" in str(card.message)
