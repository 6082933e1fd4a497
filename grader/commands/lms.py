"""`dlgrade package` and `dlgrade export`: to other systems and their gradebooks."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from grader.commands.nbgrader import nbgrader
from grader.commands.shared import find_course, json_option, print_json
from grader.errors import UsageError
from grader.learner.options import language_option
from grader.sentences import default_language, speaker, text

if TYPE_CHECKING:
    from grader.lms.gradebook import Filled
    from grader.lms.left_out import LeftOut
    from grader.lms.results import GradedClass, Result
    from grader.lms.table import Table

__all__ = ["export", "package"]

file = click.Path(path_type=Path, dir_okay=False)
source = click.argument("source", metavar="DIR", type=click.Path(path_type=Path))
out_option = click.option("--out", type=click.Path(path_type=Path), required=True, help="Where it goes.")
Document = Callable[["Result", str], dict[str, Any]]


@click.group()
def package() -> None:
    """Make an autograder to upload.

    Example: dlgrade package gradescope lesson05 --out lesson05.zip
    """


@package.command("gradescope")
@click.argument("lesson")
@click.option("--out", type=file, required=True, help="The zip to write.")
@click.option(
    "--minutes",
    type=click.IntRange(2, 40),
    default=10,
    show_default=True,
    help="The time limit that the assignment has on Gradescope.",
)
@language_option
def gradescope_zip(lesson: str, out: Path, minutes: int, lang: str) -> None:
    """Make the zip that Gradescope builds its autograder from: one lesson, its hidden suite, the grader.

    Example: dlgrade package gradescope lesson05 --out lesson05.zip
    """
    from grader.files import write_whole
    from grader.lms.package import gradescope_package

    chosen = find_course().lesson(lesson)
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    data = gradescope_package(chosen, language=lang, minutes=minutes, python=python)
    write_whole(out, data)
    click.echo(speaker(lang)("told.packed", path=str(out), kb=len(data) // 1024, minutes=minutes))


@click.group()
def export() -> None:
    """Write a graded class for another system. DIR is what `dlgrade grade` made, or a scorecard of `dlgrade check --json`.

    Scores are those of grades.csv. Exit 1 if a student is not in the gradebook, 3 if one has no score by our fault.

    Example: dlgrade export canvas graded/lesson05 --into gradebook.csv --out grades-for-canvas.csv
    """


def gradebook_options(command: Any) -> Any:
    into = click.option("--into", type=file, required=True, help="The file that you exported from the gradebook.")
    column = click.option("--column", help="The column to fill, by its heading.")
    return source(into(column(out_option(json_option(command)))))


@export.command()
@gradebook_options
def canvas(source: Path, into: Path, column: str | None, out: Path, as_json: bool) -> None:
    """Fill one assignment of Canvas's exported gradebook, to be imported again.

    Example: dlgrade export canvas graded/lesson05 --into gradebook.csv --column "Lesson 5 (1234)" --out grades-for-canvas.csv
    """
    from grader.lms.canvas import fill_canvas

    _fill(fill_canvas, source, into, column, out, as_json)


@export.command()
@gradebook_options
@click.option(
    "--feedback", type=file, help="Write the students' pages too, as the zip of feedback files that Moodle takes."
)
def moodle(source: Path, into: Path, column: str | None, out: Path, feedback: Path | None, as_json: bool) -> None:
    """Fill the grades of Moodle's grading worksheet, to be uploaded again.

    Example: dlgrade export moodle graded/lesson05 --into worksheet.csv --out grades-for-moodle.csv --feedback feedback.zip
    """
    from grader.lms.moodle import fill_moodle

    if feedback and feedback.resolve() in (out.resolve(), into.resolve()):
        raise UsageError(text("wrong.feedback_file", feedback=str(feedback)))
    if feedback and not source.is_dir():
        raise UsageError(text("wrong.feedback_card", source=str(source)))
    _fill(fill_moodle, source, into, column, out, as_json, partial(_write_feedback, source, into, feedback))


def _write_feedback(source: Path, into: Path, feedback: Path | None, filled: Filled) -> None:
    """Make the pages as they are now, and the zip of them."""
    if feedback:
        from grader.lms.moodle_feedback import feedback_zip
        from grader.lms.table import Table
        from grader.reports.site import write_site

        write_site(source, find_course())
        _write(feedback, feedback_zip(Table.read(into), filled.rows, source / "students"))


@export.command()
@source
@out_option
@json_option
def gradescope(source: Path, out: Path, as_json: bool) -> None:
    """Write Gradescope's results.json, of a class one file per student into the folder --out.

    Example: dlgrade export gradescope graded/lesson05 --out gradescope/
    """
    from grader.lms.gradescope import results_json

    _documents(results_json, source, out, as_json)


@export.command()
@source
@out_option
@json_option
def classroom50(source: Path, out: Path, as_json: bool) -> None:
    """Write Classroom 50's result.json, of a class one file per student into the folder --out. Points are in hundredths.

    Example: dlgrade export classroom50 card.json --out result.json
    """
    from grader.lms.classroom50 import result_json

    _documents(lambda result, language: result_json(result, language, os.environ), source, out, as_json)


@export.command()
@source
@out_option
@json_option
def prairielearn(source: Path, out: Path, as_json: bool) -> None:
    """Write PrairieLearn's results.json, of a class one file per student into the folder --out.

    Example: dlgrade export prairielearn card.json --out /grade/results/results.json
    """
    from grader.lms.prairielearn import results_json

    _documents(results_json, source, out, as_json)


@export.command()
@source
@out_option
@json_option
def junit(source: Path, out: Path, as_json: bool) -> None:
    """Write one JUnit XML file, a suite per student, with the grade and how it comes to be as its properties.

    Example: dlgrade export junit graded/lesson05 --out junit.xml
    """
    from grader.reports.junit import junit_xml

    graded = _read(source)
    cards = [result.card for result in graded.results if result.card]
    grades = {each.grade.student: each.grade for each in graded.results}
    _write(out, junit_xml(cards, language=graded.language, grades=grades))
    _end(out, len(cards), _faults(graded), graded.notes, as_json)


export.add_command(nbgrader)


def _read(source: Path) -> GradedClass:
    from grader.lms.results import read_results

    return read_results(source, find_course())


def _fill(
    fill: Callable[[Table, list[Result], str | None], Filled],
    source: Path,
    into: Path,
    column: str | None,
    out: Path,
    as_json: bool,
    then: Callable[[Filled], None] = lambda filled: None,
) -> None:
    from grader.lms.table import Table

    if out.resolve() == into.resolve():
        raise UsageError(text("wrong.out_is_into", out=str(out)))
    graded = _read(source)
    filled = fill(Table.read(into), graded.results, column)
    _write(out, filled.data)
    then(filled)
    _end(out, filled.filled, filled.left_out, [*filled.notes, *graded.notes], as_json)


def _documents(document: Document, source: Path, out: Path, as_json: bool) -> None:
    """One file for a scorecard; for a class a folder, with a file a student of the name that their scorecard has."""
    from grader.scorecard import pretty

    graded = _read(source)
    if graded.whole and out.exists() and not out.is_dir():
        raise UsageError(text("wrong.out_is_file", out=str(out)))
    if graded.whole:
        out.mkdir(parents=True, exist_ok=True)
    scored = [each for each in graded.results if each.card and not each.problem]
    for result in scored:
        data = pretty(document(result, graded.language))
        if graded.whole:
            (out / f"{result.grade.file}.json").write_bytes(data)
        else:
            _write(out, data)
    old = _remove_old(source, out, graded, {each.grade.file for each in scored}) if graded.whole else []
    _end(out, len(scored), _faults(graded), [*graded.notes, *old], as_json)


def _remove_old(source: Path, out: Path, graded: GradedClass, written: set[str]) -> list[str]:
    """Take away what an earlier export wrote of those who have no score now: whoever uploads the folder would upload it."""
    gone = {path.stem for path in (source / "withdrawn").glob("*.json")}
    stems = ({each.grade.file for each in graded.results} | gone) - written - {""}
    old = sorted(stem for stem in stems if (out / f"{stem}.json").is_file())
    for stem in old:
        (out / f"{stem}.json").unlink()
    return (
        [speaker(default_language())("told.old_export", names=", ".join(f"{stem}.json" for stem in old))] if old else []
    )


def _write(out: Path, data: bytes) -> None:
    from grader.files import write_whole

    if out.is_dir():
        raise UsageError(text("wrong.out_is_folder", out=str(out)))
    write_whole(out, data)


def _faults(graded: GradedClass) -> list[LeftOut]:
    return [each.left_out for each in graded.results if each.problem]


def _end(out: Path, students: int, left_out: list[LeftOut], notes: list[str], as_json: bool) -> None:
    """Say what was written and who was left out, and end with the exit code for it."""
    from grader.lms.left_out import exit_code

    say = speaker(default_language())
    if as_json:
        document = {"out": str(out), "students": students, "left_out": left_out, "notes": notes}
        print_json(document)
    elif students:
        click.echo(say("told.exported", out=str(out), n=students))
    left = (
        say("told.left_out", student=each.student or say("told.the_submission"), why=each.reason) for each in left_out
    )
    for line in [*notes, *left]:
        click.echo(line, err=True)
    click.get_current_context().exit(exit_code(left_out))
