"""Which of several submissions of a student counts: the last, the last on time, or the best; and what does not is listed."""

from __future__ import annotations

from decimal import Decimal

import msgspec
import pytest
from click.testing import CliRunner

from grader.classroom.classes import read_class
from grader.classroom.grade_book import grade_book
from grader.classroom.undo import undo_round
from grader.cli import main
from grader.course.lessons import Course
from grader.engine.orders import Done, Order
from grader.errors import LessonError, UsageError
from grader.reports.site import write_site
from grader.sentences import render
from tests.class_folder import RIGHT, WRONG, Classroom

LATE = """title = "t"
[late]
zone = "Asia/Shanghai"
percent_per_day = 10
counts = "{counts}"
[late.due]
lesson01 = 2026-10-01T23:59:00
"""
# ana: 3 points on time, none two days late. ben: none on time, 3 a day late. cho: 3 points a day late, 3 two days late.
HANDED_IN = {
    1: ("ana", RIGHT, "2026-10-01 20:00:00 +08:00"),
    2: ("ana", WRONG, "2026-10-03 20:00:00 +08:00"),
    3: ("ben", WRONG, "2026-10-01 12:00:00 +08:00"),
    4: ("ben", RIGHT, "2026-10-02 20:00:00 +08:00"),
    5: ("cho", RIGHT, "2026-10-02 20:00:00 +08:00"),
    6: ("cho", RIGHT + "# again\n", "2026-10-03 20:00:00 +08:00"),
}


@pytest.fixture
def several(classroom: Classroom) -> Classroom:
    """A download of Gradescope."""
    for path in classroom.submissions.iterdir():
        path.unlink()
    lines = []
    for number, (name, source, time) in HANDED_IN.items():
        place = classroom.submissions / f"submission_{number}"
        place.mkdir()
        (place / "add.py").write_text(source + f"# {name}\n")
        lines += [f"submission_{number}:", "  :submitters:", f"  - :name: {name}", f"    :email: {name}@x.edu"]
        lines.append(f"  :created_at: {time}")
    (classroom.submissions / "submission_metadata.yml").write_text("\n".join(lines) + "\n")
    return classroom


def with_policy(classroom: Classroom, counts: str) -> Classroom:
    root = classroom.course.root
    (root / "course.toml").write_text(LATE.format(counts=counts))
    classroom.course = Course(root)
    return classroom


@pytest.mark.parametrize(
    ("counts", "scores", "uncounted"),
    [
        (
            "last",
            {"ana": "0", "ben": "2.7", "cho": "2.4"},
            {"ana": "10-01 20:00", "ben": "10-01 12:00", "cho": "10-02 20:00"},
        ),
        (
            "last on time",
            {"ana": "3", "ben": "0", "cho": "2.4"},
            {"ana": "10-03 20:00", "ben": "10-02 20:00", "cho": "10-02 20:00"},
        ),
        (
            "best",
            {"ana": "3", "ben": "2.7", "cho": "2.7"},
            {"ana": "10-03 20:00", "ben": "10-01 12:00", "cho": "10-03 20:00"},
        ),
    ],
)
def test_the_one_that_counts_is_chosen_and_the_others_are_listed(
    several: Classroom, counts: str, scores: dict[str, str], uncounted: dict[str, str]
) -> None:
    """With their times in the course's zone, for the teacher and on the student's page, which names the policy and shows that file."""
    graded = with_policy(several, counts).grade()

    assert {name.split("@")[0]: row["score"] for name, row in several.grades().items()} == scores
    for name, time in uncounted.items():
        assert f"{name}@x.edu: another submission counts than that of 2026-{time} CST" in graded.ignored
    write_site(several.out, several.course)
    for name, time in uncounted.items():
        page = (several.out / "students" / f"{name}@x.edu.html").read_text()
        assert f"2026-{time} CST" in page
        assert {"last": "the last counts", "best": "the best counts", "last on time": "the last one on time"}[
            counts
        ] in page
        assert f"# {name}" in page


def test_another_policy_says_whose_score_moved(several: Classroom) -> None:
    """Nothing is graded twice; the way back is there."""
    with_policy(several, "last").grade()
    assert len(several.asked) == 3
    best = with_policy(several, "best")
    (warning,) = grade_book(read_class(best.out), best.course, best.out).warnings
    assert (
        f"'best' counts; this class was graded when it said 'last'. To grade by the new rule, type: dlgrade regrade {best.out}"
        in render(warning, "en")
    )
    moved = best.grade()

    assert len(several.asked) == 3 + 3  # each of the three once more, for its note says another policy
    assert {move.student: (move.old, move.new) for move in moved.moves} == {"ana@x.edu": (Decimal(0), Decimal(3))}
    assert with_policy(several, "best").grade().moves == []
    assert several.asked == []


def test_attempt_that_fails_by_our_fault_is_told(several: Classroom) -> None:
    """It may have been the best: the student is named, and the next run finds it."""
    honest = several.answer

    def dying(data: bytes) -> bytes:
        order = msgspec.msgpack.decode(data, type=Order)
        return (
            msgspec.msgpack.encode(Done(b"", "died"))
            if order.files == {"add.py": f"{RIGHT}# ana\n".encode()}
            else honest(data)
        )

    several.answer = dying  # type: ignore[method-assign]
    graded = with_policy(several, "best").grade()
    assert {each.student for each in graded.students if each.fault} == {"ana@x.edu"}
    assert several.grades()["ana@x.edu"]["score"] == "0"
    assert "died" in several.grades()["ana@x.edu"]["problem"]
    several.answer = honest  # type: ignore[method-assign]
    graded = several.grade()
    assert several.grades()["ana@x.edu"]["score"] == "3"
    assert not any(each.fault for each in graded.students)


def test_word_that_is_no_policy_is_an_error(several: Classroom) -> None:
    with pytest.raises(LessonError, match="counts"):
        _ = with_policy(several, "first").course.facts


def test_a_choice_is_above_the_policy(several: Classroom) -> None:
    several.out.mkdir()
    (several.out / "choices.csv").write_text("student,file,reason\nana@x.edu,submission_2,she asked for it\n")
    with_policy(several, "best").grade()
    assert several.grades()["ana@x.edu"]["score"] == "0"


def test_no_older_grade_stands_for_two_submissions(classroom: Classroom) -> None:
    """Which of them counts is not known: a grade of before would be of neither."""
    classroom.grade()
    (classroom.submissions / "ana").mkdir()
    (classroom.submissions / "ana" / "add.py").write_text(WRONG)
    classroom.grade()

    row = classroom.grades()["ana"]
    assert (row["score"], row["outcome"]) == ("", "not graded")
    assert "choices.csv" in row["problem"]


def test_two_submissions_are_no_fault_of_the_grader(classroom: Classroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """They wait for the teacher, at first, and again where a choice that was graded is taken back."""
    (classroom.submissions / "ana").mkdir()
    (classroom.submissions / "ana" / "add.py").write_text(WRONG)
    monkeypatch.setattr("grader.classroom.grading.grade_class", lambda *_: classroom.grade())
    monkeypatch.setenv("DLGRADE_COURSE", str(classroom.course.root))

    def told() -> None:
        words = ["grade", "lesson01", str(classroom.submissions), "--out", str(classroom.out)]
        result = CliRunner().invoke(main, words)
        assert result.exit_code == 1, result.output
        assert "faults of the grader" not in result.output.casefold()
        assert "ana: Two submissions of one student" in " ".join(result.output.split())
        write_site(classroom.out, classroom.course)
        page = (classroom.out / "students" / "ana.html").read_text()
        assert "it depends on which of your files counts" in page
        assert "fault" not in page.split("<main>")[1]

    told()
    (classroom.out / "choices.csv").write_text("student,file,reason\nana,ana.py,by mail\n")
    classroom.grade()
    assert classroom.grades()["ana"]["score"] == "3"
    (classroom.out / "choices.csv").unlink()
    told()


WHOLE = "def add(a, b):\n    return a + b if isinstance(a, int) else a - b\n"  # test_two_and_three alone: 1 of 3
FRACTIONS = "def add(a, b):\n    return a - b if isinstance(a, int) else a + b\n"  # test_any_numbers alone: 2 of 3
HEAD = "student,lesson,task,points,days,reason,test,until\n"


def hand_in(classroom: Classroom, *given: tuple[str, str, str]) -> None:
    """A download of Gradescope with these alone: who, what, when."""
    lines = []
    for number, (name, source, time) in enumerate(given, 1):
        (classroom.submissions / f"submission_{number}" / "add.py").write_text(f"{source}# {name}\n")
        lines += [f"submission_{number}:", "  :submitters:", f"  - :name: {name}", f"    :email: {name}@x.edu"]
        lines.append(f"  :created_at: {time}")
    (classroom.submissions / "submission_metadata.yml").write_text("\n".join(lines) + "\n")


@pytest.mark.parametrize("points", ["void", "given"])
def test_a_test_taken_back_changes_which_is_best(several: Classroom, points: str) -> None:
    """Two who handed in the same in another order get the same; until `regrade` has chosen anew nobody's page says what is no more true."""
    early, later = "2026-10-01 12:00:00 +08:00", "2026-10-01 13:00:00 +08:00"
    hand_in(
        several,
        ("ana", WHOLE, early),
        ("ana", FRACTIONS, later),
        ("ben", FRACTIONS, early),
        ("ben", WHOLE, later),
        ("cho", RIGHT, early),
        ("cho", WRONG, later),
    )
    best = with_policy(several, "best")
    best.grade()
    assert {name: row["score"] for name, row in best.grades().items()} == {
        "ana@x.edu": "2",
        "ben@x.edu": "2",
        "cho@x.edu": "3",
    }
    (best.out / "adjustments.csv").write_text(f"{HEAD}*,lesson01,,{points},,it was wrong,test_any_numbers,\n")

    book = grade_book(read_class(best.out), best.course, best.out)
    assert {grade.student: grade.pending for grade in book.grades} == {
        "ana@x.edu": True,
        "ben@x.edu": True,
        "cho@x.edu": False,
    }
    assert (
        f"ana@x.edu: Another submission is the best one by now, by adjustments.csv or the dates of course.toml. Type: dlgrade regrade {best.out}"
        in [render(line, "en") for line in book.warnings]
    )
    site = write_site(best.out, best.course)
    assert any("Another submission is the best" in line for line in site.warnings)
    assert "the best counts" not in (best.out / "students" / "ana@x.edu.html").read_text()

    best.grade()
    assert best.asked == []  # each was graded before
    full = "1" if points == "void" else "3"
    assert {row["score"] for row in best.grades().values()} == {full}
    assert best.grade().moves == []


def test_an_extension_changes_which_is_best(several: Classroom) -> None:
    """The later one is on time by it, and worth more than the one that was."""
    hand_in(several, ("ana", FRACTIONS, "2026-10-01 12:00:00 +08:00"), ("ana", RIGHT, "2026-10-05 12:00:00 +08:00"))
    best = with_policy(several, "best")
    best.grade()
    assert best.grades()["ana@x.edu"]["score"] == "2"  # the other one is four days late: 1.8
    (best.out / "adjustments.csv").write_text(f"{HEAD}ana@x.edu,lesson01,,,,ill,,2026-10-06\n")
    assert [grade.pending for grade in grade_book(read_class(best.out), best.course, best.out).grades] == [True]
    best.grade()
    assert best.grades()["ana@x.edu"]["score"] == "3"
    undo_round(best.out, best.course)
    assert best.grades()["ana@x.edu"]["problem"].startswith("Another submission is the best")


def test_two_undos_in_a_row(several: Classroom) -> None:
    """Each takes back one grading; then the class is as it was first graded."""
    with_policy(several, "last").grade()
    first = several.grades()
    suite = several.suite
    suite.write_text(suite.read_text().replace("points=2", "points=4"))
    several.grade()
    second = several.grades()
    suite.write_text(suite.read_text().replace("points=4", "points=6"))
    several.grade()
    assert {rows["cho@x.edu"]["points"] for rows in (first, second, several.grades())} == {"3", "5", "7"}

    undo_round(several.out, several.course)
    assert several.grades() == second
    undo_round(several.out, several.course)
    assert several.grades() == first
    with pytest.raises(UsageError):
        undo_round(several.out, several.course)


def test_deadline_of_a_lesson_that_is_not_there_is_named(several: Classroom) -> None:
    """A slip in its name would mean that nobody is late."""
    root = several.course.root
    (root / "course.toml").write_text(LATE.format(counts="last").replace("lesson01", "lesson1"))
    several.course = Course(root)
    graded = several.grade()
    said = [render(line, "en") for line in grade_book(graded, several.course, several.out).warnings]
    assert said == [
        "course.toml, [late.due]: the course has no lesson 'lesson1'. Did you mean 'lesson01'?",
        "course.toml says what lateness costs, and not under [late.due] when lesson01 is due: nobody is late.",
    ]


def test_regrade_names_the_test_that_the_suite_takes_out(classroom: Classroom) -> None:
    classroom.grade()
    suite = classroom.suite
    suite.write_text(suite.read_text().replace("points=2", 'points=2, void="given"'))
    assert {move.student: move.tests for move in classroom.grade().moves} == {
        "cho": ["test_any_numbers: its points are given to everybody"]
    }
