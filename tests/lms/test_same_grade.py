"""The grade on the page is the grade: a class with every kind of correction, through every output, each with the same sum."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from grader.classroom.classes import read_class
from grader.classroom.grade_book import grade_book
from grader.cli import main
from grader.course.lessons import Course
from tests.class_folder import RIGHT, WRONG, Classroom
from tests.lms.fake_platform import Platform

STUDENTS = ("ana", "ben", "cho", "dan", "eva")
COURSE = """title = "t"
[late]
zone = "Europe/Berlin"
percent_per_day = 10
[late.due]
lesson01 = 2026-10-24T23:59:00
"""
BY_HAND = '\n[[tasks]]\nnumber = 2\ntitle = "Why"\ntitle_zh = "为什么"\npoints = 4\ngraded = "by hand"\nrubric = ["reasons"]\n'
ADJUSTMENTS = """student,lesson,task,points,days,reason,test,until,bonus,by,date
*,lesson01,,given,,unclear claim,test_any_numbers,,,Li,2026-11-01
ben,lesson01,1,-0.5,,copied a comment,,,,Li,2026-11-02
cho,lesson01,,+1.25,,good idea,,,,,
dan,lesson01,1,3,,found a mistake,,,bonus,,
eva,lesson01,,,-1,was ill,,,,,
"""
MANUAL = "student,task,points,max_points,comment,by,date\n" + "".join(f"{name},2,2.5,4,half,Li,\n" for name in STUDENTS)
COMMENTS = "student,file,line,text,points\nana,add.py,2,no docstring,-0.25\n"
# Tests, by hand and comments, then lateness: 10 % for each day begun.
EXPECTED = {
    "ana": Decimal("5.25"),  # 3 + 2.5 - 0.25
    "ben": Decimal("4.50"),  # (3 - 0.5 + 2.5), a day late
    "cho": Decimal("5.75"),  # 2 given + 2.5 + 1.25
    "dan": Decimal("8.5"),  # 3 + 3 bonus + 2.5
    "eva": Decimal("4.95"),  # 3 + 2.5, two days late, one forgiven
}
MOST = Decimal(7)


@pytest.fixture
def graded(classroom: Classroom, monkeypatch: pytest.MonkeyPatch) -> Classroom:
    """nbgrader's folders, so that there are times; ben is a day late, eva two, by the calendar of Berlin in its longest night."""
    root = classroom.course.root
    (root / "course.toml").write_text(COURSE)
    path = root / "exercises" / "lesson01_add" / "lesson.toml"
    path.write_text(path.read_text() + BY_HAND)
    classroom.course = Course(root)
    times = {"ben": "2026-10-25 22:30:00 UTC", "eva": "2026-10-26 22:30:00 UTC"}
    for path in classroom.submissions.iterdir():
        path.unlink()
    for name in STUDENTS:
        folder = classroom.submissions / "submitted" / name / "lesson01"
        folder.mkdir(parents=True)
        (folder / "add.py").write_text((WRONG if name == "cho" else RIGHT) + f"# {name}\n")
        (folder / "timestamp.txt").write_text(times.get(name, "2026-10-24 12:00:00 UTC"))
    classroom.grade()
    for name, text in (("adjustments", ADJUSTMENTS), ("manual", MANUAL), ("comments", COMMENTS)):
        (classroom.out / f"{name}.csv").write_text(text, encoding="utf-8")
    monkeypatch.setenv("DLGRADE_COURSE", str(root))
    monkeypatch.setattr("grader.classroom.grading.local", lambda _: classroom.request().crew)
    return classroom


def typed(*words: str | Path) -> Result:
    result = CliRunner().invoke(main, list(map(str, words)))
    assert isinstance(result.exception, SystemExit | None), result.exception
    return result


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_sums_are_what_they_should_be(graded: Classroom) -> None:
    """Worked out here by hand; and every change adds up."""
    for grade in grade_book(read_class(graded.out), graded.course, graded.out).grades:
        assert (grade.score, grade.max_score) == (EXPECTED[grade.student], MOST)
        assert grade.points is not None
        assert grade.points + sum(change.points for change in grade.changes) - grade.penalty == grade.score
        assert sum((change.points for change in grade.changes), Decimal(0)) == grade.adjusted


def test_terminal_and_tables(graded: Classroom) -> None:
    folder = graded.submissions / "submitted"
    graded.submissions = folder
    shown = typed("grade", "lesson01", folder.parent, "--out", graded.out).stdout
    document = json.loads(typed("regrade", graded.out, "--json").stdout)
    assert {grade["student"]: Decimal(grade["score"]) for grade in document["grades"]} == EXPECTED
    assert {name: Decimal(row["score"]) for name, row in graded.grades().items()} == EXPECTED
    for name in STUDENTS:
        lines = [line for line in shown.splitlines() if f"  {name}: " in line]
        assert any(f"Grade: {EXPECTED[name].normalize():f} / 7" in line for line in lines)


def test_pages(graded: Classroom) -> None:
    """Each student's own with every reason, and the class's."""
    assert typed("report", graded.out).exit_code == 0
    for name in STUDENTS:
        text = (graded.out / "students" / f"{name}.html").read_text()
        assert f"{EXPECTED[name].normalize():f} / 7 points" in text
        assert f'<th scope="row">Grade</th><td class="n">{EXPECTED[name].normalize():f} / 7</td>' in text
        assert "unclear claim (Li, 2026-11-01)" in text
    assert "copied a comment (Li, 2026-11-02)" in (graded.out / "students" / "ben.html").read_text()
    assert "1 day late" in (graded.out / "students" / "ben.html").read_text()
    table = (graded.out / "index.html").read_text().split('id="students"')[1].split("</table>")[0]
    found = dict(re.findall(r"<tr><th><a [^>]*>([^<]*)</a><td>([^<]*)", table))
    assert {name: Decimal(score) for name, score in found.items()} == EXPECTED


def test_gradescope_classroom50_and_prairielearn(
    graded: Classroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two of them take no more than the maximum."""
    names = (
        "CLASSROOM",
        "ASSIGNMENT",
        "ASSIGNMENT_TYPE",
        "OWNER",
        "SUBMISSION_TAG",
        "COMMIT_URL",
        "RELEASE_URL",
        "REVIEW_URL",
    )
    for name in names:
        monkeypatch.setenv(name, "x")
    for format in ("gradescope", "classroom50", "prairielearn"):
        assert typed("export", format, graded.out, "--out", tmp_path / format).exit_code == 0
    for name, score in EXPECTED.items():
        read = {
            format: json.loads((tmp_path / format / f"{name}.json").read_text())
            for format in ("gradescope", "classroom50", "prairielearn")
        }
        assert Decimal(str(read["gradescope"]["score"])) == score
        assert f"Grade: {score.normalize():f} / 7" in read["gradescope"]["output"]
        assert read["classroom50"]["score"] == min(score, MOST) * 100
        assert abs(Decimal(str(read["prairielearn"]["score"])) - min(score / MOST, Decimal(1))) < Decimal("0.00001")
        assert f"Grade: {score.normalize():f} / 7" in read["prairielearn"]["output"]


def test_junit(graded: Classroom, tmp_path: Path) -> None:
    assert typed("export", "junit", graded.out, "--out", tmp_path / "j.xml").exit_code == 0
    found = {}
    for suite in ElementTree.parse(tmp_path / "j.xml").getroot():
        facts = {each.get("name"): each.get("value") for each in suite.iter("property")}
        found[str(suite.get("name")).split(": ")[1]] = Decimal(str(facts["score"]))
    assert found == EXPECTED


def test_canvas_and_moodle(graded: Classroom, tmp_path: Path) -> None:
    """Both with a warning that lateness is taken off already, and that grades.csv is older; Moodle takes no more than the maximum."""
    gradebook = "Student,ID,SIS User ID,Section,Lesson 1 (5)\n    Points Possible,,,,7\n"
    gradebook += "".join(f"{name},{900 + number},s{number},1,\n" for number, name in enumerate(STUDENTS))
    (tmp_path / "canvas.csv").write_text(gradebook)
    sheet = "Identifier,Full name,Email address,Grade,Maximum Grade,Last modified (grade)\n"
    sheet += "".join(f"Participant {number},{name},{name}@x.edu,,7.00,-\n" for number, name in enumerate(STUDENTS, 61))
    (tmp_path / "moodle.csv").write_text(sheet)
    for system in ("canvas", "moodle"):
        done = typed(
            "export", system, graded.out, "--into", tmp_path / f"{system}.csv", "--out", tmp_path / f"{system}-out.csv"
        )
        assert done.exit_code == 0, done.stderr
        assert "2 grades have lateness taken off already" in done.stderr
        assert "grades.csv and the pages are older than these grades" in done.stderr
    canvas = {row["Student"]: row["Lesson 1 (5)"] for row in table((tmp_path / "canvas-out.csv").read_text())[1:]}
    moodle = {row["Full name"]: row["Grade"] for row in table((tmp_path / "moodle-out.csv").read_text())}
    assert {name: Decimal(score) for name, score in canvas.items()} == EXPECTED
    assert {name: Decimal(score) for name, score in moodle.items()} == {n: min(s, MOST) for n, s in EXPECTED.items()}


def test_nbgrader(graded: Classroom, tmp_path: Path) -> None:
    """Its tasks and its penalty; what is for the whole lesson is named, for it has no place there."""
    done = typed("export", "nbgrader", graded.out, "--gradebook", tmp_path / "g.db", "--assignment", "lesson01")
    with sqlite3.connect(tmp_path / "g.db") as database:
        rows = database.execute(
            "select s.student_id, sum(g.auto_score), n.late_submission_penalty from grade g join submitted_notebook n on g.notebook_id = n.id "
            "join submitted_assignment s on n.assignment_id = s.id group by n.id"
        ).fetchall()
    database.close()
    whole = {"cho": Decimal("1.25"), "ana": Decimal("-0.25")}
    found = {
        name: Decimal(str(score)) - Decimal(str(penalty or 0)) + whole.get(name, 0) for name, score, penalty in rows
    }
    assert found == EXPECTED
    assert "cho: +1.25 for the whole lesson" in done.stderr
    assert "grades.csv and the pages are older than these grades" in done.stderr


@pytest.mark.usefixtures("waits")
def test_lti(
    graded: Classroom,
    platform: Platform,
    publish: Callable[..., Result],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DLGRADE_COURSE", str(graded.course.root))
    platform.members = [{"user_id": f"u-{name}", "lis_person_sourcedid": name} for name in STUDENTS]
    told = publish(platform, folder=graded.out).stderr
    assert "grades.csv and the pages are older than these grades" in told
    assert "2 grades have lateness taken off already" in told
    sent = {document["userId"].removeprefix("u-"): document for document in platform.posted}
    for name, score in EXPECTED.items():
        assert Decimal(str(sent[name]["scoreGiven"])) == score
        assert f"Grade: {score.normalize():f} / 7" in sent[name]["comment"]
