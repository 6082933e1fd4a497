"""A class of ten through the real nbgrader: made, released, collected, graded outside of it, returned."""

from __future__ import annotations

import contextlib
import csv
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from grader.cli import main
from tests.lms.follow import blocks_of
from tests.lms.lti_class import graded_class

ROOT = Path(__file__).parents[2]
TOY = ROOT / "tests" / "toy_course"
RIGHT = "def add(a, b):\n    return a + b\n"
WRONG = "def add(a, b):\n    return a - b\n"
TAIL = "# <script>alert(1)</script> ![x](http://127.0.0.1:9/spy)\n"
SPY = "raise TypeError('<script>alert(1)</script> ![x](http://127.0.0.1:9/spy)')"
CLASS = {f"s{number:02}": RIGHT if number % 3 else WRONG for number in range(4)}
CLASS |= {
    "mallory": f"try:\n    open({{proof!r}}, 'w')\nexcept OSError:\n    pass\n{RIGHT}",
    "spy": f"def add(a, b):\n    {SPY}\n",
}


@dataclass
class Room:
    """nbgrader's folder, the course as the instructor has it and as students have it, and what the export said."""

    folder: Path
    course: Path
    released: Path
    said: str = ""
    code: int = 0

    def nbgrader(self, *words: str) -> str:
        return self.program("-m", "nbgrader", *words, cwd=self.folder)

    def program(self, *words: str, cwd: Path) -> str:
        """Runs Python's module with a home of its own, so that no setting of this user's counts."""
        found = f"{sys.prefix}/bin:{os.environ['PATH']}"
        own = {"HOME": str(self.folder.parent), "PATH": found, "DLGRADE_COURSE": str(self.released)}
        command = [sys.executable, *words]
        done = subprocess.run(command, cwd=cwd, env=os.environ | own, capture_output=True, text=True, timeout=1200)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr

    def export(self, *, assignment: str = "lesson01", gradebook: str = "gradebook.db", out: Path | None = None) -> Any:
        out, book = out or self.folder / "graded", self.folder / gradebook
        return dlgrade("export", "nbgrader", out, "--gradebook", book, "--assignment", assignment)

    def asked(self, question: str, gradebook: str = "gradebook.db") -> list[tuple[Any, ...]]:
        """What nbgrader's database answers."""
        with contextlib.closing(sqlite3.connect(self.folder / gradebook)) as database:
            return database.execute(question).fetchall()

    def scores(self) -> dict[str, float]:
        with (self.folder / "grades.csv").open() as table:
            return {row["student_id"]: float(row["score"]) for row in csv.DictReader(table)}


def dlgrade(*words: str | Path) -> Any:
    result = CliRunner().invoke(main, list(map(str, words)))
    assert isinstance(result.exception, SystemExit | None), result.exception
    return result


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Room:
    """Everything up to the feedback, once."""
    base = tmp_path_factory.mktemp("nbgrader")
    room = Room(base / "hub", base / "course", base / "released")
    leave = shutil.ignore_patterns("lesson0[2-9]_*", "golden", "submissions")
    shutil.copytree(TOY, room.course, ignore=leave)
    shutil.copytree(room.course, room.released, ignore=shutil.ignore_patterns("solutions"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DLGRADE_COURSE", str(room.course))
        room.program("-m", "nbgrader", "quickstart", "hub", cwd=base)
        shutil.rmtree(room.folder / "source" / "ps1")
        with (room.folder / "nbgrader_config.py").open("a") as config:
            config.write(config_of_the_docs())
        source = room.folder / "source" / "lesson01" / "add.ipynb"
        assert dlgrade("notebook", "lesson01", "--nbgrader", "--out", source).exit_code == 0
        room.nbgrader("generate_assignment", "lesson01")
        for student, code in CLASS.items():
            hand_in(room, student, code.format(proof=str(base / "proof")) if student == "mallory" else code)
        room.nbgrader("autograde", "lesson01")
        command = [sys.executable, "-c", "from grader.cli import main; main()", "grade", "lesson01"]
        subprocess.run([*command, "submitted", "--out", "graded", "--jobs", "1"], cwd=room.folder, check=True)
        exported = room.export()
        room.said, room.code = exported.output, exported.exit_code
    room.nbgrader("generate_feedback", "lesson01")
    room.nbgrader("export")
    return room


@pytest.fixture(autouse=True)
def instructors_course(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is typed here is typed by the instructor."""
    monkeypatch.setenv("DLGRADE_COURSE", str(room.course))


def config_of_the_docs() -> str:
    (block,) = (each for each in blocks_of(ROOT / "docs" / "lms" / "nbgrader.md") if each.file)
    return "\n" + block.text


def cells_of(path: Path) -> dict[str, Any]:
    """The cells of a notebook by nbgrader's names, and the others by their own."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return {cell["metadata"].get("nbgrader", {}).get("grade_id", cell["id"]): cell for cell in cells}


def hand_in(room: Room, student: str, code: str) -> None:
    """The released notebook with this answer in it."""
    released = room.folder / "release" / "lesson01" / "add.ipynb"
    document = json.loads(released.read_text(encoding="utf-8"))
    for cell in document["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == "answer-1":
            cell["source"] = code + TAIL
    path = room.folder / "submitted" / student / "lesson01" / "add.ipynb"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(document), encoding="utf-8")
    (path.parent / "timestamp.txt").write_text("2026-02-02 15:58:23.948203 UTC")


def test_release_has_the_stub_and_no_solution(room: Room) -> None:
    """What nbgrader releases keeps the signature, the docstring and the points, and nothing of the answer."""
    cells = cells_of(room.folder / "release" / "lesson01" / "add.ipynb")
    answer = "".join(cells["answer-1"]["source"])

    assert "def add(a, b):" in answer
    assert answer.rstrip().endswith("raise NotImplementedError()")
    assert "a + b" not in answer.split('"""')[-1]
    assert cells["task-1"]["metadata"]["nbgrader"]["points"] == 3


def test_nbgrader_tells_a_solution_from_a_stub(room: Room) -> None:
    """`nbgrader validate` runs the graded cells: those of the source pass, that of the release does not."""
    notebooks = [str(room.folder / step / "lesson01" / "add.ipynb") for step in ("source", "release")]
    said = room.nbgrader("validate", *notebooks)
    passed = said.index("Success! Your notebook passes all the tests.")

    assert said.count("Success!") == 1
    assert said.upper().count("VALIDATION FAILED ON 1 CELL(S)") == 1
    assert passed < said.upper().index("VALIDATION FAILED")


def test_scores_of_the_class_reach_the_table(room: Room) -> None:
    """nbgrader's own CSV has dlgrade's score for each of them."""
    assert (room.code, room.said.count("\n")) == (0, 1)
    wanted = {student: 0.0 if code == WRONG else 3.0 for student, code in CLASS.items()} | {"spy": 0.0}
    assert room.scores() == wanted


def test_nbgrader_runs_no_student_code(room: Room) -> None:
    """A line that writes a file when it is run has not been run outside of the sandbox."""
    assert (room.folder / "autograded" / "mallory" / "lesson01" / "add.ipynb").exists()
    assert not (room.folder.parent / "proof").exists()


def test_feedback_says_why(room: Room) -> None:
    """The page that nbgrader returns has the score and the diagnosis of the misconception."""
    page = (room.folder / "feedback" / "s00" / "lesson01" / "add.html").read_text(encoding="utf-8")

    assert "0.0 / 3.0" in re.sub(r"\s+", " ", page)
    assert "You subtracted" in page or "add(2, 3) is 5" in page


def test_students_error_is_text_in_the_feedback(room: Room) -> None:
    """Neither a tag nor a picture of an exception's message becomes one in the page."""
    ((comment,),) = room.asked(
        "select c.auto_comment from comment c join submitted_notebook n on c.notebook_id = n.id"
        " join submitted_assignment a on n.assignment_id = a.id where a.student_id = 'spy'"
    )
    page = (room.folder / "feedback" / "spy" / "lesson01" / "add.html").read_text(encoding="utf-8")

    assert "script" in comment
    assert "<script>alert(1)" not in page
    assert not re.search(r'src="[^"]*spy', page)


def test_what_a_person_gave_stays(room: Room) -> None:
    """A second export leaves manual scores and comments alone, and calls for a look where the automatic score moved."""
    with contextlib.closing(sqlite3.connect(room.folder / "gradebook.db")) as database, database:
        database.execute("update grade set manual_score = 2.5, auto_score = 1, extra_credit = 0.5")
        database.execute("update comment set manual_comment = 'well tried'")

    assert room.export().exit_code == 0
    assert set(room.asked("select manual_score, extra_credit, needs_manual_grade from grade")) == {(2.5, 0.5, 1)}
    assert set(room.asked("select manual_comment from comment")) == {("well tried",)}
    assert sorted(room.asked("select auto_score from grade")) == [(0.0,)] * 3 + [(3.0,)] * 3


def test_new_gradebook_is_made(room: Room) -> None:
    """Without a gradebook, one is made of nbgrader's version, with all scores; twice is as once."""
    assert [room.export(gradebook="new.db").exit_code for _ in range(2)] == [0, 0]
    versions = "select version_num from alembic_version"
    assert room.asked(versions, "new.db") == room.asked(versions)
    assert room.asked("select sum(auto_score), count(*) from grade", "new.db") == [(9.0, 6)]


@pytest.mark.parametrize("assignment", ["lesson02", "../lesson01", ""])
def test_other_assignment_is_refused(room: Room, assignment: str) -> None:
    """The message names what the gradebook has; nothing is added to it."""
    before = room.asked("select count(*) from assignment")
    result = room.export(assignment=assignment)

    assert (result.exit_code, room.asked("select count(*) from assignment")) == (2, before)
    assert "it has lesson01" in result.output


def test_file_that_is_no_gradebook_is_refused(room: Room) -> None:
    """It stays as it was."""
    (room.folder / "notes.db").write_text("not a database at all\n" * 100)
    result = room.export(gradebook="notes.db")

    assert result.exit_code == 2
    assert "notes.db cannot be written as nbgrader's gradebook" in result.output
    assert (room.folder / "notes.db").read_text().startswith("not a database")


def test_points_for_the_whole_lesson_are_named(room: Room) -> None:
    """nbgrader has no cell for them: the command says whose they are and ends with 1."""
    table = room.folder / "graded" / "adjustments.csv"
    table.write_text("student,lesson,task,points,days,reason\ns01,lesson01,,-1,,talked\ns02,lesson01,1,-2,,copied\n")
    shutil.copy(room.folder / "gradebook.db", room.folder / "adjusted.db")
    result = room.export(gradebook="adjusted.db")
    table.unlink()

    assert (result.exit_code, "s01: -1 for the whole lesson" in result.output) == (1, True)
    assert "s02" not in result.output


def test_test_taken_out_of_the_maximum_costs_nobody(room: Room) -> None:
    """nbgrader's maximum stays: scores are scaled to it, and that is said, so that full marks are full marks."""
    table = room.folder / "graded" / "adjustments.csv"
    table.write_text("student,lesson,task,points,days,reason,test\n*,lesson01,,void,,unclear,test_any_numbers\n")
    shutil.copy(room.folder / "gradebook.db", room.folder / "void.db")
    result = room.export(gradebook="void.db")
    table.unlink()

    assert "The lesson has 1 points and the gradebook 3: scores are scaled" in result.stderr
    scores = {score for (score,) in room.asked("select auto_score from grade", "void.db")}
    assert scores == {0.0, 3.0}


def test_stranger_is_named_and_not_added(room: Room, tmp_path: Path) -> None:
    """A class from elsewhere adds nobody to the gradebook; who is in it gets the score."""
    shutil.copy(room.folder / "gradebook.db", room.folder / "strange.db")
    result = room.export(gradebook="strange.db", out=graded_class(tmp_path / "graded", {"s01": 2, "zed": 3}))

    assert (result.exit_code, room.asked("select count(*) from student", "strange.db")) == (1, [(6,)])
    assert room.asked("select count(*) from grade where auto_score = 2", "strange.db") == [(1,)]
    assert "zed: no student of the gradebook is called so" in result.output


def test_lateness_of_the_course_counts(room: Room) -> None:
    """Where course.toml says when the lesson is due, the penalty is in nbgrader's own column."""
    shutil.copy(room.folder / "gradebook.db", room.folder / "late.db")
    facts = room.course / "course.toml"
    before = facts.read_text()
    facts.write_text(f"{before}[late]\npercent_per_day = 50\n[late.due]\nlesson01 = 2026-02-02T00:00:00Z\n")
    result = room.export(gradebook="late.db")
    facts.write_text(before)

    assert result.exit_code == 0
    question = "select distinct late_submission_penalty from submitted_notebook order by 1"
    assert room.asked(question, "late.db") == [(0.0,), (1.5,)]
