"""adjustments.csv: what people change about grades, with their reasons. It never touches a scorecard."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path

from msgspec import Struct

from grader.classroom.roster import read_csv
from grader.classroom.tables import as_it_was
from grader.errors import UsageError
from grader.intake.names import clean

__all__ = ["Adjustment", "read_adjustments"]

COLUMNS = ["student", "lesson", "task", "points", "days", "reason"]
MOST = Decimal(10_000)


class Adjustment(Struct, frozen=True):
    """points: added to the task, or to the whole where `task` is None. days: late days added; negative ones are forgiven."""

    student: str
    task: int | None
    points: Decimal
    days: Decimal
    reason: str


def read_adjustments(path: Path, lesson: str, names: Mapping[str, str]) -> dict[str, list[Adjustment]]:
    """The adjustments of one lesson, by student; none where there is no such file.

    names: what a student may be called, and what they are called here. Raises UsageError, with the line, for anything
    that cannot be meant so.
    """
    if not path.exists():
        return {}
    header, *rows = read_csv(path) or [[]]
    columns = [cell.strip().casefold() for cell in header]
    if sorted(columns) != sorted(COLUMNS):
        raise UsageError(f"{path}: its first line must be {','.join(COLUMNS)}.")
    found: dict[str, list[Adjustment]] = defaultdict(list)
    for line, row in enumerate(rows, 2):
        cells = dict(zip(columns, (clean(cell.strip()) for cell in row), strict=False))
        if not any(cells.values()):
            continue
        try:
            if cells.get("lesson") not in (lesson, lesson.split("_")[0]):
                _must_be_given(cells, "lesson")
                continue
            adjustment = _adjustment(cells, names)
        except ValueError as error:
            raise UsageError(f"{path}, line {line}: {error}") from None
        found[adjustment.student].append(adjustment)
    return found


def _adjustment(cells: dict[str, str], names: Mapping[str, str]) -> Adjustment:
    _must_be_given(cells, "student")
    _must_be_given(cells, "reason")
    asked = as_it_was(cells["student"])
    if asked not in names:
        near = difflib.get_close_matches(asked, names, n=1)
        question = f" Did you mean '{near[0]}'?" if near else ""
        raise ValueError(f"no student is called '{asked}'.{question}")
    if not cells.get("points") and not cells.get("days"):
        raise ValueError("neither points nor days are given.")
    task = _number(cells, "task")
    if task is not None and (task != int(task) or task < 1):
        raise ValueError(f"'{cells['task']}' is no task; leave it empty for the whole lesson.")
    points, days = (_number(cells, name) or Decimal(0) for name in ("points", "days"))
    return Adjustment(names[asked], None if task is None else int(task), points, days, cells["reason"])


def _must_be_given(cells: dict[str, str], name: str) -> None:
    if not cells.get(name):
        raise ValueError(f"the {name} is missing.")


def _number(cells: dict[str, str], name: str) -> Decimal | None:
    text = cells.get(name, "").lstrip("'").replace(",", ".").replace("−", "-")
    if not text:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise ValueError(f"'{text}' in the column {name} is no number.") from None
    if not number.is_finite() or abs(number) > MOST:
        raise ValueError(f"'{text}' in the column {name} is too large.")
    return number
