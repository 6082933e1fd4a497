"""Publishing over LTI: each score goes to the right person and to nobody else, and is what the grades say."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import Result

from grader.classroom.classes import ClassMember
from grader.lms.lti.roster import Roster
from tests.lms.fake_platform import Platform, given
from tests.lms.lms_class import big_class
from tests.lms.lti_class import POINTS, put_card, put_class

pytestmark = pytest.mark.usefixtures("waits")
COUNT = 1000


def test_thousand_names_come_through(platform: Platform, publish: Callable[..., Result], tmp_path: Path) -> None:
    """Each finds its person on the roster, and the platform has each score to the last digit; nothing is left to send."""
    folder, _, scores = big_class(tmp_path / "thousand" / "graded", COUNT)
    platform.members = [{"user_id": f"u{number}", "lis_person_sourcedid": name} for number, name in enumerate(scores)]
    platform.page = 100

    first, second = (publish(platform, "--json", folder=folder) for _ in range(2))

    assert [(run.exit_code, len(json.loads(run.stdout)["already"])) for run in (first, second)] == [(0, 0), (0, COUNT)]
    assert {name: Decimal(str(score)) for name, score in given(platform).items()} == scores


def test_who_is_not_on_the_roster_is_named(platform: Platform, publish: Callable[..., Result], folder: Path) -> None:
    """The others get their scores; someone who left the course does not count as there."""
    students = [*POINTS, "dan@x.edu", "eva"]
    for name in students[4:]:
        put_card(folder, name, 3)
    put_class(folder, *(ClassMember(student=name, file=name) for name in students))
    result = publish(platform)

    assert (result.exit_code, given(platform)) == (1, POINTS)
    assert [line.split(":")[0] for line in result.stderr.splitlines()] == ["dan@x.edu", "eva"]


def test_two_people_of_one_name_get_nothing() -> None:
    """Neither a name that means two people nor two submissions of one person lead to a guess."""
    roster = Roster(
        [
            {"user_id": "1", "email": "a@x"},
            {"user_id": "2", "lis_person_sourcedid": "A@X"},
            {"user_id": "3", "email": "b@x"},
        ]
    )
    found, why = roster.matched({"one": ["a@x"], "two": ["b@x"], "three": ["B@x "]})

    assert found == {}
    assert sorted(why) == ["one", "three", "two"]


def test_numbers_of_a_download_are_no_id_numbers(
    platform: Platform, publish: Callable[..., Result], folder: Path
) -> None:
    """Moodle numbers its participants anew in each assignment; another student's id number may be the same."""
    platform.members[3]["lis_person_sourcedid"] = "4711"
    put_card(folder, "Ana_4711", 3)
    put_class(folder, ClassMember(student="Ana_4711", file="Ana_4711", also=["Ana", "4711"]), form="Moodle's download")

    assert (publish(platform).exit_code, given(platform)) == (1, {})


@pytest.mark.parametrize(
    ("form", "student", "also", "ids", "sent"),
    [
        ("Moodle's download", "Ana Lee_4711", ["Ana Lee", "4711"], ["S-17"], True),
        ("Moodle's download", "Ana Lee_17", ["Ana Lee", "17"], [], False),
        ("Canvas's download", "s-17_4711", ["s-17", "4711"], [], False),
        ("Canvas 的下载", "leeana_4711", ["leeana", "4711"], ["S-17"], True),
    ],
)
def test_roster_lends_its_ids(
    platform: Platform,
    publish: Callable[..., Result],
    folder: Path,
    form: str,
    student: str,
    also: list[str],
    ids: list[str],
    sent: bool,
) -> None:
    """A class of a download is published by what the roster says; a name run together is nobody's login."""
    put_card(folder, student, 3)
    put_class(folder, ClassMember(student=student, file=student, also=also, ids=ids), form=form)

    assert (publish(platform).exit_code, given(platform)) == ((0, {"S-17": 3}) if sent else (1, {}))


def test_student_without_a_grading_gets_no_zero(
    platform: Platform, publish: Callable[..., Result], folder: Path
) -> None:
    """A scorecard that is missing is our fault: exit 3, the student named, nothing published for them."""
    (folder / "scorecards" / "ana@x.edu.json").unlink()
    result = publish(platform)

    assert (result.exit_code, "ana@x.edu: not graded" in result.stderr) == (3, True)
    assert "ana@x.edu" not in given(platform)


def test_adjusted_scores_are_sent_exactly(platform: Platform, publish: Callable[..., Result], folder: Path) -> None:
    """What grades.csv says is what is sent, to the last digit, with the points of each task."""
    text = "student,lesson,task,points,days,reason\nben@x.edu,lesson01,1,0.1,,a\nben@x.edu,lesson01,,0.2,,b\n"
    (folder / "adjustments.csv").write_text(text)
    publish(platform)

    assert given(platform)["ben@x.edu"] == 1.3
    comment = platform.scores["u1"]["comment"].splitlines()
    assert (comment[0], comment[-1]) == ("Task 1: Add: 1.1 / 3", "Grade: 1.3 / 3")
