"""Fair times: timed work takes turns on a machine, and what the reference took is remembered for as long as it is true."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import platform
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import platformdirs
import torch
from msgspec import Struct

__all__ = ["Reference", "forget", "machine", "recall", "remember", "turn"]

TURN_SECONDS = 240  # many jobs on one machine wait for each other
WAIT_SECONDS = 0.02

Facts = dict[str, str]


class Reference(Struct, frozen=True):
    """One training of the reference. history: the numbers that its `train` returned, if it returned a list of them."""

    seconds: float
    history: list[float] = []


class Remembered(Struct, frozen=True):
    """A training of the reference, and everything that its time depends on."""

    facts: Facts
    reference: Reference


def machine(device: str) -> Facts:
    """What a time depends on besides the program. device: "cpu" or a GPU's name and driver."""
    return {
        "host": socket.gethostname(),
        "cpu": _cpu(),
        "cores": str(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()),
        "threads": "1",
        "torch": f"{torch.__version__} {torch.version.git_version}",
        "device": device,
    }


def recall(facts: Facts) -> Reference | None:
    """The reference as it was trained under these facts; None when it was never measured so."""
    with contextlib.suppress(OSError, msgspec.MsgspecError):
        return msgspec.json.decode(_note(facts).read_bytes(), type=Remembered).reference
    return None


def remember(facts: Facts, reference: Reference) -> None:
    """Keep it for the next run. Where nothing can be written, each run measures for itself."""
    path = _note(facts)
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        unfinished = path.with_suffix(f".{os.getpid()}")
        unfinished.write_bytes(msgspec.json.encode(Remembered(facts, reference)))
        unfinished.replace(path)


def forget(facts: Facts) -> None:
    """The next run measures anew."""
    with contextlib.suppress(OSError):
        _note(facts).unlink(missing_ok=True)


@contextlib.contextmanager
def turn(device: str) -> Iterator[bool]:
    """Wait until no other grader of this user times anything on the device, and keep others waiting meanwhile.

    Waits four minutes at most, then yields False: a grader that hangs must not stop the others. The kernel gives the turn
    back when a grader dies.
    """
    path = _folder() / "turns" / hashlib.sha256(f"{socket.gethostname()} {device}".encode()).hexdigest()[:16]
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError:  # no cache folder here, so no other grader meets us in it
        yield True
        return
    deadline = time.monotonic() + TURN_SECONDS
    try:
        while not (alone := _locked(fd)) and time.monotonic() < deadline:
            time.sleep(WAIT_SECONDS)
        yield alone
    finally:
        os.close(fd)


def _locked(fd: int) -> bool:
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _folder() -> Path:
    return Path(platformdirs.user_cache_dir("dlgrade"))


def _note(facts: Facts) -> Path:
    digest = hashlib.sha256(msgspec.json.encode(sorted(facts.items()))).hexdigest()
    return _folder() / "references" / f"{digest[:32]}.json"


def _cpu() -> str:
    with contextlib.suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
