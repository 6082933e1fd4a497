"""What grading costs beyond the tests themselves, as ratios to `python -c "import torch"` measured in the same run.

Run: .venv/bin/python benchmarks/overhead.py
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import torch

from grader.course.lessons import Course, Lesson
from grader.engine.session import Options, Session
from grader.intake.submission import Submission
from grader.judge.remote.calls import Link
from grader.sandbox import Sandbox, choose
from grader.wire.messages import Handle

HERE = Path(__file__).parent
DLGRADE = str(Path(sys.executable).with_name("dlgrade"))
AIMS = {"cold check": 2.0, "warm submission": 0.10, "remote call": 0.0002}


def seconds(action: Callable[[], object], repeat: int) -> float:
    """The median of `repeat` runs."""
    times = []
    for _ in range(repeat):
        started = time.perf_counter()
        action()
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def run(*command: str) -> Callable[[], object]:
    return lambda: subprocess.run(command, check=True, capture_output=True, cwd=HERE / "course")


def warm_submission(lesson: Lesson) -> tuple[float, float]:
    """Seconds of one submission in a warm session, and those that its tests took within it."""
    source = lesson.solution.read_bytes()
    inside: list[float] = []
    with Session(choose(), lesson.limits) as session:

        def grade() -> None:
            changed = source + f"# {len(inside)}\n".encode()
            card = session.grade(lesson, Submission({lesson.facts.file: changed}), Options(seed=len(inside)))
            assert card.exit_code == 0, card.message
            inside.append(sum(test.seconds for test in card.tests))

        grade()  # the first one also waits for the imports
        return seconds(grade, 40), statistics.median(inside)


def remote_call(lesson: Lesson) -> tuple[float, float]:
    """Seconds of one call with a small tensor, and of starting a worker and importing the student's file."""
    sandbox = Sandbox(choose(), lesson.limits)
    sandbox.wait_until_ready()
    x = torch.randn(4, 3)

    def handle_of(value: object) -> Handle:
        raise TypeError(value)

    def new_link() -> Link:
        link = Link(sandbox.channel, {"softmax.py": lesson.solution.read_bytes()}, "softmax.py", lesson.limits)
        link.call("student.softmax", (x,), handle_of=handle_of, object_of=handle_of)
        return link

    def start_and_stop() -> None:
        new_link().stop()

    started = seconds(start_and_stop, 20)
    link = new_link()

    def call() -> None:
        link.transcript.clear()  # as each new test does
        link.call("student.softmax", (x,), handle_of=handle_of, object_of=handle_of)

    call_seconds = seconds(call, 2000)
    sandbox.close()
    return call_seconds, started


def main() -> None:
    lesson = Course(HERE / "course").lesson("lesson01")
    solution = str(lesson.solution)
    base = seconds(run(sys.executable, "-c", "import torch"), 5)
    cold = seconds(run(DLGRADE, "check", "lesson01", solution), 5)
    start = seconds(run(DLGRADE, "--version"), 5)
    warm, inside = warm_submission(lesson)
    call, worker = remote_call(lesson)

    print(f'unit: python -c "import torch" takes {base:.3f} s here\n')
    for name, value in (("cold check", cold), ("warm submission", warm), ("remote call", call)):
        print(f"{name:<16} {value:9.5f} s   {value / base:8.5f} of the unit   aim {AIMS[name]} or less")
    print("\nwhere a cold check spends it:")
    print(f"  the command line starts   {start / base:.3f}")
    print(f"  two imports side by side  {(cold - start - warm) / base:.3f}")
    print(f"  the submission itself     {warm / base:.3f}")
    print("where a warm submission spends it:")
    print(f"  six tests, calls included {inside / base:.4f}")
    print(f"  worker: fork, import of the file, kill, wipe {worker / base:.4f}")
    print(f"  judge: fork, pytest, scorecard {(warm - inside - worker) / base:.4f}")


if __name__ == "__main__":
    main()
