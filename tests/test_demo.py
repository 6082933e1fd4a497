"""The bundled class comes out as class.toml promises, whatever the order in which it is graded."""

from __future__ import annotations

import contextlib
import io
import json
import random
import re
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner
from rich.console import Console

from grader.classroom.store import Settings, Store
from grader.cli import main
from grader.demo import run, show
from grader.demo.run import DemoEntry, DemoResult, demo_lesson, grade_class, read_class
from grader.demo.show import print_demo
from grader.engine.session import Session
from grader.errors import UsageError
from grader.reports.classroom import class_lines
from grader.reports.terminal import scorecard_text
from grader.scorecard import decode

ENTRIES = read_class()
SHUFFLED = random.Random(0).sample(ENTRIES, len(ENTRIES))
SOUND = [entry for entry in ENTRIES if entry.outcome == "passed"]


@pytest.fixture(scope="module")
def graded(session: Session) -> dict[str, DemoResult]:
    """The class, graded in one session and in an order of no meaning."""
    return {result.entry.student: result for result in grade_class(SHUFFLED, demo_lesson(), session)}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.student)
def test_student_comes_out_as_promised(graded: dict[str, DemoResult], entry: DemoEntry) -> None:
    """Score, outcome and sentence are those of class.toml."""
    assert graded[entry.student].differences == []


@pytest.mark.parametrize("entry", SOUND, ids=lambda entry: entry.student)
def test_neighbours_leave_a_right_submission_its_marks(graded: dict[str, DemoResult], entry: DemoEntry) -> None:
    """A right submission has every point, whoever was graded before it."""
    card = graded[entry.student].card

    assert {test.outcome for test in card.tests} == {"passed"}
    assert card.score == card.max_score == Decimal(40)


def test_no_submission_is_a_grader_fault(graded: dict[str, DemoResult]) -> None:
    """Nothing that a student hands in is the grader's fault."""
    assert {result.card.outcome for result in graded.values()} == {"graded"}


def test_right_submissions_stand_behind_bad_ones() -> None:
    """The fixed order puts a right submission behind each kind of failure, so that the test above means something."""
    order = [entry.outcome for entry in SHUFFLED]
    behind = {a for a, b in pairwise(order) if b == "passed"}

    assert {"failed", "crashed", "timed_out", "not_run"} <= behind


def test_class_has_what_teachers_meet() -> None:
    """Several right ones, and each outcome that a student can cause, in files that differ."""
    assert len(SOUND) >= 6
    assert {entry.outcome for entry in ENTRIES} == {"passed", "failed", "crashed", "timed_out", "not_run"}
    assert all(entry.says for entry in ENTRIES if entry.outcome != "passed")


def test_every_submission_is_listed() -> None:
    """A file in submissions/ that class.toml forgets would never be graded."""
    files = {path.name for path in (run.HERE / "submissions").iterdir() if path.name != "__pycache__"}

    assert files == {entry.file for entry in ENTRIES}


def test_promise_that_is_not_kept_is_told(graded: dict[str, DemoResult]) -> None:
    """A wrong score, a wrong outcome and a missing sentence are three differences."""
    entry = DemoEntry(file="ada.py", what="", score=Decimal(39), outcome="failed", says="no such words")

    assert len(DemoResult(entry, graded["ada"].card).differences) == 3


def test_class_table_has_a_line_a_student(graded: dict[str, DemoResult]) -> None:
    """The table shows the score and a sentence, within the width and without spaces at the end."""
    cards = [graded[entry.student].card for entry in ENTRIES]

    lines = [line.plain for line in class_lines(cards, 100)]

    assert any(line.startswith("✓ ada") and line.endswith("40 / 40  everything passes") for line in lines)
    assert any("hana" in line and "You added the losses up." in line for line in lines)
    assert all(len(line) <= 100 and line == line.rstrip() for line in lines)


@pytest.mark.parametrize("width", [40, 80, 100])
def test_scorecards_have_no_spaces_at_line_ends(graded: dict[str, DemoResult], width: int) -> None:
    """What is copied from the terminal is clean."""
    lines = "\n".join(scorecard_text(result.card, width=width) for result in graded.values()).split("\n")

    assert [line for line in lines if line != line.rstrip()] == []


def test_scorecard_explains_a_reason_once(graded: dict[str, DemoResult]) -> None:
    """The same diagnosis of several tests is printed with the first of them; each of the others takes a line."""
    text = scorecard_text(graded["lena"].card, width=10_000)

    assert text.count("Your sign is turned") == 1
    assert text.count("(the same reason)\n") == 3


def test_scorecard_of_one_wrong_idea_fits_a_screen(graded: dict[str, DemoResult]) -> None:
    """Forty lines of 80 columns: five tests that one wrong sign fails are one explanation."""
    text = scorecard_text(graded["yuki"].card, width=80)

    assert len(text.splitlines()) <= 40
    assert max(map(len, text.splitlines())) <= 80


def test_file_that_cannot_be_imported_is_told_once(graded: dict[str, DemoResult]) -> None:
    """One cause stops 35 tests: it stands at the top, with the student's own line."""
    text = scorecard_text(graded["pia"].card)

    assert text.count("SyntaxError") == 1
    assert "line 11: def sigmoid(z)" in text


def test_full_marks_take_a_line_a_task(graded: dict[str, DemoResult]) -> None:
    """Who has everything right reads six lines and the points."""
    text = scorecard_text(graded["ada"].card)

    assert sum(line.startswith("✓ Task") for line in text.splitlines()) == 6
    assert "40 / 40 points" in text
    assert "Next:" not in text


def test_demo_prints_the_class_and_one_scorecard(graded: dict[str, DemoResult], tmp_path: Path) -> None:
    """Off a terminal too: the table, the instructive scorecard in full, and where the rest is."""
    page = io.StringIO()

    print_demo([graded[entry.student] for entry in ENTRIES], tmp_path, Console(file=page, width=100, highlight=False))

    text = page.getvalue()

    assert "In float32 sigmoid(10000) is exactly 1" in text
    assert f"{len(ENTRIES)} submissions graded, as promised. Open {tmp_path / 'index.html'}" in text


def test_the_demo_is_told_in_chinese(session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(show, "read_class", lambda: [entry for entry in ENTRIES if entry.student in ("ada", "ivan")])
    monkeypatch.setattr(show, "demo_session", lambda *_: contextlib.nullcontext(session))

    done = CliRunner().invoke(main, ["demo", "--lang", "zh", "--out", str(tmp_path / "report")])

    assert done.exit_code == 0, done.output
    assert "评了 2 份提交，结果与约定的相同" in done.stdout
    assert "ivan 看到的评分卡（先由 logit 求概率，再由概率求损失）" in done.stdout
    assert re.findall(r"[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}", re.sub(r"`.*?`|dlgrade hint \w+", "", done.stdout)) == []
    assert 'lang="zh' in (tmp_path / "report" / "index.html").read_text(encoding="utf-8")


def test_json_of_the_demo_names_each_student(graded: dict[str, DemoResult]) -> None:
    """`dlgrade demo --json` tells score, sentence and differences."""
    document = json.loads(msgspec.json.encode(graded["hana"].document()))

    assert document["score"] == "35"
    assert document["happened"] == "You added the losses up."
    assert document["differences"] == []


@pytest.mark.parametrize(("score", "exit_code"), [(Decimal(40), 0), (Decimal(39), 3)])
def test_exit_code_says_whether_the_promises_hold(
    graded: dict[str, DemoResult], monkeypatch: pytest.MonkeyPatch, score: Decimal, exit_code: int
) -> None:
    """All as class.toml says is 0; one wrong score is 3, and the table names the student."""
    ada = graded["ada"]
    result = DemoResult(msgspec.structs.replace(ada.entry, score=score), ada.card)
    monkeypatch.setattr(show, "run_demo", lambda *_, **__: [result])

    done = CliRunner().invoke(main, ["demo"])

    assert done.exit_code == exit_code
    assert ("ada: score 40, promised 39" in done.stdout) is (exit_code == 3)


def test_demo_writes_the_class_report(session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder of --out holds what `grade` and `report` leave; a page shows what was handed in; --json is one document."""
    monkeypatch.setattr(show, "read_class", lambda: [entry for entry in ENTRIES if entry.student in ("ada", "vera")])
    monkeypatch.setattr(show, "demo_session", lambda *_: contextlib.nullcontext(session))
    out = tmp_path / "new" / "report"

    done = CliRunner().invoke(main, ["demo", "--json", "--out", str(out)])

    assert [decode(path.read_bytes()).student for path in sorted((out / "scorecards").iterdir())] == ["ada", "vera"]
    assert json.loads(done.stdout)[0]["happened"] == "everything passes"
    assert all(path.stat().st_size < 300_000 for path in (out / "students").iterdir())
    assert "1 not read" in (out / "index.html").read_text(encoding="utf-8")
    assert 'href="students/vera.html"' in (out / "index.html").read_text(encoding="utf-8")
    assert '<span class="f">sigmoid</span>' in (out / "students" / "ada.html").read_text(encoding="utf-8")
    assert CliRunner().invoke(main, ["report", str(out)]).exit_code == 0


def test_demo_leaves_another_class_alone(tmp_path: Path) -> None:
    """A teacher's own graded folder is told, and nothing of it is written over."""
    Store(tmp_path).save(Settings("lesson05_logistic_regression", "/own", 7))

    done = CliRunner().invoke(main, ["demo", "--out", str(tmp_path)])

    assert (done.exit_code, "not the demo's" in done.stderr) == (2, True)
    assert Store(tmp_path).settings == Settings("lesson05_logistic_regression", "/own", 7)


def test_out_that_cannot_be_made_is_wrong_use(tmp_path: Path) -> None:
    """A file in the way is told before anything is graded."""
    (tmp_path / "file").write_text("")

    done = CliRunner().invoke(main, ["demo", "--out", str(tmp_path / "file" / "report")])

    assert done.exit_code == 2
    assert "--out" in done.stderr


def test_demo_without_the_course_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation without the course tree gets one clear message."""
    monkeypatch.setattr(run, "HERE", tmp_path / "grader" / "demo")

    with pytest.raises(UsageError, match="pip install -e"):
        demo_lesson()
