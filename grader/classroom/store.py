"""The folder of a graded class: written whole or not at all, by one process at a time.

DIR/run.json            which lesson, which submissions, which seed
DIR/secret.key          what all inputs are drawn from, with the seed; for its owner alone
DIR/scorecards/         one file per student
DIR/regrades/<time>/    the scorecards that a later grading replaced, and in state/ what the class was before it
DIR/undone/<time>/      the scorecards that `dlgrade undo` took back
DIR/attempts/<n>/       where the best of several submissions counts: what each gave
DIR/halfway/            scorecards of runs that were cut off, replaced before they were told
DIR/withdrawn/          scorecards of students whose submission is gone
DIR/confirm/<seed>/     what other seeds give
DIR/trial/              what the suite says of the solution and of the stub
DIR/faults.log          the traces of what failed by our fault or the suite's
DIR/grades.csv          made from all of that at the end of each run
"""

from __future__ import annotations

import contextlib
import datetime
import errno
import fcntl
import hashlib
import os
from pathlib import Path
from types import TracebackType

import msgspec
from msgspec import Struct

from grader.course.late import Late
from grader.engine.keys import kept_key
from grader.errors import UsageError
from grader.files import PART, write_whole
from grader.scorecard import Scorecard, decode, encode, pretty
from grader.sentences import text

__all__ = ["KEY", "LESSON", "Settings", "Shelf", "Store", "is_current", "key_of", "late_in"]

# Where a scorecard's environment says what it was graded from: all of it, and the lesson alone.
KEY, LESSON = "key", "lesson"


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    """What a later run must know. seed: one for the class, so that all students are asked the same. form: how the submissions
    are laid out, where the instructor said it.

    unfinished: the folder below regrades/ that a grading which replaces scorecards has begun and not ended.
    formerly: what the lesson's folder was called before it was renamed. data: the data sets of the catalogue that were there, not a stand-in.
    counts: which of several submissions counted by course.toml. due: this class's own deadline, with its offset, empty for none; where it is
    None, that of course.toml holds.
    """

    lesson: str
    submissions: str
    seed: int
    sandbox: str = "auto"
    device: str = "auto"
    language: str = "en"
    roster: str = ""
    form: str = "auto"
    unfinished: str = ""
    formerly: list[str] = []
    data: list[str] = []
    counts: str = ""
    due: str | None = None

    def late(self, course: Late) -> Late:
        """The course's policy, with this class's own deadline."""
        if self.due is None:
            return course
        due = {self.lesson: datetime.datetime.fromisoformat(self.due)} if self.due else {}
        return msgspec.structs.replace(course, due=due)


def late_in(folder: Path, course: Late) -> Late:
    """The policy that holds for the class in this folder."""
    settings = Store(folder).settings
    return settings.late(course) if settings else course


class Shelf:
    """A folder of scorecards, one file per student."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, stem: str) -> Path:
        return self.folder / f"{stem}.json"

    def card(self, stem: str) -> Scorecard | None:
        """A student's scorecard; None where there is none that can be read, so that it is made again."""
        with contextlib.suppress(OSError, msgspec.MsgspecError):
            return decode(self.path(stem).read_bytes())
        return None

    def put(self, stem: str, card: Scorecard) -> None:
        write_whole(self.path(stem), encode(card))

    def stems(self) -> list[str]:
        return sorted(path.stem for path in self.folder.glob("*.json"))


class Store:
    """The folder, held alone while it is used as a context manager."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.cards = Shelf(folder / "scorecards")
        self._lock = -1

    @property
    def trial(self) -> Shelf:
        """What the suite says of the solution and of the stub."""
        return Shelf(self.folder / "trial")

    @property
    def withdrawn(self) -> Shelf:
        """The scorecards of students whose submission is gone."""
        return Shelf(self.folder / "withdrawn")

    def replaced(self, round: str) -> Shelf:
        """The scorecards that one later grading replaced."""
        return Shelf(self.folder / "regrades" / round)

    def halfway(self, card: bytes) -> Shelf:
        """Where this scorecard of a run that was cut off is kept."""
        return Shelf(self.folder / "halfway" / hashlib.sha256(card).hexdigest()[:16])

    def attempt(self, number: int) -> Shelf:
        """The scorecards of everybody's submission of this number, where the best of several counts."""
        return Shelf(self.folder / "attempts" / str(number))

    def confirming(self, seed: int) -> Shelf:
        """The scorecards that another seed gives."""
        return Shelf(self.folder / "confirm" / str(seed))

    def __enter__(self) -> Store:
        """Raises UsageError when another run works here."""
        try:
            self.cards.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UsageError(
                text("wrong.folder_refused", path=str(self.cards.folder), error=str(error.strerror))
            ) from None
        try:
            self._lock = os.open(self.folder / ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            if error.errno not in (errno.EROFS, errno.EACCES):
                raise
            raise UsageError(
                text("wrong.class_read_only", folder=str(self.folder), error=str(error.strerror))
            ) from None
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.read(self._lock, 100).decode(errors="replace").strip() or "another machine"
            os.close(self._lock)
            raise UsageError(text("wrong.class_in_use", folder=str(self.folder), holder=holder)) from None
        os.ftruncate(self._lock, 0)
        os.write(self._lock, f"{os.getpid()}\n".encode())
        for half in self.folder.rglob(f".*{PART}"):
            half.unlink()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        os.close(self._lock)

    @property
    def settings(self) -> Settings | None:
        """None in a folder that no run has begun in. Raises UsageError for a damaged one."""
        path = self.folder / "run.json"
        try:
            return msgspec.json.decode(path.read_bytes(), type=Settings)
        except FileNotFoundError:
            return None
        except (OSError, msgspec.MsgspecError) as error:
            raise UsageError(text("wrong.run_broken", path=str(path), error=str(error))) from None

    def save(self, settings: Settings) -> None:
        write_whole(self.folder / "run.json", pretty(settings))

    def secret_key(self) -> bytes:
        """This class's own, made by its first run. Raises UsageError where it cannot be read, OSError for a full disk."""
        path = self.folder / "secret.key"
        try:
            return kept_key(path)
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise OSError(error.errno, error.strerror, str(path)) from None
            raise UsageError(text("wrong.key_refused", path=str(path), error=str(error.strerror))) from None

    def log(self, text: str) -> None:
        """Add a trace to faults.log."""
        with open(self.folder / "faults.log", "a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(text.rstrip() + "\n\n")


def key_of(*parts: object) -> str:
    """A short name for everything that a result depends on."""
    return hashlib.sha256(msgspec.json.encode(parts)).hexdigest()[:20]


def is_current(card: Scorecard, key: str) -> bool:
    """Whether the scorecard says what a grading now would say. A fault of ours is never taken for a result."""
    return card.outcome == "graded" and card.environment.get(KEY) == key
