"""choices.csv: a person says which file of a student counts."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from grader.classroom.classes import read_class
from grader.classroom.grade_book import grade_book
from grader.course.lessons import Course
from grader.errors import UsageError
from grader.lms.results import read_results
from grader.reports.site import write_site
from tests.class_folder import RIGHT, WRONG, Classroom

HEAD = "student,file,reason,by,date\n"


def choose(classroom: Classroom, *lines: str) -> None:
    classroom.out.mkdir(exist_ok=True)
    (classroom.out / "choices.csv").write_text(HEAD + "\n".join(lines) + "\n")


@pytest.fixture
def class_(classroom: Classroom) -> Classroom:
    """cy handed in a zip of two programs; lee, in Canvas's names, twice."""
    for path in classroom.submissions.iterdir():
        path.unlink()
    with zipfile.ZipFile(classroom.submissions / "cy.zip", "w") as archive:
        archive.writestr("a.py", WRONG)
        archive.writestr("b.py", RIGHT + "# cy\n")
    (classroom.submissions / "ana.py").write_text(RIGHT)
    return classroom


def now(classroom: Classroom) -> dict[str, tuple[object, str]]:
    book = grade_book(read_class(classroom.out), Course(classroom.course.root), classroom.out)
    return {grade.student: (grade.score, grade.problem) for grade in book.grades}


def test_a_choice_decides_what_could_not_be_guessed(class_: Classroom) -> None:
    """Without it cy has 0 points and a sentence; with it the file's, and each output says who decided and why."""
    class_.grade()
    assert class_.grades()["cy"]["score"] == "0"
    choose(class_, "cy,b.py,said so by mail,Li,2026-10-03")

    graded = class_.grade()

    assert len(class_.asked) == 1
    assert (class_.grades()["cy"]["score"], class_.grades()["cy"]["chosen"]) == (
        "3",
        "b.py: said so by mail (Li, 2026-10-03)",
    )
    assert {each.student: each.chosen for each in graded.students} == {"ana": "", "cy": "b.py"}
    write_site(class_.out, class_.course)
    assert "b.py: said so by mail (Li, 2026-10-03)" in (class_.out / "students" / "cy.html").read_text()
    (cy,) = (each for each in read_results(class_.out, class_.course).results if each.grade.student == "cy")
    assert cy.card
    assert any("said so by mail" in note for note in cy.card.notes)


def test_report_and_export_read_it_again(class_: Classroom) -> None:
    """Another reason is shown without a grading; another file has no score until it is graded, and the command stands there."""
    choose(class_, "cy,b.py,by mail,,")
    class_.grade()
    choose(class_, "cy,b.py,by telephone,,")
    write_site(class_.out, class_.course)
    assert "by telephone" in (class_.out / "students" / "cy.html").read_text()

    for line in ("cy,a.py,by mail,,", ""):
        choose(class_, line)
        score, problem = now(class_)["cy"]
        assert (score, "dlgrade regrade" in problem) == (None, True)
        (cy,) = (each for each in read_results(class_.out, class_.course).results if each.grade.student == "cy")
        assert cy.problem
        assert not cy.left_out.fault
        site = write_site(class_.out, class_.course)
        assert [line for line in site.warnings if line.startswith("cy: ") and "dlgrade regrade" in line]
        page = (class_.out / "students" / "cy.html").read_text()
        assert "it depends on which of your files counts" in page
        assert "0 / 3" not in page
        assert "3 / 3" not in page
    choose(class_, "cy,a.py,by mail,,")
    class_.grade()
    assert now(class_)["cy"] == (0, "")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "cy,c.py,x,,",
            "choices.csv, line 2: cy: No file of code is called c.py. There are: cy.zip/a.py, cy.zip/b.py.",
        ),
        ("cyy,a.py,x,,", "choices.csv, line 2: no student is called 'cyy'. Did you mean 'cy'?"),
        ("cy,a.py,,,", "choices.csv, line 2: the reason is missing."),
        ("*,a.py,x,,", "stands for everybody in adjustments.csv alone"),
        ("cy,a.py,x,,\ncy,b.py,x,,", "choices.csv, line 3: a second line about this student"),
    ],
)
def test_what_cannot_be_meant_is_an_error(class_: Classroom, line: str, said: str) -> None:
    choose(class_, line)
    with pytest.raises(UsageError) as error:
        class_.grade()
    assert said in str(error.value)


def test_report_refuses_a_file_that_is_not_there(class_: Classroom) -> None:
    """As the next grading does; no page is written without its code for it."""
    class_.grade()
    write_site(class_.out, class_.course)
    before = (class_.out / "students" / "ana.html").read_text()
    choose(class_, "cy,c.py,by mail,,")
    with pytest.raises(UsageError, match=r"choices.csv, line 2: cy: No file of code is called c.py"):
        write_site(class_.out, class_.course)
    assert (class_.out / "students" / "ana.html").read_text() == before


def test_one_of_several_hand_ins(class_: Classroom, tmp_path: Path) -> None:
    """Canvas's earlier one, and one of two entries of a name, which are otherwise nobody's."""
    (class_.submissions / "ben.py").write_text(WRONG)
    with zipfile.ZipFile(class_.submissions / "ben.zip", "w") as archive:
        archive.writestr("add.py", RIGHT)
    choose(class_, "ben,ben.zip,the newer,,", "cy,b.py,x,,")
    graded = class_.grade()
    assert class_.grades()["ben"]["score"] == "3"
    assert "ben.py: choices.csv names another file of this student" in graded.ignored

    canvas = tmp_path / "canvas"
    canvas.mkdir()
    (canvas / "leeana_7_11_add.py").write_text(RIGHT)
    (canvas / "leeana_7_12_add-1.py").write_text(WRONG)
    class_.submissions, class_.out = canvas, tmp_path / "other"
    assert class_.grade().ignored == ["leeana_7_11_add.py: handed in again later"]
    assert class_.grades()["leeana_7"]["score"] == "0"
    choose(class_, "leeana_7,leeana_7_11_add.py,the last was a slip,,")
    assert class_.grade().ignored == ["leeana_7_12_add-1.py: choices.csv names another file of this student"]
    assert class_.grades()["leeana_7"]["score"] == "3"
