"""grades.csv: its columns, and whose grade is another than it had."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from pathlib import Path

from grader.classroom.grades import Grade
from grader.classroom.roster import read_csv
from grader.classroom.tables import as_it_was, csv_bytes, plain

__all__ = ["changed_grades", "grades_table"]


def changed_grades(path: Path, grades: list[Grade]) -> list[str]:
    """Whose score is another than the table of before has, with why where people changed it."""
    if not path.exists():
        return []
    header, *rows = read_csv(path) or [[]]
    before = {as_it_was(row[0]): dict(zip(header, row, strict=False)) for row in rows if row}
    lines = []
    for grade in grades:
        row = before.get(grade.student)
        if row is None:
            continue
        old = [row.get(name, "") for name in ("score", "max_score")]
        new = ["" if number is None else plain(number) for number in (grade.score, grade.max_score)]
        if old != new:
            most = old[1] != new[1] and old[1] and new[1]
            moved = " -> ".join(f"{score or '?'} of {whole}" if most else score or "?" for score, whole in (old, new))
            told = as_it_was(row.get("reasons", ""))
            why = "; ".join(each for each in _reasons(grade) if each not in told)
            lines.append(f"{grade.student}: {moved}" + (f" ({why})" if why else ""))
    return lines


def _reasons(grade: Grade) -> list[str]:
    """Of everything that people changed, each once."""
    return list(dict.fromkeys(filter(None, [*grade.reasons, *map(str, grade.changes)])))


def grades_table(grades: list[Grade], lesson: str) -> bytes:
    """grades.csv."""
    numbers = sorted({number for grade in grades for number in grade.tasks})
    columns: dict[str, Callable[[Grade], str | Decimal | None]] = {
        "student": lambda grade: grade.student,
        "lesson": lambda grade: lesson,
        "score": lambda grade: grade.score,
        "max_score": lambda grade: grade.max_score,
        **{f"task {number}": partial(_of_task, number) for number in numbers},
        "points": lambda grade: grade.points,
        "adjusted": lambda grade: grade.adjusted,
        "days_late": lambda grade: grade.days_late,
        "penalty": lambda grade: grade.penalty,
        "late": lambda grade: "yes" if grade.late else "no",
        "handed_in": lambda grade: grade.handed_in.isoformat(" ", "minutes") if grade.handed_in else None,
        "outcome": lambda grade: grade.outcome,
        "unfinished": lambda grade: "; ".join(f"task {number}" for number in grade.unfinished),
        "reasons": lambda grade: "; ".join(_reasons(grade)),
        "problem": lambda grade: grade.problem,
        "chosen": lambda grade: grade.chosen,
        "same_as": lambda grade: "; ".join(grade.same_as),
        "unstable": lambda grade: "; ".join(grade.unstable),
        "name": lambda grade: grade.name,
    }
    return csv_bytes([list(columns), *([value(grade) for value in columns.values()] for grade in grades)])


def _of_task(number: int, grade: Grade) -> Decimal | None:
    """A task that waits for a person has no points yet."""
    return None if number in grade.unfinished else grade.tasks.get(number)
