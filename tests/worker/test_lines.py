"""A long call and an operator are told with their line in the student's file, and a line that somebody made up harms nobody."""

from __future__ import annotations

import mmap
import textwrap
from collections.abc import Callable
from typing import Any

import pytest
import torch

from grader.judge.remote.errors import TimedOut
from grader.wire.messages import Call, Returned
from grader.wire.values import pack
from grader.worker.lines import MOST_LINES, seen_line

SECONDS = {"call_seconds": 0.6}
Z = torch.zeros(2)


def no_handle(value: Any) -> Any:
    raise AssertionError(value)


def line_at_the_end(bench: Any, name: str = "f") -> int:
    with pytest.raises(TimedOut) as ended:
        getattr(bench.student, name)()
    return ended.value.line


@pytest.mark.parametrize("body", ["while True:\n        pass", "x = 1\n    time.sleep(60)", "helper()"])
def test_a_call_without_an_end_is_told_with_its_line(hand_in: Callable[..., Any], body: str) -> None:
    source = f"import time\ndef helper():\n    import threading\n    threading.Event().wait()\ndef f():\n    {body}\n"
    lines = source.splitlines()
    found = lines[line_at_the_end(hand_in(source, **SECONDS)) - 1].strip()
    assert found in ("while True:", "pass", "time.sleep(60)", "threading.Event().wait()")


def test_a_call_that_ends_tells_nothing_of_the_next(hand_in: Callable[..., Any]) -> None:
    """The line is the last call's own: here it has none, its time is spent where no line of the student's is run."""
    source = """
        import time
        def slow():
            time.sleep(0.45)
        def f():
            import signal
            signal.setitimer(signal.ITIMER_REAL, 0)
            time.sleep(60)
        """
    bench = hand_in(source, **SECONDS)
    bench.student.slow()
    assert line_at_the_end(bench) == 0


def test_a_signal_of_the_student_s_own_is_theirs(hand_in: Callable[..., Any]) -> None:
    source = """
        import signal, time
        def f():
            rung = []
            signal.signal(signal.SIGALRM, lambda number, frame: rung.append(number))
            signal.setitimer(signal.ITIMER_REAL, 0.05)
            time.sleep(0.1)
            return len(rung)
        """
    bench = hand_in(source)
    assert [bench.student.f(), bench.student.f()] == [1, 1]


def test_operators_are_told_with_the_line_that_ran_them_first(hand_in: Callable[..., Any]) -> None:
    source = "import torch\ndef f(z):\n    y = torch.exp(z)\n    return torch.cos(\n        torch.exp(y))\n"
    bench = hand_in(source, frozenset({"f"}))
    bench.student.f(Z)
    lines = bench.desk.operations
    assert lines["aten::exp"] == lines["torch"] == 3
    assert lines["aten::cos"] == 4


def test_lines_of_a_cell_are_those_of_the_whole_file(worker_of: Callable[..., Any]) -> None:
    worker = worker_of("import torch\n\n\ndef f(z):\n    return torch.exp(z)\n")
    load: list[Any] = ["answer.py", [], True, [1, 1, 2, 2, 4, 5]]
    worker.operations.load(*load)
    sent, _ = pack(Z, no_handle)
    reply = worker.answer(Call(1, "student.f", [sent], trace=True), memoryview(Z.numpy().tobytes()))[0]
    assert isinstance(reply, Returned), reply
    assert reply.operations["aten::exp"] == 5


def test_any_bytes_in_the_page_are_a_line_number() -> None:
    page = mmap.mmap(-1, mmap.PAGESIZE)
    page[:] = b"\xff" * mmap.PAGESIZE
    assert seen_line(page) == MOST_LINES


def test_a_line_that_a_worker_makes_up_is_no_reason_to_lose_the_sandbox(hand_in: Callable[..., Any]) -> None:
    """The worker can write to the page what it likes, by the address of it."""
    source = textwrap.dedent(
        """
        import ctypes, signal, time
        def f():
            signal.setitimer(signal.ITIMER_REAL, 0)
            for line in open("/proc/self/maps"):
                first, last = (int(end, 16) for end in line.split()[0].split("-"))
                if " rw-s " in line and "zero" in line and last - first == 4096:
                    ctypes.memset(first, 255, 4096)
            time.sleep(60)
        """
    )
    assert line_at_the_end(hand_in(source, **SECONDS)) in (0, MOST_LINES)
