"""Grades a class into a folder: what is there and still true is kept, the rest is graded."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import msgspec

from grader.classroom.best import worth
from grader.classroom.choices import chosen_files
from grader.classroom.classes import Class, lesson_of, read_class
from grader.classroom.data_sets import must_be_there, real_sets, stand_in_notes
from grader.classroom.entries import Entry, basis_of, past_due, read_all, waits_for_due
from grader.classroom.grade_book import note_what_is_written, ruled_before, save_class, with_time_left
from grader.classroom.roster import read_roster
from grader.classroom.rounds import Round
from grader.classroom.run import RoundProgress, Run, Watch
from grader.classroom.store import Settings, Store
from grader.classroom.summary import confirm_seeds, summary
from grader.classroom.trial import try_suite
from grader.course.late import Late
from grader.course.lessons import Course, Lesson
from grader.engine.orders import OrderSettings
from grader.engine.pool import local
from grader.engine.schedule import Crew
from grader.engine.session import new_seed
from grader.errors import LessonError, UsageError
from grader.intake.discover import discover
from grader.scorecard import Scorecard
from grader.sentences import Line, default_language, text
from grader.temporary import held_folder

__all__ = ["Request", "RoundProgress", "Watch", "grade_class", "request_of"]


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

    Raises UsageError for what cannot be read or does not fit the folder, GraderFault when nothing can be graded here or the suite
    does not hold on its own solution: then no scorecard has changed. Interrupted at any moment, it leaves a folder that the same
    call completes.
    """
    lesson = request.lesson
    if not any(file.is_file() for file in lesson.suite_files):
        raise LessonError(text("wrong.no_tests", lesson=lesson.id, suite=str(lesson.suite)))
    asked = request.roster or _kept_roster(request)
    roster = read_roster(asked) if asked else []
    with contextlib.ExitStack() as stack:
        crew = stack.enter_context(request.crew or local(request.jobs))
        sandbox, device = crew.surroundings(request.sandbox, request.device, lesson.facts.gpu)
        store = stack.enter_context(Store(request.out))
        room = stack.enter_context(held_folder("dlgrade-class-"))
        before, settings = store.settings, _settings(store, request)
        late = settings.late(request.course.facts.late)
        chosen = chosen_files(store.folder)
        discovery = discover(request.submissions, lesson, room, store.folder, settings.form, chosen, late)
        entries, imports, gone = read_all(discovery.found, lesson)
        if waits_for_due(lesson) and past_due(lesson, late):
            later = with_time_left(request.course, store.folder)
            names = [{entry.found.student, *entry.found.also} for entry in entries]
            entries = [
                replace(entry, waits=not own.isdisjoint(later)) for entry, own in zip(entries, names, strict=True)
            ]
        notes = _moved_submissions(store, before, settings, entries)
        hidden = [request.course.root, request.submissions.resolve(), store.folder.resolve(), room]
        work = OrderSettings(
            str(lesson.handout.resolve()),
            str(lesson.instructor.resolve()),
            lesson.limits,
            sandbox,
            device,
            settings.language,
            [str(folder) for folder in hidden],
            imports,
            store.secret_key(),
            list(lesson.packages),
            past_due(lesson, late),
        )
        real = real_sets(lesson)
        must_be_there(settings.data, real, lesson, store)
        settings = msgspec.structs.replace(settings, data=real, counts=late.counts)
        notes += stand_in_notes(lesson, real)
        basis = basis_of(lesson, work)
        notes += try_suite(lesson, work, basis, settings.seed, crew, store)
        note_what_is_written(request.course, store.folder)
        round = Round(store, settings, before)
        if request.fresh and before:
            round.begin()  # with it, the new seed and the way back are on disk
        else:
            store.save(settings)
        root = request.submissions if request.submissions.is_dir() else room
        run = Run(store, lesson, work, basis, root, entries, round, watch, chosen)
        withdrawn = run.withdraw()
        run.take_best(crew, settings.seed, _worth(request, store, entries, late))
        run.fill(crew, store.cards, settings.seed, request.fresh)
        for seed in confirm_seeds(settings.seed)[: request.confirm]:
            run.fill(crew, store.confirming(seed), seed)
        moves = run.finish()
        due = late.due_of(lesson.name)
        graded = summary(run, discovery, roster, settings.seed, due, gone=tuple(gone), notes=tuple(notes))
        result = msgspec.structs.replace(graded, moves=moves, withdrawn=withdrawn).spoken(settings.language)
        result = msgspec.structs.replace(result, left=_left(store.folder, result))
        book = save_class(result, request.course, store.folder)
        return msgspec.structs.replace(result, changed=book.changed)


def _worth(request: Request, store: Store, entries: list[Entry], late: Late) -> Callable[[Entry, Scorecard], Decimal]:
    """What a submission gives, by which the best of several is chosen."""
    names = {name: entry.found.student for entry in entries for name in (*entry.found.also, entry.found.student)}
    ruled = ruled_before(request.course, request.lesson.name, store.folder, names)
    return lambda entry, card: worth(entry.found.student, card, ruled, late, request.lesson.name, entry.found.handed_in)


def request_of(out: Path, course: Course, jobs: int) -> Request:
    """The request that an earlier run of this folder was given."""
    settings = Store(out).settings
    if settings is None:
        raise UsageError(text("wrong.no_class", folder=str(out)))
    roster = Path(settings.roster) if settings.roster else None
    lesson = lesson_of(settings.lesson, out, course)
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


def _kept_roster(request: Request) -> Path | None:
    """The roster that this folder's class was graded with before."""
    before = Store(request.out).settings
    return Path(before.roster) if before and before.roster and before.lesson == request.lesson.name else None


def _left(folder: Path, now: Class) -> list[str]:
    """The names of those who were in the class before and are no more."""
    if not (folder / "class.json").exists():
        return []
    before = read_class(folder)
    return sorted({*before.left, *_names(before)} - _names(now))


def _names(graded: Class) -> set[str]:
    return {*graded.missing, *(name for each in graded.students for name in (each.student, *each.also))}


def _settings(store: Store, request: Request) -> Settings:
    """What the folder says of itself, or a new beginning. Raises UsageError for another lesson's folder, or another seed."""
    before = store.settings
    old = before if not request.fresh else None
    seed = request.seed if request.seed is not None else old.seed if old else new_seed()
    roster = request.roster or _kept_roster(request)
    language = request.language or (old.language if old else default_language())
    if old and old.lesson != request.lesson.name:
        raise UsageError(
            text(
                "wrong.class_lesson",
                folder=str(store.folder),
                before=old.lesson,
                now=request.lesson.name,
                id=request.lesson.id,
            )
        )
    if old and old.seed != seed:
        raise UsageError(text("wrong.class_seed", folder=str(store.folder), before=str(old.seed), now=str(seed)))
    return Settings(
        lesson=request.lesson.name,
        submissions=str(request.submissions.resolve()),
        seed=seed,
        sandbox=request.sandbox,
        device=request.device,
        language=language,
        form=request.form if request.form != "auto" or not old or request.fresh else old.form,
        roster=str(roster.resolve()) if roster else "",
        unfinished=before.unfinished if before else "",
        data=old.data if old else [],
        due=before.due if before and before.lesson == request.lesson.name else None,
        formerly=before.formerly if before and before.lesson == request.lesson.name else [],
    )


def _moved_submissions(store: Store, before: Settings | None, settings: Settings, entries: list[Entry]) -> list[Line]:
    """That the class lies elsewhere now: a newer download of it. Raises UsageError where it is the class of other people."""
    stems = set(store.cards.stems())
    if before is None or not stems or before.submissions == settings.submissions:
        return []
    if stems.isdisjoint(entry.stem for entry in entries):
        raise UsageError(
            text(
                "wrong.class_others",
                folder=str(store.folder),
                before=str(before.submissions),
                now=str(settings.submissions),
            )
        )
    return [text("class.elsewhere", now=settings.submissions, before=before.submissions)]
