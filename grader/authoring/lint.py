"""Proves a lesson: stub and empty answers earn nothing, the solution everything, each misconception exactly what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import chain
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

import click

from grader.authoring.asked import question_findings
from grader.authoring.empty import empty_findings
from grader.authoring.english import english_findings
from grader.authoring.handout import (
    data_tests,
    handout_findings,
    suite_claims,
    task_of_test,
    trained_tests,
    training_tasks,
    write_claims,
)
from grader.authoring.mutants import hunt
from grader.authoring.overlays import overlay_findings, write_expect
from grader.authoring.public import public_findings, without_solutions
from grader.authoring.reach import Reach
from grader.authoring.scaffold import module_exists
from grader.authoring.shown import show_findings
from grader.authoring.stub import make_stubs, stale_stubs
from grader.authoring.stub_texts import stub_text_findings
from grader.authoring.texts import text_findings
from grader.course.lessons import Lesson, texts_file
from grader.course.misconceptions import Misconception, read_misconception
from grader.course.thresholds import read_thresholds
from grader.engine.keys import AUTHOR_KEY
from grader.engine.session import Options, Session
from grader.errors import LessonError
from grader.intake.submission import Submission
from grader.scorecard import Scorecard, TestResult
from grader.sentences import languages

__all__ = ["SEEDS", "lint", "mutant_findings"]

SEEDS = (1, 2, 3, 4, 5)
HINTS = 3
OPTIONAL = {"mutants.toml", "probes.toml", "public.toml", "thresholds.toml"}
RUNS, FALSE_FAIL = 20, 0.001  # what a threshold must be fitted to, and how seldom the solution may miss it


def lint(lesson: Lesson, session: Session, fix: bool = False) -> Iterator[str]:
    """What is wrong with `lesson`, a sentence each with the next step; nothing when it is sound.

    fix: write "What is checked" of the handouts from the suite, what each misconception expects from a run, and which of them the
    public tests catch.
    """
    if module_exists(module := lesson.facts.file.removesuffix(".py")):
        yield f"lesson.toml: {lesson.facts.file} hides the module {module} from all that import it: give the file another name"
        return
    if not lesson.has_hidden_suite or not lesson.solution.is_file():
        yield f"{lesson.instructor} has no suite or no {lesson.facts.file}: a lesson is proven with its solution"
        return
    try:
        if fix:
            for path in write_claims(lesson):
                click.echo(f"written: {path}", err=True)
        yield from _stray_files(lesson)
        yield from _facts(lesson)
        yield from handout_findings(lesson)
        yield from question_findings(lesson)
        yield from text_findings(lesson)
        yield from english_findings(lesson)
        yield from _probes(lesson)
        yield from _thresholds(lesson)
        yield from _stub(lesson, session)
        unsound = list(_solution(lesson, session))
        yield from unsound or chain(
            show_findings(lesson, session),
            _misconceptions(lesson, session, fix),
            public_findings(lesson, session, fix),
            empty_findings(lesson, session),
        )
    except LessonError as error:
        yield str(error)


def _stray_files(lesson: Lesson) -> Iterator[str]:
    texts = {texts_file(lesson.handout, language).name for language in languages()[1:]}
    readmes = {lesson.readme(language).name for language in languages()}
    files = {Path(name).parts[0] for name in lesson.paths(lesson.instructor)}
    handed_out = {*readmes, "lesson.toml", "test_public.py", "show.py", "ask.toml", *files, "figures", *texts}
    made = set(lesson.facts.artefacts)  # by the solution; a student makes them anew
    optional = OPTIONAL | made | {f"stub.{language}.toml" for language in languages()[1:]}
    instructor = {*files, "suite", "misconceptions", *optional, *texts}
    for folder, allowed in ((lesson.handout, handed_out), (lesson.instructor, instructor)):
        names = {path.name for path in folder.iterdir()} - {"__pycache__"}
        yield from (f"{folder / name} belongs to no lesson: remove it" for name in sorted(names - allowed))
        yield from (
            f"{folder / name} is missing"
            for name in sorted(allowed - names - {"figures", "show.py", "ask.toml", *optional, *texts})
        )
    for folder in (lesson.instructor / "suite", lesson.instructor / "misconceptions"):
        strays = [path for path in folder.glob("*") if path.suffix != ".py" and path.name != "__pycache__"]
        yield from (f"{path} belongs to no lesson: remove it" for path in strays)


def _facts(lesson: Lesson) -> Iterator[str]:
    """Hints, titles and misconceptions' sentences, in every language."""
    for language in languages()[1:]:
        if language not in lesson.facts.titles:
            yield f"lesson.toml lacks title_{language}"
        for task in lesson.facts.tasks:
            if language not in task.titles:
                yield f"lesson.toml: task {task.number} lacks title_{language}"
        for misconception in lesson.misconceptions:
            if language not in misconception.says:
                yield f"{misconception.path}: its docstring lacks 'says_{language}:'. docs/authors.md shows one."
    for position, task in enumerate(lesson.facts.tasks, start=1):
        if task.number != position:
            yield f"lesson.toml: task {task.number} stands at place {position}; number them 1, 2, 3"
        if any(
            len(hints) != HINTS for hints in (task.hints, *(task.hints_in.get(each, []) for each in languages()[1:]))
        ):
            yield f"lesson.toml: task {task.number} needs {HINTS} hints in each language"


def _probes(lesson: Lesson) -> Iterator[str]:
    """Those that the suite names, and those that have a sentence in every language."""
    named = _named_probes(lesson)
    yield from (
        f"the suite names the probe {name}, which probes.toml lacks" for name in sorted(named - set(lesson.seen))
    )
    yield from (f"probes.toml has {name}, which the suite never names" for name in sorted(set(lesson.probes) - named))
    for probe in lesson.probes.values():
        lacking = [f"says_{language}" for language in languages() if language not in probe.says]
        yield from (f"probes.toml: {probe.name} lacks {key}" for key in lacking)


def _named_probes(lesson: Lesson) -> set[str]:
    suite = "".join(path.read_text(encoding="utf-8") for path in lesson.suite_modules)
    return set(re.findall(r"\bprobe\(\s*\"(\w+)\"", suite))


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
    for language in languages()[1:]:
        yield from stub_text_findings(lesson, language)
    if stale := stale_stubs(lesson):
        yield from (f"{path} is not what the solution gives: run `dlgrade stub {lesson.id}`" for path in stale)
        return
    card = session.grade(lesson, Submission(make_stubs(lesson)), Options(SEEDS[0]))
    if card.score != 0:
        earned = [test.id for test in card.tests if test.points]
        yield f"the stub earns {card.score} points ({', '.join(earned)}): a task that is not written earns nothing"
    strange = [f"{test.id} ({test.outcome})" for test in card.tests if test.outcome not in ("not_run", "passed")]
    if strange:
        yield f"on the stub every test must be not_run; these are not: {', '.join(strange)}"


def _solution(lesson: Lesson, session: Session) -> Iterator[str]:
    source = lesson.solution.read_bytes()
    trained = tuple(sorted(trained_tests(lesson)))
    points: dict[int, Decimal] = {}
    voided: set[int] = set()
    for seed in SEEDS:
        # How seldom a training fails on another seed is what its threshold was fitted to: once is enough here.
        card = _grade(lesson, session, source, seed, without=trained if seed != SEEDS[0] else ())
        if card.outcome == "grader_fault":
            yield f"the suite is at fault: {card.message}"
            return
        points = points or {task.number: task.max_score for task in card.tasks}
        voided |= {task.number for task in card.tasks for test in task.tests if test.void == "out"}
        bad = [f"{test.id} ({test.outcome}: {test.message})" for test in card.tests if test.outcome != "passed"]
        if bad:
            yield f"the solution must earn everything, seed {seed}: {'; '.join(bad)}"
    for task in lesson.facts.tasks:
        if task.by_hand and not task.rubric:
            yield f"lesson.toml: task {task.number} is graded by hand and has no rubric: say what its points are for"
        if task.points != points[task.number] and not task.by_hand and task.number not in voided:
            yield f"lesson.toml: task {task.number} has {task.points} points, its hidden tests {points[task.number]}"
    card = session.grade(without_solutions(lesson), Submission(lesson.with_others(source)), Options(SEEDS[0]))
    if card.exit_code != 0 or card.max_score == Decimal(0):
        bad = [f"{test.id} ({test.message})" for test in card.tests if test.outcome != "passed"]
        yield f"the solution must pass test_public.py: {card.message or ''} {'; '.join(bad)}"


def _misconceptions(lesson: Lesson, session: Session, fix: bool) -> Iterator[str]:
    tests = list(suite_claims(lesson))
    untouched, silent = set(tests), set(lesson.probes)
    if not lesson.misconceptions:
        yield "there is no misconception"
    reach, by_data = Reach(lesson), data_tests(lesson)
    for misconception in lesson.misconceptions:
        where = f"misconceptions/{misconception.name}.py"
        try:
            yield from (f"{where}: {finding}" for finding in overlay_findings(misconception))
            card = _try(misconception, lesson, session, reach, whole=fix)
        except LessonError as error:
            yield str(error)
            continue
        failed = [name for name in tests if name in _failed(card)]
        surely = [name for name in failed if name in misconception.expect or name not in by_data] or failed
        if fix and failed and set(surely) != set(misconception.expect) and card.outcome == "graded":
            write_expect(misconception.path, surely)
            click.echo(f"written: {misconception.path}", err=True)
            misconception = read_misconception(misconception.path, lesson.solution)
            card = _try(misconception, lesson, session, reach, whole=True)  # now it may explain what it names
        untouched -= set(failed)
        silent -= {test.explanation.name for test in card.tests if test.explanation}
        yield from (f"{where}: {finding}" for finding in _misconception(misconception, card, lesson, by_data))
    for name in sorted(silent - _told_blindly(lesson, session, silent)):
        yield f"probes.toml: no misconception is told {name}: a probe is proven on one"
    if untouched:
        yield f"no misconception fails {', '.join(sorted(untouched))}: an idle test proves nothing; write one that does"


def _told_blindly(lesson: Lesson, session: Session, probes: set[str]) -> set[str]:
    """Those of the probes that a misconception is told where nobody knows the misconceptions, which speak first; without the tests that train a network."""
    told: set[str] = set()
    if not probes:
        return told
    named = _named_probes(lesson)
    with TemporaryDirectory() as folder:
        unknown = {path.name for path in (lesson.instructor / "misconceptions").glob("*.py") if path.stem not in named}
        copied = copytree(
            lesson.instructor, Path(folder) / lesson.name, ignore=lambda _, names: unknown.intersection(names)
        )
        blind, trained = Lesson(lesson.handout, copied, lesson.limits), tuple(sorted(trained_tests(lesson)))
        for misconception in lesson.misconceptions:
            if probes <= told:
                break
            card = _grade(blind, session, misconception.source, SEEDS[0], without=trained)
            told |= {test.explanation.name for test in card.tests if test.explanation}
    return told


def _try(
    misconception: Misconception, lesson: Lesson, session: Session, reach: Reach, *, whole: bool = False
) -> Scorecard:
    """The misconception graded, without the tasks that it cannot change, and those that train unless it names a test of them.

    whole: with these, and with each test that trains a network: minutes for what depends on the data.
    """
    task_of, expect, reached = task_of_test(lesson), set(misconception.expect), reach.tasks(misconception.source)
    named = {task_of[name] for name in expect if name in task_of}
    whole = whole or not named
    tried = named | (reached if whole else reached - set(training_tasks(lesson)))
    without = () if whole else tuple(sorted(trained_tests(lesson) - expect))
    card = _grade(lesson, session, misconception.source, SEEDS[0], tuple(sorted(tried)), without)
    unsure = _says_nothing(card) or _others(card, misconception)
    if unsure and (
        without or len(tried) < len(lesson.facts.tasks)
    ):  # what tells it from another may be asked elsewhere
        card = _grade(lesson, session, misconception.source, SEEDS[0])
    return card


def _says_nothing(card: Scorecard) -> bool:
    """Whether no failed test has a reason, though none would speak for itself, as an exception, a limit, a forbidden function does."""
    compared = any(test.outcome == "failed" for test in card.tests)
    return (
        compared and not any(test.explanation for test in card.tests) and not any(task.forbidden for task in card.tasks)
    )


def _others(card: Scorecard, misconception: Misconception) -> set[str]:
    """The misconceptions that it is told as, itself aside."""
    reasons = [test.explanation for test in card.tests if test.explanation]
    return {each.name for each in reasons if each.kind == "misconception"} - {misconception.name}


def _failed(card: Scorecard) -> dict[str, TestResult]:
    """The tests that did not pass, by the names of their functions; of a parametrized one the first case."""
    missed = [test for test in card.tests if test.outcome != "passed"]
    return {test.id.partition("[")[0]: test for test in reversed(missed)}


def _misconception(misconception: Misconception, card: Scorecard, lesson: Lesson, by_data: set[str]) -> Iterator[str]:
    failed = _failed(card)
    unnamed, innocent = set(failed) - set(misconception.expect), set(misconception.expect) - set(failed)
    if innocent != set(misconception.expect):
        unnamed -= by_data  # with the real data it may fail there, with the stand-in not
    if not failed:
        yield "fails no test: its belief makes no difference"
    elif not misconception.expect:
        yield f"its docstring lacks 'expect:', the tests that it fails: `dlgrade lint {lesson.id} --fix` writes it"
    elif unnamed:
        outcomes = [f"{name} ({failed[name].outcome}: {failed[name].message})" for name in sorted(unnamed)]
        yield f"fails more than it names: {'; '.join(outcomes)}"
    if innocent:
        yield f"does not fail {', '.join(sorted(innocent))}"
    if others := _others(card, misconception):
        yield f"is told as {', '.join(sorted(others))}: let a test tell the two apart, or one sentence be true of both"
    if misconception.expect and _says_nothing(card):
        yield "no failed test says why: another misconception answers alike, or its answers hold too little"


def _grade(
    lesson: Lesson,
    session: Session,
    source: bytes,
    seed: int,
    tasks: tuple[int, ...] = (),
    without: tuple[str, ...] = (),
) -> Scorecard:
    options = Options(seed, tasks, secret_key=AUTHOR_KEY, without=without)
    return session.grade(lesson, Submission(lesson.with_others(source)), options)


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
