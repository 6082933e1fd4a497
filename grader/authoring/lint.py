"""Proves a lesson: the stub earns nothing, the solution everything, each misconception exactly what it says."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import click

from grader.authoring.handout import handout_findings, suite_claims, task_of_test, trained_tests, training_tasks
from grader.authoring.mutants import hunt
from grader.authoring.reach import Reach
from grader.authoring.stub import make_stub
from grader.authoring.texts import text_findings
from grader.course.lessons import Lesson, Misconception
from grader.course.thresholds import read_thresholds
from grader.engine.session import Options, Session
from grader.errors import LessonError
from grader.intake.submission import Submission
from grader.scorecard import Scorecard

__all__ = ["SEEDS", "lint", "mutant_findings"]

SEEDS = (1, 2, 3, 4, 5)
HINTS = 3
OPTIONAL = {"chinese.toml", "mutants.toml", "probes.toml", "thresholds.toml"}
RUNS, FALSE_FAIL = 20, 0.001  # what a threshold must be fitted to, and how seldom the solution may miss it


def lint(lesson: Lesson, session: Session) -> Iterator[str]:
    """What is wrong with `lesson`, a sentence each with the next step; nothing when it is sound."""
    if not lesson.has_hidden_suite or not lesson.solution.is_file():
        yield f"{lesson.instructor} has no suite or no {lesson.facts.file}: a lesson is proven with its solution"
        return
    try:
        yield from _stray_files(lesson)
        yield from _hints(lesson)
        yield from handout_findings(lesson)
        yield from text_findings(lesson)
        yield from _thresholds(lesson)
        yield from _stub(lesson, session)
        unsound = list(_solution(lesson, session))
        yield from unsound or _misconceptions(lesson, session)
    except LessonError as error:
        yield str(error)


def _stray_files(lesson: Lesson) -> Iterator[str]:
    handed_out = {"README.md", "README.zh.md", "lesson.toml", "test_public.py", lesson.facts.file, "figures"}
    instructor = {lesson.facts.file, "suite", "misconceptions", *OPTIONAL}
    for folder, allowed in ((lesson.handout, handed_out), (lesson.instructor, instructor)):
        names = {path.name for path in folder.iterdir()} - {"__pycache__"}
        yield from (f"{folder / name} belongs to no lesson: remove it" for name in sorted(names - allowed))
        yield from (f"{folder / name} is missing" for name in sorted(allowed - names - {"figures", *OPTIONAL}))
    for folder in (lesson.instructor / "suite", lesson.instructor / "misconceptions"):
        strays = [path for path in folder.glob("*") if path.suffix != ".py" and path.name != "__pycache__"]
        yield from (f"{path} belongs to no lesson: remove it" for path in strays)


def _hints(lesson: Lesson) -> Iterator[str]:
    for position, task in enumerate(lesson.facts.tasks, start=1):
        if task.number != position:
            yield f"lesson.toml: task {task.number} stands at place {position}; number them 1, 2, 3"
        if len(task.hints) != HINTS or len(task.hints_zh) != HINTS:
            yield f"lesson.toml: task {task.number} needs {HINTS} hints in each language"


def _thresholds(lesson: Lesson) -> Iterator[str]:
    trained, thresholds = trained_tests(lesson), read_thresholds(lesson.thresholds)
    fit = f"run python -m grader.authoring.thresholds {lesson.id}"
    yield from (f"thresholds.toml asks nothing of {name}: {fit}" for name in sorted(trained - set(thresholds)))
    for name, threshold in sorted(thresholds.items()):
        if name not in trained:
            yield f"thresholds.toml names {name}, which trains nothing: remove it"
        if not (threshold.stand_in or threshold.drawn):
            yield f"{name} has no threshold for a machine without the real data: {fit}"
        fits = (found for found in (threshold.real, threshold.stand_in, threshold.drawn) if found)
        if any(found.runs < RUNS or found.false_fail > FALSE_FAIL for found in fits):
            yield f"{name}: a threshold needs {RUNS} runs and a false_fail of {FALSE_FAIL} at most: {fit}"


def _stub(lesson: Lesson, session: Session) -> Iterator[str]:
    wanted = make_stub(lesson.solution)
    if not lesson.stub.is_file() or lesson.stub.read_text(encoding="utf-8") != wanted:
        yield f"{lesson.stub} is not what the solution gives: run `dlgrade stub {lesson.id}`"
        return
    card = _grade(lesson, session, wanted.encode(), SEEDS[0])
    if card.score != 0:
        earned = [test.id for test in card.tests if test.points]
        yield f"the stub earns {card.score} points ({', '.join(earned)}): a task that is not written earns nothing"
    strange = [f"{test.id} ({test.outcome})" for test in card.tests if test.outcome not in ("not_run", "passed")]
    if strange:
        yield f"on the stub every test must be not_run; these are not: {', '.join(strange)}"


def _solution(lesson: Lesson, session: Session) -> Iterator[str]:
    source = lesson.solution.read_bytes()
    training = training_tasks(lesson)
    quick = tuple(task.number for task in lesson.facts.tasks if task.number not in training)
    points: dict[int, Decimal] = {}
    for seed in SEEDS:
        # How seldom a training fails on another seed is what its threshold was fitted to: once is enough here.
        card = _grade(lesson, session, source, seed, quick if seed != SEEDS[0] else ())
        if card.outcome == "grader_fault":
            yield f"the suite is at fault: {card.message}"
            return
        points = points or {task.number: task.max_score for task in card.tasks}
        bad = [f"{test.id} ({test.outcome}: {test.message})" for test in card.tests if test.outcome != "passed"]
        if bad:
            yield f"the solution must earn everything, seed {seed}: {'; '.join(bad)}"
    for task in lesson.facts.tasks:
        if task.points != points[task.number]:
            yield f"lesson.toml: task {task.number} has {task.points} points, its hidden tests {points[task.number]}"
    public = Lesson(lesson.handout, lesson.handout / "no-solutions", lesson.limits)
    card = _grade(public, session, source, SEEDS[0])
    if card.exit_code != 0 or card.max_score == Decimal(0):
        bad = [f"{test.id} ({test.message})" for test in card.tests if test.outcome != "passed"]
        yield f"the solution must pass test_public.py: {card.message or ''} {'; '.join(bad)}"


def _misconceptions(lesson: Lesson, session: Session) -> Iterator[str]:
    untouched = set(suite_claims(lesson, "en"))
    if not lesson.misconceptions:
        yield "there is no misconception"
    training, task_of, reach = training_tasks(lesson), task_of_test(lesson), Reach(lesson)
    for misconception in lesson.misconceptions:
        named = {task_of[name] for name in misconception.expect if name in task_of}
        # Where it names no test of a task that trains, its training is the solution's: minutes for nothing new.
        tried = named | reach.tasks(misconception.source) - set(training)
        card = _grade(lesson, session, misconception.source, SEEDS[0], tuple(sorted(tried)))
        untouched -= {test.id for test in card.tests if test.outcome != "passed"}
        yield from (f"misconceptions/{misconception.name}.py: {f}" for f in _misconception(misconception, card))
    if untouched:
        yield f"no misconception fails {', '.join(sorted(untouched))}: an idle test proves nothing; write one that does"


def _misconception(misconception: Misconception, card: Scorecard) -> Iterator[str]:
    failed = {test.id: test for test in card.tests if test.outcome != "passed"}
    unnamed, innocent = set(failed) - set(misconception.expect), set(misconception.expect) - set(failed)
    if unnamed:
        outcomes = [f"{name} ({failed[name].outcome}: {failed[name].message})" for name in sorted(unnamed)]
        yield f"fails more than it names: {'; '.join(outcomes)}"
    if innocent:
        yield f"does not fail {', '.join(sorted(innocent))}"
    told = [name for name, test in failed.items() if misconception.name in str(test.misconception).split(", ")]
    if failed and not told and not any(task.forbidden for task in card.tasks):
        yield "no failed test is told its sentence: another one explains its answers as well, or none"


def _grade(lesson: Lesson, session: Session, source: bytes, seed: int, tasks: tuple[int, ...] = ()) -> Scorecard:
    return session.grade(lesson, Submission({lesson.facts.file: source}), Options(seed, tasks))


def mutant_findings(lesson: Lesson, session: Session) -> Iterator[str]:
    """Each change of the solution that the suite does not notice and nobody has explained."""
    report = hunt(lesson, session)
    click.echo(
        f"{lesson.id}: {report.total} mutants, {len(report.equivalent)} equivalent, "
        f"{report.killed:.1%} of the others killed",
        err=True,
    )
    for name in report.survivors:
        yield f"a mutant survives: {name}. Add a test, or list it in mutants.toml with the reason why it means the same"
    for name in report.unused:
        yield f"mutants.toml lists a mutant that does not survive: {name}"
