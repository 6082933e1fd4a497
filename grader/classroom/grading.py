"""Grades a class into a folder: what is there and still true is kept, the rest is graded."""

from __future__ import annotations

import contextlib
import tempfile
from dataclasses import dataclass
from pathlib import Path

from grader.classroom.classes import Class, save_class
from grader.classroom.entries import read_all
from grader.classroom.roster import Roster, read_roster
from grader.classroom.run import Run, Watch, confirm_seeds
from grader.classroom.store import Settings, Store
from grader.course.lessons import Course, Lesson
from grader.engine.orders import Work
from grader.engine.pool import local
from grader.engine.schedule import Crew
from grader.engine.session import new_seed
from grader.errors import LessonError, UsageError
from grader.intake.discover import discover
from grader.sentences import default_language

__all__ = ["Request", "Watch", "grade_class", "request_of"]


@dataclass(frozen=True)
class Request:
    """What `dlgrade grade` was asked. crew: who does the work; by default `jobs` processes of this machine.

    language: of the sentences; None for the class's own, and for a new class this machine's.
    """

    course: Course
    lesson: Lesson
    submissions: Path
    out: Path
    jobs: int
    sandbox: str = "auto"
    device: str = "auto"
    seed: int | None = None
    fresh: bool = False
    roster: Path | None = None
    confirm: int = 0
    language: str | None = None
    form: str = "auto"
    crew: contextlib.AbstractContextManager[Crew] | None = None


def grade_class(request: Request, watch: Watch) -> Class:
    """Grade what is not graded yet, and write all that the folder holds.

    Raises UsageError for what cannot be read or does not fit the folder, GraderFault when nothing can be graded here.
    Interrupted at any moment, it leaves a folder that the same call completes.
    """
    if not any(file.is_file() for file in request.lesson.suite_files):
        raise LessonError(f"{request.lesson.id} has no tests at {request.lesson.suite}.")
    roster = read_roster(request.roster) if request.roster else Roster([])
    with contextlib.ExitStack() as stack:
        crew = stack.enter_context(request.crew or local(request.jobs))
        sandbox, device = crew.surroundings(request.sandbox, request.device, request.lesson.facts.gpu)
        store = stack.enter_context(Store(request.out))
        room = stack.enter_context(tempfile.TemporaryDirectory(prefix="dlgrade-class-"))
        settings = _settings(store, request)
        discovery = discover(request.submissions, request.lesson, Path(room), store.folder, settings.form)
        entries, imports = read_all(discovery.found, request.lesson)
        store.save(settings)
        hidden = [request.course.root, request.submissions.resolve(), store.folder.resolve(), Path(room)]
        work = Work(
            str(request.lesson.handout.resolve()),
            str(request.lesson.instructor.resolve()),
            request.lesson.limits,
            sandbox,
            device,
            settings.language,
            [str(folder) for folder in hidden],
            imports,
            list(request.lesson.packages),
        )
        run = Run(store, request.lesson, work, entries, settings, watch)
        withdrawn = run.withdraw(request.fresh)
        run.fill(crew, store.cards, settings.seed)
        for seed in confirm_seeds(settings.seed)[: request.confirm]:
            run.fill(crew, store.confirming(seed), seed)
        moves = run.finish()
        result = run.summary(discovery, roster, moves, withdrawn)
        save_class(result, request.course.facts.late, store.folder)
        return result


def request_of(out: Path, course: Course, jobs: int) -> Request:
    """The request that an earlier run of this folder was given."""
    settings = Store(out).settings
    if settings is None:
        raise UsageError(f"{out} is no graded class: it has no run.json. `dlgrade grade LESSON SUBMISSIONS --out DIR`.")
    roster = Path(settings.roster) if settings.roster else None
    lesson = course.lesson(settings.lesson)
    submissions = Path(settings.submissions)
    return Request(
        course,
        lesson,
        submissions,
        out,
        jobs,
        sandbox=settings.sandbox,
        device=settings.device,
        roster=roster,
        form=settings.form,
    )


def _settings(store: Store, request: Request) -> Settings:
    """What the folder says of itself, or a new beginning. Raises UsageError for another lesson's or class's folder."""
    old = store.settings
    submissions, roster = str(request.submissions.resolve()), str(request.roster.resolve()) if request.roster else ""
    if old and not request.fresh:
        for what, mine, asked in (
            ("lesson", old.lesson, request.lesson.name),
            ("submissions", old.submissions, submissions),
            ("seed", old.seed, old.seed if request.seed is None else request.seed),
        ):
            if mine != asked:
                raise UsageError(
                    f"{store.folder} holds a class graded with {what} {mine}, not {asked}. "
                    "Name another --out, or say --fresh to grade all of it again."
                )
    seed = request.seed if request.seed is not None else new_seed()
    language = request.language or default_language()
    if old and not request.fresh:
        seed, roster, language = old.seed, roster or old.roster, request.language or old.language
    unfinished = old.unfinished if old else ""
    return Settings(
        lesson=request.lesson.name,
        submissions=submissions,
        seed=seed,
        sandbox=request.sandbox,
        device=request.device,
        language=language,
        form=request.form if request.form != "auto" or not old or request.fresh else old.form,
        roster=roster,
        unfinished=unfinished,
    )
