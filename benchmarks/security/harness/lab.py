"""One grader, one submission, one containment: a bubblewrap of its own for every run.

This is the laboratory's containment, not the graders': within it each grader runs as `pip install` leaves it, in one
tree and under one user, with the submission. The system and Python are read-only, all else is memory and vanishes.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.security.harness.formats import CANARY

__all__ = ["ENVS", "Files", "Plan", "Run", "run_in_lab"]

HERE = Path(__file__).parent
Files = dict[str, str | bytes]
ENVS = HERE.parent / ".envs"
SECONDS = 180  # a run takes 6 to 20 s on an idle machine, ten times that on a busy one
SPARE = 60  # for both runs of a `next student` and their waiting, before the laboratory itself gives up
SCRATCH = 512 << 20
FIRST_UID = 60000


@dataclass(frozen=True)
class Plan:
    """How one grader is run. `tree`: what lies in its home; `again`: what is put over it for the next student."""

    peer: str
    home: str
    commands: list[list[str]]
    result: str
    tree: Files
    again: Files = field(default_factory=dict)
    base: Path | None = None
    folder: str = "."
    shown: str = ""
    env: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Run:
    """What came of a run, as process 1 saw it. `result`: the grader's own result document."""

    codes: list[int | str]
    seconds: float
    left: int
    result: str | None
    said: str
    shown: dict[str, str]

    @property
    def timed_out(self) -> bool:
        return "timed out" in self.codes


def run_in_lab(plan: Plan, number: int) -> list[Run]:
    """The run, and the next student's where the plan has one. Empty when the laboratory itself was brought down."""
    with tempfile.TemporaryDirectory(prefix="peers-lab-") as folder:
        lab = Path(folder)
        lab.chmod(0o755)
        fill(lab / "tree", plan.tree, plan.base)
        fill(lab / "again", plan.again, None)
        (lab / "hosts").write_text("127.0.0.1 localhost laboratory\n")
        (lab / "nsswitch.conf").write_text("hosts: files\npasswd: files\n")
        (lab / "spec.json").write_text(json.dumps(spec_of(plan, number)))
        command = [*bubblewrap(lab, plan), sys.executable, "-I", "/harness/inside.py"]
        seconds = SECONDS * (2 if plan.again else 1) + SPARE
        try:
            done = subprocess.run(command, env={}, capture_output=True, timeout=seconds, check=False)
            answer: dict[str, Any] = json.loads(done.stdout)
        except (subprocess.TimeoutExpired, ValueError):
            return []
    return [Run(**answer[key]) for key in ("first", "next") if key in answer]


def fill(folder: Path, files: Files, base: Path | None) -> None:
    folder.mkdir()
    if base:
        subprocess.run(["cp", "-r", f"{base}/.", str(folder)], check=True)
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
    subprocess.run(["chmod", "-R", "a+rX", str(folder)], check=True)


def spec_of(plan: Plan, number: int) -> dict[str, Any]:
    bin = ENVS / plan.peer / "bin"
    env = {
        "PATH": f"{bin}:/usr/bin:/bin",
        "HOME": "/tmp/user",
        "USER": "grader",
        "LOGNAME": "grader",
        "LANG": "C.UTF-8",
    }
    env |= {"SECRET": CANARY, "OMP_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    return {
        "uid": FIRST_UID + number,
        "home": plan.home,
        "folder": plan.folder,
        "commands": plan.commands,
        "result": plan.result,
        "shown": plan.shown,
        "env": env | plan.env,
        "seconds": SECONDS,
        "again": bool(plan.again),
    }


def bubblewrap(lab: Path, plan: Plan) -> list[str]:
    command = ["bwrap", "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts", "--hostname", "laboratory"]
    command += ["--unshare-cgroup-try", "--as-pid-1", "--die-with-parent", "--new-session", "--cap-drop", "ALL"]
    command += ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
    for name in ("usr", "bin", "sbin", "lib", "lib32", "lib64", "libx32"):
        path = Path("/", name)
        if path.is_symlink():
            command += ["--symlink", os.readlink(path), str(path)]
        elif path.is_dir():
            command += ["--ro-bind", str(path), str(path)]
    for path in (Path(sys.base_prefix), Path(sys.prefix), ENVS / plan.peer, ENVS / "torch"):
        command += [*parents(path), "--ro-bind", str(path), str(path)]
    command += ["--perms", "0755", "--dir", "/etc"]
    for name in ("/etc/ld.so.cache", "/etc/alternatives", "/etc/fonts", "/etc/localtime"):
        command += ["--ro-bind-try", name, name]
    for name in ("hosts", "nsswitch.conf"):
        command += ["--ro-bind", str(lab / name), f"/etc/{name}"]
    command += ["--ro-bind", str(HERE), "/harness", "--ro-bind", str(lab), "/lab", "--proc", "/proc", "--dev", "/dev"]
    for place in ("/dev/shm", "/tmp", "/autograder"):
        command += ["--size", str(SCRATCH), "--perms", "1777", "--tmpfs", place]
    return [*command, "--chdir", "/tmp", "--remount-ro", "/"]


def parents(path: Path) -> list[str]:
    above = [parent for parent in reversed(path.parents) if parent != Path("/")]
    return [word for parent in above for word in ("--perms", "0755", "--dir", str(parent))]
