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
from grader.sandbox import BACKENDS
from grader.sentences import Say, render, speaker

__all__ = ["Findings", "examine"]

PACKAGES = ("torch", "torchvision", "numpy", "pandas", "scikit-learn", "matplotlib", "pytest")


class SandboxFinding(Struct, frozen=True):
    """`why_not` is empty where the backend works here; `notes` is what to know of this machine's version of it."""

    name: str
    why_not: str
    guarantees: list[str]
    notes: list[str] = []


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
    """Look at this machine, and say in that language what was found; imports torch, where it is installed, to ask it for devices."""
    say = speaker(language)
    return Findings(
        python=f"{platform.python_version()} ({sys.executable})",
        platform=platform.platform(),
        packages={name: _version(name) or say("doctor.missing") for name in PACKAGES},
        devices=_devices(),
        threads=os.cpu_count() or 1,
        data=_data(say),
        sandboxes=[
            SandboxFinding(
                backend.name,
                render(backend.why_not(), language),
                [render(each, language) for each in backend.guarantees()],
                list(backend.notes()),
            )
            for backend in BACKENDS
        ],
    )


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
