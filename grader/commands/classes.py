"""`dlgrade grade`, `regrade`, `undo` and `similar`: a whole class."""

from __future__ import annotations

import errno
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from grader.commands.shared import console, find_course, json_option, print_json
from grader.errors import GraderFault, said_by
from grader.learner.options import language
from grader.sentences import Line, default_language, render, speaker, text

if TYPE_CHECKING:
    from grader.classroom.classes import Class
    from grader.classroom.grading import Request

__all__ = ["grade", "lesson_option", "regrade", "similar", "undo"]

FORMS = (
    "auto",
    "plain",
    "canvas",
    "gradescope",
    "moodle",
    "nbgrader",
)  # of intake.forms, which takes its time to import
folder = click.Path(path_type=Path, file_okay=False)
jobs_option = click.option(
    "--jobs", type=click.IntRange(1, 1024), help="Submissions at the same time; by default, the cores there are."
)
confirm_option = click.option(
    "--confirm",
    type=click.IntRange(0, 100),
    default=0,
    help="Grade again with so many other seeds; name unstable tests.",
)
lesson_option = click.option("--lesson", help="What the lesson's folder is called now, where it was renamed.")
scheduler_option = click.option(
    "--scheduler", help="A Dask scheduler, such as tcp://10.0.0.1:8786: grade on its workers."
)


@click.command()
@click.argument("lesson")
@click.argument("submissions", type=click.Path(path_type=Path))
@click.option("--out", type=folder, required=True, help="Where the scorecards and grades.csv go.")
@jobs_option
@scheduler_option
@click.option("--fresh", is_flag=True, help="Grade all of it again, from a new seed; what was there is kept beside it.")
@click.option(
    "--form",
    type=click.Choice(FORMS),
    default="auto",
    help="How the submissions are laid out, where that is not to be guessed.",
)
@click.option("--roster", type=click.Path(path_type=Path), help="A CSV file of the class: who did not hand in?")
@confirm_option
@click.option("--seed", type=click.IntRange(0, 2**48 - 1), help="Draw the inputs of this seed, for the whole class.")
@click.option("--sandbox", default="auto", help="How student code is confined: auto, or the name of a backend.")
@click.option(
    "--device", type=click.Choice(["auto", "cpu", "cuda"]), default="auto", help="Where networks are trained."
)
@click.option(
    "--lang",
    type=language,
    help="Language of the sentences; else the class's own, DLGRADE_LANG's or the locale's.",
)
@click.option("--live", is_flag=True, help="Write OUT/live.html while the class is graded: open it in a browser.")
@json_option
def grade(
    lesson: str,
    submissions: Path,
    out: Path,
    jobs: int | None,
    scheduler: str | None,
    fresh: bool,
    form: str,
    roster: Path | None,
    confirm: int,
    seed: int | None,
    sandbox: str,
    device: str,
    lang: str | None,
    live: bool,
    as_json: bool,
) -> None:
    """Grade a class: a folder or an archive of submissions. Started again, it goes on where it was interrupted.

    Example: dlgrade grade lesson05 submissions/ --out graded/lesson05
    """
    from grader.classroom.grading import Request
    from grader.engine.cores import cores

    course = find_course()
    asked = Request(
        course=course,
        lesson=course.lesson(lesson),
        submissions=submissions,
        out=out,
        jobs=jobs or cores(),
        sandbox=sandbox,
        device=device,
        seed=seed,
        fresh=fresh,
        roster=roster,
        confirm=confirm,
        form=form,
        language=lang,
    )
    carry_out(asked, scheduler, as_json, live)


@click.command()
@click.argument("out", metavar="DIR", type=folder)
@jobs_option
@scheduler_option
@confirm_option
@lesson_option
@json_option
def regrade(
    out: Path, jobs: int | None, scheduler: str | None, confirm: int, lesson: str | None, as_json: bool
) -> None:
    """Grade again what a change of the suite touches, and show whose score moved and why.

    Example: dlgrade regrade graded/lesson05
    """
    from dataclasses import replace

    from grader.classroom.grading import request_of
    from grader.classroom.repair import rename_lesson
    from grader.engine.cores import cores

    course = find_course()
    if lesson:
        rename_lesson(out, course, lesson)
    asked = request_of(out, course, jobs or cores())
    carry_out(replace(asked, confirm=confirm), scheduler, as_json)


@click.command()
@click.argument("out", metavar="DIR", type=folder)
@json_option
def undo(out: Path, as_json: bool) -> None:
    """Take back the last grading that replaced scorecards; what it made is kept in undone/. Typed again, it takes back the one before.

    Example: dlgrade undo graded/lesson05
    """
    from grader.classroom.undo import undo_round
    from grader.reports.class_summary import listed, moved

    undone = undo_round(out, find_course())
    if as_json:
        print_json(undone)
        return
    say = speaker(default_language())
    click.echo(say("told.undone", round=undone.round, n=undone.restored))
    moves = [moved(move, say) for move in undone.moves]
    for line in listed(say("told.undone_moves", round=undone.round), moves, say):
        click.echo(line)


@click.command()
@click.argument("out", metavar="DIR", type=folder)
@click.option("--percent", type=click.IntRange(1, 100), default=60, show_default=True, help="The least that is told.")
@json_option
def similar(out: Path, percent: int, as_json: bool) -> None:
    """Name pairs of a graded class that share more than the stub and the class explain: a reason to look, never a verdict.

    Example: dlgrade similar graded/lesson05
    """
    from grader.classroom.similar import similar_submissions
    from grader.reports.class_summary import listed

    found = similar_submissions(out, find_course(), percent)
    pairs = found.pairs
    say = speaker(default_language())
    for line in listed(say("told.similar_unread"), found.unread, say):
        click.echo(line, err=True)
    if as_json:
        print_json(pairs)
        return
    table = str(out / "similar.csv")
    if not pairs:
        click.echo(say("told.similar_none", table=table))
        return
    told = (
        say(
            "told.similar_pair",
            first=pair.first,
            first_share=str(pair.first_share),
            second=pair.second,
            second_share=str(pair.second_share),
        )
        for pair in pairs
    )
    for line in listed(say("told.similar_pairs"), told, say):
        click.echo(line)
    click.echo("\n" + say("told.similar_all", table=table, n=len(pairs), folder=str(out)))


def carry_out(asked: Request, scheduler: str | None, as_json: bool, live: bool = False) -> None:
    """Grade with a progress bar, print the class, and end with 3 where a fault of ours remains. live: write the page that fills, too."""
    from dataclasses import replace

    from rich.console import Console

    from grader.classroom.grading import grade_class
    from grader.classroom.store import Store
    from grader.engine.schedule import CrewGone
    from grader.reports.live import watched
    from grader.reports.progress_bar import Tally

    if scheduler:
        from grader.engine.cluster import cluster

        asked = replace(
            asked,
            crew=cluster(
                scheduler,
                asked.lesson,
                lambda line: click.echo(render(line, asked.language or default_language()), err=True),
            ),
        )
    settings = Store(asked.out).settings
    language = asked.language or (settings.language if settings else default_language())
    try:
        with (
            Tally(Console(stderr=True, highlight=False, emoji=False, markup=False), language) as tally,
            watched(tally, asked, live, language) as watch,
        ):
            graded = grade_class(asked, watch)
    except KeyboardInterrupt:
        if asked.out.exists():
            click.echo(f"dlgrade: {speaker(language)('told.goes_on', folder=str(asked.out))}", err=True)
        raise
    except CrewGone as error:
        command = f"{again(asked)} --scheduler {scheduler}"
        raise GraderFault(text("fault.crew_gone", error=said_by(error), out=str(asked.out), command=command)) from None
    except OSError as error:
        raise GraderFault(text("fault.goes_on", said=refused(error, asked.out), command=again(asked))) from None
    show(graded, asked, as_json)


def refused(error: OSError, out: Path) -> Line:
    """What the system refused, and where."""
    id = "fault.full" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "fault.refused"
    return text(id, said=error.strerror or str(error), path=str(error.filename2 or error.filename or out))


def again(asked: Request) -> str:
    """What to type to go on."""
    if asked.submissions.exists():
        roster = ["--roster", str(asked.roster)] if asked.roster else []
        form = ["--form", asked.form] if asked.form != "auto" else []
        return shlex.join(
            ["dlgrade", "grade", asked.lesson.id, str(asked.submissions), "--out", str(asked.out), *roster, *form]
        )
    return shlex.join(["dlgrade", "regrade", str(asked.out)])


def show(graded: Class, asked: Request, as_json: bool) -> None:
    from grader.classroom.grade_book import grade_book
    from grader.reports.class_summary import print_graded

    book = msgspec.structs.replace(grade_book(graded, asked.course, asked.out), changed=graded.changed)
    grades = book.grades
    if as_json:
        document = msgspec.to_builtins(graded) | {"out": str(asked.out), "grades": msgspec.to_builtins(grades)}
        print_json(document)
    else:
        print_graded(graded, book, asked.out, console())
    faults = any(each.outcome == "grader_fault" for each in grades) or any(
        each.fault and not each.undecided for each in graded.students
    )
    skipped = graded.gone or any(each.skipped or each.undecided for each in graded.students)
    click.get_current_context().exit(GraderFault.exit_code if faults else 1 if skipped else 0)
