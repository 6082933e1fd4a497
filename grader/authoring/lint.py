"""Proves a lesson, as far as its course's level asks.

basic     the stub and empty answers earn nothing, the solution everything on five seeds, and what misconceptions there are hold what they say
taught    each hidden test is failed by a misconception and asks each class something else; claims, hints, a public suite and a handout with worked examples
proven    the suite notices each change of the solution's operators that means something else
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import chain

import click

from grader.authoring.asked import question_findings
from grader.authoring.empty import empty_findings
from grader.authoring.english import english_findings
from grader.authoring.findings import finding, in_own_words
from grader.authoring.fixed import fixed_findings
from grader.authoring.handout import handout_findings, trained_tests, write_claims
from grader.authoring.ideas import grade_source, misconception_findings, of_test
from grader.authoring.mutants import hunt
from grader.authoring.parts import data_findings, fact_findings, probe_findings, stray_files, threshold_findings
from grader.authoring.public import public_findings, without_solutions
from grader.authoring.scaffold import module_exists
from grader.authoring.shown import show_findings
from grader.authoring.stub import make_stubs, stale_stubs
from grader.authoring.stub_texts import stub_text_findings
from grader.authoring.texts import text_findings
from grader.course.lessons import Lesson
from grader.course.levels import Level
from grader.engine.session import Options, Session
from grader.errors import LessonError
from grader.intake.submission import Submission
from grader.sentences import default_language, speaker, value_of

__all__ = ["SEEDS", "lint", "mutant_findings"]

SEEDS = (1, 2, 3, 4, 5)


def lint(lesson: Lesson, session: Session, fix: bool = False, level: Level | None = None) -> Iterator[str]:
    """What is wrong with `lesson`, a sentence each with the next step; nothing when it is sound.

    fix: write the stub, "What is checked" of the handouts and the points of each task from the suite, and what each misconception
    expects from a run, and which of them the public tests catch. level: what is asked for; by default what course.toml says.
    """
    level = level or lesson.course.level
    taught = level != "basic"
    if module_exists(module := lesson.facts.file.removesuffix(".py")):
        yield finding("lint.hides", file=lesson.facts.file, module=module)
        return
    if not lesson.has_hidden_suite or not lesson.solution.is_file():
        yield finding("lint.no_suite", folder=str(lesson.instructor), file=lesson.facts.file)
        return
    try:
        if fix:
            _write(lesson)
        yield from stray_files(lesson, taught)
        yield from data_findings(lesson)
        yield from fact_findings(lesson, taught)
        yield from handout_findings(lesson, taught)
        yield from question_findings(lesson)
        yield from text_findings(lesson)
        yield from english_findings(lesson) if taught else ()
        yield from probe_findings(lesson)
        yield from threshold_findings(lesson)
        yield from _stub(lesson, session)
        unsound = list(_solution(lesson, session, fix))
        yield from unsound or chain(
            show_findings(lesson, session),
            misconception_findings(lesson, session, fix, taught),
            public_findings(lesson, session, fix) if taught else (),
            empty_findings(lesson, session),
            fixed_findings(lesson, session) if taught else (),
            mutant_findings(lesson, session) if level == "proven" else (),
        )
    except LessonError as error:
        yield in_own_words(error)


def _write(lesson: Lesson) -> None:
    """The stub and the claims of the handouts."""
    stale = stale_stubs(lesson)
    for path, stub in stale.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(stub)
    for path in (*stale, *write_claims(lesson)):
        click.echo(speaker(default_language())("told.written", path=str(path)), err=True)


def _stub(lesson: Lesson, session: Session) -> Iterator[str]:
    for language in lesson.languages[1:]:
        yield from stub_text_findings(lesson, language)
    if stale := stale_stubs(lesson):
        yield from (finding("lint.stale_stub", path=str(path), lesson=lesson.id) for path in stale)
        return
    card = session.grade(lesson, Submission(make_stubs(lesson)), Options(SEEDS[0]))
    if card.score != 0:
        earned = [test.id for test in card.tests if test.points]
        yield finding("lint.stub_earns", score=str(card.score), names=", ".join(earned))
    strange = [f"{test.id} ({test.outcome})" for test in card.tests if test.outcome not in ("not_run", "passed")]
    if strange:
        yield finding("lint.stub_runs", tests=", ".join(strange))


def _solution(lesson: Lesson, session: Session, fix: bool) -> Iterator[str]:
    source = lesson.solution.read_bytes()
    trained = tuple(sorted(trained_tests(lesson)))
    points: dict[int, Decimal] = {}
    voided: set[int] = set()
    for seed in SEEDS:
        # How seldom a training fails on another seed is what its threshold was fitted to: once is enough here.
        card = grade_source(lesson, session, source, seed, without=trained if seed != SEEDS[0] else ())
        if card.outcome == "grader_fault":
            yield finding("lint.suite_fault", said=value_of(card, "message"))
            return
        points = points or {task.number: task.max_score for task in card.tasks}
        voided |= {task.number for task in card.tasks for test in task.tests if test.void == "out"}
        bad = [of_test(test) for test in card.tests if test.outcome != "passed"]
        if bad:
            yield finding("lint.solution_fails", seed=seed, tests="; ".join(bad))
    for task in lesson.facts.tasks:
        if task.by_hand and not task.rubric:
            yield finding("lint.no_rubric", number=task.number)
        wrong = task.points != points[task.number] and not task.by_hand and task.number not in voided
        if wrong and not (fix and _write_points(lesson, task.number, points[task.number])):
            yield finding("lint.points", number=task.number, points=str(task.points), tests=str(points[task.number]))
    if not (lesson.handout / "test_public.py").is_file():
        return
    card = session.grade(without_solutions(lesson), Submission(lesson.with_others(source)), Options(SEEDS[0]))
    if card.exit_code != 0 or card.max_score == Decimal(0):
        bad = [of_test(test) for test in card.tests if test.outcome != "passed"]
        yield finding("lint.public_fails", said=value_of(card, "message"), tests="; ".join(bad))


def _write_points(lesson: Lesson, number: int, points: Decimal) -> bool:
    """Write the points of a task into lesson.toml; whether they stand there now."""
    path = lesson.handout / "lesson.toml"
    head, *tasks = re.split(r"^(?=\[\[tasks\]\])", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    for place, task in enumerate(tasks):
        if re.search(rf"^number *= *{number}\b", task, flags=re.MULTILINE):
            tasks[place] = re.sub(
                r"^points *=[^#\n]*?(?= *(#|$))", f"points = {points}", task, count=1, flags=re.MULTILINE
            )
    path.write_text("".join([head, *tasks]), encoding="utf-8")
    before = lesson.task(number).points
    written = Lesson(lesson.handout, lesson.instructor, lesson.limits).task(number).points == points
    if written:
        facts = {"path": str(path), "number": number, "before": str(before), "points": str(points)}
        click.echo(speaker(default_language())("told.points", **facts), err=True)
    return written


def mutant_findings(lesson: Lesson, session: Session) -> Iterator[str]:
    """Each change of the solution that the suite does not notice and nobody has explained."""
    report = hunt(lesson, session)
    facts = {"n": report.total, "equivalent": len(report.equivalent), "killed": f"{report.killed:.1%}"}
    click.echo(speaker(default_language())("told.mutants", lesson=lesson.id, **facts), err=True)
    for name in report.survivors:
        yield finding("lint.survives", name=name)
    for name in report.unused:
        yield finding("lint.survives_not", name=name)
