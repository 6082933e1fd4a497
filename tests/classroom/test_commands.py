"""`dlgrade grade` with real jobs: exit codes, documents, and every way in which a run may end before its end."""

from __future__ import annotations

import json
import os
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner, Result

from benchmarks.kill import TARGETS, targets
from grader.cli import main
from grader.engine.orders import Done
from grader.scorecard import decode
from tests.class_folder import RIGHT, WRONG, Classroom

# Whoever runs the tests in the background has SIGINT ignored, and a child would inherit that.
RUN = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from grader.cli import main; main()"


def dlgrade(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(main, list(map(str, arguments)))
    assert isinstance(result.exception, SystemExit | None), result.exception
    return result


@pytest.fixture
def course(classroom: Classroom, monkeypatch: pytest.MonkeyPatch) -> Classroom:
    """The classroom's course is the one that the command finds."""
    monkeypatch.setenv("DLGRADE_COURSE", str(classroom.course.root))
    return classroom


@pytest.fixture
def borrowed(course: Classroom, monkeypatch: pytest.MonkeyPatch) -> Classroom:
    """The command grades in the session that all tests share."""
    monkeypatch.setattr("grader.classroom.grading.local", lambda _: course.request().crew)
    return course


def documents(out: Path) -> dict[str, dict[str, Any]]:
    """All scorecards, times aside."""
    return {path.name: decode(path.read_bytes()).without_times() for path in (out / "scorecards").iterdir()}


def test_class_on_the_terminal(borrowed: Classroom) -> None:
    """Counts, exceptions, where the files are; exit 0 though not everyone has full marks."""
    (borrowed.submissions / "dan").mkdir()
    (borrowed.submissions / "eva.py").write_text(WRONG)
    result = dlgrade("grade", "lesson01", borrowed.submissions, "--out", borrowed.out)
    assert result.exit_code == 0
    for words in ("5 submissions", "2 have full marks of 3", "dan: You handed in nothing", "cho, eva", "grades.csv"):
        assert words in result.stdout
    assert "5 of 5 graded" in result.stderr


def test_class_as_json(borrowed: Classroom) -> None:
    """One document on stdout: students, grades, and what was left out."""
    (borrowed.submissions / ".DS_Store").write_text("")
    result = dlgrade("grade", "lesson01", borrowed.submissions, "--out", borrowed.out, "--json")
    document = json.loads(result.stdout)
    assert [(grade["student"], grade["score"]) for grade in document["grades"]] == [
        ("ana", "3"),
        ("ben", "3"),
        ("cho", "0"),
    ]
    assert document["ignored"] == [".DS_Store: left behind by a program"]


def test_names_that_hide_a_forbidden_function_are_told(borrowed: Classroom) -> None:
    """The instructor is told where to look; the grade is what it was."""
    lesson = borrowed.course.root / "exercises" / "lesson01_add" / "lesson.toml"
    lesson.write_text(lesson.read_text().replace("points = 3", 'points = 3\nforbidden = ["aten::add"]'))
    (borrowed.submissions / "dan.py").write_text("import math\nimport ctypes\n" + RIGHT)
    result = dlgrade("grade", "lesson01", borrowed.submissions, "--out", borrowed.out)
    assert "Worth reading" in result.stdout
    assert "  dan: line 2: ctypes\n" in result.stdout
    assert borrowed.grades()["dan"]["score"] == "3"
    assert "dan: line 2: ctypes" not in (borrowed.out / "scorecards" / "dan.json").read_text()


def test_regrade_tells_whose_score_moved(borrowed: Classroom) -> None:
    dlgrade("grade", "lesson01", borrowed.submissions, "--out", borrowed.out)
    borrowed.suite.write_text(borrowed.suite.read_text().replace("points=2", "points=4"))
    result = dlgrade("regrade", borrowed.out)
    assert "ana: 3 / 3 -> 5 of 5: the suite changed" in result.stdout
    assert "cho" in result.stdout


def test_slip_in_the_suite_is_exit_3(borrowed: Classroom) -> None:
    """Told in a line with file and line number; no score for anybody, and the trace is in a file."""
    borrowed.suite.write_text(
        "import pytest\n@pytest.mark.task(1)\ndef test_it(student):\n    'c'\n    raise KeyError\n"
    )
    result = dlgrade("grade", "lesson01", borrowed.submissions, "--out", borrowed.out)
    assert result.exit_code == 3
    assert "test_it: KeyError in the suite:  (test_add.py, line 5)" in result.stderr
    assert not (borrowed.out / "grades.csv").exists()


def test_remaining_fault_is_exit_3(borrowed: Classroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of one submission: told loudly, no score, and its text is one line in the table."""
    honest = borrowed.answer

    def broken(data: bytes) -> bytes:
        return msgspec.msgpack.encode(Done(fault="it ended\n  trace")) if WRONG.encode() in data else honest(data)

    monkeypatch.setattr(borrowed, "answer", broken)
    result = dlgrade("grade", "lesson01", borrowed.submissions, "--out", borrowed.out)
    assert result.exit_code == 3
    assert "FAULTS OF THE GRADER" in result.stdout
    assert (borrowed.grades()["cho"]["score"], borrowed.grades()["cho"]["problem"]) == ("", "it ended")


def test_undo_is_told(borrowed: Classroom) -> None:
    """What moved back, and that there is no more to take back."""
    dlgrade("grade", "lesson01", borrowed.submissions, "--out", borrowed.out)
    assert dlgrade("undo", borrowed.out).exit_code == 2
    borrowed.suite.write_text(borrowed.suite.read_text().replace("points=2", "points=4"))
    dlgrade("regrade", borrowed.out)
    result = dlgrade("undo", borrowed.out)
    assert "ana: 5 / 5 -> 3 of 3: undone: the suite changed" in result.stdout
    assert "no round to take back" in dlgrade("undo", borrowed.out).stderr


def test_full_disk_names_the_path_and_what_goes_on(borrowed: Classroom, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(fd: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("grader.classroom.store.os.fsync", full)
    result = dlgrade("grade", "lesson01", borrowed.submissions, "--out", borrowed.out)
    assert result.exit_code == 3
    assert f"No space left on device ({borrowed.out}" in result.stderr
    assert f"dlgrade grade lesson01 {borrowed.submissions} --out {borrowed.out}" in result.stderr


def test_renamed_lesson_by_command(borrowed: Classroom) -> None:
    dlgrade("grade", "lesson01", borrowed.submissions, "--out", borrowed.out)
    for folder in ("exercises", "solutions"):
        (borrowed.course.root / folder / "lesson01_add").rename(borrowed.course.root / folder / "lesson03_sum")
    assert "--lesson" in dlgrade("report", borrowed.out).stderr
    assert dlgrade("report", borrowed.out, "--lesson", "3").exit_code == 0
    assert "lesson03_sum" in (borrowed.out / "grades.csv").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["grade", "lesson01", "nowhere", "--out", "out"], "does not exist"),
        (["grade", "lesson99", ".", "--out", "out"], "No lesson"),
        (["grade", "lesson01", ".", "--out", "out", "--sandbox", "none"], "No sandbox is called"),
        (["grade", "lesson01", ".", "--out", "out", "--roster", "nowhere.csv"], "nowhere.csv cannot be read"),
        (["regrade", "nowhere"], "is no graded class"),
    ],
)
@pytest.mark.usefixtures("course")
def test_wrong_use_is_exit_2(arguments: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = dlgrade(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


@pytest.mark.usefixtures("course")
def test_strangers_code_does_not_run_without_a_sandbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where only `process` works, a class is refused unless it is named."""
    for name in ("bubblewrap.Bubblewrap", "uid.Uid"):
        monkeypatch.setattr(f"grader.sandbox.{name}.why_not", lambda _: "not here")
    result = dlgrade("grade", "lesson01", tmp_path, "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert "must not run without one" in result.stderr


# Real processes.


@pytest.fixture
def start(course: Classroom) -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    """Starts the command; whatever still runs at the end is killed."""
    started: list[subprocess.Popen[bytes]] = []

    def start(*options: str) -> subprocess.Popen[bytes]:
        command = ["grade", "lesson01", str(course.submissions), "--out", str(course.out), "--seed", "5", *options]
        command += [] if "--jobs" in options else ["--jobs", "2"]
        environment = os.environ | {"TMPDIR": str(course.out.parent / "tmp"), "OMP_NUM_THREADS": "1"}
        (course.out.parent / "tmp").mkdir(exist_ok=True)
        started.append(
            subprocess.Popen(
                [sys.executable, "-c", RUN, *command], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
            )
        )
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate()


def fill(folder: Path, count: int) -> None:
    for number in range(count):
        source = (RIGHT, WRONG, "def add(a, b):\n    return 5\n")[number % 3]
        (folder / f"s{number:03}.py").write_text(f"{source}# {number}\n")


def test_jobs_grade_a_class(course: Classroom, start: Callable[..., subprocess.Popen[bytes]]) -> None:
    """Two jobs, nine submissions, right scores, and nothing of ours left behind."""
    fill(course.submissions, 6)
    _, err = start().communicate(timeout=1200)
    assert "9 of 9 graded" in err.decode()
    assert {card["score"] for card in documents(course.out).values()} == {"0", "1", "3"}
    assert list((course.out.parent / "tmp").iterdir()) == []


def test_killed_at_any_moment_the_folder_completes(
    course: Classroom, start: Callable[..., subprocess.Popen[bytes]]
) -> None:
    """The coordinator is killed without a warning, twice: the end is as if nothing had been, and nothing is graded twice."""
    fill(course.submissions, 6)
    seen: dict[str, int] = {}
    for count in (1, 5):
        process = start("--sandbox", course.session.backend.name)
        wait_for(course.out / "scorecards", count, process)
        process.kill()
        process.communicate()
        for path in (course.out / "scorecards").glob("*.json"):
            decode(path.read_bytes())
            assert seen.setdefault(path.name, path.stat().st_mtime_ns) == path.stat().st_mtime_ns
    process = start("--sandbox", course.session.backend.name)
    _, err = process.communicate(timeout=1200)
    assert process.returncode == 0, err.decode()
    killed = documents(course.out)
    start_over(course.out)
    course.grade(seed=5)
    assert killed == documents(course.out)


def test_folders_of_a_killed_run_are_gone_after_the_next(
    course: Classroom, start: Callable[..., subprocess.Popen[bytes]]
) -> None:
    """Of an archive the temporary folder holds what the whole class handed in."""
    archive = shutil.make_archive(str(course.out.parent / "download"), "zip", course.submissions)
    course.submissions = Path(archive)
    temporary = course.out.parent / "tmp"
    process = start("--sandbox", course.session.backend.name)
    wait_for(course.out / "scorecards", 1, process)
    process.kill()
    process.communicate()
    assert [path.name.split("-")[1] for path in temporary.iterdir() if path.name.startswith("dlgrade-class-")]
    _, err = start("--sandbox", course.session.backend.name).communicate(timeout=1200)
    assert "3 of 3 graded" in err.decode()
    assert list(temporary.iterdir()) == []


def test_dead_jobs_judges_and_worker_parents_cost_nobody_anything(
    course: Classroom, start: Callable[..., subprocess.Popen[bytes]]
) -> None:
    """Each is killed once in the middle of a class; what two deaths hit at worst is graded by the next run."""
    fill(course.submissions, 6)
    process = start("--sandbox", course.session.backend.name)
    for count, kind in enumerate(TARGETS, 1):
        wait_for(course.out / "scorecards", count, process)
        found = [pid for pid, target in targets(process.pid) if target == kind]
        if found:  # else it is just being replaced
            os.kill(found[0], signal.SIGKILL)
    _, err = process.communicate(timeout=1200)
    assert process.returncode in (0, 3), err.decode()  # three deaths can hit one submission twice
    course.grade(seed=5)
    assert len(course.asked) <= 1
    killed = documents(course.out)
    start_over(course.out)
    course.grade(seed=5)
    assert killed == documents(course.out)


def start_over(out: Path) -> None:
    """Nothing stays but the key that the class is drawn from."""
    key = (out / "secret.key").read_bytes()
    shutil.rmtree(out)
    out.mkdir()
    (out / "secret.key").write_bytes(key)


def wait_for(folder: Path, count: int, process: subprocess.Popen[bytes]) -> None:
    """Until so many scorecards are there; its lines on stderr tell when it is worth looking."""
    assert process.stderr
    while len(list(folder.glob("*.json")) if folder.exists() else []) < count:
        assert select.select([process.stderr], [], [], 240)[0]
        assert os.read(process.stderr.fileno(), 1 << 16), "it ended before that"


def test_interrupt_leaves_a_folder_that_goes_on(
    course: Classroom, start: Callable[..., subprocess.Popen[bytes]], tmp_path: Path
) -> None:
    """Ctrl-C while student code runs for ever: exit 130 at once, nothing of ours stays, the rest is graded by the next run."""
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    begun = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
    endless = f"open({str(fifo)!r}, 'w').write('x')\nwhile True:\n    pass\n"
    (course.submissions / "zoe.py").write_text(endless)
    process = start("--sandbox", "process", "--jobs", "1")
    assert select.select([begun], [], [], 240)[0]
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=1200)
    os.close(begun)
    assert process.returncode == 130
    assert "goes on from there" in err.decode()
    assert list((tmp_path / "tmp").iterdir()) == []
    (course.submissions / "zoe.py").write_text(RIGHT)
    start("--sandbox", "process").communicate(timeout=1200)
    assert len(documents(course.out)) == 4
