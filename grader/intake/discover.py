"""Finds the submissions of a class in a folder or archive, as teachers and their platforms really store them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from grader.course.late import Late
from grader.course.lessons import Lesson
from grader.errors import UsageError
from grader.intake import platforms
from grader.intake.archive import is_archive
from grader.intake.chosen import Chosen, only_chosen
from grader.intake.file_names import is_litter
from grader.intake.forms import NBGRADER, fits_nbgrader, read_form
from grader.intake.handins import Found, HandIn, settle
from grader.intake.members import is_folder
from grader.intake.names import clean
from grader.intake.unpack import ENTRIES, RefusedMember, unpack
from grader.sentences import Line, series, text

__all__ = ["Discovery", "Found", "discover"]

COUNTS = {"last": "intake.counts_last", "best": "intake.counts_best", "last on time": "intake.counts_on_time"}


@dataclass(frozen=True)
class Discovery:
    """What was found: one submission per student, in the order of their names, and all that was left out, with the reason."""

    form: Line
    found: tuple[Found, ...]
    ignored: tuple[Line, ...]


def discover(
    path: Path,
    lesson: Lesson,
    room: Path,
    out: Path | None = None,
    form: str = "auto",
    chosen: Mapping[str, Chosen] | None = None,
    late: Late | None = None,
) -> Discovery:
    """All submissions at `path`, a folder or an archive, which is unpacked into the empty folder `room`.

    out: a folder in it that holds no submission, but what is made of them. form: how it is laid out, where that is not to be guessed.
    chosen: which file of a student counts, by any name of theirs, where the teacher has said so. late: which of several submissions
    counts.

    Raises UsageError when there are none or too many, or a chosen one is not there, GraderFault when the machine is in the way.
    """
    if not path.exists():
        raise UsageError(text("wrong.no_submissions", path=str(path)))
    refused: list[RefusedMember] = []
    if path.is_file() and is_archive(path.name):
        refused = [each for each in unpack(path, room) if not any(map(is_litter, each.parts))]
        path = room
    elif not path.is_dir():
        raise UsageError(text("wrong.one_submission", path=str(path)))
    folder = _innermost(path, lesson)
    entries, ignored = _entries(folder)
    if out and (own := [each for each in entries if _same(folder, each, out)]):
        entries.remove(own[0])
        ignored.append(text("left.grades", name=clean(own[0].name)))
    words, handins, left_out = read_form(folder, entries, lesson, form)
    handins = only_chosen(handins, chosen or {})
    left_out += _passed_over(handins)
    strays = _owned(refused, handins, room)
    found = _once_each([*(settle(handin, lesson) for handin in handins), *map(_stray, strays)], lesson, late or Late())
    if not found:
        others = [*ignored, *left_out][:5]
        what = text("wrong.only", others=series(others, "list.also")) if others else text("wrong.nothing")
        raise UsageError(text("wrong.no_submission_there", path=str(path), what=what))
    return Discovery(words, tuple(sorted(found, key=lambda each: each.student)), (*ignored, *left_out))


def _passed_over(handins: list[HandIn]) -> list[Line]:
    """Files that others of the same student count before: later ones, or those that the teacher named."""
    earlier = [clean(path.name) for each in handins for _, path in each.before]
    not_chosen = dict.fromkeys(clean(path.name) for each in handins for _, path in each.not_chosen)
    return [
        *(text("left.again", name=name) for name in earlier),
        *(text("left.not_chosen", name=name) for name in not_chosen),
    ]


def _owned(refused: list[RefusedMember], handins: list[HandIn], room: Path) -> list[RefusedMember]:
    """Give each member that could not be unpacked to the student in whose folder it lies; those that are nobody's are returned."""
    strays = []
    for each in refused:
        place = room.joinpath(*each.parts)
        owner = next(
            (h for h in handins for _, path in h.paths if ".." not in each.parts and place.is_relative_to(path)), None
        )
        if owner:
            owner.refused.append((each.parts[-1], each.reason))
        else:
            strays.append(each)
    return strays


def _stray(refused: RefusedMember) -> Found:
    name = clean(refused.name)
    return Found(name, None, text("intake.not_unpacked", name=name, why=refused.reason))


def _entries(folder: Path) -> tuple[list[Path], list[Line]]:
    """What lies in the folder, by name, and what of it is nobody's work."""
    entries, litter = [], []
    with os.scandir(folder) as inside:
        for count, entry in enumerate(inside, 1):
            if count > ENTRIES:
                raise UsageError(text("wrong.many_entries", path=str(folder), count=f"{ENTRIES:,}"))
            if is_litter(entry.name):
                litter.append(clean(entry.name))
            else:
                entries.append(Path(entry.path))
    return sorted(entries), [text("left.litter", name=name) for name in sorted(litter)]


def _same(folder: Path, entry: Path, out: Path) -> bool:
    """Whether the entry itself, not what a link of that name leads to, is `out`."""
    return os.path.join(os.path.realpath(folder), entry.name) == os.path.realpath(out)


def _innermost(folder: Path, lesson: Lesson) -> Path:
    """Into a folder that only wraps the submissions, and into nbgrader's submitted/."""
    for _ in range(4):
        entries, _ = _entries(folder)
        others = {entry.name for entry in entries} - {"submitted"}
        submitted = folder / "submitted"
        if is_folder(submitted) and all(map(NBGRADER.fullmatch, others)) and fits_nbgrader(submitted):
            return submitted
        if len(entries) != 1 or folder.name == "submitted" or not _wraps(entries[0], lesson):
            return folder
        folder = entries[0]
    return folder


def _wraps(folder: Path, lesson: Lesson) -> bool:
    """Whether this only entry is a folder around the class, and not the folder of a single student."""
    if not is_folder(folder) or platforms.moodle_parts(folder.name):
        return False
    inside = [path for path in _entries(folder)[0] if path.name not in ("test_public.py", "show.py")]
    if {lesson.facts.file, Path(lesson.facts.file).stem + ".ipynb"} & {path.name for path in inside}:
        return False
    return len(inside) > 1 or any(map(is_folder, inside))


def _once_each(found: Iterable[Found], lesson: Lesson, late: Late) -> list[Found]:
    """One submission per student: the one that counts where the platform says when; where nothing says it, that student is not graded."""
    claims: dict[str, list[Found]] = {}
    for each in found:
        claims.setdefault(each.student, []).append(each)
    return [_one(each, lesson, late) for each in claims.values()]


def _one(claims: list[Found], lesson: Lesson, late: Late) -> Found:
    if len(claims) == 1:
        return claims[0]
    if all(each.handed_in for each in claims):
        claims = sorted(claims, key=lambda each: (each.handed_in, each.path is not None))
        on_time = [each for each in claims if not late.days(lesson.name, each.handed_in)]
        last = on_time[-1] if late.counts == "last on time" and on_time else claims[-1]
        if late.counts == "best":
            return replace(
                _counted(last, claims, late), attempts=tuple(_counted(each, claims, late) for each in claims)
            )
        return _counted(last, claims, late)
    problem = text("intake.two_submissions", names=series(list(map(_name, claims)), "list.also"))
    return replace(claims[0], path=None, problem=problem, fault=True)


def _counted(which: Found, claims: list[Found], late: Late) -> Found:
    """The one that counts, with what did not."""
    others = [late.local(each.handed_in) for each in claims if each is not which and each.handed_in]
    times = ", ".join(f"{time:%Y-%m-%d %H:%M %Z}".strip() for time in others)
    return replace(which, notes=(*which.notes, text(COUNTS[late.counts], times=times)), uncounted=times)


def _name(found: Found) -> Line:
    names = [clean(path.name) for _, path in found.given]
    return ", ".join(names[:3]) if names else text("intake.one_unreadable", why=found.problem)
