"""The known faults of bubblewrap are named where the installed one may have them, and our own arguments reach none of them."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from grader.cli import main
from grader.judge.remote.calls import Link
from grader.judge.remote.student import Desk, Student
from grader.sandbox import BACKENDS, Sandbox
from grader.sandbox.advisories import advisories
from grader.sandbox.base import Kit
from grader.sandbox.bubblewrap import Bubblewrap
from grader.wire.messages import Limits

CONFINING = [backend for backend in BACKENDS if backend.name != "process" and not backend.why_not()]


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[str, ...]]:
    """What is said of a bwrap that prints these words."""

    def installed(says: str, mode: int = 0o755) -> tuple[str, ...]:
        (tmp_path / "bwrap").write_text(f"#!/bin/sh\necho '{says}'\n")
        (tmp_path / "bwrap").chmod(mode)
        monkeypatch.setenv("PATH", str(tmp_path))
        return advisories()

    return installed


@pytest.mark.parametrize(
    ("version", "mode", "named"),
    [
        ("0.8.0", 0o755, ["CVE-2026-87766"]),
        ("0.11.1", 0o755, ["CVE-2026-87766"]),
        ("0.11.1", 0o4755, ["CVE-2026-87766", "CVE-2026-41163"]),
        ("0.11.0", 0o4755, ["CVE-2026-87766", "CVE-2026-41163"]),
        ("0.11", 0o4755, ["CVE-2026-87766", "CVE-2026-41163"]),
        ("0.10.0", 0o4755, ["CVE-2026-87766"]),
        ("0.11.2", 0o4755, ["CVE-2026-87766"]),
        ("0.11.3-1ubuntu1", 0o755, ["CVE-2026-87766"]),
        ("0.12.0", 0o4755, []),
        ("1.0.0", 0o755, []),
        ("0.100.2", 0o755, []),
    ],
)
def test_faults_are_named_by_version_and_mode(
    installed: Callable[..., tuple[str, ...]], version: str, mode: int, named: list[str]
) -> None:
    said = installed(f"bubblewrap {version}", mode)

    assert [name for sentence in said for name in ("CVE-2026-87766", "CVE-2026-41163") if name in sentence] == named
    assert all("distributions" in sentence and "reach" in sentence for sentence in said)


@pytest.mark.parametrize("says", ["", "bwrap of my own", "bubblewrap unknown", "bubblewrap 1"])
def test_version_that_is_not_said_is_said(installed: Callable[..., tuple[str, ...]], says: str) -> None:
    (sentence,) = installed(says)

    assert "does not say which version" in sentence


def test_no_bubblewrap_has_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")

    assert advisories() == ()


def test_doctor_names_them(installed: Callable[..., tuple[str, ...]]) -> None:
    """In words and as data."""
    (sentence,) = installed("bubblewrap 0.9.0")

    assert f"note: {sentence}" in CliRunner().invoke(main, ["doctor"]).stdout
    sandboxes = json.loads(CliRunner().invoke(main, ["doctor", "--json"]).stdout)["sandboxes"]
    assert {each["name"]: each["notes"] for each in sandboxes} == {"bubblewrap": [sentence], "uid": [], "process": []}


def made_by(command: list[str]) -> dict[str, tuple[str, str]]:
    """By place in the new root, the option that makes it and what it is made of."""
    made: dict[str, tuple[str, str]] = {}
    for place, word in enumerate(command):
        if word in ("--ro-bind", "--ro-bind-try", "--dev-bind", "--bind", "--symlink"):
            made[command[place + 2]] = word, command[place + 1]
        elif word in ("--dir", "--tmpfs", "--proc"):
            made[command[place + 1]] = word, ""
    return made


def test_nothing_is_made_below_what_a_submission_can_write_or_below_a_link(tmp_path: Path) -> None:
    """So a set-up that follows links has none to follow that a submission has laid."""
    (tmp_path / "hidden").mkdir()
    kit = Kit((tmp_path / "hidden",), ("/dev/null",))
    try:
        command, confinement = Bubblewrap().prepare(kit, Limits())
    finally:
        kit.remove()
    made = made_by(command)
    links = [place for place, (option, _) in made.items() if option == "--symlink"]
    written = [place for place, (option, _) in made.items() if place in confinement.wipe]

    assert written == ["/dev/shm", "/scratch"]
    assert all(made[place] == ("--tmpfs", "") for place in written)
    assert [place for place in made for above in (*links, *written) if Path(above) in Path(place).parents] == []
    assert "--bind" not in command
    assert [what for option, what in made.values() if what and Path(what).is_relative_to(kit.scratch)] == []


def test_hidden_folder_is_masked_under_each_name_of_the_folder_around_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Python's folder and the course's may each be named through a link."""
    real, linked = tmp_path / "real", tmp_path / "linked"
    (real / "course").mkdir(parents=True)
    linked.symlink_to(real)
    monkeypatch.setattr("grader.sandbox.bubblewrap.python_folders", lambda: [linked, real])
    for name in (linked / "course", real / "course"):
        kit = Kit((name,))
        try:
            made = made_by(Bubblewrap().prepare(kit, Limits())[0])
        finally:
            kit.remove()

        assert made[str(linked / "course")] == made[str(real / "course")] == ("--tmpfs", "")


LINKS = """
    import contextlib, os, shutil

    NAMES = ["submission", "work", "tmp", "answer.py", "usr", "lib", "etc", "run", "run/dlgrade", "proc", "dev", "bin", "scratch"]
    TARGETS = ["/etc", "/usr", "/oldroot/etc", "/newroot", "../../../../../../etc", "/proc/1/root", "/proc/1/cwd", "/dev/shm"]

    def fill():
        made = 0
        for folder in (os.environ["HOME"], os.getcwd(), os.environ["TMPDIR"], "/dev/shm", "/tmp"):
            for name in NAMES:
                for target in TARGETS:
                    path = f"{folder}/{name}"
                    with contextlib.suppress(OSError):
                        if os.path.isdir(path) and not os.path.islink(path):
                            os.rename(path, f"{folder}/moved{made}")
                        elif os.path.lexists(path):
                            os.unlink(path)
                        os.symlink(target, path)
                        made += 1
        return made
    def add(a, b): return a + b
    def where(): return [os.path.realpath(os.getcwd()), os.path.realpath(__file__)]
    """


@pytest.fixture(params=CONFINING, ids=lambda backend: backend.name)
def warm(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    sandbox = Sandbox(request.param, Limits())
    sandbox.wait_until_ready()
    yield sandbox
    sandbox.close()


def hand_in(sandbox: Sandbox) -> tuple[Student, Link]:
    link = Link(sandbox.channel, {"answer.py": textwrap.dedent(LINKS).encode()}, "answer.py", Limits())
    desk = Desk(link, {})
    desk.begin(1, frozenset())
    return Student(desk), link


def test_links_in_a_scratch_folder_lead_no_later_set_up_away(warm: Sandbox) -> None:
    """Of the next submission in this sandbox, and of a new sandbox that is set up while the links are there."""
    before = (
        sorted(entry.name for entry in Path("/etc").iterdir()),
        sorted(entry.name for entry in Path("/usr").iterdir()),
    )
    student, link = hand_in(warm)
    assert student.fill() > 50

    other = Sandbox(warm.backend, Limits())
    other.wait_until_ready()
    in_other, other_link = hand_in(other)
    assert in_other.add(2, 3) == 5
    other_link.stop()
    other.close()
    link.stop()
    assert not link.broken

    student, link = hand_in(warm)
    scratch = warm.confinement.scratch
    assert student.where() == [f"{scratch}/work", f"{scratch}/submission/answer.py"]
    link.stop()
    assert not link.broken
    after = (
        sorted(entry.name for entry in Path("/etc").iterdir()),
        sorted(entry.name for entry in Path("/usr").iterdir()),
    )
    assert after == before
