"""In which form a class's folder is laid out: a platform's own, or one entry per student.

What lies there is named by students too, so a platform's form is taken only where every entry fits it, or the instructor says so.
"""

from __future__ import annotations

import re
from pathlib import Path

from grader.course.lessons import Lesson
from grader.errors import GraderFault
from grader.intake import platforms
from grader.intake.archive import ARCHIVE, ArchiveProblem
from grader.intake.choose import choose
from grader.intake.file_names import CODE, ending_of, is_litter
from grader.intake.handins import HandIn
from grader.intake.members import Levels, is_folder, kind_of
from grader.intake.names import clean
from grader.sentences import Line, Text, text

__all__ = ["FORMS", "fits_nbgrader", "read_form"]

FORMS = ("auto", "plain", "canvas", "gradescope", "moodle", "nbgrader")
NOT_HANDED_IN = re.compile(r"readme(\.\w+)?|.*\.(csv|tsv|ya?ml|log)", re.IGNORECASE)  # what teachers keep beside them
BROWSER = re.compile(r"(\.(?:py|ipynb|qmd|rmd|md))[-_ ]*(?:\(\d+\)|\d+)?(?:\.(?:txt|json))?$", re.IGNORECASE)
# What stands beside submitted/ in an nbgrader course.
NBGRADER = re.compile(
    r"source|release|autograded|feedback|downloaded|archive|gradebook\.db|nbgrader_config\.py|header\.ipynb|logs?"
)

Read = tuple[Line, list[HandIn], list[Line]]


def read_form(folder: Path, entries: list[Path], lesson: Lesson, asked: str = "auto") -> Read:
    """The form of the folder in words, what was handed in, and what was left out. asked: one of FORMS."""
    form, hint = (asked, None) if asked != "auto" else _form(folder, entries)
    if form == "gradescope":
        return text("form.gradescope"), *platforms.gradescope(folder, entries)
    if form == "nbgrader":
        return text("form.nbgrader"), *platforms.nbgrader(entries, lesson)
    if form == "moodle":
        return text("form.moodle"), *platforms.moodle(entries)
    if form == "canvas":
        return text("form.canvas"), *platforms.canvas(entries)
    words, handins, left_out = _plain(entries, lesson)
    return words, handins, [*left_out, *([hint] if hint else [])]


def _form(folder: Path, entries: list[Path]) -> tuple[str, Text | None]:
    """The form that every entry fits, else plain; and a sentence where another was near."""
    names = [entry.name for entry in entries if not NOT_HANDED_IN.fullmatch(entry.name)]
    if folder.name == "submitted" and fits_nbgrader(folder):
        return "nbgrader", None
    fits = {
        "gradescope": [bool(re.fullmatch(r"submission_\d+", name)) for name in names],
        "moodle": [bool(platforms.moodle_parts(name)) for name in names],
        "canvas": platforms.fit_canvas(names),
    }
    if platforms.METADATA not in {entry.name for entry in entries}:
        del fits["gradescope"]
    for form, each in fits.items():
        if names and all(each):
            return form, None
    for form, each in fits.items():
        if sum(each) * 2 > len(each):
            odd = clean(next(name for name, fit in zip(names, each, strict=True) if not fit))
            return "plain", text("left.odd", name=odd, platform=form.capitalize(), form=form)
    return "plain", None


def fits_nbgrader(folder: Path) -> bool:
    """Whether this folder is nbgrader's submitted/: students' folders, which hold nothing but assignments' folders."""
    students = [
        entry for entry in folder.iterdir() if not is_litter(entry.name) and not NOT_HANDED_IN.fullmatch(entry.name)
    ]
    return bool(students) and all(
        is_folder(student) and all(is_folder(inside) or is_litter(inside.name) for inside in student.iterdir())
        for student in students
    )


def _plain(entries: list[Path], lesson: Lesson) -> Read:
    """One file, folder or archive per student; its name is the student's."""
    kept = [entry for entry in entries if NOT_HANDED_IN.fullmatch(entry.name)]
    ignored: list[Line] = [text("left.no_submission", name=clean(entry.name)) for entry in kept]
    handins = []
    for entry in entries:
        if entry in kept:
            continue
        name = entry.name if is_folder(entry) else _student(entry)
        handins.append(HandIn(clean(name), [(entry.name, entry)]))
        if is_folder(entry) and (several := _several(entry, lesson)):
            file = lesson.facts.file
            ignored.append(text("left.several", name=clean(entry.name), count=several, file=file))
    form = text("form.folders") if any(map(is_folder, entries)) else text("form.files")
    return form, handins, ignored


def _student(entry: Path) -> str:
    """The name of a file without its ending, whatever kind it is."""
    match = BROWSER.search(entry.name) if ending_of(entry.name) else ARCHIVE.search(entry.name)
    if match:
        return entry.name[: match.start()]
    return entry.stem if kind_of(entry) == "file" else entry.name.removesuffix(".py").removesuffix(".ipynb")


def _several(folder: Path, lesson: Lesson) -> int:
    """How many files of code lie side by side in it where none of them is the one that is graded."""
    names = [path.name for path in folder.iterdir() if ending_of(path.name) in CODE]
    if len(names) < 2:
        return 0
    try:
        choice = choose(Levels([(folder.name, folder)]), lesson)
    except (ArchiveProblem, GraderFault):
        return 0  # which is said where it is graded
    return 0 if choice.main else len(names)
