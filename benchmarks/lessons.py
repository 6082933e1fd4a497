"""What `dlgrade check` takes for each lesson's reference solution: the start, the solution's own time, and what grading adds.

The start is a check of the stub, with the solution below an `if False`, so that the same packages are made ready and nothing of the lesson
is run. The solution's own time is that of its calls in a warm worker, less what a call of nothing takes. The aim is a check that takes
less than the start and three times that.

Run: .venv/bin/python benchmarks/lessons.py [LESSON ...]
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import textwrap
import time
from pathlib import Path
from typing import Any

from grader.course.lessons import Lesson, find_course
from grader.engine.keys import AUTHOR_KEY
from grader.engine.preload import needed_imports
from grader.intake.submission import Submission
from grader.judge import run as judge
from grader.judge.messages import Job
from grader.judge.remote.calls import Link
from grader.sandbox import Sandbox, choose

DLGRADE = str(Path(sys.executable).with_name("dlgrade"))
REPEAT = 3
EMPTY_CALL = 0.0004  # seconds; `overhead.py` measures it


class TimedLink(Link):
    """Adds up what the calls of student code took."""

    seconds = 0.0

    def _timed_request(self, *args: Any) -> Any:
        started = time.perf_counter()
        try:
            return super()._timed_request(*args)
        finally:
            TimedLink.seconds += max(0.0, time.perf_counter() - started - EMPTY_CALL)


def checked(lesson: Lesson, path: Path) -> float:
    """The median of the seconds that a cold check takes."""
    times = []
    for _ in range(REPEAT):
        started = time.perf_counter()
        done = subprocess.run([DLGRADE, "check", lesson.id, str(path)], capture_output=True, text=True, cwd=lesson.root)
        assert done.returncode in (0, 1), done.stderr
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def start(lesson: Lesson) -> float:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / lesson.facts.file
        never = textwrap.indent(lesson.solution.read_text(encoding="utf-8"), "    ")
        path.write_text(f"{lesson.stub.read_text(encoding='utf-8')}\nif False:\n{never}", encoding="utf-8")
        return checked(lesson, path)


def own(lesson: Lesson) -> float:
    """Seconds that the solution itself runs while the suite asks it."""
    main = lesson.facts.file
    files = {main: lesson.solution.read_bytes()}
    preload = needed_imports(lesson, Submission(files))
    TimedLink.seconds = 0.0
    sandbox = Sandbox(choose(), lesson.limits, hidden=(lesson.root,), preload=preload)
    with tempfile.TemporaryDirectory() as cache:
        sandbox.wait_until_ready()
        job = Job(
            str(lesson.handout),
            str(lesson.instructor),
            lesson.limits,
            files,
            main,
            problem="",
            seed=1,
            secret_key=AUTHOR_KEY,
            tasks=[],
            cache=cache,
        )
        done = judge.run_suite(lesson, sandbox.channel, files, job)
        sandbox.close()
    lost = [record.result.message for record in done.records if record.result.outcome != "passed"]
    assert not done.faults + lost, (done.faults, lost)
    return TimedLink.seconds


def main(wanted: list[str]) -> None:
    setattr(judge, "Link", TimedLink)  # noqa: B010
    course = find_course()
    print("lesson         start     check       own  check / (start + 3 own)", flush=True)
    for lesson in map(course.lesson, wanted) if wanted else course.lessons():
        mine, begin, whole = own(lesson), start(lesson), checked(lesson, lesson.solution)
        print(
            f"{lesson.id:<10}{begin:>10.2f}{whole:>10.2f}{mine:>10.2f}{whole / (begin + 3 * mine):>10.2f}", flush=True
        )


if __name__ == "__main__":
    main(sys.argv[1:])
