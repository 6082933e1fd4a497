"""What people get wrong when they type a command, hand in or write a course: one clear message for each, and no traceback."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.command_line import SOLUTION, dlgrade, refused

FACTS = "exercises/lesson01_add/lesson.toml"


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


def test_lesson_without_any_suite(course: Path) -> None:
    """Neither a hidden nor a public suite: the course is incomplete, and nothing is graded."""
    shutil.rmtree(course / "solutions")
    (course / "exercises" / "lesson01_add" / "test_public.py").unlink()

    assert "test_public.py" in refused("check", "lesson01")


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
    "arguments", [["grade"], ["check", "1", "--seed", "-1"], ["nonsense"], ["list", "--lang", "french"]]
)
def test_wrong_use_is_two(arguments: list[str]) -> None:
    """What click itself refuses has the same exit code, and says how it is used."""
    result = dlgrade(*arguments)

    assert result.exit_code == 2
    assert "Usage:" in result.stderr
