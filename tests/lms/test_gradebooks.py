"""Canvas and Moodle: what their importers would do with the files that we fill."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.classroom.called import Called
from grader.classroom.grades import grade_of_card
from grader.classroom.tables import plain
from grader.course.lessons import Course
from grader.errors import UsageError
from grader.lms.canvas import fill_canvas
from grader.lms.gradebook import Filled
from grader.lms.left_out import LeftOut
from grader.lms.moodle import fill_moodle
from grader.lms.results import Result, read_results
from grader.lms.table import Table
from tests.lms.importers import CanvasCourse, MoodleAssignment
from tests.lms.lms_class import big_class, card, lay_class

COUNT = 1000
USERS = {"11": ("s1", "ana", "Lee, Ana"), "12": ("s2", "ben", "Kim, Ben"), "13": ("s3", "cho", "Cho, Cho")}
SHEET = {"91": ("Ana Lee", "ana@x.edu"), "92": ("Ben Kim", "ben@x.edu")}


def result(student: str, *points: str, platform: str = "") -> Result:
    """A student's result; each of the points is of 4. platform: whose download names the student, as `name_number`."""
    each = card(student, *(points or ("4", "3.5")))
    bare, _, number = student.rpartition("_")
    who = Called((student, bare), platform, number) if platform else Called((student,))
    return Result(grade_of_card(each), each, who)


def canvas(results: list[Result], course: CanvasCourse | None = None, column: str | None = "5") -> Filled:
    course = course or CanvasCourse({"5": "HW5", "6": "HW6"}, USERS)
    return fill_canvas(Table(course.export(), "gradebook.csv"), results, column)


def moodle(results: list[Result], sheet: MoodleAssignment | None = None, column: str | None = None) -> Filled:
    return fill_moodle(Table((sheet or MoodleAssignment(SHEET)).worksheet(), "sheet.csv"), results, column)


def cells(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def thousand(course: Course, folder: Path, platform: str) -> tuple[list[Result], dict[str, str], dict[str, Decimal]]:
    """A thousand students of a platform's download, with names that spoil careless files, as the exporters read them."""
    folder, people, scores = big_class(folder, COUNT, f"{platform}'s download")
    return read_results(folder, course).results, people, scores


def test_thousand_names_come_through_canvas(toy_course: Course, tmp_path: Path) -> None:
    """Canvas finds each student, changes the one assignment, and to the very score; the other columns do not travel."""
    results, people, scores = thousand(toy_course, tmp_path / "graded", "Canvas")
    users = {student.rsplit("_")[-1]: ("", f"u{student[-4:]}", name) for student, name in people.items()}
    course = CanvasCourse({"5": "HW5", "6": "HW6, again"}, users, {("6", "1001"): "3"})

    filled = canvas(results, course)

    wanted = {("5", student.rsplit("_")[-1]): plain(score) for student, score in scores.items()}
    assert course.changes(filled.data) == wanted
    assert (filled.filled, filled.left_out, course.created) == (COUNT, [], [])
    assert [row[:5] for row in cells(filled.data)] == [row[:5] for row in cells(course.export())]  # each has a score


def test_thousand_names_come_through_moodle(toy_course: Course, tmp_path: Path) -> None:
    """Moodle takes each grade, and every byte but the grades is as it was."""
    results, people, scores = thousand(toy_course, tmp_path / "graded", "Moodle")
    sheet = MoodleAssignment({student.rsplit("_")[-1]: (name, "") for student, name in people.items()})

    filled = moodle(results, sheet)
    emptied = Table(filled.data, "")
    for row in range(1, len(emptied.rows)):
        emptied.put(row, 4, "")

    assert sheet.upload(filled.data) == {student.rsplit("_")[-1]: plain(score) for student, score in scores.items()}
    assert emptied.data() == sheet.worksheet()


@given(
    st.lists(
        st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0\r")), min_size=2, max_size=4), min_size=1
    ),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["\r\n", "\n"]),
    st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
)
def test_untouched_table_is_the_same_bytes(rows: list[list[str]], delimiter: str, end: str, quoting: int) -> None:
    """Whatever the cells hold, and each cell means what any reader of CSV takes from it."""
    rows = [["Student", "ID", "Section"], *rows]
    page = io.StringIO()
    csv.writer(page, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows(rows)  # type: ignore[arg-type]
    data = page.getvalue().encode()

    table = Table(data, "t.csv")

    assert table.data() == data
    assert [[table.text(row, column) for column in range(len(cells))] for row, cells in enumerate(rows)] == rows


def test_students_without_a_grade_are_not_in_the_file_for_canvas() -> None:
    """An import would set back what was graded by hand since the export; who is excused, or not given the assignment, stays so."""
    users = USERS | {"14": ("s4", "dan", "Dan, Dan")}
    course = CanvasCourse({"5": "HW5"}, users, {("5", "12"): "3.25", ("5", "13"): "EX", ("5", "14"): "N/A"})

    filled = canvas([result("ana"), result("cho"), result("dan")], course)
    course.scores["5", "12"] = "4"  # by hand, after the export

    assert course.changes(filled.data) == {("5", "11"): "7.5"}
    assert [row[0].strip() for row in cells(filled.data)] == ["Student", "", "Points Possible", "Lee, Ana"]
    assert filled.left_out == [
        LeftOut("cho", "is excused in Canvas"),
        LeftOut("dan", "has this assignment not in Canvas (N/A)"),
    ]


def test_last_names_first_come_without_the_mark() -> None:
    """Canvas does not know its own heading LastName behind a mark of UTF-8."""
    data = "\ufeffLastName,FirstName,ID,SIS User ID,Section,HW (5)\nPoints Possible,,,,,8\nLee,Ana,11,s1,A,\n".encode()

    filled = fill_canvas(Table(data, "g.csv"), [result("Ana Lee")], None)

    assert filled.data.splitlines() == [
        b"LastName,FirstName,ID,SIS User ID,Section,HW (5)",
        b"Points Possible,,,,,8",
        b"Lee,Ana,11,s1,A,7.5",
    ]


@pytest.mark.parametrize("student", ["s1", "ANA", "Ana Lee", "lee  ana", "Lee, Ana", "leeana_11"])
def test_student_is_found_by_any_name_of_theirs(student: str) -> None:
    """The SIS number, the login, the whole name, and of Canvas's download Canvas's number."""
    filled = canvas([result(student, platform="canvas" if "_" in student else "")])

    assert cells(filled.data)[3] == ["Lee, Ana", "11", "s1", "ana", "1, A", "7.5"]


def test_doubtful_student_gets_no_row() -> None:
    """A number that is one student's id and another's SIS id, two of one name, two for one row: all are told, none is filled."""
    users = {"11": ("12", "ana", "Lee, Ana"), "12": ("9", "ben", "Kim, Ben"), "13": ("8", "k2", "Ben Kim")}

    filled = canvas(
        [result("12"), result("Kim Ben"), result("ana"), result("Ana Lee")], CanvasCourse({"5": "HW5"}, users)
    )

    assert filled.filled == 0
    assert {each.student: each.reason for each in filled.left_out} == {
        "12": "fits 2 rows",
        "Kim Ben": "fits 2 rows",
        "ana": "shares row 4 with another student",
        "Ana Lee": "shares row 4 with another student",
    }


def test_semicolons_and_their_file_stay() -> None:
    """A gradebook of a European locale comes back with its own separator."""
    course = CanvasCourse({"5": "HW5"}, USERS)
    data = course.export(delimiter=";")

    filled = fill_canvas(Table(data, "g.csv"), [result("ana")], None)

    assert filled.data.splitlines()[0] == b"\xef\xbb\xbfStudent;ID;SIS User ID;SIS Login ID;Section;HW5 (5)"
    assert course.changes(filled.data) == {("5", "11"): "7.5"}


def test_scores_are_scaled_to_the_gradebook_and_said_so() -> None:
    """7.5 of 8 points are 93.75 where the worksheet gives 100."""
    sheet = MoodleAssignment(SHEET, maximum="100.00")

    filled = moodle([result("ana@x.edu")], sheet)

    assert sheet.upload(filled.data) == {"91": "93.75"}
    assert filled.notes == ["The lesson has 8 points and the gradebook 100: scores are scaled to the gradebook's."]


def test_more_than_moodle_takes_is_cut_and_said_so() -> None:
    """Moodle would pass over a grade above the maximum without a word."""
    filled = moodle([with_score(result("ana@x.edu"), Decimal("9.5"))])

    assert MoodleAssignment(SHEET).upload(filled.data) == {"91": "8"}
    assert filled.notes == ["ana@x.edu: 9.5 is cut to 8, the most that is taken."]


def test_third_of_a_point_is_rounded_half_up() -> None:
    """Gradebooks compare two decimals."""
    filled = canvas([result("ana", "0.005", "1")])

    assert cells(filled.data)[3][-1] == "1.01"


def test_worksheet_of_another_language_needs_the_heading() -> None:
    """Moodle's headings are in the teacher's language; --column says which are the grades, and the sheet is taken."""
    sheet = MoodleAssignment(SHEET, words=MoodleAssignment.CHINESE, prefix="参与者")

    with pytest.raises(UsageError, match="'成绩', '最高成绩'"):
        moodle([result("ana@x.edu")], sheet)
    filled = moodle([result("ana@x.edu"), result("Ben Kim_92", platform="moodle")], sheet, "成绩")

    assert sheet.upload(filled.data) == {"91": "7.5", "92": "7.5"}


def test_assignment_must_be_named_where_there_are_several() -> None:
    """The message lists them; a title that Canvas would pass over is refused."""
    with pytest.raises(UsageError, match=r"There are: 'HW5 \(5\)', 'HW6 \(6\)'"):
        canvas([result("ana")], column=None)
    with pytest.raises(UsageError, match="Give the assignment another title"):
        canvas([result("ana")], CanvasCourse({"5": "Final Score"}, USERS))


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xfe\x00", b'a,"b\n', b"name,points\nana,3\n", "学生,编号\n".encode("gb18030")]
)
def test_other_files_are_refused(data: bytes) -> None:
    """A message says what is expected; nothing is guessed."""
    with pytest.raises(UsageError):
        fill_canvas(Table(data, "other.csv"), [result("ana")], None)
    with pytest.raises(UsageError):
        fill_moodle(Table(data, "other.csv"), [result("ana")], None)


def with_score(result: Result, score: Decimal) -> Result:
    """The result with another score, as adjustments make it."""
    return msgspec.structs.replace(result, grade=msgspec.structs.replace(result.grade, score=score))


# Numbers mean what their platform says.


@pytest.mark.parametrize("student", ["1", "2", "=1+2", "=12", "001", "participant 1", "Participant_1"])
def test_files_that_are_numbered_are_no_participants(student: str) -> None:
    """An ordinary class's 1.py is not Moodle's participant 1, who may have handed in nothing."""
    sheet = MoodleAssignment({"1": ("Ana Lee", "ana@x.edu"), "2": ("Ben Kim", ""), "12": ("Cho Cho", "")})

    filled = moodle([result(student)], sheet)

    assert (filled.filled, sheet.upload(filled.data)) == (0, {})
    assert [each.student for each in filled.left_out] == [student]


def test_files_that_are_numbered_are_no_ids_of_canvas() -> None:
    """And the teacher reads why."""
    filled = canvas([result("11"), result("12_2"), result("leeana_12", platform="moodle")])

    assert (filled.filled, [each.student for each in filled.left_out]) == (0, ["11", "12_2", "leeana_12"])
    assert filled.left_out[0].reason == "is in no row; the 11 of row 4 is a number of another kind"


@pytest.mark.parametrize("student", ["ana@x.edu", "ana lee jr", "leeana", "ana_lee", "An Alee", "s-1", "Cho C"])
def test_likeness_fills_no_row(student: str) -> None:
    """What only looks like a name or login is listed."""
    filled = canvas([result(student)])

    assert (filled.filled, [each.student for each in filled.left_out]) == (0, [student])


def test_participant_of_another_assignment_is_another_person() -> None:
    """Moodle numbers participants anew in each assignment, so that the name must be the same as well."""
    filled = moodle([result("Ana Lee_91", platform="moodle"), result("Ana Lee_92", platform="moodle")])

    assert MoodleAssignment(SHEET).upload(filled.data) == {"91": "7.5"}
    assert "row 3 has the number 92 and another name" in filled.left_out[0].reason


@pytest.mark.parametrize("folder", ["OBrien Jean-Luc", "O'Brien, Jean-Luc", "O’Brien Jean Luc"])
def test_participant_is_known_by_what_is_left_of_the_name(folder: str) -> None:
    """Moodle takes signs out of a name when it makes a folder of it."""
    sheet = MoodleAssignment({"91": ("O'Brien Jean-Luc", "")})

    assert moodle([result(f"{folder}_91", platform="moodle")], sheet).filled == 1


def test_blind_grading_names_nobody() -> None:
    """The folder is called as the number is."""
    words = ("Identifier", "Status", "Grade", "Maximum grade", "Last modified (grade)")
    sheet = "\n".join([",".join(words), "Participant 91,Submitted for grading,,8.00,-", "Participant 92,,,8.00,-", ""])

    filled = fill_moodle(Table(sheet.encode(), "s.csv"), [result("Participant_92", platform="moodle")], None)

    assert [row[2] for row in cells(filled.data)[1:]] == ["", "7.5"]


@pytest.mark.parametrize("heading", ["Group", "Institution", "City", "Marker"])
def test_group_names_nobody(heading: str) -> None:
    """Though each student is alone in one: 2.py is not the student of group 2."""
    sheet = f"Identifier,Full name,{heading},Grade,Maximum grade,-\nParticipant 7,Ana Lee,1,,8,-\nParticipant 8,Ben Kim,2,,8,-\n"

    filled = fill_moodle(Table(sheet.encode(), "s.csv"), [result("2")], None)

    assert (filled.filled, len(filled.left_out)) == (0, 1)


def test_number_of_the_school_and_name_that_disagree_fill_nothing() -> None:
    """One of both is wrong."""
    both = msgspec.structs.replace(result("s1"), called=Called(("s1", "Ben Kim")))

    assert canvas([both]).left_out == [LeftOut("s1", "fits 2 rows")]


@pytest.mark.parametrize(
    ("name", "filled"), [("Ben Kim", 0), ("Kim, Ben", 0), ("Ann Lee", 1), ("LEE ANA", 1), ("李安娜", 1), ("alee", 1)]
)
def test_number_of_a_row_that_is_called_otherwise_fills_nothing(name: str, filled: int) -> None:
    """A column was sorted alone, or a number mistyped; a login or another script may be the same person's."""
    users = {"11": ("101", "ana", "Lee, Ana"), "12": ("102", "bob", "Fox, Bob")}
    one = msgspec.structs.replace(result("101"), called=Called(("101", name)))
    done = canvas([one], CanvasCourse({"5": "HW5"}, users))
    assert done.filled == filled
    assert filled or "is called Lee, Ana" in done.left_out[0].reason


def test_number_that_is_another_ones_id_is_no_doubt_where_more_says_who() -> None:
    """Student numbers and Canvas's own may be alike; a login or the name beside it tells."""
    users = {"11": ("12", "ana", "Lee, Ana"), "12": ("9", "ben", "Kim, Ben")}
    for also in ("ana", "Ana Lee"):
        both = msgspec.structs.replace(result("12"), called=Called(("12", also)))

        filled = canvas([both], CanvasCourse({"5": "HW5"}, users))

        assert [row[0] for row in cells(filled.data)[3:]] == ["Lee, Ana"]


def test_class_of_a_download_has_its_platforms_numbers(toy_course: Course, tmp_path: Path) -> None:
    """From the folder that `dlgrade grade` left, in any language; the numbers of an ordinary class are none of a platform."""
    for form, platform in (("Moodle 的下载", "moodle"), ("Canvas's download", "canvas"), ("one file per student", "")):
        folder = lay_class(
            tmp_path / (platform or "plain"), {"Ana_91": card("Ana_91", "4")}, {"Ana_91": ["Ana", "91"]}, form
        )
        (first, *_) = read_results(folder, toy_course).results
        assert (first.called.platform, first.called.number) == (platform, "91" if platform else "")
        assert ("91" in first.called.names) == (not platform)


def test_numbers_that_a_spreadsheet_rounded_are_refused() -> None:
    """Every row would have the same."""
    data = CanvasCourse({"5": "HW5"}, {f"1000000000000{n}": USERS[str(n)] for n in (11, 12)}).export()
    ruined = data.replace(b"100000000000011", b"1.00E+14").replace(b"100000000000012", b"1.00E+14")
    assert ruined != data
    with pytest.raises(UsageError, match="a spreadsheet has rounded it"):
        fill_canvas(Table(ruined, "gradebook.csv"), [result("s1")], "5")
