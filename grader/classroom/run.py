"""One run over the folder of a class: what is missing is graded, what it replaces is kept."""

from __future__ import annotations

import contextlib
import datetime
import hashlib
from collections import defaultdict
from collections.abc import Callable

import msgspec

from grader.classroom.classes import Class, Student
from grader.classroom.entries import Entry, basis_of, order_for, same_work
from grader.classroom.roster import Roster
from grader.classroom.score_changes import Move, changed_tests, move, save_moves
from grader.classroom.store import KEY, Settings, Shelf, Store
from grader.course.lessons import Lesson
from grader.engine.orders import Work
from grader.engine.schedule import Crew, carry_out
from grader.engine.scoring import Options, sum_up
from grader.engine.session import SEED_BITS
from grader.intake.discover import Discovery
from grader.intake.names import clean
from grader.intake.submission import Submission
from grader.judge.messages import Graded
from grader.sandbox import BACKENDS
from grader.scorecard import Scorecard

__all__ = ["Run", "Watch", "confirm_seeds"]

# Told of each scorecard: how many are done, of how many, and the newest (None at the start of each round).
Watch = Callable[[int, int, Scorecard | None], None]


class Run:
    """One run over one folder."""

    def __init__(
        self, store: Store, lesson: Lesson, work: Work, entries: list[Entry], settings: Settings, watch: Watch
    ) -> None:
        self.store = store
        self.lesson = lesson
        self.work = work
        self.basis = basis_of(lesson, work)
        self.entries = entries
        self.settings = settings
        self.watch = watch
        self.graded: set[str] = set()

    def keys(self, seed: int) -> dict[str, list[Entry]]:
        """Those who handed in the same, under the key of it, without those that cannot be read by no doing of theirs."""
        groups: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            if not entry.fault:
                groups[entry.key(self.basis, seed)].append(entry)
        return groups

    def withdraw(self, fresh: bool) -> list[str]:
        """Put aside the scorecards of those whose submissions are gone, and with `fresh` all of them."""
        stems = {entry.stem for entry in self.entries}
        gone = [stem for stem in self.store.cards.stems() if stem not in stems]
        for stem in gone:
            self.store.withdraw(stem)
        for stem in self.store.cards.stems() if fresh else []:
            self._keep_old(stem)
            self.store.cards.path(stem).unlink()
        return gone

    def fill(self, crew: Crew, shelf: Shelf, seed: int) -> None:
        """See to it that each student's scorecard on this shelf is true."""
        for entry in self.entries:
            if entry.fault:
                self._put(shelf, entry, self._fault(entry.problem, seed), "")
        missing = {key: group for key, group in self.keys(seed).items() if not self._there(shelf, key, group)}
        total = sum(map(len, missing.values()))
        done = 0
        self.watch(done, total, None)
        orders = (order_for(group[0], self.lesson, self.work, key, seed) for key, group in missing.items())
        with contextlib.closing(carry_out(orders, crew)) as results:
            for order, result in results:
                card = result if isinstance(result, Scorecard) else self._fault(result, seed)
                for entry in missing[order.key]:
                    self._put(shelf, entry, card, order.key)
                    done += 1
                    self.watch(done, total, card)

    def _there(self, shelf: Shelf, key: str, group: list[Entry]) -> bool:
        """Whether all of the group have this result; one who has it shares it with the others."""
        cards = {entry.stem: shelf.card(entry.stem) for entry in group}
        good = [card.spoken(self.settings.language) for card in cards.values() if card and is_current(card, key)]
        for entry in group if good else []:
            if (card := cards[entry.stem]) is None or not is_current(card, key):
                self._put(shelf, entry, good[0], key)
            elif (spoken := card.spoken(self.settings.language)) != card:  # it was graded in another language
                shelf.put(entry.stem, spoken)
        return bool(good)

    def _put(self, shelf: Shelf, entry: Entry, card: Scorecard, key: str) -> None:
        environment = card.environment | {KEY: key}
        if shelf is self.store.cards:
            old = shelf.card(entry.stem)
            if old and old.outcome == "graded" and old.environment.get(KEY) != key:
                self._keep_old(entry.stem)
            self.graded.add(entry.stem)
        shelf.put(entry.stem, msgspec.structs.replace(card, student=entry.found.student, environment=environment))

    def _keep_old(self, stem: str) -> None:
        if not self.settings.unfinished:
            now = datetime.datetime.now().astimezone().strftime("%Y-%m-%dT%H-%M-%S")
            self.settings = msgspec.structs.replace(self.settings, unfinished=now)
            self.store.save(self.settings)
        self.store.keep_old(stem, self.settings.unfinished)

    def _fault(self, message: str, seed: int) -> Scorecard:
        """The scorecard of a submission that two jobs could not bring to an end: no points are lost, and it is graded again
        by the next run."""
        backend = next(each for each in BACKENDS if each.name == self.work.sandbox)
        card = sum_up(
            self.lesson,
            Submission(),
            Graded([], fault=message),
            Options(seed, (), self.settings.language),
            backend,
            self.work.device,
        )
        now = datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds")
        return msgspec.structs.replace(card, started=now)

    def finish(self) -> list[Move]:
        """Compare with what this round replaced, and close the round."""
        round = self.settings.unfinished
        if not round:
            return []
        moves = []
        for entry in self.entries:
            old, new = self.store.replaced(round).card(entry.stem), self.store.cards.card(entry.stem)
            if old and new and (moved := move(old, new)):
                moves.append(moved)
        save_moves(moves, self.store.folder / "regrades" / round / "moves.csv")
        self.settings = msgspec.structs.replace(self.settings, unfinished="")
        self.store.save(self.settings)
        return moves

    def summary(self, discovery: Discovery, roster: Roster, moves: list[Move], withdrawn: list[str]) -> Class:
        """The class as it stands in the folder."""
        same = same_work(self.entries)
        return Class(
            lesson=self.lesson.name,
            seed=self.settings.seed,
            form=discovery.form,
            students=[self._student(entry, same.get(entry.stem, [])) for entry in self.entries],
            missing=roster.missing(discovery.found),
            unknown=roster.unknown(discovery.found) if roster.rows else [],
            ignored=list(discovery.ignored),
            withdrawn=withdrawn,
            moves=moves,
        )

    def _student(self, entry: Entry, same: list[Entry]) -> Student:
        found = entry.found
        return Student(
            student=found.student,
            file=entry.stem,
            also=list(found.also),
            submission=clean(found.path.name) if found.path else "",
            problem=entry.problem,
            late=found.late,
            handed_in=found.handed_in,
            same_as=[other.found.student for other in same],
            graded_now=entry.stem in self.graded,
            unstable=self._unstable(entry),
            worth_reading=list(entry.worth_reading),
        )

    def _unstable(self, entry: Entry) -> list[str]:
        """The tests whose outcome hangs on the seed, as far as --confirm has tried."""
        card = self.store.cards.card(entry.stem)
        found: set[str] = set()
        for seed in confirm_seeds(self.settings.seed):
            other = self.store.confirming(seed).card(entry.stem)
            if not card or not other:
                break
            if is_current(other, entry.key(self.basis, seed)) and card.outcome == "graded":
                found |= {line.split(":")[0] for line in changed_tests(card, other)}
        return sorted(found)


def is_current(card: Scorecard, key: str) -> bool:
    """Whether the scorecard says what a grading now would say. A fault of ours is never taken for a result."""
    return card.outcome == "graded" and card.environment.get(KEY) == key


def confirm_seeds(seed: int) -> list[int]:
    """Other seeds for --confirm, always the same ones, so that a run that was cut off goes on with them."""
    digests = (hashlib.sha256(f"{seed}:{number}".encode()).digest() for number in range(100))
    return [int.from_bytes(digest[:8], "big") >> (64 - SEED_BITS) for digest in digests]
