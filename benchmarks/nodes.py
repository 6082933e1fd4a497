"""What the coordinator adds on many nodes: real coordination of a class, by nodes that only sleep for as long as grading takes.

Each of the simulated nodes has so many slots; an order takes the latency there, the grading time, and the latency back. All
else is the real thing: reading the class, keys, the schedule, the scorecards written to disk. The result is one that was really
graded, once.

Run: .venv/bin/python -m benchmarks.nodes [--nodes 16] [--slots 4] [--latency 0.02] [--grading 0.5] [--submissions 6400]
"""

from __future__ import annotations

import argparse
import contextlib
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec

from grader.classroom.grading import Request, grade_class
from grader.course.lessons import Course, Lesson
from grader.engine.orders import Done
from grader.engine.pool import surroundings
from grader.engine.schedule import Crew
from grader.engine.session import Options, Session
from grader.intake.submission import Submission
from grader.sandbox import choose
from grader.scorecard import encode

COURSE = Path(__file__).parent / "course"
MANY = 100_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--nodes", type=int, default=16)
    parser.add_argument("--slots", type=int, default=4, help="of each node")
    parser.add_argument("--latency", type=float, default=0.02, help="seconds, one way")
    parser.add_argument("--grading", type=float, default=0.5, help="seconds")
    parser.add_argument("--submissions", type=int, default=6400)
    asked = parser.parse_args()
    course = Course(COURSE)
    lesson = course.lesson("lesson01")
    solution = lesson.solution.read_text()
    answer = graded_once(lesson, solution)
    slots = asked.nodes * asked.slots
    with tempfile.TemporaryDirectory(prefix="nodes-") as room:
        folder = Path(room, "class")
        folder.mkdir()
        for number in range(asked.submissions):
            (folder / f"s{number:06}.py").write_text(f"{solution}# student {number}\n")
        crew = sleeping(answer, slots, 2 * asked.latency + asked.grading)
        request = Request(course, lesson, folder, Path(room, "out"), jobs=slots, seed=1, crew=crew)
        started, worked = time.perf_counter(), time.process_time()
        grade_class(request, lambda progress: None)
        seconds, worked = time.perf_counter() - started, time.process_time() - worked
    least = asked.submissions * asked.grading / slots
    each = worked / asked.submissions
    print(
        f"{asked.nodes} nodes of {asked.slots} slots, {asked.latency:g} s of latency each way, {asked.grading:g} s a grading"
    )
    print(
        f"{asked.submissions} submissions: {seconds:.1f} s; the gradings alone {least:.1f} s, ratio {seconds / least:.2f}"
    )
    print(f"the coordinator's own work: {each * 1000:.2f} ms each, so it feeds at most {1 / each:.0f} a second")
    many = MANY * max(each, (2 * asked.latency + asked.grading) / slots)
    print(f"{MANY:,} submissions, from these parts: {many / 60:.0f} minutes")


def graded_once(lesson: Lesson, solution: str) -> bytes:
    """A real result, as a job would send it."""
    with Session(choose(own_code=True), lesson.limits, hidden=(lesson.root,)) as session:
        card = session.grade(lesson, Submission({lesson.facts.file: solution.encode()}), Options(1))
    return msgspec.msgpack.encode(Done(encode(card)))


@contextlib.contextmanager
def sleeping(answer: bytes, slots: int, seconds: float) -> Iterator[Crew]:
    def run(order: bytes) -> bytes:
        time.sleep(seconds)
        return answer

    with ThreadPoolExecutor(slots) as executor:
        yield Crew(executor, run, lambda: slots, surroundings)


if __name__ == "__main__":
    main()
