"""What the terminal says while a class is graded."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from grader.classroom.grading import RoundProgress
from grader.reports.progress_bar import Tally
from tests.reports.cards import card_of, result_of

CARD = card_of(result_of(1, "passed"))


def shown(*steps: RoundProgress, terminal: bool, language: str = "en") -> str:
    console = Console(file=io.StringIO(), force_terminal=terminal, width=60, highlight=False, emoji=False, markup=False)
    with Tally(console, language) as tally:
        for step in steps:
            tally(step)
            tally.bar.refresh()
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


@pytest.mark.parametrize(("language", "word"), [("en", "Grading ada, ben +1"), ("zh", "正在评分：ada, ben +1")])
def test_bar_names_those_who_are_graded_now(language: str, word: str) -> None:
    said = shown(
        RoundProgress(0, 9), RoundProgress(0, 9, grading=["ada", "ben", "cho"]), terminal=True, language=language
    )

    assert word in said


def test_name_of_a_student_steers_no_terminal() -> None:
    said = shown(RoundProgress(0, 2), RoundProgress(0, 2, grading=["\x1b[2Jx", "[red]y[/red]"]), terminal=True)

    assert "\x1b[2J" not in said
    assert "[red]y" in said


def test_rate_after_a_resume_is_that_of_this_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two were there already, sandboxes took 20 s to start, each file takes two; what is counted adds up to what is done."""
    now = [0.0]
    monkeypatch.setattr("grader.reports.progress_bar.time.monotonic", lambda: now[0])

    def step(done: int, seconds: float) -> RoundProgress:
        now[0] += seconds
        return RoundProgress(done, 10, CARD, "ada")

    console = Console(file=io.StringIO(), force_terminal=False, width=90)
    with Tally(console) as tally:
        tally(RoundProgress(2, 10))
        for done, seconds in ((3, 20), (4, 2), (5, 2)):
            tally(step(done, seconds))
    assert isinstance(console.file, io.StringIO)
    assert console.file.getvalue().splitlines()[1:] == [
        "3 of 10 graded: 2 there already, 1 full marks",
        "4 of 10 graded: 2.0 s each, 2 there already, 2 full marks",
        "5 of 10 graded: 2.0 s each, 2 there already, 3 full marks",
    ]


def test_who_graded_is_said_at_the_end() -> None:
    """Of a cluster; where all is graded here, nothing."""
    steps = [RoundProgress(n, 3, CARD, "ada", where) for n, where in enumerate(("tcp://b", "tcp://a", "tcp://b"), 1)]

    assert shown(RoundProgress(0, 3), *steps, terminal=False).endswith("1 by tcp://a\n2 by tcp://b\n")
    assert " by " not in shown(RoundProgress(0, 1), RoundProgress(1, 1, CARD, "ada"), terminal=False)
