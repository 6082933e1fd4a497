"""How student code ends badly in a real worker, and what the next test then finds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import torch

from grader.judge.remote.errors import NotWritten, StudentError, TimedOut, WorkerLost

HandIn = Callable[..., Any]


def test_an_exception_brings_only_the_student_s_own_lines(hand_in: HandIn) -> None:
    source = """
        import torch
        def outer(x):
            return inner(x)
        def inner(x):
            return torch.ones(2) @ x
        """
    with pytest.raises(StudentError) as caught:
        hand_in(source).student.outer(torch.ones(3))
    frames = caught.value.raised.frames
    assert [(f.line, f.function, f.source) for f in frames] == [
        (4, "outer", "return inner(x)"),
        (6, "inner", "return torch.ones(2) @ x"),
    ]
    assert "RuntimeError" in caught.value.raised.bases


def test_a_syntax_error_names_its_line(hand_in: HandIn) -> None:
    with pytest.raises(StudentError) as caught:
        hand_in("x = 1\ndef f(:\n  pass").student.f()
    assert caught.value.raised.type == "SyntaxError"
    assert (caught.value.raised.frames[-1].line, caught.value.raised.frames[-1].source) == (2, "def f(:")


def test_an_endless_recursion_is_an_exception_with_few_frames(hand_in: HandIn) -> None:
    with pytest.raises(StudentError) as caught:
        hand_in("def f(): return f()").student.f()
    assert caught.value.raised.type == "RecursionError"
    assert len(caught.value.raised.frames) <= 5


def test_a_strange_exception_crosses_as_text(hand_in: HandIn) -> None:
    source = """
        class Odd(Exception):
            def __str__(self): raise ValueError
        def odd(): raise Odd
        def surrogate(): raise ValueError("\\ud800")
        def long(): raise ValueError("x" * 10**6)
        def leaves(): raise SystemExit(0)
        """
    student = hand_in(source).student
    texts = {}
    for name in ("odd", "surrogate", "long", "leaves"):
        with pytest.raises(StudentError) as caught:
            getattr(student, name)()
        texts[name] = (caught.value.raised.type, caught.value.raised.message)
    assert texts["odd"] == ("Odd", "")
    assert texts["surrogate"] == ("ValueError", "?")
    assert texts["long"] == ("ValueError", "x" * 4000)
    assert texts["leaves"] == ("SystemExit", "0")


def test_an_import_that_fails_stands_for_every_test(hand_in: HandIn) -> None:
    bench = hand_in("raise KeyError('early')")
    for seed in (1, 2):
        bench.desk.begin(seed, frozenset())
        with pytest.raises(StudentError) as caught:
            bench.student.f()
        assert caught.value.raised.type == "KeyError"


def test_what_is_missing_says_what_there_is(hand_in: HandIn) -> None:
    with pytest.raises(NotWritten) as caught:
        hand_in("import torch\ndef sotfmax(x): pass\n_hidden = 1\nN = 2").student.softmax(1)
    assert caught.value.message == "sotfmax, N"


def test_a_stub_is_not_written(hand_in: HandIn) -> None:
    with pytest.raises(NotWritten) as caught:
        hand_in("def f(): raise NotImplementedError('start here')").student.f()
    assert caught.value.raised.message == "start here"


SLEEPS = "import time\ndef sleeps(s=60): time.sleep(s)\ndef fine(): return 1\n"


def test_a_call_that_takes_too_long_is_ended_and_the_next_test_runs(hand_in: HandIn) -> None:
    bench = hand_in(SLEEPS, call_seconds=0.3)
    with pytest.raises(TimedOut, match=r"The call took longer than 0\.3 seconds"):
        bench.student.sleeps()
    bench.desk.begin(2, frozenset())
    assert bench.student.fine() == 1


def test_many_short_calls_end_at_the_test_s_own_limit(hand_in: HandIn) -> None:
    bench = hand_in(SLEEPS, test_seconds=0.4)
    with pytest.raises(TimedOut, match=r"The test took longer than 0\.4 seconds"):
        [bench.student.sleeps(0.1) for _ in range(20)]


def test_an_import_that_takes_too_long_is_ended(hand_in: HandIn) -> None:
    with pytest.raises(TimedOut, match=r"Importing your file was stopped at line 1: it was still running"):
        hand_in("import time; time.sleep(60)", import_seconds=0.3).student.f()


def test_the_seconds_of_the_import_are_not_the_test_s(hand_in: HandIn) -> None:
    bench = hand_in("import time; time.sleep(0.6)\ndef fine(): return 1", test_seconds=0.5)
    assert bench.student.fine() == 1


def test_a_submission_that_takes_too_long_is_ended(hand_in: HandIn) -> None:
    bench = hand_in(SLEEPS, submission_seconds=1.5)
    with pytest.raises(TimedOut, match=r"Your submission took longer than 1\.5 seconds"):
        bench.student.sleeps()


DEATHS = {
    "os._exit(3)": "Your code ended Python itself (exit code 3). A function returns, it does not exit.",
    "os.kill(os.getpid(), 9)": "Your code was killed, most likely for using more than 512 MB of memory.",
    "ctypes.string_at(0)": "Python crashed while your code ran (Segmentation fault).",
    "os.close(3) or time.sleep(60)": None,
    "grow()": "Your code used more than 512 MB of memory and was stopped.",
}


@pytest.mark.parametrize(("act", "sentence"), DEATHS.items(), ids=DEATHS)
def test_a_worker_that_dies_is_named_and_the_next_test_has_a_new_one(
    hand_in: HandIn, act: str, sentence: str | None
) -> None:
    source = f"""
        import ctypes, os, time, torch
        state = []
        def grow():
            for _ in range(40): state.append(torch.ones(1 << 23)); time.sleep(0.03)
        def act(): return {act}
        def visits(): state.append(1); return len(state)
        """
    bench = hand_in(source, memory_mb=512, call_seconds=8)
    bench.student.visits()
    with pytest.raises(WorkerLost) as caught:
        bench.student.act()
    assert sentence is None or str(caught.value) == sentence
    bench.desk.begin(2, frozenset())
    assert bench.student.visits() == 1


def test_what_a_submission_leaves_behind_is_gone_for_the_next(hand_in: HandIn) -> None:
    """Files, processes and module state."""
    source = """
        import os, subprocess, sys, tempfile
        def leave():
            open("left", "w").write("x")
            open(os.path.join(tempfile.gettempdir(), "left"), "w").write("x")
            subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], start_new_session=True)
        def found():
            return os.listdir(".") + os.listdir(tempfile.gettempdir())
        """
    first = hand_in(source)
    first.student.leave()
    first.link.stop()
    assert "left" not in hand_in(source).student.found()
