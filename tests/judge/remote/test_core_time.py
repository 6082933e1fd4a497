"""A limit of seconds is one of seconds in which the code could run: how busy the machine is decides nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from grader.judge.remote.core_time import seconds_waited
from grader.judge.remote.errors import TimedOut
from grader.judge.remote.student import Student
from tests.conftest import Bench

SPIN = "import os\nos.sched_setaffinity(0, {core})\nwhile True:\n    pass\n"
SOURCE = """
import os, threading, time

def begin():
    return 1

def work(seconds):
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass
    return 1

def sleep(seconds):
    time.sleep(seconds)
    return 1

def spin():
    while True:
        pass

def work_beside_children(seconds):
    for _ in range(8):
        if os.fork() == 0:
            spin()
    return work(seconds)

def work_beside_orphans(seconds):
    for _ in range(8):
        if os.fork() == 0:
            if os.fork() == 0:
                spin()
            os._exit(0)
        os.wait()
    return work(seconds)

def work_beside_threads(seconds):
    for _ in range(8):
        threading.Thread(target=spin, daemon=True).start()
    return work(100 * seconds)
"""


@contextmanager
def busy(core: set[int], count: int = 4) -> Iterator[None]:
    """Programs that keep one core busy."""
    loops = [subprocess.Popen([sys.executable, "-c", SPIN.format(core=core)]) for _ in range(count)]
    try:
        yield
    finally:
        for loop in loops:
            loop.kill()
            loop.wait()


@pytest.fixture
def core() -> set[int]:
    return {min(os.sched_getaffinity(0))}


@pytest.fixture
def on_core(hand_in: Callable[..., Bench], core: set[int]) -> Callable[..., Student]:
    """A submission with these limits whose worker stays on one core; it may not choose its cores itself."""

    def on_core(**limits: float) -> Student:
        bench = hand_in(SOURCE, **limits)
        bench.student.begin()
        os.sched_setaffinity(bench.link._pid, core)
        return bench.student

    return on_core


def test_work_within_its_limit_is_not_stopped_on_a_busy_core(on_core: Callable[..., Student], core: set[int]) -> None:
    """1.5 seconds of work under a limit of 2: beside four others that is seven seconds by the clock on the wall."""
    student = on_core(call_seconds=2.0)
    with busy(core):
        assert student.work(1.5) == 1


def test_all_the_seconds_of_a_submission_are_seconds_on_a_core(on_core: Callable[..., Student], core: set[int]) -> None:
    student = on_core(submission_seconds=4.0, call_seconds=3.0)
    with busy(core):
        assert [student.work(0.7) for _ in range(3)] == [1, 1, 1]


def test_sleep_is_no_work(on_core: Callable[..., Student], core: set[int]) -> None:
    student = on_core(call_seconds=1.0)
    with busy(core), pytest.raises(TimedOut):
        student.sleep(60)


def test_work_over_its_limit_is_stopped(on_core: Callable[..., Student]) -> None:
    with pytest.raises(TimedOut):
        on_core(call_seconds=1.0).work(1000)


@pytest.mark.parametrize("way", ["children", "orphans", "threads"])
def test_who_keeps_the_core_busy_by_themselves_gain_no_time(way: str, on_core: Callable[..., Student]) -> None:
    """Sixteen seconds by the clock on the wall, most of them the fault of the submission itself."""
    student = on_core(call_seconds=2.0)
    with pytest.raises(TimedOut):
        getattr(student, f"work_beside_{way}")(1.8)


def test_a_process_that_is_gone_has_not_waited() -> None:
    gone = subprocess.Popen(["true"])
    gone.wait()

    assert seconds_waited(gone.pid) == 0.0
