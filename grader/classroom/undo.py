"""`dlgrade undo`: the class as it was before the last grading that replaced scorecards. Nothing is thrown away."""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path

import msgspec
from msgspec import Struct

from grader.classroom.classes import Class, read_class
from grader.classroom.grade_book import note_what_is_written, save_class
from grader.classroom.rounds import newest_round
from grader.classroom.score_changes import Move, move
from grader.classroom.store import Settings, Shelf, Store
from grader.course.lessons import Course
from grader.errors import UsageError
from grader.files import write_whole
from grader.sentences import text

__all__ = ["Undone", "undo_round"]


class Undone(Struct, frozen=True):
    """round: what was taken back. restored: how many scorecards. moves: whose score is another now."""

    round: str
    restored: int
    moves: list[Move]


def undo_round(folder: Path, course: Course) -> Undone:
    """Put back what the last round replaced; what was in its place goes to undone/<round>/. Cut off, the same call goes on.

    Raises UsageError where there is no class, or no round.
    """
    read_class(folder)  # before the folder is touched
    with Store(folder) as store:
        now = read_class(folder)
        name = newest_round(folder)
        if not name:
            raise UsageError(text("wrong.no_round", folder=str(folder)))
        note_what_is_written(course, folder)
        kept, undone = store.replaced(name), Shelf(folder / "undone" / name)
        stems = kept.stems()
        moves = [moved for stem in stems if (moved := _put_back(stem, store, kept, undone))]
        state = kept.folder / "state"
        _put_back_settings(state / "run.json", store)
        result = _merged(now, _class_in(state / "class.json"), set(stems), moves)
        save_class(result, course, folder)
        shutil.rmtree(kept.folder)
    return Undone(name, len(stems), moves)


def _put_back(stem: str, store: Store, kept: Shelf, undone: Shelf) -> Move | None:
    old = kept.card(stem)
    if old is None:
        raise UsageError(text("wrong.card_broken", path=str(kept.path(stem))))
    if store.cards.path(stem).exists() and not undone.path(stem).exists():
        write_whole(undone.path(stem), store.cards.path(stem).read_bytes())
    replaced = undone.card(stem)
    store.cards.put(stem, old)
    withdrawn = store.withdrawn.card(stem)
    if withdrawn and withdrawn.environment == old.environment:
        store.withdrawn.path(stem).unlink()
    moved = move(replaced, old) if replaced else None
    return msgspec.structs.replace(moved, why=f"undone: {moved.why}") if moved else None


def _put_back_settings(path: Path, store: Store) -> None:
    """run.json of before; the lesson's names of since are kept."""
    now = store.settings
    with contextlib.suppress(FileNotFoundError):
        before = msgspec.json.decode(path.read_bytes(), type=Settings)
        if now:
            before = msgspec.structs.replace(before, lesson=now.lesson, formerly=now.formerly, unfinished="")
        store.save(before)


def _class_in(path: Path) -> Class | None:
    with contextlib.suppress(FileNotFoundError):
        return msgspec.json.decode(path.read_bytes(), type=Class)
    return None


def _merged(now: Class, before: Class | None, restored: set[str], moves: list[Move]) -> Class:
    """The class of now, and of those whose scorecards were put back what it said then."""
    if before is None:
        return msgspec.structs.replace(now, moves=moves)
    students = {each.file: each for each in now.students} | {
        each.file: msgspec.structs.replace(each, graded_now=False) for each in before.students if each.file in restored
    }
    names = {each.student for each in students.values()}
    return msgspec.structs.replace(
        now,
        seed=before.seed,
        students=sorted(students.values(), key=lambda each: each.student),
        missing=[name for name in now.missing if name not in names],
        withdrawn=[stem for stem in now.withdrawn if stem not in restored],
        unknown=sorted({*now.unknown, *before.unknown} & names),
        moves=moves,
    )
