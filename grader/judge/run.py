"""Runs a lesson's suite under pytest, in this process, against one worker."""

from __future__ import annotations

from grader.course.lessons import Lesson
from grader.judge.budget import Budget
from grader.judge.collect import Suite
from grader.judge.grading import Grading
from grader.judge.messages import Job
from grader.judge.remote.call_text import defined, signatures
from grader.judge.remote.calls import Link
from grader.judge.remote.student import Desk
from grader.wire.channel import Channel

__all__ = ["desk_of", "names_of", "run_suite"]


def run_suite(
    lesson: Lesson,
    control: Channel,
    files: dict[str, bytes],
    job: Job,
    only: list[str] | None = None,
    budget: Budget | None = None,
    suite: Suite | None = None,
) -> Grading:
    """The records of all tests, or of those named in `only`. budget: what they may cost; none is held by default. suite: the lesson's, where it
    has been collected before; it is of no use afterwards."""
    desk = desk_of(lesson, control, files, job)
    grading = Grading(lesson, desk, job, budget or Budget(job.limits.judge_seconds), only)
    suite = suite or Suite(lesson)
    suite.run(grading)
    suite.close()
    grading.incomplete = bool(desk.link.broken)
    desk.link.stop()
    return grading


def desk_of(lesson: Lesson, control: Channel, files: dict[str, bytes], job: Job) -> Desk:
    """The line to these files' workers, none of which is started yet, and what the proxies of the submission share."""
    traced = lesson.runtime == "torch" and any(task.forbidden for task in lesson.facts.tasks)
    link = Link(
        control,
        files,
        job.main,
        job.limits,
        job.problem,
        lesson.without,
        traced,
        tuple(job.cells),
        lesson.facts.on_error == "go_on",
        tuple(name for name in files if name != job.main and lesson.is_own(name)),
        lesson.data_files,
    )
    return Desk(link, *names_of(lesson))


def names_of(lesson: Lesson) -> tuple[dict[str, list[str]], frozenset[str]]:
    """Of the solution, or of the handout's own files where there is none: the argument names of the main file's functions, and all functions."""
    folder = lesson.instructor if lesson.solution.is_file() else lesson.handout
    sources = {name: path.read_bytes() for name, path in lesson.paths(folder).items() if path.is_file()}
    return signatures(sources.get(lesson.main, b"")), frozenset().union(*map(defined, sources.values()))
