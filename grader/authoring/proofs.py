"""Proves several lessons at a time, and remembers which were found sound: what has not changed is not proven again.

A proof is kept as an empty file in the user's cache, named by all that it depends on: the lesson's two folders, this package,
the versions of what grades, the data that served, the sandbox.
"""

from __future__ import annotations

import hashlib
import multiprocessing
from collections.abc import Iterator, Sequence
from pathlib import Path
from queue import Empty
from typing import TYPE_CHECKING

from platformdirs import user_cache_path

import grader
from grader.authoring.handout import training_tasks
from grader.authoring.lint import lint
from grader.course.catalogue import catalogue, folder_of
from grader.course.lessons import Course, Lesson
from grader.course.levels import Level
from grader.engine.preload import needed_imports
from grader.engine.scoring import environment
from grader.engine.session import Session
from grader.errors import GraderFault
from grader.intake.submission import Submission
from grader.sandbox import choose
from grader.sentences import text

if TYPE_CHECKING:
    from multiprocessing.queues import Queue

__all__ = ["key_of_proof", "prove", "prove_with", "session_for"]

PACKAGE = Path(grader.__file__).parent
LOOK_SECONDS = 1.0
Findings = tuple[str, list[str]]


def session_for(course: Course, lessons: Sequence[Lesson], sandbox: str) -> Session:
    """A session that has imported what the solutions of these lessons need."""
    solutions = [(each, Submission({"": each.solution.read_bytes()})) for each in lessons if each.solution.is_file()]
    imports = sorted({name for each, solution in solutions for name in needed_imports(each, solution)})
    return Session(choose(sandbox, own_code=True), course.facts.limits, hidden=(course.root,), preload=tuple(imports))


def prove(
    course: Course, lessons: Sequence[Lesson], *, sandbox: str, jobs: int, fresh: bool, level: Level | None = None
) -> Iterator[Findings]:
    """The name of each lesson with what is wrong with it, as it is found; nothing for one that was found sound before, unless `fresh`.

    level: what is asked for; by default what course.toml says. jobs: how many processes prove, each with a session of its own. Raises GraderFault when one of them dies.
    """
    cache = user_cache_path("dlgrade") / "proofs"
    keys = {each.name: key_of_proof(course, each, sandbox, level) for each in lessons}
    todo = [each for each in lessons if fresh or not (cache / keys[each.name]).exists()]
    todo.sort(key=lambda each: (len(training_tasks(each)), len(each.misconceptions)), reverse=True)  # the longest first
    for name, findings in _in_processes(course, todo, sandbox, jobs, level):
        if not findings:
            cache.mkdir(parents=True, exist_ok=True)
            (cache / keys[name]).touch()
        yield name, findings


def key_of_proof(course: Course, lesson: Lesson, sandbox: str, level: Level | None = None) -> str:
    """Names all that the proof of a lesson depends on; speed is not part of it."""
    real = sorted(name for name, each in catalogue(course.root).items() if folder_of(each))
    digest = hashlib.sha256(repr((sandbox, level or lesson.course.level, real, sorted(environment().items()))).encode())
    folders = (PACKAGE, lesson.handout, lesson.instructor)
    files = [(folder, path) for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    shared = [course.root / name for name in ("course.toml", "datasets/catalogue.toml")]
    files += [(course.root, path) for path in shared if path.is_file()]
    for folder, path in files:
        if "__pycache__" not in path.parts:
            digest.update(f"{path.relative_to(folder)}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _in_processes(
    course: Course, lessons: Sequence[Lesson], sandbox: str, jobs: int, level: Level | None
) -> Iterator[Findings]:
    context = multiprocessing.get_context("spawn")
    names: Queue[str] = context.Queue()
    found: Queue[Findings] = context.Queue()
    for name in [*(lesson.name for lesson in lessons), *[""] * jobs]:
        names.put(name)
    arguments = (course.root, [lesson.name for lesson in lessons], sandbox, level, names, found)
    provers = [context.Process(target=prove_with, args=arguments) for _ in range(min(jobs, len(lessons)))]
    for prover in provers:
        prover.start()
    try:
        for _ in lessons:
            yield _next(found, provers)
        for prover in provers:
            prover.join()
    finally:
        for prover in provers:
            prover.terminate()


def _next(found: Queue[Findings], provers: Sequence[multiprocessing.process.BaseProcess]) -> Findings:
    while True:
        try:
            return found.get(timeout=LOOK_SECONDS)
        except Empty:
            if any(prover.exitcode for prover in provers):
                raise GraderFault(text("fault.proof")) from None


def prove_with(
    root: Path, lessons: list[str], sandbox: str, level: Level | None, names: Queue[str], found: Queue[Findings]
) -> None:
    """What each process does: take the next name and prove that lesson, until an empty one comes."""
    course = Course(root)
    with session_for(course, [course.lesson(name) for name in lessons], sandbox) as session:
        while name := names.get():
            found.put((name, list(lint(course.lesson(name), session, level=level))))
