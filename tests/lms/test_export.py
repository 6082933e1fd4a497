"""`dlgrade export` and `dlgrade package`: files for other systems, read back, and the exit codes that scripts rely on."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import msgspec
import pytest
from click.testing import CliRunner, Result
from importers import CanvasCourse
from lms_class import big_class, card, lay_class

from grader.batch.names import file_stems
from grader.cli import main
from grader.course import Course
from grader.errors import GraderFault, UsageError
from grader.lms.classroom50 import result_json
from grader.lms.gradescope import results_json
from grader.lms.prairielearn import ROOM
from grader.lms.prairielearn import results_json as prairielearn_json
from grader.lms.results import Result as Exported
from grader.lms.results import grade_of
from grader.reports.visible import visible
from grader.scorecard import Scorecard, Training, encode

COUNT = 1000
RUNNER = {
    "CLASSROOM": "dl-2026",
    "ASSIGNMENT": "hw1",
    "ASSIGNMENT_TYPE": "individual",
    "OWNER": "octocat",
    "SUBMISSION_TAG": "submit/2026-01-01T00-00-00Z-abcdef0",
    "COMMIT_URL": "https://github.com/x/y/commit/1",
    "RELEASE_URL": "https://github.com/x/y/releases/1",
    "REVIEW_URL": "https://github.com/x/y/compare/1",
}
READ_BACK = """select a.student_id, g.auto_score from grade g join submitted_notebook n on g.notebook_id = n.id
join submitted_assignment a on n.assignment_id = a.id"""
WHOLE = {"type": "integer", "minimum": 0}
TEXT = {"type": "string", "minLength": 1}
TIME = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$"}
FIELDS = {
    **dict.fromkeys(("classroom", "assignment", "owner", "commit", "release", "review"), TEXT),
    "schema": {"const": "classroom50/result/v1"},
    "assignment_type": {"enum": ["individual", "group"]},
    "submission": {"type": "string", "pattern": "^submit/"},
    "datetime": TIME,
    "score": WHOLE,
    "max-score": WHOLE,
    "tests": {
        "type": "array",
        "items": {
            "type": "object",
            "required": ["test-name", "passed", "score", "max-score"],
            "properties": {"test-name": TEXT, "passed": {"type": "boolean"}, "score": WHOLE, "max-score": WHOLE},
        },
    },
}
# Classroom 50's schemas/result-v1.schema.json in short: no other key at the top but two that are optional.
SCHEMA = jsonschema.Draft202012Validator(
    {
        "type": "object",
        "required": list(FIELDS),
        "properties": FIELDS | {"graded_at": TIME, "submitted_by": {"type": "object"}},
        "additionalProperties": False,
    }
)


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
    assert document["output"] == "Changed by hand by 1.5 points: unclear handout."
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
    assert (tmp_path / "new.csv").read_bytes().endswith(b'B,2,,ben,"1, A",\r\n')


@pytest.mark.parametrize("document", [results_json, prairielearn_json, lambda *a: result_json(*a, RUNNER)])
def test_no_document_has_a_score_for_a_fault(document: Any) -> None:
    """Whoever calls the exporters themselves gets an error, not a 0."""
    fault = card("ana", "0", outcome="grader_fault")

    with pytest.raises(GraderFault):
        document(Exported(grade_of(fault), fault), "en")


def test_student_in_no_row_is_told(tmp_path: Path) -> None:
    """The file is written for all others, and the exit code is 1."""
    folder = lay_class(tmp_path / "graded", {"ana": card("ana", "4"), "zoe": card("zoe", "4")})
    (tmp_path / "book.csv").write_bytes(CanvasCourse({"5": "HW"}, {"1": ("", "ana", "A")}).export())

    done = export("canvas", folder, "--into", tmp_path / "book.csv", "--out", tmp_path / "new.csv")

    assert (done.exit_code, done.stdout) == (1, f"{tmp_path / 'new.csv'}: 1 student\n")
    assert "zoe is left out: is in no row" in done.stderr


@pytest.mark.parametrize("outcome", ["passed", "crashed", "timed_out", "not_run", "failed"])
def test_only_what_passed_is_passed(outcome: str) -> None:
    """In each document, whatever else happened is not a pass and says why."""
    each = changed(card("ana", "4"), outcome)
    documents = [f(Exported(grade_of(each), each), "zh") for f in (results_json, prairielearn_json)]
    result = result_json(Exported(grade_of(each), each), "zh", RUNNER)

    assert (documents[0]["tests"][0]["status"], result["tests"][0]["passed"]) == (
        "passed" if outcome == "passed" else "failed",
        outcome == "passed",
    )
    assert all(bool(each["tests"][0]["output"]) == (outcome != "passed") for each in documents)


def test_hidden_test_stays_hidden() -> None:
    """Gradescope shows no student a test that the scorecard hides."""
    each = card("ana", "4", "0")
    task = each.tasks[0]
    tests = [task.tests[0], msgspec.structs.replace(task.tests[1], visibility="hidden")]
    each = msgspec.structs.replace(each, tasks=[msgspec.structs.replace(task, tests=tests)])

    document = results_json(Exported(grade_of(each), each), "en")

    assert [test["visibility"] for test in document["tests"]] == ["visible", "hidden"]


def test_training_is_on_the_leaderboard() -> None:
    """The accuracy in percent, the highest first, by the claim of its test."""
    run = Training(
        name="test_1",
        accuracy=0.93614,
        required_accuracy=0.9,
        seconds=1,
        reference_seconds=1,
        allowed_ratio=3,
        device="cpu",
    )
    each = msgspec.structs.replace(card("ana", "4"), training=[run])

    board = results_json(Exported(grade_of(each), each), "en")["leaderboard"]

    assert board == [{"name": "accuracy in %: claim 1", "value": 93.61, "order": "desc"}]


def test_long_hostile_texts_stay_within_the_limits() -> None:
    """A megabyte is all that PrairieLearn takes, 100,000 characters a text Gradescope; nothing steers a terminal."""
    each = card("\x1b[2J\0<b>" * 5000, *["0"] * 60)
    exported = Exported(grade_of(each), each)

    texts = [test["output"] for test in results_json(exported, "en")["tests"]]

    assert len(json.dumps(prairielearn_json(exported, "en"))) <= ROOM
    assert max(map(len, texts)) < 100_000
    assert not [text for text in texts if "\x1b" in text or "\0" in text]


def test_classroom50_outside_its_runner_is_refused() -> None:
    """The message names what is missing."""
    each = card("", "4")

    with pytest.raises(UsageError, match="CLASSROOM, OWNER"):
        result_json(Exported(grade_of(each), each), "en", {**RUNNER, "CLASSROOM": "", "OWNER": ""})


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
    done = export(*words, *([] if "--out" in words else ["--out", tmp_path / "out"]))

    assert (done.exit_code, (tmp_path / "out").exists()) == (2, False)


def test_package_is_written_whole(tmp_path: Path) -> None:
    """The command writes the zip and says which time limit the assignment needs."""
    words = ["package", "gradescope", "lesson01", "--out", str(tmp_path / "a.zip"), "--minutes", "12"]

    done = CliRunner().invoke(main, words)

    assert (tmp_path / "a.zip").read_bytes()[:2] == b"PK"
    assert "time limit 12 minutes" in done.stdout


def changed(card: Scorecard, outcome: str) -> Scorecard:
    """The card of one test with another outcome, and no message."""
    test = msgspec.structs.replace(card.tasks[0].tests[0], outcome=outcome, message=msgspec.UNSET)
    return msgspec.structs.replace(card, tasks=[msgspec.structs.replace(card.tasks[0], tests=[test])])
