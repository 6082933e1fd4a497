"""What this machine offers to a grader: Python, torch, devices, data, sandboxes and what each one guarantees."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import sys
from importlib.util import find_spec
from pathlib import Path

from msgspec import Struct

from grader.course.data import cache_folder
from grader.errors import SandboxError, UsageError
from grader.sandbox import BACKENDS, Sandbox, choose
from grader.sentences import Line, Say, Text, render, speaker, text
from grader.wire.messages import Limits

__all__ = ["Findings", "examine", "must_grade"]

SUBMISSION = b"def answer():\n    return 1\n"
PACKAGES = ("torch", "torchvision", "numpy", "pandas", "scikit-learn", "matplotlib", "pytest")


class SandboxFinding(Struct, frozen=True):
    """`why_not` is empty where the backend works here; `notes` is what to know of this machine's version of it; `start` says what a start costs."""

    name: str
    why_not: str
    guarantees: list[str]
    notes: list[str] = []
    start: str = ""


class Findings(Struct, frozen=True):
    python: str
    platform: str
    packages: dict[str, str]
    devices: list[str]
    threads: int
    data: str
    sandboxes: list[SandboxFinding]

    @property
    def chosen(self) -> str:
        """The sandbox that `--sandbox auto` takes for other people's code; empty when none works."""
        works = [sandbox.name for sandbox in self.sandboxes if not sandbox.why_not and sandbox.name != "process"]
        return works[0] if works else ""


def examine(language: str = "en") -> Findings:
    """Look at this machine, and say in that language what was found; imports torch, where it is installed, to ask it for devices, and
    starts a worker in each sandbox that may work."""
    say = speaker(language)
    return Findings(
        python=f"{platform.python_version()} ({sys.executable})",
        platform=platform.platform(),
        packages={name: _version(name) or say("doctor.missing") for name in PACKAGES},
        devices=_devices(),
        threads=os.cpu_count() or 1,
        data=_data(say),
        sandboxes=_sandboxes(language),
    )


def must_grade(name: str) -> None:
    """Start a worker in the sandbox of that name. Raises UsageError, with what to install or to type, where no submission could be graded."""
    backend = choose(name)
    if why := _why_no_worker(Sandbox(backend, Limits(), preload=())):
        raise UsageError(text("wrong.sandbox_here", name=backend.name, reason=why))


def _sandboxes(language: str) -> list[SandboxFinding]:
    """Each backend, with what a worker said that was started in it: all begin at once, for their imports take the time."""
    reasons = {backend.name: backend.why_not() for backend in BACKENDS}
    started = {each.name: Sandbox(each, Limits(), preload=()) for each in BACKENDS if not reasons[each.name]}
    reasons |= {name: _why_no_worker(sandbox) for name, sandbox in started.items()}
    return [
        SandboxFinding(
            each.name,
            render(reasons[each.name], language),
            [render(sentence, language) for sentence in each.guarantees()],
            list(each.notes()),
            "" if reasons[each.name] else render(_how_it_starts(started[each.name]), language),
        )
        for each in BACKENDS
    ]


def _how_it_starts(sandbox: Sandbox) -> Text:
    """Whether what workers are forked from was forked itself: then a sandbox costs no import."""
    why = sandbox.not_forked
    return text("doctor.imports_itself", why=why.strip().splitlines()[-1]) if why else text("doctor.forked")


def _why_no_worker(sandbox: Sandbox) -> Line:
    """Why no code runs in it; empty where some has."""
    # Here, for Windows has nothing that they could be imported with, and is to be told what it lacks all the same.
    from grader.judge.remote.calls import Link
    from grader.judge.remote.errors import NoWorker, Setback, Stalled
    from grader.judge.remote.student import Desk, Student

    try:
        sandbox.wait_until_ready()
        desk = Desk(Link(sandbox.channel, {"answer.py": SUBMISSION}, "answer.py", Limits()), {})
        desk.begin(0, frozenset())
        answer = Student(desk).answer()
        desk.link.stop()
        return "" if answer == 1 else text("doctor.no_worker", why=repr(answer))
    except (SandboxError, Setback, NoWorker, Stalled) as error:
        return text("doctor.no_worker", why=str(error))
    finally:
        sandbox.close()


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""


def _devices() -> list[str]:
    if find_spec("torch") is None:
        return ["cpu"]
    import torch

    gpus = [f"cuda: {torch.cuda.get_device_name(index)}" for index in range(torch.cuda.device_count())]
    return ["cpu", *gpus]


def _data(say: Say) -> str:
    named = os.environ.get("DLGRADE_DATA")
    if not named:
        return say("doctor.no_data", cache=str(cache_folder()))
    return named if Path(named).is_dir() else say("doctor.data_missing", path=named)
