"""docs/course.md: which section of the lecture notes is practised where. Its table is made from the lessons."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from grader.course.lessons import Course, Lesson

__all__ = ["with_table", "write_course_page"]

TABLE = re.compile(r"^\| section of the notes \|.*\n(?:\|.*\n?)*", re.MULTILINE)
HEAD = "| section of the notes | lesson: tasks |\n| --- | --- |\n"


def write_course_page(course: Course) -> Path | None:
    """Write the table of docs/course.md anew; the path if that changed it, None too where the course has no such page."""
    path = course.root / "docs" / "course.md"
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    written = with_table(text, course.lessons())
    if written == text:
        return None
    path.write_text(written, encoding="utf-8")
    return path


def with_table(text: str, lessons: list[Lesson]) -> str:
    """The page with a row for each section that a task covers, in the order of the lessons; a task that names none is under its lesson's title."""
    places: dict[str, dict[str, list[int]]] = {}
    for lesson in lessons:
        link = f"[{lesson.facts.number:02}](../exercises/{lesson.name}/README.md)"
        for task in lesson.facts.tasks:
            for section in task.covers or [lesson.facts.title.replace("|", r"\|")]:
                places.setdefault(section, {}).setdefault(link, []).append(task.number)
    rows = [
        f"| {section} | {', '.join(f'{link}: {_listed(tasks)}' for link, tasks in found.items())} |\n"
        for section, found in places.items()
    ]
    return TABLE.sub(lambda _: HEAD + "".join(rows), text, count=1)


def _listed(numbers: Iterable[int]) -> str:
    """`1 to 3, 5 and 6` for 1, 2, 3, 5, 6."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = [part for run in runs for part in ([f"{run[0]} to {run[-1]}"] if len(run) > 2 else map(str, run))]
    return ", ".join(parts[:-1]) + " and " * (len(parts) > 1) + parts[-1]
