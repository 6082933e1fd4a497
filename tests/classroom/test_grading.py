"""A class comes out once and right, is not graded twice, and what changes is graded again and told."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from grader.classroom.grading import RoundProgress, grade_class, request_of
from grader.classroom.repair import rename_lesson
from grader.classroom.store import Store
from grader.classroom.summary import confirm_seeds
from grader.classroom.undo import undo_round
from grader.engine.orders import Done
from grader.errors import LessonError, UsageError
from grader.reports.site import write_site
from tests.class_folder import RIGHT, WRONG, Classroom

EMPTY = hashlib.sha256(b"").hexdigest()
EASIER = "\n\n@pytest.mark.task(1)\ndef test_of_nothing(student):\n    '''one call'''\n    check.equal(student.add(0, 0), 0)\n"
LUCKY = (
    "\n\n@pytest.mark.task(1)\ndef test_luck(student, draw):\n    '''one more, or none'''\n"
    "    more = round(draw.number(0, 1))\n    check.equal(student.add(1, more), 1 + more)\n"
)


def test_each_student_has_a_scorecard(classroom: Classroom) -> None:
    """With their own name and score, and grades.csv says the same."""
    classroom.grade()
    scores = {name: classroom.card(name).score for name in ("ana", "ben", "cho")}
    assert scores == {"ana": 3, "ben": 3, "cho": 0}
    assert classroom.card("cho").student == "cho"
    assert {name: row["score"] for name, row in classroom.grades().items()} == {"ana": "3", "ben": "3", "cho": "0"}


def test_nothing_is_graded_twice(classroom: Classroom) -> None:
    """A second run asks for nothing, and no scorecard is touched."""
    classroom.grade()
    before = {path: path.stat().st_mtime_ns for path in (classroom.out / "scorecards").iterdir()}
    graded = classroom.grade()
    assert classroom.asked == []
    assert [student.graded_now for student in graded.students] == [False] * 3
    assert {path: path.stat().st_mtime_ns for path in (classroom.out / "scorecards").iterdir()} == before


def test_the_class_is_asked_the_same(classroom: Classroom) -> None:
    """One seed for all, kept for the runs that follow."""
    classroom.grade()
    seeds = {classroom.card(name).seed for name in ("ana", "ben", "cho")}
    (classroom.submissions / "dan.py").write_text(RIGHT + "# dan\n")
    classroom.grade()
    assert seeds == {classroom.card("dan").seed}


def test_the_same_bytes_are_graded_once_and_marked(classroom: Classroom) -> None:
    """Each has a scorecard with their own name; only the teacher is told."""
    for name in ("dan", "eva"):
        (classroom.submissions / f"{name}.py").write_text(WRONG)
    graded = classroom.grade()
    assert len(classroom.asked) == 3
    assert [student.same_as for student in graded.students[2:]] == [["dan", "eva"], ["cho", "eva"], ["cho", "dan"]]
    assert classroom.card("dan").student == "dan"
    assert "cho" not in (classroom.out / "scorecards" / "dan.json").read_text()


def test_a_copy_that_comes_later_is_not_graded(classroom: Classroom) -> None:
    classroom.grade()
    (classroom.submissions / "dan.py").write_text(WRONG)
    classroom.grade()
    assert classroom.asked == []
    assert classroom.card("dan").score == 0


def test_what_cannot_be_read_has_a_scorecard(classroom: Classroom) -> None:
    """0 points, the reason, and it costs nobody else anything."""
    (classroom.submissions / "dan").mkdir()
    (classroom.submissions / "eva.py").symlink_to("/etc/passwd")
    (classroom.submissions / "fay.pdf").write_text("x")
    classroom.grade()
    assert [classroom.card(name).exit_code for name in ("ana", "dan", "eva", "fay")] == [0, 1, 1, 1]
    assert "empty folder" in str(classroom.card("dan").tests[0].message)
    assert "a link" in classroom.grades()["eva"]["problem"]


def test_another_submission_replaces_and_keeps_the_old_scorecard(classroom: Classroom) -> None:
    """Only that student is graded; old and new score are told with the reason."""
    classroom.grade()
    (classroom.submissions / "cho.py").write_text(RIGHT + "# now right\n")
    graded = classroom.grade()
    assert len(classroom.asked) == 1
    assert [(m.student, str(m.old), str(m.new), m.why) for m in graded.moves] == [
        ("cho", "0", "3", "another submission")
    ]
    (round,) = (classroom.out / "regrades").iterdir()
    assert json.loads((round / "cho.json").read_text())["score"] == "0"
    assert "cho,0,3,3,another submission" in (round / "moves.csv").read_text(encoding="utf-8-sig")


def test_regrade_after_the_suite_changed(classroom: Classroom) -> None:
    """`regrade` needs the folder alone; the seed stays, and who gained by which test is told."""
    classroom.grade()
    seed = classroom.card("cho").seed
    classroom.suite.write_text(classroom.suite.read_text() + EASIER)
    asked = request_of(classroom.out, classroom.course, 1)
    graded = grade_class(replace(asked, crew=classroom.request().crew), lambda *_: None)
    moved = {each.student: each for each in graded.moves}
    assert (str(moved["cho"].old), str(moved["cho"].new)) == ("0", "1")
    assert moved["cho"].tests == ["test_of_nothing: passed, was not there"]
    assert moved["ana"].why == "the suite changed"
    assert classroom.card("cho").seed == seed


def test_regrade_that_was_cut_off_still_knows_the_first_score(classroom: Classroom) -> None:
    """Interrupted in the middle and started again: the table has all that moved, once."""
    classroom.grade()
    classroom.suite.write_text(classroom.suite.read_text() + EASIER)

    def interrupt(progress: RoundProgress) -> None:
        if progress.card and progress.done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        grade_class(classroom.request(), interrupt)
    (warning,) = write_site(classroom.out, classroom.course).warnings
    assert "A grading of this class was cut off" in warning
    assert f"dlgrade regrade {classroom.out}" in warning
    assert "was cut off" in (classroom.out / "index.html").read_text()
    graded = classroom.grade()
    assert write_site(classroom.out, classroom.course).warnings == []
    assert len(classroom.asked) == 1
    assert {each.student: str(each.old) for each in graded.moves} == {"ana": "3", "ben": "3", "cho": "0"}
    assert len(list((classroom.out / "regrades").iterdir())) == 1


def test_first_grading_that_was_cut_off_is_told_by_who_needs_all_of_it(classroom: Classroom) -> None:
    """With the command that goes on, which does."""

    def interrupt(progress: RoundProgress) -> None:
        if progress.card and progress.done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        grade_class(classroom.request(), interrupt)
    said = r"has not ended; scorecards of it there are 2\. `dlgrade regrade .*` goes on"
    with pytest.raises(UsageError, match=said):
        write_site(classroom.out, classroom.course)
    with pytest.raises(UsageError, match=said):
        undo_round(classroom.out, classroom.course)
    asked = request_of(classroom.out, classroom.course, 1)
    assert len(grade_class(replace(asked, crew=classroom.request().crew), lambda *_: None).students) == 3


def test_changed_misconception_is_a_reason_to_grade_again(classroom: Classroom) -> None:
    """Its sentence stands in the scorecards."""
    classroom.grade()
    (path,) = (classroom.course.root / "solutions" / "lesson01_add" / "misconceptions").glob("*.py")
    path.write_text(path.read_text().replace("You subtracted b", "You took b away"))
    classroom.grade()
    assert "You took b away" in str(classroom.card("cho").tests[0].hint)


def test_real_data_in_place_of_a_stand_in_is_a_reason_to_grade_again(
    classroom: Classroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was trained on the stand-in does not stand beside what was trained on the data set itself. One that the suite does not name is none."""
    catalogue = "".join(
        f'[{name}]\ntitle = "t"\nsource = "s"\nlicence = "l"\nstand_in = "none"\n[{name}.files]\n"{name}.csv" = "{EMPTY}"\n'
        for name in ("sums", "others")
    )
    (classroom.course.root / "datasets" / "catalogue.toml").write_text(catalogue)
    classroom.suite.write_text(classroom.suite.read_text() + "# data.sums()\n")
    classroom.grade()
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "others.csv").touch()
    monkeypatch.setenv("DLGRADE_DATA", str(tmp_path / "data"))
    classroom.grade()
    assert classroom.asked == []
    (tmp_path / "data" / "sums.csv").touch()
    classroom.grade()
    assert len(classroom.asked) == 3


def test_fresh_grades_all_again_from_another_seed(classroom: Classroom) -> None:
    """The old scorecards are kept beside it."""
    classroom.grade()
    seed = classroom.card("ana").seed
    classroom.grade(fresh=True)
    assert len(classroom.asked) == 3
    assert classroom.card("ana").seed != seed
    assert len(list((classroom.out / "regrades").glob("*/*.json"))) == 3


def test_a_student_who_is_gone_is_put_aside(classroom: Classroom) -> None:
    classroom.grade()
    (classroom.submissions / "cho.py").unlink()
    graded = classroom.grade()
    assert graded.withdrawn == ["cho"]
    assert sorted(path.name for path in (classroom.out / "scorecards").iterdir()) == ["ana.json", "ben.json"]
    assert (classroom.out / "withdrawn" / "cho.json").exists()


@pytest.mark.parametrize("options", [{"seed": 5}, {"submissions": Path("/")}])
def test_a_folder_of_another_class_is_not_overwritten(classroom: Classroom, options: dict[str, object]) -> None:
    classroom.grade(seed=4)
    with pytest.raises(UsageError, match="--fresh"):
        grade_class(replace(classroom.request(), **options), lambda *_: None)  # type: ignore[arg-type]


def test_a_mistyped_folder_leaves_no_trace(classroom: Classroom) -> None:
    """The next run with the right name is not refused."""
    wrong = replace(classroom.request(), submissions=classroom.submissions / "nowhere")
    with pytest.raises(UsageError, match="does not exist"):
        grade_class(wrong, lambda *_: None)
    assert len(classroom.grade().students) == 3


@pytest.mark.parametrize(("change", "said"), [(True, "changed while"), (False, "removed while")])
def test_submission_that_changes_meanwhile_costs_that_entry(classroom: Classroom, change: bool, said: str) -> None:
    """Never a scorecard of bytes that nobody has counted; the others are graded, and the next run has it all."""
    path = classroom.submissions / "cho.py"

    def meddle(progress: RoundProgress) -> None:
        if change:
            path.write_text(RIGHT + "# later\n")
        else:
            path.unlink(missing_ok=True)

    graded = grade_class(classroom.request(), meddle)
    assert [said in student.skipped for student in graded.students] == [False, False, True]
    assert {name: row["score"] for name, row in classroom.grades().items()} == {"ana": "3", "ben": "3", "cho": ""}
    assert said in classroom.grades()["cho"]["problem"]
    classroom.grade()
    assert {row["score"] for row in classroom.grades().values()} == {"3"}


def test_one_whose_file_changed_does_not_cost_those_who_handed_in_the_same(classroom: Classroom) -> None:
    (classroom.submissions / "dan.py").write_text(WRONG)

    def meddle(progress: RoundProgress) -> None:
        (classroom.submissions / "cho.py").unlink(missing_ok=True)

    grade_class(classroom.request(), meddle)
    assert (classroom.grades()["cho"]["score"], classroom.grades()["dan"]["score"]) == ("", "0")


def test_folder_that_goes_away_ends_the_run(classroom: Classroom) -> None:
    """A share that is unmounted is no student's doing."""

    def meddle(progress: RoundProgress) -> None:
        if progress.card and progress.done == 1:
            classroom.submissions.rename(classroom.submissions.with_name("away"))

    with pytest.raises(UsageError, match="the same command goes on"):
        grade_class(classroom.request(), meddle)
    classroom.submissions.with_name("away").rename(classroom.submissions)
    classroom.grade()
    assert len(classroom.asked) == 2


def test_newer_download_goes_on_with_the_same_seed(classroom: Classroom, tmp_path: Path) -> None:
    """Under another name: what is equal is kept, what is new is graded, and the change of folder is told."""
    classroom.grade()
    seed = classroom.card("ana").seed
    newer = tmp_path / "submissions (1)"
    classroom.submissions.rename(newer)
    (newer / "cho.py").write_text(RIGHT + "# again\n")
    (newer / "dan.py").write_text(RIGHT + "# dan\n")
    graded = classroom.grade(submissions=newer)
    assert len(classroom.asked) == 2
    assert {classroom.card(name).seed for name in ("ana", "ben", "cho", "dan")} == {seed}
    assert [moved.student for moved in graded.moves] == ["cho"]
    assert str(newer) in graded.notes[0]


def test_renamed_lesson_is_repaired(classroom: Classroom) -> None:
    """Nothing is graded again; a lesson that is still there is not renamed by a slip."""
    classroom.grade()
    exercises = classroom.course.root / "exercises"
    shutil.copytree(exercises / "lesson01_add", exercises / "lesson02_sum")
    with pytest.raises(UsageError, match="which the course still has"):
        rename_lesson(classroom.out, classroom.course, "lesson02")
    shutil.rmtree(exercises / "lesson02_sum")
    for folder in ("exercises", "solutions"):
        (classroom.course.root / folder / "lesson01_add").rename(classroom.course.root / folder / "lesson02_sum")
    with pytest.raises(UsageError, match="--lesson"):
        request_of(classroom.out, classroom.course, 1)
    rename_lesson(classroom.out, classroom.course, "lesson02")
    asked = request_of(classroom.out, classroom.course, 1)
    classroom.asked.clear()
    graded = grade_class(replace(asked, crew=classroom.request(lesson=asked.lesson).crew), lambda *_: None)
    assert (classroom.asked, graded.moves, graded.lesson) == ([], [], "lesson02_sum")
    assert {classroom.card(name).lesson for name in ("ana", "ben", "cho")} == {"lesson02_sum"}


def test_bar_begins_at_what_is_there(classroom: Classroom) -> None:
    """After a run that was cut off: two of three, not none of one."""
    classroom.grade()
    (classroom.out / "scorecards" / "cho.json").unlink()
    told: list[tuple[int, int]] = []
    grade_class(classroom.request(), lambda now: None if now.grading else told.append((now.done, now.total)))
    assert told == [(2, 3), (3, 3)]


def test_fault_costs_no_points_and_is_graded_by_the_next_run(
    classroom: Classroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two attempts fail for one student: a scorecard without a score, told; the next run mends it."""
    honest = classroom.answer

    def broken(data: bytes) -> bytes:
        return msgspec.msgpack.encode(Done(fault="job ended")) if WRONG.encode() in data else honest(data)

    monkeypatch.setattr(classroom, "answer", broken)
    classroom.grade()
    row = classroom.grades()["cho"]
    assert (row["score"], row["outcome"], row["problem"]) == ("", "grader_fault", "job ended")
    monkeypatch.setattr(classroom, "answer", honest)
    classroom.grade()
    assert len(classroom.asked) == 1
    assert classroom.grades()["cho"]["score"] == "0"


def test_confirm_names_tests_that_hang_on_the_seed(classroom: Classroom) -> None:
    """Who subtracts is right where nothing is added. The scorecards stay as they were; a second run grades nothing again."""
    classroom.suite.write_text(classroom.suite.read_text() + LUCKY)
    classroom.out.mkdir()
    (classroom.out / "secret.key").write_text("07" * 32)
    graded = classroom.grade(confirm=6, seed=3)
    assert [student.unstable for student in graded.students] == [[], [], ["test_luck"]]
    classroom.grade(confirm=6)
    assert classroom.asked == []
    assert classroom.card("ana").seed == 3


def test_roster_finds_who_did_not_hand_in(classroom: Classroom, tmp_path: Path) -> None:
    """By any of a row's cells; who is not on it is told too."""
    roster = tmp_path / "roster.csv"
    roster.write_bytes("姓名;学号;email\nAna;1;ana@x.edu\nBen;ben;b@x.edu\n王小明;3;wang@x.edu\n".encode("gb18030"))
    graded = classroom.grade(roster=roster)
    assert (graded.missing, graded.unknown) == (["王小明"], ["cho"])
    assert classroom.grades()["王小明"]["outcome"] == "not handed in"


def test_two_students_whose_names_collide_have_two_scorecards(classroom: Classroom) -> None:
    (classroom.submissions / "Ana.py").write_text(WRONG)
    classroom.grade()
    cards = [json.loads(path.read_text()) for path in (classroom.out / "scorecards").iterdir()]
    assert sorted((card["student"], card["score"]) for card in cards if card["student"].lower() == "ana") == [
        ("Ana", "0"),
        ("ana", "3"),
    ]
    assert len({path.name.casefold() for path in (classroom.out / "scorecards").iterdir()}) == 4


def test_stubs_and_unreadable_files_are_no_copies(classroom: Classroom) -> None:
    """Two who handed in the stub, and two whose file is too large, have copied from nobody."""
    stub = (classroom.course.root / "exercises" / "lesson01_add" / "add.py").read_text()
    for name, text in (("dan", stub), ("eva", stub), ("fay", "#" * 600_000), ("gil", "##" * 600_000)):
        (classroom.submissions / f"{name}.py").write_text(text)
    graded = classroom.grade()
    assert {tuple(student.same_as) for student in graded.students} == {()}
    assert "larger than" in str(classroom.card("fay").tests[0].message)


def test_names_of_any_bytes_are_graded(classroom: Classroom) -> None:
    """A name that is no UTF-8, and one that would steer a terminal: escaped in every file that is written."""
    for name in (b"d\xff.py", b"e\x1b[2J.py", "王 😀.py".encode()):
        (Path(os.fsdecode(os.fsencode(classroom.submissions) + b"/" + name))).write_text(RIGHT)
    graded = classroom.grade()
    assert [student.student for student in graded.students[3:]] == ["d\\xdcff", "e\\x1b[2J", "王 😀"]
    assert b"\x1b" not in (classroom.out / "grades.csv").read_bytes()
    assert len(list((classroom.out / "scorecards").iterdir())) == 6


def test_grades_may_lie_among_the_submissions(classroom: Classroom) -> None:
    """The folder of --out is nobody's submission."""
    graded = classroom.grade(out=classroom.submissions / "graded")
    assert [student.student for student in graded.students] == ["ana", "ben", "cho"]
    assert graded.ignored == ["graded: where the grades go"]


def test_lesson_without_tests_is_wrong_use(classroom: Classroom) -> None:
    """Told before anything is graded, and no folder is made."""
    classroom.suite.unlink()
    with pytest.raises(LessonError, match="has no tests"):
        classroom.grade()
    assert not classroom.out.exists()


def test_seeds_of_confirm_are_always_the_same() -> None:
    """So that a run that was cut off goes on with them."""
    assert confirm_seeds(7) == confirm_seeds(7)
    assert len(set(confirm_seeds(7))) == 100
    assert all(0 <= seed < 1 << 48 for seed in confirm_seeds(7))


def test_folder_in_use_is_refused(classroom: Classroom) -> None:
    with Store(classroom.out), pytest.raises(UsageError, match="is in use"):
        classroom.grade()
