"""`dlgrade export` and `dlgrade package`: files for other systems, read back, and the exit codes that scripts rely on."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from grader.cli import main
from grader.course.lessons import Course
from grader.intake.names import file_stems
from grader.reports.visible import visible
from grader.scorecard import encode
from tests.lms.classroom50_rules import RUNNER, SCHEMA
from tests.lms.importers import CanvasCourse
from tests.lms.lms_class import big_class, card, lay_class

COUNT = 1000
READ_BACK = """select a.student_id, g.auto_score from grade g join submitted_notebook n on g.notebook_id = n.id
join submitted_assignment a on n.assignment_id = a.id"""


def export(*words: str | Path, **environment: str) -> Result:
    return CliRunner().invoke(main, ["export", *map(str, words)], env=environment)


@pytest.fixture(autouse=True)
def in_the_toy_course(toy_course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DLGRADE_COURSE", str(toy_course.root))


@pytest.fixture(scope="module")
def thousand(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Decimal]]:
    """A class with names that spoil careless files, and each student's score."""
    folder, _, scores = big_class(tmp_path_factory.mktemp("class") / "graded", COUNT)
    return folder, scores


@pytest.mark.parametrize(("form", "unit"), [("gradescope", 1), ("classroom50", 100), ("prairielearn", Decimal(1) / 8)])
def test_thousand_students_come_through(
    thousand: tuple[Path, dict[str, Decimal]], tmp_path: Path, form: str, unit: Decimal
) -> None:
    """Each has a file of their own with their very score, and what is said to them is theirs."""
    folder, scores = thousand

    done = export(form, folder, "--out", tmp_path / "out", **RUNNER)

    assert (done.exit_code, done.stderr) == (0, "")
    files = {student: tmp_path / "out" / f"{stem}.json" for student, stem in file_stems(scores).items()}
    assert set((tmp_path / "out").iterdir()) == set(files.values())
    for student, path in files.items():
        document = json.loads(path.read_bytes(), parse_float=Decimal)
        assert document["score"] == scores[student] * unit // Decimal("0.000001") * Decimal("0.000001")
        assert all(test["output"] in ("", f"{visible(student)} should look at it") for test in document["tests"])
        if form == "classroom50":
            SCHEMA.validate(json.loads(path.read_bytes()))
            assert document["owner"] == student


def test_thousand_students_come_through_junit(thousand: tuple[Path, dict[str, Decimal]], tmp_path: Path) -> None:
    """One suite a student, by name; as many failures as tests that did not pass."""
    folder, scores = thousand

    export("junit", folder, "--out", tmp_path / "junit.xml")
    suites = ElementTree.parse(tmp_path / "junit.xml").getroot()

    assert [suite.get("name") for suite in suites] == [visible(f"lesson01_add: {student}") for student in scores]
    assert sum(int(suite.get("failures", "")) for suite in suites) == len(list(suites.iter("failure"))) > 0


@pytest.mark.parametrize("count", [200, pytest.param(COUNT, marks=pytest.mark.slow)])  # each costs three commits
def test_class_comes_through_nbgrader(count: int, tmp_path: Path) -> None:
    """A new gradebook knows each by name, and has the very score."""
    folder, _, scores = big_class(tmp_path / "graded", count)
    book = tmp_path / "gradebook.db"

    done = export("nbgrader", folder, "--gradebook", book, "--assignment", "lesson01")
    with contextlib.closing(sqlite3.connect(book)) as database:
        rows = database.execute(READ_BACK).fetchall()

    assert (done.exit_code, done.stderr) == (0, "")
    assert {student: Decimal(str(score)) for student, score in rows} == scores


def test_score_is_that_of_the_grades(tmp_path: Path) -> None:
    """What people changed counts, and the student reads why; the tests stay as they ended."""
    folder = lay_class(tmp_path / "graded", {"ana": card("ana", "4", "0")})
    (folder / "adjustments.csv").write_text(
        "student,lesson,task,points,days,reason\nana,lesson01,,1.5,,unclear handout\n"
    )

    export("gradescope", folder, "--out", tmp_path / "out")
    document = json.loads((tmp_path / "out" / "ana.json").read_bytes())

    assert document["score"] == 5.5
    assert document["output"] == "Tests: 4\nBy hand: +1.5 (unclear handout)\nGrade: 5.5 / 8"
    assert sum(test["score"] for test in document["tests"]) == 4


def test_one_scorecard_is_one_file(tmp_path: Path) -> None:
    """What `dlgrade check --json` printed becomes what a CI job must leave."""
    (tmp_path / "card.json").write_bytes(encode(card("", "4", "2.5")))

    done = export("classroom50", tmp_path / "card.json", "--out", tmp_path / "result.json", **RUNNER)
    document = json.loads((tmp_path / "result.json").read_bytes())

    assert done.exit_code == 0
    assert (document["score"], document["max-score"], document["owner"]) == (650, 800, "octocat")
    assert document["datetime"] == "2026-01-01T00:00:00Z"


def test_fault_of_ours_is_exported_nowhere(tmp_path: Path) -> None:
    """It is no zero: its student is named, the others are written, and the exit code is 3."""
    cards = {"ana": card("ana", "4", "4"), "ben": card("ben", "0", "0", outcome="grader_fault")}
    folder = lay_class(tmp_path / "graded", cards)
    (tmp_path / "book.csv").write_bytes(
        CanvasCourse({"5": "HW"}, {"1": ("", "ana", "A"), "2": ("", "ben", "B")}).export()
    )

    done = export("prairielearn", folder, "--out", tmp_path / "out")
    book = export("canvas", folder, "--into", tmp_path / "book.csv", "--out", tmp_path / "new.csv", "--json")

    assert [path.name for path in (tmp_path / "out").iterdir()] == ["ana.json"]
    assert "ben is left out: the judge did not answer" in done.stderr
    assert (done.exit_code, book.exit_code) == (3, 3)
    assert json.loads(book.stdout)["left_out"][0] == {
        "student": "ben",
        "reason": "the judge did not answer",
        "fault": True,
    }
    assert (tmp_path / "new.csv").read_bytes().endswith(b'\r\nA,1,,ana,"1, A",8\r\n')


def test_file_of_an_earlier_export_goes_with_the_score(tmp_path: Path) -> None:
    """Whoever uploads the folder would upload it; what is not ours stays."""
    cards = {"ana": card("ana", "4", "4"), "ben": card("ben", "0", "4")}
    folder, out = lay_class(tmp_path / "graded", cards), tmp_path / "out"
    assert export("gradescope", folder, "--out", out).exit_code == 0
    (out / "notes.json").write_text("{}")
    (folder / "choices.csv").write_text("student,file,reason\nben,other.py,by mail\n")
    done = export("gradescope", folder, "--out", out)

    assert done.exit_code == 1
    assert "removed, for they were of an earlier export: ben.json" in done.stderr
    assert sorted(path.name for path in out.iterdir()) == ["ana.json", "notes.json"]


def test_student_in_no_row_is_told(tmp_path: Path) -> None:
    """The file is written for all others, and the exit code is 1."""
    folder = lay_class(tmp_path / "graded", {"ana": card("ana", "4"), "zoe": card("zoe", "4")})
    (tmp_path / "book.csv").write_bytes(CanvasCourse({"5": "HW"}, {"1": ("", "ana", "A")}).export())

    done = export("canvas", folder, "--into", tmp_path / "book.csv", "--out", tmp_path / "new.csv")

    assert (done.exit_code, done.stdout) == (1, f"{tmp_path / 'new.csv'}: 1 student\n")
    assert "zoe is left out: is in no row" in done.stderr


def test_gradebook_and_folders_are_not_overwritten(tmp_path: Path) -> None:
    """What the platform gave stays as it is, and a folder is no file."""
    folder, book = lay_class(tmp_path / "graded", {"ana": card("ana", "4")}), tmp_path / "book.csv"
    book.write_bytes(CanvasCourse({"5": "HW"}, {"1": ("", "ana", "A")}).export())

    onto_itself = export("canvas", folder, "--into", book, "--out", book)
    onto_folder = export("junit", folder, "--out", tmp_path)

    assert (onto_itself.exit_code, onto_folder.exit_code) == (2, 2)
    assert book.read_bytes() == CanvasCourse({"5": "HW"}, {"1": ("", "ana", "A")}).export()


@pytest.mark.parametrize("words", [["junit", "nowhere"], ["canvas", "x", "--into", "nowhere", "--out", "y"], ["pdf"]])
def test_wrong_use_has_exit_code_2(words: list[str], tmp_path: Path) -> None:
    """A message, and no file."""
    done = export(*words, *([] if "--out" in words else ["--out", str(tmp_path / "out")]))

    assert (done.exit_code, (tmp_path / "out").exists()) == (2, False)


def test_package_is_written_whole(tmp_path: Path) -> None:
    """The command writes the zip and says which time limit the assignment needs."""
    words = ["package", "gradescope", "lesson01", "--out", str(tmp_path / "a.zip"), "--minutes", "12"]

    done = CliRunner().invoke(main, words)

    assert (tmp_path / "a.zip").read_bytes()[:2] == b"PK"
    assert "time limit 12 minutes" in done.stdout
