"""The command line: exit codes, documents, and one clear message for each thing that people get wrong."""

from __future__ import annotations

import io
import json
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import click
import jsonschema
import pytest
from click.testing import CliRunner, Result

from grader.cli import main
from grader.commands.shared import console
from grader.course import Course
from grader.scorecard import decode, schema
from grader.session import Session

REPOSITORY = Path(__file__).parents[1]
SOLUTION = "solutions/lesson01_add/add.py"
SUITE = "solutions/lesson01_add/suite/test_add.py"
FACTS = "exercises/lesson01_add/lesson.toml"
# Whoever runs the tests in the background has SIGINT ignored, and a child would inherit that.
RUN = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from grader.cli import main; main()"
HEAD = "import pytest\nfrom grader.judge import check\n\n"


@pytest.fixture
def course(toy_course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the toy course with its first lesson alone, which is the working directory."""
    root = tmp_path / "course"
    shutil.copytree(toy_course.root, root, ignore=shutil.ignore_patterns("lesson0[2-9]_*", "golden", "submissions"))
    monkeypatch.chdir(root)
    monkeypatch.delenv("DLGRADE_COURSE", raising=False)
    return root


@pytest.fixture
def warm(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """`check` borrows the session that all tests share instead of starting one."""

    class Borrowed:
        def __init__(self, *_: Any, **__: Any) -> None:
            pass

        def __enter__(self) -> Session:
            return session

        def __exit__(self, *_: object) -> None:
            pass

    monkeypatch.setattr("grader.checking.Session", Borrowed)


def dlgrade(*arguments: str) -> Result:
    """The command's result, which is never a traceback of ours."""
    result = CliRunner().invoke(main, arguments)
    assert isinstance(result.exception, SystemExit | None), result.exception
    assert "Traceback (most recent call last)" not in result.output
    return result


def interrupt(*_: Any, **__: Any) -> None:
    """In the place of something that takes long: the user does not wait."""
    raise KeyboardInterrupt


def refused(*arguments: str) -> str:
    """The message of a command that is wrong use or finds unreadable input: exit 2, and nothing on stdout."""
    result = dlgrade(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("dlgrade: ")
    return result.stderr


# What is graded.


@pytest.mark.usefixtures("course", "warm")
def test_solution_has_full_marks() -> None:
    """Exit 0, and the points are on the last lines."""
    result = dlgrade("check", "lesson01", SOLUTION)

    assert result.exit_code == 0
    assert "3 / 3 points" in result.stdout


@pytest.mark.usefixtures("course", "warm")
def test_stub_has_no_points() -> None:
    """The file of exercises/ is what is graded by default; a stub earns nothing, exit 1."""
    result = dlgrade("check", "lesson01")

    assert result.exit_code == 1
    assert "0 / 3 points" in result.stdout
    assert "Not written yet: add: start with task 1" in result.stdout


@pytest.mark.usefixtures("course", "warm")
def test_misconception_is_named() -> None:
    """The sentence of a known wrong idea is printed, in the chosen language."""
    wrong = "solutions/lesson01_add/misconceptions/subtracts.py"

    assert "You subtracted b" in dlgrade("check", "lesson01", wrong).stdout
    assert "你减去了 b" in dlgrade("check", "lesson01", wrong, "--lang", "zh").stdout


@pytest.mark.usefixtures("course", "warm")
@pytest.mark.parametrize("path", [SOLUTION, "exercises/lesson01_add/add.py"])
def test_document_keeps_to_the_schema(path: str) -> None:
    """With --json stdout is one scorecard and nothing else."""
    result = dlgrade("check", "lesson01", path, "--json")

    jsonschema.validate(json.loads(result.stdout), schema())
    assert result.stderr == ""


@pytest.mark.usefixtures("course")
def test_gpu_for_a_lesson_without_training_is_wrong_use() -> None:
    """Said before anything is started."""
    result = dlgrade("check", "lesson01", "--device", "cuda")

    assert result.exit_code == 2
    assert "this lesson trains on the CPU alone" in result.stderr


@pytest.mark.usefixtures("course", "warm")
def test_same_seed_gives_the_same_document() -> None:
    """A grading can be repeated from its scorecard, times aside."""
    first, second = (dlgrade("check", "1", "--seed", "11", "--json").stdout_bytes for _ in range(2))

    assert decode(first).seed == 11
    assert decode(first).without_times() == decode(second).without_times()


@pytest.mark.usefixtures("course", "warm")
def test_seeds_differ_by_default() -> None:
    """Nobody can know the inputs of the next grading."""
    seeds = {decode(dlgrade("check", "1", "--json").stdout_bytes).seed for _ in range(3)}

    assert len(seeds) == 3


@pytest.mark.usefixtures("warm")
def test_task_option_grades_this_task_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """--task 4 of lesson 05 is four points, whatever the rest of the file is worth."""
    monkeypatch.setenv("DLGRADE_COURSE", str(REPOSITORY))

    card = decode(dlgrade("check", "5", "--task", "4", "--json").stdout_bytes)

    assert [task.number for task in card.tasks] == [4]
    assert card.max_score == 4


@pytest.mark.usefixtures("warm")
def test_released_course_runs_the_public_suite(course: Path) -> None:
    """Without solutions the public tests are run, and the scorecard says so."""
    (course / "mine.py").write_bytes((course / SOLUTION).read_bytes())
    shutil.move(course / SUITE, course / "exercises" / "lesson01_add" / "test_public.py")
    shutil.rmtree(course / "solutions")

    result = dlgrade("check", "lesson01", "mine.py")

    assert result.exit_code == 0
    assert "The public tests only" in result.stdout


def test_check_from_the_shell(course: Path) -> None:
    """The installed command in a process of its own; a TMPDIR that is not there does not matter."""
    command = [sys.executable, "-c", RUN, "check", "lesson01", SOLUTION, "--json"]

    run = subprocess.run(
        command, cwd=course, env=os.environ | {"TMPDIR": "/no/such/folder"}, capture_output=True, timeout=240
    )

    assert (run.returncode, run.stderr) == (0, b"")
    assert decode(run.stdout).score == 3


# What people get wrong.


@pytest.mark.usefixtures("course")
def test_unknown_lesson_suggests_the_near_name() -> None:
    """A slip of the finger is answered with the name that was meant."""
    assert "Did you mean 'lesson01_add'?" in refused("check", "lesson01_ad")
    assert "dlgrade list" in refused("check", "99")


@pytest.mark.usefixtures("course")
def test_unknown_task_says_which_there_are() -> None:
    """A task that is not in the lesson is wrong use."""
    assert "lesson01 has no task 7" in refused("check", "lesson01", "--task", "7")


def test_outside_of_a_course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no course is, the message says where to go."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DLGRADE_COURSE", raising=False)

    assert "is not in a course" in refused("check", "lesson01")
    assert "DLGRADE_COURSE" in refused("list")


@pytest.mark.usefixtures("course")
def test_path_that_is_not_there() -> None:
    """The message names the path."""
    assert "mine.py does not exist" in refused("check", "lesson01", "mine.py")


@pytest.mark.usefixtures("course")
def test_path_that_the_system_refuses() -> None:
    """A name that is too long is unreadable input, not a fault of ours."""
    assert "name too long" in refused("check", "lesson01", "a" * 5000 + ".py")


@pytest.mark.usefixtures("course")
def test_folder_without_the_file() -> None:
    """A folder that lacks the lesson's file is told with what it holds."""
    assert "without add.py" in refused("check", "lesson01", "solutions/lesson01_add/suite")


@pytest.mark.usefixtures("warm")
def test_folder_in_the_place_of_the_file(course: Path) -> None:
    """A folder of the file's own name is a submission that cannot be read: no points, exit 1."""
    (course / "work" / "add.py").mkdir(parents=True)

    result = dlgrade("check", "lesson01", "work")

    assert result.exit_code == 1
    assert "not a regular file" in result.stdout


def test_link_is_not_followed(course: Path) -> None:
    """A link might lead to somebody else's work."""
    (course / "link.py").symlink_to(course / SOLUTION)

    assert "is a link" in refused("check", "lesson01", "link.py")


def test_file_of_another_kind(course: Path) -> None:
    """A PDF is refused with the kinds that are taken."""
    (course / "essay.pdf").write_bytes(b"%PDF-1.7")

    assert ".py" in refused("check", "lesson01", "essay.pdf")


@pytest.mark.parametrize(
    "facts",
    [b"number = ", b"number = 1", b'number = "one"\n', b"\xff\xfe", b"surprise = true\n"],
    ids=["no value", "fields missing", "wrong type", "not UTF-8", "unknown field"],
)
def test_broken_lesson_toml(course: Path, facts: bytes) -> None:
    """The author reads which file it is."""
    (course / FACTS).write_bytes(facts)

    assert "lesson.toml is not as it must be" in refused("check", "lesson01")


def test_broken_limits(course: Path) -> None:
    """A limit that is no number is told with the file it stands in."""
    with (course / FACTS).open("a") as file:
        file.write('\n[limits]\ncall_seconds = "soon"\n')

    assert "lesson.toml" in refused("check", "lesson01")


@pytest.mark.usefixtures("course")
def test_sandbox_that_is_not_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked for by name, a missing sandbox is told with what to install; nothing weaker takes its place."""
    monkeypatch.setenv("PATH", str(tmp_path))

    assert "apt install bubblewrap" in refused("check", "lesson01", "--sandbox", "bubblewrap")


@pytest.mark.usefixtures("course")
def test_unknown_sandbox_says_which_there_are() -> None:
    """A name of no backend is answered with the names."""
    assert "There are: auto, bubblewrap" in refused("check", "lesson01", "--sandbox", "firejail")


@pytest.mark.parametrize(
    "arguments", [["check"], ["check", "1", "--seed", "-1"], ["nonsense"], ["list", "--lang", "fr"]]
)
def test_wrong_use_is_two(arguments: list[str]) -> None:
    """What click itself refuses has the same exit code, and says how it is used."""
    result = dlgrade(*arguments)

    assert result.exit_code == 2
    assert "Usage:" in result.stderr


# Faults of ours or the author's: exit 3, and they say so.


@pytest.mark.usefixtures("warm")
@pytest.mark.parametrize(
    ("suite", "said"),
    [
        ("import no_such_module\n", "no_such_module"),
        ("def test_(:\n", "cannot be read"),
        ("", "has no test"),
        (HEAD + 'def test_add(student):\n    """adds"""\n', "mark.task"),
        (HEAD + '@pytest.mark.task(1)\ndef test_add(student):\n    """adds"""\n    pytest.skip()\n', "test_add"),
        (HEAD + '@pytest.mark.task(1)\ndef test_add(student):\n    """adds"""\n    1 / 0\n', "ZeroDivisionError"),
    ],
    ids=["import", "syntax", "empty", "no task", "skip", "error"],
)
def test_broken_suite_is_a_fault(course: Path, suite: str, said: str) -> None:
    """A suite that cannot judge costs no student a point."""
    (course / SUITE).write_text(suite)

    result = dlgrade("check", "lesson01", SOLUTION)

    assert result.exit_code == 3
    assert "The grader is at fault, not this submission." in result.stdout
    assert said in result.stdout


@pytest.mark.usefixtures("warm")
def test_fault_is_in_the_document(course: Path) -> None:
    """--json says it too, and keeps to the schema."""
    (course / SUITE).write_text("")

    result = dlgrade("check", "lesson01", SOLUTION, "--json")

    jsonschema.validate(document := json.loads(result.stdout), schema())
    assert (result.exit_code, document["outcome"]) == (3, "grader_fault")


def test_lesson_without_any_suite(course: Path) -> None:
    """Neither a hidden nor a public suite: the course is incomplete, and nothing is graded."""
    shutil.rmtree(course / "solutions")
    (course / "exercises" / "lesson01_add" / "test_public.py").unlink()

    assert "test_public.py" in refused("check", "lesson01")


@pytest.mark.usefixtures("course")
def test_full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """No space for a working folder is the machine's fault, with the system's own words."""

    def refuse(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device", "/tmp/dlgrade-x")

    monkeypatch.setattr(tempfile, "mkdtemp", refuse)
    result = dlgrade("check", "lesson01", SOLUTION)

    assert result.exit_code == 3
    assert result.stderr == "dlgrade: the system refused: No space left on device (/tmp/dlgrade-x).\n"


@pytest.mark.usefixtures("course")
def test_reader_that_went_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """`dlgrade list | head` ends without a word."""

    def broken(*_: Any) -> None:
        raise BrokenPipeError(32, "Broken pipe")

    monkeypatch.setattr("grader.learner.progress", broken)

    assert dlgrade("list").stderr == ""


def test_terminal_that_lacks_a_character(monkeypatch: pytest.MonkeyPatch) -> None:
    """A ✓ where the encoding has none is a question mark, not a traceback."""
    page = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(page, encoding="gbk", write_through=True))

    console().print("✓ 任务 1")

    assert page.getvalue().decode("gbk") == "? 任务 1\n"


@pytest.mark.usefixtures("course")
def test_surprise_is_a_fault_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    """An exception that nobody thought of is exit 3, a sentence, and no points lost: never exit 1."""

    def surprise(*_: Any, **__: Any) -> None:
        raise RuntimeError("nobody thought of this")

    monkeypatch.setattr("grader.checking.check_submission", surprise)
    result = dlgrade("check", "lesson01", SOLUTION)

    assert result.exit_code == 3
    assert "nobody thought of this" in result.stderr


@pytest.mark.usefixtures("course")
def test_interrupt_in_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C is 130."""
    monkeypatch.setattr("grader.checking.check_submission", interrupt)
    result = dlgrade("check", "lesson01")

    assert (result.exit_code, result.stderr) == (130, "dlgrade: interrupted\n")


@pytest.mark.usefixtures("course")
def test_interrupted_start_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C between the sandbox's start and the judge's: no folder of ours stays."""
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.setattr("grader.session.Judge", interrupt)

    result = dlgrade("check", "lesson01", "--sandbox", "process")

    assert result.exit_code == 130
    assert list(temporary.iterdir()) == []


def test_interrupt_leaves_nothing(course: Path, tmp_path: Path) -> None:
    """Ctrl-C while student code runs: exit 130, one line, and no file or folder of ours stays."""
    fifo, temporary = tmp_path / "fifo", tmp_path / "tmp"
    os.mkfifo(fifo)
    temporary.mkdir()
    (course / "mine.py").write_text(f"open({str(fifo)!r}, 'w').write('x')\nwhile True:\n    pass\n")
    begun = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
    command = [sys.executable, "-c", RUN, "check", "lesson01", "mine.py", "--sandbox", "process"]

    with subprocess.Popen(
        command, cwd=course, env=os.environ | {"TMPDIR": str(temporary)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert select.select([begun], [], [], 240)[0]
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    os.close(begun)

    assert (process.returncode, out, err) == (130, b"", b"dlgrade: interrupted\n")
    assert list(temporary.iterdir()) == []


# Promises of every command.


@pytest.mark.parametrize("name", sorted(main.commands))
def test_command_has_help_with_an_example(name: str) -> None:
    """`--help` says what the command does and shows a line to type."""
    result = dlgrade(name, "--help")

    assert result.exit_code == 0
    assert f"Example: dlgrade {name}" in result.stdout


@pytest.mark.parametrize("name", sorted(main.commands))
def test_options_have_help(name: str) -> None:
    """No option is left unexplained."""
    options = [each for each in main.commands[name].params if isinstance(each, click.Option)]

    assert [option.name for option in options if not option.help] == []


def test_exit_codes_are_in_the_help() -> None:
    """What a script may rely on is written where people look."""
    assert "3 grader fault" in " ".join(dlgrade("--help").stdout.split())
