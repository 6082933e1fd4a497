"""What a person hands in: bytes on disk and a row, both or neither, before the browser hears that it came.

Nothing here looks into a file: that is the intake's, under its own bounds, when the attempt is graded.
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import os
import secrets
import shutil
import time
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, Literal

import msgspec
import sqlalchemy as sa
from msgspec import Struct

from grader.errors import UsageError
from grader.intake.file_names import base
from grader.sentences import Line, Text, text
from grader.serve.database import Database
from grader.serve.notes import note_of
from grader.serve.settings import DataFolder
from grader.serve.tables import assignments, attempts

__all__ = ["Attempt", "NotTaken", "attempt_of", "attempts_of", "forget", "given_of", "hand_in", "sweep"]

HOUR = 3600
CROWD = 5000  # attempts of one assignment that may wait at a time
LEAST_FREE = 512 << 20  # bytes of the disk that are left to the database and the scorecards
NAME = 200  # characters of a file's name that are kept
State = Literal["waiting", "graded", "fault", "replaced"]


class NotTaken(UsageError):
    """said: why nothing was handed in, for the student. status: of the answer."""

    def __init__(self, said: Text, status: int = 400) -> None:
        super().__init__(str(said))
        self.said = said
        self.status = status


class Attempt(Struct, frozen=True):
    """One act of handing in. number: counts a person's own for this assignment. once: of the form, so that a form sent twice is one
    attempt. trial: a teacher's own, which counts nowhere. handed_in: when it began to come in, in seconds. gradings: how often it was graded.
    state: `fault` where it could not be graded, by our fault; `replaced` where another was handed in in its place. note: why it could not be
    graded, as it is kept."""

    id: int
    assignment: int
    user: int
    number: int
    once: str
    place: str
    trial: bool
    handed_in: float
    names: str
    state: State
    gradings: int
    note: str

    @property
    def counts_as_one(self) -> bool:
        """Whether it is one of those that a person has; not where it could not be graded, by our fault, and no trial."""
        return _counts_as_one(self.state, self.gradings, self.trial)

    @property
    def files(self) -> list[str]:
        """The names that the student gave, in order."""
        return msgspec.json.decode(self.names, type=list[str])

    @property
    def why(self) -> Line:
        """Why it could not be graded, for the teacher."""
        return note_of(self.note)

    @property
    def time(self) -> datetime.datetime:
        return datetime.datetime.fromtimestamp(self.handed_in, datetime.UTC)


def hand_in(
    database: Database,
    folder: DataFolder,
    *,
    assignment: int,
    user: int,
    files: Sequence[tuple[str, BinaryIO]],
    once: str,
    trial: bool,
    most: int,
    began: float,
) -> Attempt:
    """Keep the files. most: attempts that there are, 0 for any number. Raises NotTaken, and then nothing is kept.

    The same form sent again with the same files is the attempt that it was; with others, as after going back to it, it is another. Of those that could not be graded, the oldest are replaced by it where there would be
    more than `most`: a fault of ours takes no attempt from anybody, and gives nobody one more.
    """
    if not files:
        raise NotTaken(text("serve.nothing"))
    if shutil.disk_usage(folder.root).free < LEAST_FREE:
        raise NotTaken(text("serve.disk_full"), 507)
    once = _once(once, files)
    mine = sa.and_(attempts.c.assignment == assignment, attempts.c.user == user)
    if before := database.one(Attempt, sa.select(attempts).where(mine, attempts.c.once == once)):
        return before
    place = secrets.token_hex(16)
    _write(folder.handin(place), files)
    names = msgspec.json.encode([_name(name) for name, _ in files]).decode()
    try:
        with database.write() as connection:
            own = connection.execute(sa.select(attempts).where(mine)).mappings().all()
            if any(row["once"] == once for row in own):
                shutil.rmtree(folder.handin(place), ignore_errors=True)
            else:
                crowd = sa.select(sa.func.count()).where(
                    attempts.c.assignment == assignment, attempts.c.state == "waiting"
                )
                if connection.execute(crowd).scalar_one() >= CROWD:
                    raise NotTaken(text("serve.too_often"), 429)
                _check(folder, own, trial, most)
                number = 1 + max((row["number"] for row in own), default=0)
                values = {"assignment": assignment, "user": user, "number": number, "once": once, "place": place}
                values |= {
                    "trial": trial,
                    "handed_in": began,
                    "names": names,
                    "state": "waiting",
                    "gradings": 0,
                    "note": "",
                }
                connection.execute(sa.insert(attempts).values(values))
                if most and not trial:
                    gone = attempts.c.id.in_(_replaced(own, most))
                    connection.execute(sa.update(attempts).where(gone).values(state="replaced", note=""))
    except BaseException:
        shutil.rmtree(folder.handin(place), ignore_errors=True)
        raise
    kept = database.one(Attempt, sa.select(attempts).where(mine, attempts.c.once == once))
    assert kept
    return kept


def attempt_of(database: Database, number: int) -> Attempt | None:
    return database.one(Attempt, sa.select(attempts).where(attempts.c.id == number))


def attempts_of(database: Database, assignment: int, user: int | None = None) -> list[Attempt]:
    """Of an assignment, of one person or all, in the order in which they came."""
    asked = sa.select(attempts).where(attempts.c.assignment == assignment)
    asked = asked if user is None else asked.where(attempts.c.user == user)
    return database.all(Attempt, asked.order_by(attempts.c.handed_in, attempts.c.id))


def given_of(folder: DataFolder, attempt: Attempt) -> list[tuple[str, Path]]:
    """The files by their names, as the intake takes them."""
    return [(name, folder.handin(attempt.place) / str(number)) for number, name in enumerate(attempt.files)]


def forget(folder: DataFolder, attempt: Attempt) -> None:
    """Remove all files of an attempt whose row is gone."""
    shutil.rmtree(folder.handin(attempt.place), ignore_errors=True)
    for path in folder.card(attempt.id).parent.glob(f"{attempt.id}.*"):
        path.unlink(missing_ok=True)


def sweep(database: Database, folder: DataFolder) -> None:
    """Remove what no row knows: of a hand-in that was cut off, which nobody was told has come, and of what was deleted meanwhile."""
    there = database.rows(sa.select(attempts.c.id, attempts.c.place))
    known = {
        "handins": {row["place"] for row in there},
        "cards": {str(row["id"]) for row in there},
        "classes": {str(row["id"]) for row in database.rows(sa.select(assignments.c.id))},
    }
    for name, own in known.items():
        with contextlib.suppress(FileNotFoundError):
            for path in (folder.root / name).iterdir():
                if path.name.partition(".")[0] not in own:
                    shutil.rmtree(path) if path.is_dir() else path.unlink()


def _check(folder: DataFolder, own: Sequence[sa.RowMapping], trial: bool, most: int) -> None:
    """Raises NotTaken: too many at once, in an hour, or in all. A fault of ours is not counted as an attempt."""
    settings = folder.settings
    if (
        sum(row["state"] == "waiting" and not row["gradings"] for row in own) >= settings.waiting
    ):  # none that is graded again
        raise NotTaken(text("serve.wait_for_those", n=settings.waiting), 429)
    if sum(row["handed_in"] > time.time() - HOUR for row in own) >= settings.per_hour:
        raise NotTaken(text("serve.per_hour", n=settings.per_hour), 429)
    if most and not trial and _used(own) >= most:
        raise NotTaken(text("serve.no_more", n=most))


def _counts_as_one(state: str, gradings: int, trial: bool) -> bool:
    return not trial and (gradings > 0 or state not in ("fault", "replaced"))


def _used(own: Sequence[sa.RowMapping]) -> int:
    return sum(_counts_as_one(row["state"], row["gradings"], row["trial"]) for row in own)


def _replaced(own: Sequence[sa.RowMapping], most: int) -> list[int]:
    """The attempts at fault for which there is no room beside one more: when they are graded after all, they would be too many."""
    used = _used(own)
    faults = sorted(row["id"] for row in own if row["state"] == "fault" and not row["gradings"] and not row["trial"])
    return faults[: max(0, used + len(faults) + 1 - most)]


def _once(form: str, files: Sequence[tuple[str, BinaryIO]]) -> str:
    """Names what that form handed in."""
    found = hashlib.sha256(form.encode("utf-8", "replace"))
    for name, data in files:
        found.update(f"\0{len(name)} {name}\0".encode("utf-8", "replace"))
        found.update(hashlib.file_digest(data, "sha256").digest())  # type: ignore[arg-type]  # a file, if only of memory
        data.seek(0)
    return found.hexdigest()


def _write(place: Path, files: Sequence[tuple[str, BinaryIO]]) -> None:
    """Whole and on disk when this returns."""
    place.mkdir(parents=True, mode=0o700)
    try:
        for number, (_, data) in enumerate(files):
            with open(place / str(number), "xb") as file:
                shutil.copyfileobj(data, file, 1 << 20)
                file.flush()
                os.fsync(file.fileno())
        for path in (place, place.parent):
            fd = os.open(path, os.O_RDONLY)
            os.fsync(fd)
            os.close(fd)
    except BaseException:
        shutil.rmtree(place, ignore_errors=True)
        raise


def _name(name: str) -> str:
    """The last part of it; names lead nowhere here, they are only shown and matched."""
    return base(name.replace("\0", ""))[-NAME:].strip() or "file"
