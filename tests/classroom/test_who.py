"""Who is who: a class beside its roster, with the names and numbers that people and platforms really write."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.classroom.called import Called
from grader.classroom.grade_book import grade_book
from grader.classroom.roster import read_roster
from grader.classroom.who import Who, who_is_who
from grader.course.lessons import Course
from grader.errors import UsageError
from grader.lms.results import read_results
from grader.reports.site import write_site
from grader.sentences import render
from tests.class_folder import RIGHT, Classroom


def compared(tmp_path: Path, roster: str, *students: str | Called) -> Who:
    """A class beside the roster. Students: as files are called, or as a platform's download calls them."""
    path = tmp_path / "roster.csv"
    path.write_text(roster, encoding="utf-8")
    class_ = {each if isinstance(each, str) else each.names[0]: each for each in students}
    return who_is_who({k: Called((k,)) if isinstance(v, str) else v for k, v in class_.items()}, read_roster(path))


def canvas(squashed: str, number: str = "40033") -> Called:
    return Called((f"{squashed}_{number}",), "canvas", number)


@pytest.mark.parametrize(
    ("roster", "student", "name"),
    [
        ("Name\nJean-Luc O'Brien\n", canvas("obrienjeanluc"), "Jean-Luc O'Brien"),
        ("Name\nMary-Ann García\n", canvas("garcíamaryann"), "Mary-Ann García"),
        ("Name\nRosa O'Brien\n", "O’Brien, Rosa", "Rosa O'Brien"),
        ("Name\nAna María de la Cruz\n", canvas("delacruzanamaría"), "Ana María de la Cruz"),
        ('Name\n"Lee, Ana"\n', canvas("leeana"), "Lee, Ana"),
        ("First name;Last name\nAna Maria;van der Berg\n", "van der Berg Ana Maria", "Ana Maria van der Berg"),
        ("Last name,First name,Email\nLee,Ana,ana@x.edu\n", "ana@x.edu", "Ana Lee"),
        ("Surname\tGiven name\tID number\nLee\tAna\t7001\n", "7001", "Ana Lee"),
        ("Email,Name\nana@x.edu,Ana Lee\n", "ana", "Ana Lee"),
        ("姓,名,学号\n王,小明,3\n", "王小明", "王小明"),
        ("姓,名,学号\n欧阳,娜娜,4\n", Called(("欧阳娜娜_88", "欧阳娜娜"), "moodle", "88"), "欧阳娜娜"),
        ("学号,姓名\n3,王小明\n", "小明王", "王小明"),
        ("Nome;Cognome\nAna;Lee\n", "Lee Ana", "Ana Lee"),
        ("Name\nRENÉ\n", "rene\u0301", "RENÉ"),
        ('Student,ID,SIS User ID,Section\n"Lee, Ana",40033,7001,1\n', canvas("la"), "Lee, Ana"),
        (
            'Student,ID,SIS User ID,Section\n"    Points Possible",,,\n"Lee, Ana",40033,7001,1\n"Student, Test",4,,\n',
            canvas("la"),
            "Lee, Ana",
        ),
    ],
)
def test_one_person(tmp_path: Path, roster: str, student: str | Called, name: str) -> None:
    """On the roster, handed in, and under the roster's name; somebody else of the roster is missing."""
    somebody = ",;\t"[
        [roster.splitlines()[0].count(each) for each in ",;\t"].index(max(map(roster.splitlines()[0].count, ",;\t")))
    ]
    width = roster.splitlines()[0].count(somebody)
    who = compared(tmp_path, roster + "Zed Other" + somebody * width + "\n", student)

    assert [person.name for person in who.people.values()] == [name]
    assert (who.unknown, who.near, len(who.missing)) == ([], [], 1)


@pytest.mark.parametrize(
    ("roster", "student", "told"),
    [
        ("Name,ID number\nAna Lee,123\n", "00123", "lacks the zeros before it"),
        ("Name,ID number\nAna Lee,00123\n", "123", "lacks the zeros before it"),
        ("Name\nMateo Anderson\n", canvas("andersenmateo"), "may be Mateo Anderson"),
        ("Name\nMary-Ann García\n", "Mary-Ann Garcia", "may be Mary-Ann García"),
        ("Name\nAna Maria Lee\n", "Ana Lee", "may be Ana Maria Lee"),
        ("Name\nHans Müller\n", "Hans Mueller", "may be Hans Müller"),
    ],
)
def test_near_ones_are_suggested_and_can_be_confirmed(
    tmp_path: Path, roster: str, student: str | Called, told: str
) -> None:
    """Neither missing nor unknown; one word in the roster makes it certain."""
    who = compared(tmp_path, roster, student)
    (line,) = map(str, who.near)
    assert told in line
    assert (who.missing, who.unknown, who.people) == ([], [], {})

    called = student if isinstance(student, str) else student.names[0]
    header, person = roster.splitlines()
    confirmed = compared(tmp_path, f"{header},also\n{person},x; {called}\n", student)
    assert (list(confirmed.people), confirmed.certain, confirmed.near) == ([called], {called}, [])


def test_participant_is_no_student_number(tmp_path: Path) -> None:
    """Moodle's participant 17 handed in; the student with the number 17 did not."""
    ana = Called(("Ana Lee_17", "Ana Lee"), "moodle", "17")
    who = compared(tmp_path, "Name,ID number\nAna Lee,4\nBen Kim,17\n", ana)
    assert (who.missing, [person.name for person in who.people.values()]) == (["Ben Kim"], ["Ana Lee"])

    other = compared(tmp_path, "Identifier,Full name\nParticipant 17,Ben Kim\nParticipant 18,Ana Lee\n", ana)
    assert (other.missing, other.unknown) == (["Ben Kim"], [])


def test_two_of_one_name_are_told_and_none_is_taken(tmp_path: Path) -> None:
    """One handed in, nobody knows which; the other must not be called missing for sure."""
    who = compared(tmp_path, "Name,No\nAna Lee,11\nAna Lee,12\nBen Kim,13\n", "Ana Lee", "ben kim")
    assert ([p.name for p in who.people.values()], who.missing, who.unknown) == (["Ben Kim"], [], [])
    assert "Ana Lee (11), Ana Lee (12); line 2, 3" in str(who.near[0])


def test_group_of_many_names_nobody(tmp_path: Path) -> None:
    """A column in which several have the same is none of names."""
    who = compared(tmp_path, "Name,Group\nAna Lee,A\nBen Kim,A\nCho Cho,B\n", "A", "B")
    assert (who.people, sorted(who.unknown)) == ({}, ["A", "B"])


@pytest.mark.parametrize(
    ("roster", "heads"), [("foo,bar\nx,y\n", "foo, bar"), ("Ana Lee,1\nBen,2\n", "Ana Lee, 1"), ("Group\nA\n", "Group")]
)
def test_roster_without_a_column_of_names_is_refused(tmp_path: Path, roster: str, heads: str) -> None:
    """Else nobody handed in; without a head its first student would be the heads."""
    (tmp_path / "roster.csv").write_text(roster)
    with pytest.raises(UsageError, match=f"no column of names: its heads are {heads}[.] .*first name and last name"):
        read_roster(tmp_path / "roster.csv")


@pytest.mark.parametrize("head", ["Email", "SIS Login ID", "student_id", "学号", "also"])
def test_roster_may_know_people_by_number_alone(tmp_path: Path, head: str) -> None:
    assert list(compared(tmp_path, f"Group,{head}\nA,7001\nA,7002\n", "7001").people) == ["7001"]


NAMES = st.text("abcdé 'ü-,王明", min_size=1, max_size=9).filter(lambda text: any(map(str.isalnum, text)))


@given(st.lists(NAMES, min_size=1, max_size=8), st.lists(NAMES, max_size=8, unique=True))
def test_nobody_is_both_missing_and_unknown(roster: list[str], students: list[str]) -> None:
    """Whatever the names: each student is one of found, near and unknown; each line is found, near or missing; none is taken twice."""
    from grader.classroom.roster import roster_of

    people = roster_of([(1, ["Name"]), *((number, [name]) for number, name in enumerate(roster, 2))])
    who = who_is_who({name: Called((name,)) for name in students}, people)
    assert len(who.people) + len(who.near) + len(who.unknown) == len(students)
    lines = [person.line for person in who.people.values()]
    assert len(set(lines)) == len(lines)
    assert len(set(who.missing)) == len(who.missing)
    assert not {name.casefold() for name in who.missing} & {name.casefold() for name in who.unknown}


def test_a_second_submission_of_one_person_is_told(tmp_path: Path) -> None:
    """By the number one of them is certain; the other is on the roster all the same."""
    who = compared(tmp_path, "Name,ID number\nAna Lee,00123\n", "00123", "ana_lee", "Ana Lee")
    assert (list(who.people), who.unknown, who.missing) == (["00123"], [], [])
    assert [
        f"{name} may be Ana Lee" in str(said) for name, said in zip(("Ana Lee", "ana_lee"), who.near, strict=True)
    ] == [
        True,
        True,
    ]
    assert all("(00123)" in str(said) for said in who.near)


def test_tables_know_likely_people_by_number_and_address(classroom: Classroom, tmp_path: Path) -> None:
    """As the page calls them so; and whoever types a number wrong is not led to another person."""
    (classroom.submissions / "cho.py").rename(classroom.submissions / "kim_cho.py")
    roster = tmp_path / "roster.csv"
    roster.write_text("First name,Last name,ID number,Email\nCho,Kim,00125,cho@x.edu\nAna,,00126,ana@x.edu\n")
    classroom.grade(roster=roster)
    table = classroom.out / "adjustments.csv"
    table.write_text("student,lesson,task,points,days,reason\ncho@x.edu,lesson01,1,1,,x\n00125,lesson01,1,1,,y\n")
    classroom.grade()
    assert classroom.grades()["kim_cho"]["score"] == "2"
    table.write_text("student,lesson,task,points,days,reason\nchu@x.edu,lesson01,1,1,,x\n")
    with pytest.raises(UsageError, match=r"no student is called 'chu@x.edu'\.$"):
        classroom.grade()


def test_roster_is_remembered(classroom: Classroom, tmp_path: Path) -> None:
    """The same command without it goes on with it, and so does one that grades all anew."""
    roster = tmp_path / "roster.csv"
    roster.write_text("Name\nAna\nZed Other\n")
    classroom.grade(roster=roster)
    for options in ({}, {"fresh": True}):
        assert classroom.grade(**options).missing == ["Zed Other"]
        assert classroom.grades()["ana"]["name"] == "Ana"


def test_pages_and_exports_know_the_roster(classroom: Classroom, tmp_path: Path) -> None:
    """Canvas's `leeana_7` is Ana Lee on the pages and in the table. What only looks alike lends an export no number."""
    for path in classroom.submissions.iterdir():
        path.unlink()
    for name in ("leeana_7_11_add.py", "kimben_8_12_add.py", "andersenmateo_9_13_add.py"):
        (classroom.submissions / name).write_text(RIGHT)
    roster = tmp_path / "roster.csv"
    roster.write_text(
        "First name,Last name,ID number,also\nAna,Lee,S1,\nBen,Kim,S2,kimben_8\nMateo,Anderson,S3,\nZed,Other,S4,\n"
    )
    graded = classroom.grade(roster=roster)

    assert {each.student: each.name for each in graded.students} == {
        "leeana_7": "Ana Lee",
        "kimben_8": "Ben Kim",
        "andersenmateo_9": "",
    }
    assert (graded.missing, graded.unknown, len(graded.near)) == (["Zed Other"], [], 1)
    assert classroom.grades()["leeana_7"]["name"] == "Ana Lee"
    write_site(classroom.out, classroom.course)
    assert "<bdi>Ana Lee</bdi>" in (classroom.out / "students" / "leeana_7.html").read_text()
    page = (classroom.out / "index.html").read_text()
    assert '<a href="students/leeana_7.html"><bdi>Ana Lee</bdi></a>' in page
    assert "andersenmateo_9 may be Mateo Anderson" in page
    names = {each.grade.student: each.called.names for each in read_results(classroom.out, classroom.course).results}
    assert "S2" in names["kimben_8"]
    assert "S1" not in names["leeana_7"]
    assert json.loads((classroom.out / "class.json").read_text())["near"]


@pytest.mark.parametrize(
    ("status", "days"),
    [
        ("Submitted for grading - 1 day 6 hours late", 2),
        ("Submitted for grading - 23 hours 59 mins late", 1),
        ("已提交并等待评分 - 迟交 3 天 2 小时", 4),
        ("Submitted for grading - 1 year 2 days late", 367),
        ("Submitted for grading - Graded - 1 hour late", 1),
        ("已提交请评分 - 迟1 天 6 小时", 2),
        ("Submitted for grading - ", 0),
        ("No submission - Assignment is overdue by: 3 days", 0),
    ],
)
def test_moodles_worksheet_says_how_late(classroom: Classroom, tmp_path: Path, status: str, days: int) -> None:
    """As a roster; its deadline is the course's. A line in adjustments.csv still forgives."""
    root = classroom.course.root
    (root / "course.toml").write_text(
        'title = "t"\n[late]\nzone = "Asia/Shanghai"\npercent_per_day = 10\n[late.due]\nlesson01 = 2026-10-01T23:59:00\n'
    )
    classroom.course = Course(root)
    roster = tmp_path / "worksheet.csv"
    roster.write_text(f"Identifier,Full name,Status,Grade\nParticipant 7,ana,{status},\nParticipant 8,ben,-,\n")
    classroom.grade(roster=roster)

    assert (classroom.grades()["ana"]["days_late"], classroom.grades()["ben"]["days_late"]) == (str(days), "0")
    (classroom.out / "adjustments.csv").write_text(
        f"student,lesson,task,points,days,reason\nana,lesson01,,,-{days},ill\n"
    )
    classroom.grade(roster=roster)
    assert classroom.grades()["ana"]["score"] == "3"


@pytest.mark.parametrize(
    "status",
    ["Submitted for grading - eine Stunde verspätet", "Submitted - 2 fortnights late", "Abgegeben - 3 Tage später"],
)
def test_status_that_is_not_understood_is_named(classroom: Classroom, tmp_path: Path, status: str) -> None:
    """Nothing is taken off in silence."""
    root = classroom.course.root
    (root / "course.toml").write_text('title = "t"\n[late]\nzone = "UTC"\n[late.due]\nlesson01 = 2026-10-01\n')
    classroom.course = Course(root)
    roster = tmp_path / "worksheet.csv"
    roster.write_text(f"Identifier,Full name,Status,Grade\nParticipant 7,ana,{status},\n")
    (note,) = classroom.grade(roster=roster).notes
    assert f"ana: of the worksheet's status '{status}' it is not clear" in note


def test_late_without_a_deadline_in_the_course_says_so(classroom: Classroom, tmp_path: Path) -> None:
    roster = tmp_path / "worksheet.csv"
    roster.write_text("Identifier,Full name,Status,Grade\nParticipant 7,ana,Submitted - 1 day late,\n")
    graded = classroom.grade(roster=roster)
    (warning,) = grade_book(graded, classroom.course, classroom.out).warnings
    assert "does not say under [late.due] when the lesson is due" in render(warning, "en")


def test_comma_that_splits_a_name_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "class.csv").write_text("Name\nLee, Ana\nBen Orr\n")
    with pytest.raises(UsageError, match="line 2 has more cells than its first line"):
        read_roster(tmp_path / "class.csv")


def test_lateness_goes_on_when_clocks_are_put_back(classroom: Classroom, tmp_path: Path) -> None:
    """A night of 25 hours: 24.5 of them after the deadline it is the next day, 23:29, and one day late."""
    root = classroom.course.root
    (root / "course.toml").write_text(
        'title = "t"\n[late]\nzone = "America/New_York"\npercent_per_day = 10\n[late.due]\nlesson01 = 2026-10-31T23:59:00\n'
    )
    classroom.course = Course(root)
    roster = tmp_path / "worksheet.csv"
    status = "Submitted for grading - 1 day 30 mins late"
    roster.write_text(f"Identifier,Full name,Status,Grade\nParticipant 7,ana,{status},\n")
    classroom.grade(roster=roster)
    assert (classroom.grades()["ana"]["days_late"], classroom.grades()["ana"]["handed_in"][:16]) == (
        "1",
        "2026-11-01 23:29",
    )


NUMBERED = "{head},Name\n1,Ana Lee\n2,Jean-Luc O'Brien\n3,小明 王\n"


@pytest.mark.parametrize("head", ["No.", "序号", "Seat", "Nummer", "#"])
def test_numbers_of_the_lines_are_nobody_s(tmp_path: Path, head: str) -> None:
    """A file called 1.py is not the first line's."""
    who = compared(tmp_path, NUMBERED.format(head=head), "1", "2", "Lee Ana")
    assert {student: person.name for student, person in who.people.items()} == {"Lee Ana": "Ana Lee"}
    assert who.unknown == ["1", "2"]


def test_numbers_of_a_school_may_be_small(tmp_path: Path) -> None:
    """Chinese schools number the pupils of a class."""
    who = compared(tmp_path, NUMBERED.format(head="学号"), "1", "3")
    assert {student: person.name for student, person in who.people.items()} == {"1": "Ana Lee", "3": "小明 王"}


def test_number_of_one_and_name_of_another_are_for_the_teacher(tmp_path: Path) -> None:
    """Both files claim one line: neither has it, and both are told."""
    who = compared(tmp_path, NUMBERED.format(head="学号"), "1", "Lee Ana", "2")
    assert {student: person.name for student, person in who.people.items()} == {"2": "Jean-Luc O'Brien"}
    assert len(who.near) == 2
    assert (who.missing, who.unknown) == (["小明 王"], [])


MOODLE = "Identifier,Full name,Status\nParticipant 107,Jo Smith,Submitted - 4 days late\nParticipant 108,Jo Smith,Submitted\n"


@pytest.mark.parametrize(("number", "late"), [("107", 4 * 86400), ("108", 0)])
def test_two_of_one_name_are_told_apart_by_moodle_s_number(tmp_path: Path, number: str, late: int) -> None:
    """In the worksheet of this very assignment; by the number alone nobody is found, for another assignment has others."""
    jo = Called(("Jo Smith_" + number, "Jo Smith"), "moodle", number)
    eve = Called(("Eve Ray_107", "Eve Ray"), "moodle", "107")
    assert compared(tmp_path, MOODLE, jo).people["Jo Smith_" + number].late_by == late
    assert compared(tmp_path, MOODLE, eve).people == {}


def test_gradescope_s_roster_has_staff_and_lines_twice(tmp_path: Path) -> None:
    """Who teaches does not hand in, and one person is one, however often the line stands there."""
    line = "Ana,Lee,7001,ana@x.edu,Student,A\n"
    lacking = "No,Show,7002,no@x.edu,Student,A\n"
    staff = "Pat,Teach,,pat@x.edu,Instructor,\nTim,Help,,tim@x.edu,TA,\n"
    roster = f"First Name,Last Name,SID,Email,Role,Sections\n{staff}{line}{lacking}{lacking}"
    who = compared(tmp_path, roster, "ana@x.edu")
    assert (who.missing, who.unknown) == (["No Show"], [])


def test_workbook_is_called_one(tmp_path: Path) -> None:
    (tmp_path / "class.xlsx").write_bytes(b"PK\x03\x04" + bytes(range(256)))
    with pytest.raises(UsageError, match="is a workbook of a spreadsheet"):
        read_roster(tmp_path / "class.xlsx")
