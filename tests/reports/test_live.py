"""The page that fills while a class is graded."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from grader.classroom.grading import RoundProgress
from grader.cli import main
from grader.reports.live import PAGE, Live
from grader.scorecard import Scorecard
from tests.class_folder import Classroom
from tests.reports.cards import HOSTILE, Page, card_of, hostile_card, result_of


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time that the page believes in."""
    now = [100.0]
    monkeypatch.setattr("grader.reports.live.time.monotonic", lambda: now[0])
    return now


def page_of(folder: Path) -> Page:
    return Page((folder / PAGE).read_text(encoding="utf-8"))


def reloads(page: Page) -> bool:
    return any(each.get("http-equiv") == "refresh" for each in page.all("meta"))


def test_page_says_how_far_it_is_and_when_it_ends(tmp_path: Path, clock: list[float]) -> None:
    """Nine were there already, the tenth waited for sandboxes; five of ten more took half a minute, so the rest takes as long."""
    with Live(tmp_path, "Lesson", "en") as page:
        page(RoundProgress(9, 20))
        clock[0] += 300
        page(RoundProgress(10, 20, card_of(result_of(1, "passed")), "abe"))
        page(RoundProgress(14, 20, grading=["ben", "cy"]))
        clock[0] += 30
        page(RoundProgress(15, 20, card_of(result_of(1, hint="You subtracted.")), "ben", "tcp://one"))
        shown = page_of(tmp_path)

        assert reloads(shown)
        assert "10.0 each minute · less than a minute to go" in shown.text
        assert "ben" in shown.text
        assert "You subtracted." in shown.text
        assert "Grading: ben, cy" in shown.text
        assert "tcp://one" in shown.text
        page(RoundProgress(20, 20, card_of(result_of(1, "passed")), "ana"))

    ended = page_of(tmp_path)
    assert not reloads(ended)
    assert "cy" not in ended.text
    assert "20 / 20" in ended.text
    assert ended.text.index("ana") < ended.text.index("ben")


def test_page_of_a_grading_that_was_stopped_does_not_say_that_it_ended(tmp_path: Path, clock: list[float]) -> None:
    def stopped() -> None:
        with Live(tmp_path, "Lesson", "en") as page:
            page(RoundProgress(0, 2))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()

    shown = page_of(tmp_path)
    assert (reloads(shown), "Stopped" in shown.text, "Graded" in shown.text) == (False, True, False)


@pytest.mark.parametrize("card", [hostile_card(text) for text in HOSTILE], ids=range(len(HOSTILE)))
def test_nothing_that_a_student_wrote_is_markup(tmp_path: Path, card: Scorecard) -> None:
    elements = []
    for each in (card, hostile_card("x")):
        with Live(tmp_path, "Lesson", "en") as page:
            page(RoundProgress(0, 1))
            page(RoundProgress(1, 1, each, str(each.student)))
        elements.append([name for name, _ in page_of(tmp_path).elements])

    assert elements[0] == elements[1]


def test_grade_writes_the_page_when_asked(classroom: Classroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """And not otherwise."""
    monkeypatch.setenv("DLGRADE_COURSE", str(classroom.course.root))
    words = ["grade", "lesson01", str(classroom.submissions), "--out", str(classroom.out), "--sandbox", "process"]
    assert CliRunner().invoke(main, words).exit_code == 0
    assert not (classroom.out / PAGE).exists()
    assert CliRunner().invoke(main, [*words, "--fresh", "--live"]).exit_code == 0
    assert "3 / 3" in page_of(classroom.out).text
