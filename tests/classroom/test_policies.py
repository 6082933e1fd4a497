"""Which of several submissions of a student counts: the last, the last on time, or the best; and what does not is listed."""

from __future__ import annotations

from decimal import Decimal

import msgspec
import pytest

from grader.classroom.classes import read_class
from grader.classroom.grade_book import grade_book
from grader.course.lessons import Course
from grader.engine.orders import Done, Order
from grader.errors import LessonError
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
