"""The `dlgrade` command: thin, each command asks the package for a value and prints it."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

import grader
from grader.commands import (
    ask,
    author,
    board,
    bug,
    classes,
    docs,
    harvest,
    importing,
    lms,
    notebook,
    publish,
    reports,
    serve,
    show,
    watch,
)
from grader.commands.own_tests import try_own_tests
from grader.commands.shared import console, find_course, json_option, print_json, while_waiting, without_commands
from grader.commands.spoken import speak, spoken
from grader.errors import DlgradeError, GraderFault, UsageError, said_by
from grader.learner.options import language_of, language_option, lesson_argument, tasks_option
from grader.learner.progress_commands import hint, list_lessons, start
from grader.sentences import ENGLISH, Part, render, speaker, text

EXIT_CODES = "Exit codes: 0 full marks or done, 1 graded but not full marks, 2 wrong use or unreadable input, 3 grader fault, 130 stopped by Ctrl-C."


class Commands(click.Group):
    """Turns our own errors into a message and an exit code; anything else is a fault of ours, and says so."""

    language = ENGLISH

    def main(self, args: Sequence[str] | None = None, *rest: Any, **more: Any) -> Any:
        """In the language of what was typed."""
        arguments = list(sys.argv[1:] if args is None else args)
        speak(arguments)
        told = spoken(self)
        told.language = language_of(arguments)
        return super(Commands, told).main(arguments, *rest, **more)

    def invoke(self, context: click.Context) -> Any:
        signal.signal(signal.SIGTERM, _terminate)
        with without_commands():
            return self._invoke(context)

    def _invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except DlgradeError as error:
            self._end(context, error.exit_code, said_by(error))
        except BrokenPipeError:
            raise  # `dlgrade list | head`: click ends without a word
        except OSError as error:
            name = error.filename2 or error.filename
            where = f" ({name})" if name else ""
            self._end(context, GraderFault.exit_code, text("cli.refused", said=f"{error.strerror or error}{where}"))
        except KeyboardInterrupt:
            self._end(context, 130, text("cli.interrupted"))
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            if os.environ.get("DLGRADE_DEBUG"):
                raise
            if isinstance(error, ModuleNotFoundError) and error.name in ("fcntl", "resource"):  # Windows has none
                self._end(context, UsageError.exit_code, text("wrong.windows"))
            self._end(context, GraderFault.exit_code, text("cli.fault", said=f"{type(error).__name__}: {error}"))

    def _end(self, context: click.Context, code: int, said: Part) -> None:
        click.echo(f"dlgrade: {render(said, self.language)}", err=True)
        context.exit(code)


def _terminate(number: int, frame: object) -> None:
    """A polite kill ends like Ctrl-C: what was started is ended, what was made is removed."""
    raise KeyboardInterrupt


@click.group(cls=Commands, epilog=EXIT_CODES)
@click.version_option(grader.__version__)
def main() -> None:
    """Grade PyTorch exercises. Hidden tests never share a process with student code."""


@main.command()
@json_option
@language_option
def doctor(as_json: bool, lang: str) -> None:
    """Say what this machine offers, and what each sandbox guarantees. Exit 1 if other people's code cannot be run safely.

    Example: dlgrade doctor
    """
    from grader.engine.doctor import examine

    found, say = examine(lang), speaker(lang)
    if as_json:
        print_json(found)
    else:
        machine = say("doctor.machine", platform=found.platform, threads=found.threads)
        about = {"python": found.python, "platform": machine, "devices": ", ".join(found.devices), "data": found.data}
        for name, value in (about | found.packages).items():
            click.echo(f"{name:<10} {value}")
        for sandbox in found.sandboxes:
            works = say("doctor.chosen" if sandbox.name == found.chosen else "doctor.works")
            click.echo(f"\nsandbox {sandbox.name}: {sandbox.why_not or works}")
            notes = [say("doctor.note", said=note) for note in sandbox.notes]
            for sentence in filter(None, (*sandbox.guarantees, sandbox.start, *notes)):
                click.echo(f"  {sentence}")
    click.get_current_context().exit(0 if found.chosen else 1)


@main.command()
@lesson_argument
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the scorecard as one JSON document.")
@tasks_option
@click.option("--seed", type=click.IntRange(0, 2**48 - 1), help="Repeat a grading: the seed of its scorecard.")
@click.option("--sandbox", default="auto", help="How student code is confined: auto, or the name of a backend.")
@click.option(
    "--device", type=click.Choice(["auto", "cpu", "cuda"]), default="auto", help="Where networks are trained."
)
@click.option(
    "--for-student", is_flag=True, help="No more than a student may see now, as the lesson and its deadline say."
)
@click.option("--html", type=click.Path(path_type=Path), help="Write the scorecard as one HTML file, too.")
@click.option("--junit", type=click.Path(path_type=Path), help="Write it as JUnit XML for a CI system, too.")
@click.option(
    "--tests",
    type=click.Path(path_type=Path),
    help="Tests that you wrote yourself: how many of the course's wrong programs they catch.",
)
@language_option
def check(
    lesson: str,
    path: Path | None,
    as_json: bool,
    tasks: tuple[int, ...],
    seed: int | None,
    sandbox: str,
    device: str,
    for_student: bool,
    html: Path | None,
    junit: Path | None,
    tests: Path | None,
    lang: str,
) -> int:
    """Grade one submission, by default your file in exercises/, and print the scorecard.

    Example: dlgrade check lesson05
    """
    from grader.classroom.entries import past_due
    from grader.learner.checking import check_submission
    from grader.learner.progress import after_check
    from grader.reports.files import ReportFiles
    from grader.reports.shown import as_shown
    from grader.reports.terminal import print_scorecard

    if tests:
        return try_own_tests(lesson, path, tests, as_json, tasks, seed, sandbox, lang)
    files = ReportFiles(html, junit)
    course = find_course()
    chosen, late = course.lesson(lesson), course.facts.late
    after_due = not for_student or past_due(chosen, late)
    with while_waiting(speaker(lang)("progress.grading", lesson=chosen.id)):
        card = check_submission(
            chosen, path, tasks=tasks, seed=seed, sandbox=sandbox, device=device, language=lang, after_due=after_due
        )
    if for_student:
        card = as_shown(card.spoken(lang), chosen, late, lang)
    if as_json:
        print_json(card)
    else:
        print_scorecard(card, console(), language=lang, title=chosen.heading(lang))
    if path is None:
        told = after_check(course, chosen, card, lang)
        click.echo("".join(f"{line}\n" for line in told if not as_json), nl=False)
    files.write(card, chosen, path, language=lang)
    return click.get_current_context().exit(card.exit_code)


@main.command()
@lesson_argument
@language_option
def reset(lesson: str, lang: str) -> None:
    """Put the lesson's stub back; your own file stays beside it as NAME.bak-1, NAME.bak-2 and so on.

    Example: dlgrade reset lesson05
    """
    from grader.learner.progress import reset as put_back

    chosen = find_course().lesson(lesson)
    kept = put_back(chosen)
    say, kept_as = speaker(lang), ", ".join(map(str, kept))
    click.echo(say("progress.reset_kept" if kept else "progress.reset", file=str(chosen.stub), kept=kept_as))


@main.command()
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("demo-report"),
    show_default=True,
    help="Where the class report and the scorecards go.",
)
@json_option
@click.option("--sandbox", default="auto", help="How student code is confined: auto, or the name of a backend.")
@language_option
def demo(out: Path, as_json: bool, sandbox: str, lang: str) -> None:
    """Grade a bundled class, compare with what each student should get, write its report. Exit 0 if all is as promised, else 3.

    Example: dlgrade demo --out demo-report
    """
    from grader.demo.show import print_demo, run_demo

    results = run_demo(out, sandbox=sandbox, quiet=as_json, language=lang)
    if as_json:
        print_json([result.document() for result in results])
    else:
        print_demo(results, out, console(), lang)
    click.get_current_context().exit(3 if any(result.differences for result in results) else 0)


LEARNER = (start, list_lessons, ask.ask, bug.bug, hint, watch.watch, show.show, notebook.notebook, docs.docs)
AUTHOR = (
    author.init,
    author.new,
    author.stub,
    author.lint,
    author.release,
    importing.import_assignment,
    harvest.harvest,
)
CLASS = (classes.grade, classes.regrade, classes.undo, classes.similar, reports.report, board.board)
LMS = (lms.package, lms.export, publish.publish, serve.serve)
for command in (*LEARNER, *AUTHOR, *CLASS, *LMS):
    main.add_command(command)
