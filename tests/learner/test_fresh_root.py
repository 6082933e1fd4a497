"""The README of a release, followed word by word on a fresh Debian by an ordinary user, to the first green tick: no repository, no compiler, no bubblewrap.

`pytest -s -m slow tests/learner/test_fresh_root.py` prints how many steps, minutes and megabytes that takes. It needs root, debootstrap and the network.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.authoring.release import release
from grader.course.lessons import Course
from grader.sentences import speaker
from tests.cli.command_line import dlgrade
from tests.lms.test_gradescope import as_root
from tests.terminal import Terminal

ROOT = Path(__file__).parents[2]
USER = 1000
HOME = "/home/student"
CERTIFICATES = "/run/certificates.pem"  # this machine's, which may be those of a mirror
CPU_INDEX = "download.pytorch.org"
MACHINE = "apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-venv ca-certificates"

pytestmark = [as_root, pytest.mark.slow, pytest.mark.timeout(3600)]


class Machine:
    """A Debian with Python, and a user's home in it."""

    def __init__(self, folder: Path) -> None:
        subprocess.run([ROOT / "scripts" / "debian.sh"], check=True)
        self.root = folder / "root"
        subprocess.run(["cp", "-a", "--reflink=auto", ROOT / ".envs" / "debian", self.root], check=True)
        subprocess.run([*self.enter(), "/bin/sh", "-c", MACHINE], check=True, env=self.environment, capture_output=True)
        self.home = self.root / HOME[1:]
        self.home.mkdir(mode=0o755)

    @property
    def authority(self) -> str | None:
        return os.environ.get("PIP_CERT") or ssl.get_default_verify_paths().cafile

    @property
    def environment(self) -> dict[str, str]:
        own = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": HOME}
        return own | (dict.fromkeys(("PIP_CERT", "SSL_CERT_FILE"), CERTIFICATES) if self.authority else {})

    def enter(self) -> list[str]:
        """The words before a command that is to run there, as root."""
        words = ["bwrap", "--unshare-pid", "--die-with-parent", "--bind", str(self.root), "/", "--proc", "/proc"]
        words += ["--dev", "/dev", "--perms", "1777", "--tmpfs", "/tmp"]
        for path in ("/etc/resolv.conf", "/etc/hosts"):
            words += ["--ro-bind", os.path.realpath(path), path]
        return [*words, "--ro-bind", self.authority, CERTIFICATES] if self.authority else words

    def terminal(self, folder: str) -> Terminal:
        """Of the user, in this folder of their home."""
        subprocess.run(["chown", "-R", f"{USER}:{USER}", self.home], check=True)
        user = ["--chdir", f"{HOME}/{folder}", "setpriv", f"--reuid={USER}", f"--regid={USER}", "--clear-groups"]
        return Terminal(self.root, self.environment, [*self.enter(), *user, "--bounding-set=-all"], seconds=1800)

    def megabytes(self, folder: Path) -> int:
        return int(subprocess.run(["du", "-sm", folder], check=True, capture_output=True).stdout.split()[0])


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    machine = Machine(tmp_path)
    yield machine
    shutil.rmtree(machine.root)


def course_of(name: str, folder: Path) -> Course:
    if name == "bundled":
        return Course(ROOT)
    assert dlgrade("init", str(folder / "numpy"), "--numpy").exit_code == 0
    return Course(folder / "numpy")


def written(readme: str, *, reachable: bool) -> list[str]:
    """The lines of its block of commands. reachable: else what it says to type where the index of CPU builds cannot be reached."""
    lines = re.findall(r"```\n(.*?)```", readme, flags=re.DOTALL)[0].splitlines()
    if reachable:
        return lines
    install = re.findall(r"`(pip install [^`]*)`", readme)
    return [install[0] if CPU_INDEX in line else line for line in lines]


@pytest.mark.parametrize(("name", "language"), [("numpy", "en"), ("bundled", "zh")])
def test_readme_leads_an_ordinary_user_to_a_green_tick(
    name: str, language: str, machine: Machine, tmp_path: Path
) -> None:
    course = course_of(name, tmp_path)
    lessons = course.lessons()
    release(course, lessons, machine.home / "course")
    lesson, readme = lessons[0], "README.md" if language == "en" else f"README.{language}.md"
    lines = written((machine.home / "course" / readme).read_text(encoding="utf-8"), reachable=answers(CPU_INDEX))
    own = machine.home / "course" / "exercises" / lesson.name / lesson.main
    began = time.monotonic()

    with machine.terminal("course") as terminal:
        assert terminal.type("command -v bwrap gcc")[0] != 0
        for line in lines[:-1]:
            code, printed = terminal.type(line)
            assert code == 0, f"{line}\n{printed}"
        assert lines[-1].startswith("dlgrade watch ")
        terminal.begin(lines[-1])
        terminal.wait_for(speaker(language)("progress.saved"))
        own.write_bytes(lesson.solution.read_bytes())
        shown = terminal.wait_for(speaker(language)("progress.saved"))
        assert terminal.interrupt()[0] == 130

    assert "✓" in shown
    assert "✗" not in shown
    minutes = (time.monotonic() - began) / 60
    print(f"\n{name}, {language}: {len(lines) + 1} steps, {minutes:.1f} minutes, ", end="")
    print(f"{machine.megabytes(machine.home / 'course')} MB. Typed: {lines}")


def answers(host: str) -> bool:
    try:
        return bool(socket.getaddrinfo(host, 443))
    except OSError:
        return False
