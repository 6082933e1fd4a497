"""The author's loop: `init`, `new`, `stub`, `lint`, `release`."""

from __future__ import annotations

import contextlib
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from grader.commands.shared import find_course
from grader.course.levels import Level
from grader.errors import LessonError
from grader.learner.options import language
from grader.sentences import ENGLISH, Say, default_language, speaker

if TYPE_CHECKING:
    from grader.course.lessons import Course, Lesson

__all__ = ["init", "lint", "new", "release", "stub"]


def _say() -> Say:
    return speaker(default_language())


def _lessons(asked: str | None) -> list[Lesson]:
    course = find_course()
    return [course.lesson(asked)] if asked else course.lessons()


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--title", default="A new course", show_default=True, help="What it is called.")
@click.option(
    "--lang",
    "languages",
    type=language,
    multiple=True,
    default=("en",),
    show_default=True,
    help="The language of its texts; given again, a further one.",
)
@click.option("--numpy", is_flag=True, help="Lessons that work with NumPy: nothing needs or imports PyTorch.")
def init(folder: Path, title: str, languages: tuple[str, ...], numpy: bool) -> None:
    """Begin a course of your own in the new folder DIR: course.toml, one lesson that passes `dlgrade lint`, a job for GitHub, dlgrade itself.

    `dlgrade docs your-course` goes on from there.

    Example: dlgrade init my-course --lang en
    """
    from grader.authoring.scaffold import FIRST, scaffold_course
    from grader.course.lessons import Course

    for path in scaffold_course(folder, title, tuple(dict.fromkeys(languages)), numpy):
        click.echo(_say()("told.written", path=str(path)))
    _finish(Course(folder).lesson(FIRST))
    click.echo(_say()("told.course_begun", folder=shlex.quote(str(folder))))


@click.command()
@click.argument("lesson")
@click.option("--title", help="What it is called.")
@click.option("--title-zh", help="What it is called in Chinese.")
def new(lesson: str, title: str | None, title_zh: str | None) -> None:
    """Begin a lesson, such as hw1, week03/softmax or lesson18_attention: every file, with one small task to write over.

    It passes `dlgrade lint` as it is.

    Example: dlgrade new lesson18_attention --title Attention
    """
    from grader.authoring.course_page import write_course_page
    from grader.authoring.scaffold import scaffold

    course = find_course()
    titles = {"zh": title_zh or "", course.facts.languages[0]: title or title_zh or ""}
    for path in scaffold(course, lesson, {code: said for code, said in titles.items() if said}):
        click.echo(_say()("told.written", path=str(path)))
    if page := write_course_page(course):
        click.echo(_say()("told.written", path=str(page)))
    made = course.lesson(lesson)
    _finish(made)
    click.echo(_say()("told.lesson_begun", lesson=made.id))


def _finish(lesson: Lesson) -> None:
    """Its stub, and the claims in its handouts."""
    from grader.authoring.handout import write_claims
    from grader.authoring.stub import make_stub

    lesson.stub.write_text(make_stub(lesson.solution), encoding="utf-8")
    click.echo(_say()("told.written", path=str(lesson.stub)))
    list(write_claims(lesson))


@click.command()
@click.argument("lesson", required=False)
@click.option("--check", "only_check", is_flag=True, help="Change nothing; exit 1 if a stub is not in step.")
def stub(lesson: str | None, only_check: bool) -> None:
    """Make the student's file from the solution, of one lesson or of all.

    Example: dlgrade stub lesson05
    """
    from grader.authoring.stub import stale_stubs

    stale = {path: stub for each in _lessons(lesson) for path, stub in stale_stubs(each).items()}
    for path, stub in stale.items():
        if not only_check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(stub)
        click.echo(_say()("told.out_of_step" if only_check else "told.written", path=str(path)))
    click.get_current_context().exit(1 if stale and only_check else 0)


@click.command()
@click.argument("lesson", required=False)
@click.option("--mutants", is_flag=True, help="Change the solution one operator at a time: does the suite notice?")
@click.option("--fix", is_flag=True, help="Write what follows from the suite and a run.")
@click.option(
    "--level", type=click.Choice(get_args(Level)), help="How much to ask for; else what course.toml says, or basic."
)
@click.option("--jobs", type=click.IntRange(min=1), default=1, show_default=True, help="How many lessons at a time.")
@click.option("--fresh", is_flag=True, help="Prove again what was found sound and has not changed since.")
@click.option("--sandbox", default="auto", help="How the code is confined: auto, or the name of a backend.")
def lint(
    lesson: str | None, mutants: bool, fix: bool, level: Level | None, jobs: int, fresh: bool, sandbox: str
) -> None:
    """Prove a lesson, or all. Silent when it is sound.

    At the level basic: the stub and answers that hold nothing earn nothing, the solution everything on five seeds. taught: each hidden
    test is failed by a misconception, and the handouts say all that they should. proven: the suite notices each change of an operator.

    With --fix it writes, before it reports, the stub, the points of each task, the claims of the suite into "What is checked" of the
    handouts, the table of docs/course.md, and under `expect:` of each misconception the tests that it fails in this run. Read what it wrote: a test that
    fails by mistake is written too.

    Example: dlgrade lint lesson05
    """
    from grader.authoring.course_page import write_course_page
    from grader.authoring.proofs import prove

    course, lessons = find_course(), _lessons(lesson)
    if fix and (page := write_course_page(course)):
        click.echo(_say()("told.written", path=str(page)), err=True)
    for each in lessons:
        with contextlib.suppress(LessonError):  # the proof will say so
            if whole := [f"{known.name}.py" for known in each.misconceptions if known.whole]:
                click.echo(_say()("told.whole_programs", lesson=each.id, names=", ".join(whole)), err=True)
    if fix or mutants:
        results = _one_by_one(course, lessons, sandbox, fix, level)
    else:
        results = prove(course, lessons, sandbox=sandbox, jobs=jobs, fresh=fresh, level=level)
    found = 0
    for name, findings in results:
        found += len(findings)
        for finding in findings:
            click.echo(f"{course.lesson(name).id}: {finding}")
    click.get_current_context().exit(1 if found else 0)


def _one_by_one(
    course: Course, lessons: list[Lesson], sandbox: str, fix: bool, level: Level | None
) -> Iterator[tuple[str, list[str]]]:
    """With `fix` the linter's findings, else those of the mutants."""
    from grader.authoring.lint import lint, mutant_findings
    from grader.authoring.proofs import session_for

    with session_for(course, lessons, sandbox) as session:
        for each in lessons:
            yield each.name, list(lint(each, session, fix, level) if fix else mutant_findings(each, session))


@click.command()
@click.argument("lessons", nargs=-1)
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="A new folder.")
@click.option("--practice", is_flag=True, help="With the whole suites, packed: for a course without marks.")
@click.option("--with-solutions", is_flag=True, help="With the solutions to read, in solved/.")
@click.option("--lang", type=language, default=ENGLISH, help="Language of the stubs' texts.")
def release(lessons: tuple[str, ...], out: Path, practice: bool, with_solutions: bool, lang: str) -> None:
    """Make the course that students get: handouts, stubs, public suites; no solution, hidden test or misconception. All lessons, or those named.

    With --practice, `dlgrade check` tries everything at home and names the misconceptions; whoever looks finds the tests and what
    they compare with, so do not give marks for it.

    Example: dlgrade release --out course-for-students
    """
    from grader.authoring.release import release as released

    course = find_course()
    chosen = [course.lesson(name) for name in lessons] or course.lessons()
    written = released(course, chosen, out, practice=practice, with_solutions=with_solutions, language=lang)
    say = _say()
    what = say("told.suites_packed" if practice else "told.no_solutions") + (
        say("told.solved") if with_solutions else ""
    )
    click.echo(say("told.released", folder=str(out), n=len(chosen), files=len(written), what=what))
