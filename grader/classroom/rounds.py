"""Rounds: what a grading replaces is kept, found again where it is still true, and put back by `undo`.

A round is a folder regrades/<time>/ with the scorecards that one grading replaced or put aside; its state/ has class.json and
run.json as they were before.
"""

from __future__ import annotations

import contextlib
import datetime
import os
from decimal import Decimal
from functools import cached_property
from pathlib import Path

import msgspec
from msgspec import Struct

from grader.classroom.store import KEY, Settings, Shelf, Store
from grader.files import write_whole
from grader.scorecard import Scorecard, pretty

__all__ = ["Earlier", "Round", "newest_round"]


class Facts(Struct):
    """As much of a scorecard as tells whether it is wanted."""

    outcome: str
    environment: dict[str, str]
    score: Decimal = Decimal(0)


class Round:
    """One grading's round, begun with the first scorecard that it replaces, and gone on with after a crash."""

    def __init__(self, store: Store, settings: Settings, before: Settings | None) -> None:
        """before: what run.json said before this run."""
        self.store = store
        self.settings = settings
        self.before = before

    def begin(self) -> str:
        """The round's name; on disk before anything is replaced."""
        if not self.settings.unfinished:
            name = _new_name(self.store.folder)
            state = self.store.folder / "regrades" / name / "state"
            if self.before:
                write_whole(state / "run.json", pretty(self.before))
            with contextlib.suppress(FileNotFoundError):
                write_whole(state / "class.json", (self.store.folder / "class.json").read_bytes())
            self.settings = msgspec.structs.replace(self.settings, unfinished=name)
            self.store.save(self.settings)
        return self.settings.unfinished

    def keep(self, stem: str, card: Path | None = None) -> None:
        """Copy the scorecard, by default the student's of now, before it is replaced. The first copy of a round stands; what came
        between, in a run that was cut off, is kept apart."""
        kept, data = self.store.replaced(self.begin()).path(stem), (card or self.store.cards.path(stem)).read_bytes()
        if not kept.exists():
            write_whole(kept, data)
        elif data != kept.read_bytes():
            write_whole(self.store.halfway(data).path(stem), data)

    def withdraw(self, stem: str) -> None:
        """Put aside the scorecard of a student whose submission is gone."""
        self.keep(stem)
        self.store.withdrawn.folder.mkdir(exist_ok=True)
        os.replace(self.store.cards.path(stem), self.store.withdrawn.path(stem))

    def old(self, stem: str) -> Scorecard | None:
        """What the student had before this round."""
        return self.store.replaced(self.settings.unfinished).card(stem) if self.settings.unfinished else None

    def end(self) -> None:
        self.settings = msgspec.structs.replace(self.settings, unfinished="")
        self.store.save(self.settings)


class Earlier:
    """The graded scorecards that lie beside those of now: replaced, undone, halfway, withdrawn."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def with_key(self, key: str) -> Scorecard | None:
        """One that says what a grading now would say; None where there is none."""
        path = self._found[0].get(key)
        return Shelf(path.parent).card(path.stem) if path else None

    def last(self, stem: str) -> Path | None:
        """The newest of a student's."""
        return self._found[1].get(stem)

    @cached_property
    def _found(self) -> tuple[dict[str, Path], dict[str, Path]]:
        """The files by key and by stem, later ones over earlier ones."""
        paths = [
            path
            for place in ("regrades/*", "undone/*", "halfway/*", "withdrawn")
            for path in self.folder.glob(f"{place}/*.json")
        ]
        by_key, by_stem = {}, {}
        for _, path in sorted((path.stat().st_mtime_ns, path) for path in paths):
            with contextlib.suppress(OSError, msgspec.MsgspecError):
                facts = msgspec.json.decode(path.read_bytes(), type=Facts)
                if facts.outcome == "graded":
                    by_key[facts.environment.get(KEY, "")] = path
                    by_stem[path.stem] = path
        by_key.pop("", None)
        return by_key, by_stem


def newest_round(folder: Path) -> str:
    """The name of the last round; empty where there is none."""
    names = [path.name for path in (folder / "regrades").glob("*/") if any(path.glob("*.json"))]
    return max(names, default="")


def _new_name(folder: Path) -> str:
    """The time, and later than every round that there is, though clocks are put back and two rounds may share a second."""
    there = [path.name for place in ("regrades", "undone") for path in (folder / place).glob("*/")]
    last = max(there, default="")
    name = datetime.datetime.now().astimezone().strftime("%Y-%m-%dT%H-%M-%S")
    return name if name > last else f"{last}+"
