"""What the class report costs: seconds and the size of its index, for classes of 1,000 and 5,000.

Run: .venv/bin/python benchmarks/report.py [1000 5000]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

import msgspec

from grader.classroom.classes import Class, ClassMember
from grader.classroom.grade_book import save_class
from grader.classroom.store import Settings, Store
from grader.course.lessons import Course
from grader.demo.run import demo_lesson, demo_session, grade_class, read_class
from grader.intake.submission import read_submission
from grader.reports.site import write_site
from grader.scorecard import Scorecard


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=[1000, 5000])
    sizes = parser.parse_args().sizes
    lesson = demo_lesson()
    files = {
        entry.student: entry.path for entry in read_class() if entry.path.is_file() and entry.outcome != "timed_out"
    }
    print(f"grading the demo's class once, {len(files)} of it", file=sys.stderr)
    entries = [entry for entry in read_class() if entry.student in files]
    with demo_session(lesson) as session:
        cards = {result.entry.student: result.card for result in grade_class(entries, lesson, session)}
    print(f"{'students':>8}{'seconds':>10}{'each':>9}{'index MB':>10}{'all MB':>9}")
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="report-") as room:
            submissions, out = Path(room, "class"), Path(room, "out")
            make_class(size, files, cards, submissions, out)
            started = time.perf_counter()
            write_site(out, Course(lesson.root))
            seconds = time.perf_counter() - started
            index = (out / "index.html").stat().st_size / 1e6
            pages = sum(path.stat().st_size for path in out.rglob("*.html")) / 1e6
        print(f"{size:>8}{seconds:>10.1f}{seconds / size:>9.4f}{index:>10.2f}{pages:>9.1f}", flush=True)


def make_class(size: int, files: dict[str, Path], cards: dict[str, Scorecard], submissions: Path, out: Path) -> None:
    """The demo's students again and again, under names of usual length, as `dlgrade grade` leaves them."""
    submissions.mkdir()
    names = list(files)
    students = []
    lesson = demo_lesson()
    (out / "scorecards").mkdir(parents=True)
    for number in range(size):
        own = names[number % len(names)]
        student = f"{own}.{number:05}@university.example"
        path = submissions / f"{student}.py"
        path.write_bytes(files[own].read_bytes() + f"\n# {student}\n".encode())  # no two alike, as in a class
        facts = msgspec.structs.replace(cards[own].submission, sha256=read_submission(path, lesson).sha256)
        Store(out).cards.put(student, msgspec.structs.replace(cards[own], student=student, submission=facts))
        students.append(ClassMember(student=student, file=student))
    Store(out).save(Settings(lesson.name, str(submissions), 7))
    save_class(
        Class(lesson=lesson.name, seed=7, form="one file per student", students=students), Course(lesson.root), out
    )


if __name__ == "__main__":
    main()
