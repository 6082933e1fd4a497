"""A slip in the suite costs nobody a scorecard: it is named with its line, and all is as before it."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from grader.classroom.grading import grade_class, request_of
from grader.classroom.rounds import newest_round
from grader.classroom.undo import undo_round
from grader.course.catalogue import cache_folder
from grader.engine.orders import Done
from grader.errors import GraderFault, UsageError
from grader.scorecard import decode, encode
from tests.class_folder import RIGHT, WRONG, Classroom

SLIPS = {
    "a missing colon": (
        "def test_any_numbers(student, draw):",
        "def test_any_numbers(student, draw)",
        "test_add.py, line 19",
    ),
    "points that are negative": ("points=2", "points=-2", "test_add.py, line 18: test_any_numbers: its points"),
    "points that are no number": ("points=2", "points='two'", "test_add.py, line 18: test_any_numbers: its points"),
    "no task": ("task(1, points=2)", "task(7, points=2)", "test_add.py, line 18"),
    "an import that fails": (
        "import pytest\n",
        "import pytest, nothing_such\n",
        "test_add.py, line 1: ModuleNotFoundError",
    ),
    "a file that is missing": ("check.equal(got, 5)", "open('/nowhere/hidden.csv')", "test_add.py, line 14"),
    "a name that is misspelt": ("check.equal(got, 5)", "chekc.equal(got, 5)", "test_add.py, line 14"),
    "a data set that is not there": ("check.equal(got, 5)", "data.wine()", "test_add.py, line 14"),
    "an answer that is wrong": (
        "check.equal(got, 5)",
        "check.equal(got, 6)",
        "Its own solution does not pass test_two_and_three (test_add.py, line 6: failed:",
    ),
}


def snapshot(classroom: Classroom) -> dict[str, bytes]:
    """The scorecards and the grades."""
    files = [*(classroom.out / "scorecards").iterdir(), classroom.out / "grades.csv", classroom.out / "class.json"]
    return {path.name: path.read_bytes() for path in files}


def slip(classroom: Classroom, old: str, new: str) -> None:
    text = classroom.suite.read_text()
    assert old in text
    classroom.suite.write_text(text.replace(old, new, 1))


def regrade(classroom: Classroom) -> None:
    asked = request_of(classroom.out, classroom.course, 1)
    classroom.asked.clear()
    grade_class(replace(asked, crew=classroom.request().crew), lambda *_: None)


@pytest.mark.parametrize("kind", SLIPS)
def test_slip_in_the_suite_changes_no_scorecard(classroom: Classroom, kind: str) -> None:
    """It is told in one line, with file and line; when it is mended, nothing was lost and nothing is graded."""
    old, new, place = SLIPS[kind]
    classroom.grade()
    before, good = snapshot(classroom), classroom.suite.read_text()
    if "data." in new:
        slip(classroom, "(student, draw):", "(student, draw, data):")
    slip(classroom, old, new)
    with pytest.raises(GraderFault, match="no scorecard was changed") as raised:
        regrade(classroom)
    first, _, rest = str(raised.value).partition("\n")
    assert place in first
    assert "dlgrade lint lesson01" in rest
    assert snapshot(classroom) == before
    assert classroom.asked == []
    assert "lesson01_add" in (classroom.out / "faults.log").read_text()
    classroom.suite.write_text(good)
    regrade(classroom)
    assert classroom.asked == []
    assert not (classroom.out / "regrades").exists()


def test_slip_before_the_first_grading_leaves_no_scorecard(classroom: Classroom) -> None:
    """And no score of 0 for anybody; the mended suite is graded as if nothing had been."""
    good = classroom.suite.read_text()
    slip(classroom, "check.equal(got, 5)", "check.equal(got, 6)")
    with pytest.raises(GraderFault):
        classroom.grade()
    assert not list((classroom.out / "scorecards").iterdir())
    classroom.suite.write_text(good)
    assert len(classroom.grade().students) == 3


def test_suite_is_tried_once(classroom: Classroom) -> None:
    """Its result is kept under its key, as all results are."""
    tried = []
    honest = classroom.answer
    classroom.answer = lambda data: (tried.append(data), honest(data))[1]  # type: ignore[method-assign]
    classroom.grade()
    first = len(tried)
    classroom.grade()
    assert (first, len(tried)) == (5, 5)


def test_stub_that_earns_points_is_told(classroom: Classroom) -> None:
    """The class is graded: it may be meant."""
    free = "\n\n@pytest.mark.task(1)\ndef test_free(student):\n    '''nothing'''\n"
    classroom.suite.write_text(classroom.suite.read_text() + free)
    assert classroom.grade().notes == ["The stub, as it was handed out, earns 1 points: test_free."]


def test_fault_never_replaces_a_graded_scorecard(classroom: Classroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """Jobs die while ben's new file is graded: his old scorecard stands, he is told of, and the next run compares with it."""
    classroom.grade()
    (classroom.submissions / "ben.py").write_text(WRONG + "# ben's second\n")
    honest = classroom.answer

    def broken(data: bytes) -> bytes:
        return msgspec.msgpack.encode(Done(fault="a job ended\nTraceback ...")) if b"second" in data else honest(data)

    monkeypatch.setattr(classroom, "answer", broken)
    graded = classroom.grade()
    ben = next(each for each in graded.students if each.student == "ben")
    assert (classroom.card("ben").score, ben.fault, graded.moves) == (3, "a job ended", [])
    assert classroom.grades()["ben"]["problem"] == (
        "the last grading failed by our fault (a job ended); the scorecard of before stands"
    )
    assert "Traceback" in (classroom.out / "faults.log").read_text()
    monkeypatch.setattr(classroom, "answer", honest)
    (moved,) = classroom.grade().moves
    assert (moved.student, moved.old, moved.new) == ("ben", 3, 0)


def test_fault_that_an_older_version_left_in_place_is_no_score(classroom: Classroom) -> None:
    """What was graded before it is compared, or taken again where it is still true."""
    classroom.grade()
    card = classroom.card("cho")
    (classroom.out / "regrades" / "2026-01-01T00-00-00").mkdir(parents=True)
    shutil.copy(classroom.out / "scorecards" / "cho.json", classroom.out / "regrades" / "2026-01-01T00-00-00")
    fault = msgspec.structs.replace(card, outcome="grader_fault", message="x", environment={})
    (classroom.out / "scorecards" / "cho.json").write_bytes(msgspec.json.encode(fault))
    graded = classroom.grade()
    assert (classroom.asked, graded.moves) == ([], [])
    assert classroom.card("cho").without_times() == card.without_times()


def test_mended_suite_is_not_graded_again(classroom: Classroom) -> None:
    """A change of the suite that is taken back: the scorecards of before it are still true, and are told as moves."""
    classroom.grade()
    before, good = snapshot(classroom), classroom.suite.read_text()
    slip(classroom, "points=2", "points=4")
    regrade(classroom)
    assert len(classroom.asked) == 3
    classroom.suite.write_text(good)
    regrade(classroom)
    assert classroom.asked == []
    for name in ("ana", "ben", "cho"):
        assert classroom.card(name).without_times() == decode(before[f"{name}.json"]).without_times()
    moves = (classroom.out / "regrades" / newest_round(classroom.out) / "moves.csv").read_text(encoding="utf-8-sig")
    assert "ana,5,3,3,the suite changed" in moves


def test_undo_goes_back_one_round(classroom: Classroom) -> None:
    """Twice, and then there is nothing left; what was taken back is kept, and is not graded again."""
    classroom.grade()
    for points in ("4", "6"):
        slip(classroom, f"points={int(points) - 2}", f"points={points}")
        regrade(classroom)
    for score in ("5", "3"):
        undone = undo_round(classroom.out, classroom.course)
        assert (classroom.grades()["ana"]["score"], undone.restored) == (score, 3)
    assert [(m.student, m.old, m.new) for m in undone.moves] == [("ana", 5, 3), ("ben", 5, 3), ("cho", 0, 0)][:3]
    with pytest.raises(UsageError, match="no round to take back"):
        undo_round(classroom.out, classroom.course)
    regrade(classroom)
    assert classroom.asked == []
    assert classroom.grades()["ana"]["score"] == "7"


def test_undo_of_a_fresh_grading_has_the_old_seed_again(classroom: Classroom) -> None:
    classroom.grade(seed=4)
    classroom.grade(fresh=True, seed=9)
    undo_round(classroom.out, classroom.course)
    classroom.grade(seed=4)
    assert classroom.asked == []
    assert classroom.card("ana").seed == 4


def test_undo_brings_back_who_was_put_aside(classroom: Classroom, tmp_path: Path) -> None:
    """A folder that was the wrong one: nobody is gone for good, and nothing is asked of the student who was new."""
    classroom.grade()
    wrong = tmp_path / "wrong"
    wrong.mkdir()
    (wrong / "ana.py").write_text(WRONG)
    (wrong / "eva.py").write_text(RIGHT)
    graded = classroom.grade(submissions=wrong)
    assert graded.withdrawn == ["ben", "cho"]
    undone = undo_round(classroom.out, classroom.course)
    assert [(moved.student, moved.old, moved.new) for moved in undone.moves] == [("ana", 0, 3)]
    assert {name: row["score"] for name, row in classroom.grades().items()} == {
        "ana": "3",
        "ben": "3",
        "cho": "0",
        "eva": "3",
    }
    classroom.grade()
    assert classroom.asked == []


def test_undo_that_was_cut_off_goes_on(classroom: Classroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed after the first scorecard: the second call restores all, and what was replaced is whole."""
    classroom.grade()
    slip(classroom, "points=2", "points=4")
    regrade(classroom)
    name = newest_round(classroom.out)

    def die(path: Path, store: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, contextlib.suppress(KeyboardInterrupt):
        patched.setattr("grader.classroom.undo._put_back_settings", die)
        undo_round(classroom.out, classroom.course)
    undone = undo_round(classroom.out, classroom.course)
    assert (undone.round, [str(moved.old) for moved in undone.moves]) == (name, ["5", "5", "0"])
    assert classroom.grades()["ana"]["score"] == "3"
    assert decode((classroom.out / "undone" / name / "ana.json").read_bytes()).score == 5


# The key.


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("solutions/lesson01_add/suite/hidden.csv", "1,2\n"),
        ("solutions/lesson01_add/answers/deep/x.bin", "x"),
        ("solutions/lesson01_add/texts.zh.toml", '"a" = "b"\n'),
        ("exercises/lesson01_add/table.csv", "1\n"),
        ("exercises/lesson01_add/test_public.py", "# other\n"),
    ],
)
def test_whatever_the_suite_can_read_is_a_reason_to_grade_again(classroom: Classroom, path: str, text: str) -> None:
    file = classroom.course.root / path
    file.parent.mkdir(exist_ok=True, parents=True)
    classroom.grade()
    file.write_text(text)
    graded = classroom.grade()
    assert len(classroom.asked) == 3
    assert graded.moves == []


def test_data_that_the_suite_names_is_a_reason_to_grade_again(classroom: Classroom) -> None:
    data = classroom.course.root / "datasets" / "hidden.csv"
    slip(classroom, "check.equal(got, 5)", f"open({str(data)!r}); check.equal(got, 5)")
    data.write_text("1")
    classroom.grade()
    (data.parent / "other.csv").write_text("1")
    classroom.grade()
    assert classroom.asked == []
    data.write_text("2")
    classroom.grade()
    assert len(classroom.asked) == 3


def test_a_change_of_titles_hints_and_texts_regrades_nobody(classroom: Classroom) -> None:
    classroom.grade()
    folder = classroom.course.root / "exercises" / "lesson01_add"
    facts = (folder / "lesson.toml").read_text()
    for old in ('"Adding"', '"加法"', '"Add two numbers"', '"两数相加"', '"Read the docstring."'):
        assert old in facts
        facts = facts.replace(old, '"Another"')
    (folder / "lesson.toml").write_text(facts + "# a remark\n")
    (folder / "README.md").write_text("# Another\n")
    (folder / ".README.md.swp").write_text("an editor's")
    graded = classroom.grade()
    assert classroom.asked == []
    assert graded.moves == []
    (folder / "lesson.toml").write_text(facts + "[limits]\ncall_seconds = 9\n")
    classroom.grade()
    assert len(classroom.asked) == 3


def test_judge_that_died_while_the_suite_was_tried_is_no_slip(
    classroom: Classroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The machine killed it: the suite is tried again, and nobody is told that it is at fault."""
    honest, deaths = classroom.answer, [1, 1]

    def dying(data: bytes) -> bytes:
        done = honest(data)
        if not deaths:
            return done
        deaths.pop()
        card = decode(msgspec.msgpack.decode(done, type=Done).card)
        fault = msgspec.structs.replace(card, outcome="grader_fault", message="the judge did not answer")
        return msgspec.msgpack.encode(Done(encode(fault)))

    monkeypatch.setattr(classroom, "answer", dying)
    classroom.grade()
    assert deaths == []
    assert {name: row["score"] for name, row in classroom.grades().items()} == {"ana": "3", "ben": "3", "cho": "0"}
    assert not (classroom.out / "faults.log").exists()


@pytest.fixture
def passengers(classroom: Classroom) -> Iterator[Path]:
    """The file of a data set that the class's suite names, where the judge looks for it."""
    file = cache_folder() / "titanic.csv"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"Survived\n1\n")
    (classroom.course.root / "datasets").mkdir(exist_ok=True)
    (classroom.course.root / "datasets" / "catalogue.toml").write_text(
        '[titanic]\ntitle = "t"\nsource = "s"\nlicence = "l"\nstand_in = "a list of nobody"\n[titanic.files]\n'
        f'"titanic.csv" = "{hashlib.sha256(file.read_bytes()).hexdigest()}"\n'
    )
    slip(classroom, "def test_two_and_three(student, draw):", "def test_two_and_three(student, draw, data):")
    slip(classroom, "check.equal(got, 5)", "check.equal(got, 5, what=data.titanic()[:0].decode())")
    yield file
    file.unlink(missing_ok=True)


def test_a_class_keeps_to_the_data_that_it_was_begun_with(classroom: Classroom, passengers: Path) -> None:
    """A set that is gone or damaged changes no scorecard; with --fresh all are graded on the stand-in, which is said."""
    file = passengers
    assert classroom.grade().notes == []
    assert classroom.card("ana").environment["data titanic"] == "titanic from the cache"
    before = snapshot(classroom)
    whole = file.read_bytes()

    file.write_bytes(b"half")
    with pytest.raises(UsageError, match="is damaged"):
        classroom.grade()
    file.unlink()
    with pytest.raises(GraderFault, match="the data set titanic, which is not here now"):
        classroom.grade()
    assert snapshot(classroom) == before

    assert any("on its stand-in, a list of nobody" in note for note in classroom.grade(fresh=True).notes)
    file.write_bytes(whole)
    assert classroom.grade().notes == []
    assert classroom.card("ana").environment["data titanic"] == "titanic from the cache"


def test_data_that_goes_in_the_middle_ends_the_run(
    classroom: Classroom, passengers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody is graded on the stand-in of what the others had; the same command goes on."""
    file = passengers
    whole, honest = file.read_bytes(), classroom.answer

    def gone(data: bytes) -> bytes:
        answer = honest(data)
        if len(classroom.asked) == 1:
            file.unlink(missing_ok=True)
        return answer

    monkeypatch.setattr(classroom, "answer", gone)
    with pytest.raises(GraderFault, match="titanic was here when the grading began"):
        classroom.grade()
    monkeypatch.setattr(classroom, "answer", honest)
    file.write_bytes(whole)
    assert {each.fault for each in classroom.grade().students} == {""}
    used = {classroom.card(each.stem).environment["data titanic"] for each in (classroom.out / "scorecards").iterdir()}
    assert used == {"titanic from the cache"}
