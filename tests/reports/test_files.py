"""What `dlgrade check` leaves in files."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from grader.cli import main
from grader.course.lessons import Course
from grader.intake.submission import read_submission
from grader.reports.files import ReportFiles
from grader.scorecard import Scorecard
from tests.reports.cards import Page, card_of, result_of


@pytest.fixture
def mine(toy_course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A submission, and a `check` that has graded it already: one test passed, one failed."""
    path = tmp_path / "mine.py"
    path.write_text("def add(a, b):\n    return '<b>'\n")
    sha256 = read_submission(path, toy_course.lesson("lesson01")).sha256
    card: Scorecard = card_of(result_of(1), result_of(2, "passed"), sha256=sha256)
    monkeypatch.setattr("grader.learner.checking.check_submission", lambda *_, **__: card)
    monkeypatch.setenv("DLGRADE_COURSE", str(toy_course.root))
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    return path


def check(path: Path, *options: object) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["check", "lesson01", str(path), *map(str, options)])
    return result.exit_code, result.stderr


def test_check_writes_the_page_with_the_source(mine: Path, tmp_path: Path) -> None:
    """--html: the scorecard and what was handed in; the exit code is the grade's."""
    assert check(mine, "--html", tmp_path / "a.html") == (1, "")

    text = Page((tmp_path / "a.html").read_text(encoding="utf-8")).text
    assert "claim 1" in text
    assert "return '<b>'" in text


def test_source_that_was_not_graded_is_not_shown(mine: Path, toy_course: Course, tmp_path: Path) -> None:
    """A file that was saved again since is not what the scorecard is about."""
    ReportFiles(html=tmp_path / "a.html").write(card_of(), toy_course.lesson("lesson01"), mine, language="en")

    assert "return" not in Page((tmp_path / "a.html").read_text(encoding="utf-8")).text


def test_check_writes_junit(mine: Path, tmp_path: Path) -> None:
    """--junit: one case a test."""
    assert check(mine, "--junit", tmp_path / "a.xml") == (1, "")

    root = ElementTree.parse(tmp_path / "a.xml").getroot()
    assert (root.get("tests"), root.get("failures")) == ("2", "1")


@pytest.mark.parametrize("option", ["--html", "--junit"])
def test_file_that_cannot_be_made_is_told_before_grading(mine: Path, tmp_path: Path, option: str) -> None:
    """Nobody waits for a grading whose report has no place."""
    code, said = check(mine, option, tmp_path / "nowhere" / "a.html")

    assert code == 2
    assert f"{option} {tmp_path / 'nowhere'}" in said


def test_check_adds_the_job_summary(mine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where GitHub names a file for it, and only there."""
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))

    assert check(mine) == (1, "")
    assert "claim 1" in (tmp_path / "summary.md").read_text(encoding="utf-8")


def test_summary_that_cannot_be_written_costs_nothing(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The variable may name a file that a container does not have: the grade stands."""
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "/nowhere/summary.md")

    assert check(mine) == (1, "dlgrade: no job summary: No such file or directory (/nowhere/summary.md).\n")
