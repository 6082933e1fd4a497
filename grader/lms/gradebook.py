"""A gradebook's file with the grades of a class in one of its columns."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from msgspec import Struct

from grader.classroom.tables import plain
from grader.errors import UsageError
from grader.lms.left_out import LeftOut, left_out
from grader.lms.match import GradebookRow, match
from grader.lms.points import scaled
from grader.lms.results import Result
from grader.lms.table import Table
from grader.sentences import Line, default_language, speaker, text

__all__ = ["Filled", "GradebookCell", "choose_column", "fill", "number_in"]


class Filled(Struct, frozen=True):
    """filled: how many students have a grade in it. notes: what people should know. rows: by the row's number whose grade stands there."""

    data: bytes
    filled: int
    left_out: list[LeftOut]
    notes: list[str]
    rows: dict[int, Result] = {}


class GradebookCell(Struct, frozen=True):
    """Where a student's grade goes. maximum: what the gradebook gives for full marks. capped: it takes no more than that."""

    row: GradebookRow
    maximum: Decimal | None
    capped: bool = False
    kept: Line = ""  # why what stands there must stay


def fill(
    table: Table,
    column: int,
    places: Iterable[GradebookCell],
    results: Iterable[Result],
    platform: str,
    *,
    rest_stays: bool = True,
) -> Filled:
    """Put each known score into the student's row, as points of the gradebook's own maximum, rounded half up to the hundredth.

    The cells of all others stay as they are: an importer would take an empty one for the wish to remove a grade. rest_stays: else their
    rows are left out, as an importer needs it that takes what stands there for the wish to set it back.
    """
    known = {place.row.number: place for place in places}
    results = [each for each in results if each.grade.outcome != "not handed in" or each.grade.score is not None]
    nobody = [each.left_out for each in results if each.problem]
    matching = match((each for each in results if not each.problem), (place.row for place in known.values()), platform)
    nobody += matching.left_out
    most = next((each.grade.max_score for each in results if each.grade.max_score), None)
    notes: list[str] = []
    rows: dict[int, Result] = {}
    for number, result in sorted(matching.found.items()):
        place, grade = known[number], result.grade
        assert grade.score is not None
        if place.kept:
            nobody.append(left_out(grade.student, place.kept))
            continue
        points = scaled(grade.score, grade.max_score or most, place.maximum)
        taken = min(points, place.maximum) if place.capped and place.maximum else points
        if taken < points:
            cut = {"points": plain(points), "taken": plain(taken)}
            notes.append(speaker(default_language())("match.cut", student=grade.student, **cut))
        table.put(number, column, plain(taken))
        rows[number] = result
    if not rest_stays:
        table.drop(known.keys() - rows.keys())
    return Filled(table.data(), len(rows), nobody, _scaling(known.values(), results) + notes, rows)


def choose_column(asked: str | None, choices: dict[int, list[str]], what: Line) -> int:
    """The column that goes by the name asked for, or the only one. Raises UsageError that lists them."""
    fits = [number for number, names in choices.items() if asked is None or asked.strip() in names]
    if len(fits) == 1:
        return fits[0]
    listed = ", ".join(f"'{names[0]}'" for names in choices.values()) or text("wrong.none")
    if asked is None:
        raise UsageError(text("wrong.which_column", what=what, listed=listed))
    raise UsageError(
        text(
            "wrong.column_fits",
            asked=asked,
            how_many=text("wrong.several") if fits else text("wrong.none"),
            listed=listed,
        )
    )


def number_in(text: str) -> Decimal | None:
    """The number of a cell, with a point or a comma; None for anything else."""
    try:
        number = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _scaling(places: Iterable[GradebookCell], results: list[Result]) -> list[str]:
    maxima = {place.maximum for place in places if place.maximum}
    points = {each.grade.max_score for each in results if each.grade.max_score}
    if not maxima or maxima == points or not points:
        return []
    ours, theirs = (" / ".join(sorted(map(plain, each))) for each in (points, maxima))
    return [speaker(default_language())("match.scaled", ours=ours, theirs=theirs)]
