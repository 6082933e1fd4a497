"""One run over the folder of a class: what is missing is graded, what it replaces is kept."""

from __future__ import annotations

import contextlib
import datetime
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import msgspec
from msgspec import UNSET, Struct

from grader.classroom.data_sets import gone_meanwhile
from grader.classroom.entries import Entry, order_for, read_all
from grader.classroom.rounds import Earlier, Round
from grader.classroom.score_changes import Move, move, save_moves
from grader.classroom.store import KEY, LESSON, Shelf, Store, is_current
from grader.classroom.trial import first_line
from grader.course.lessons import Lesson
from grader.engine.orders import Order, OrderSettings
from grader.engine.schedule import Crew, carry_out
from grader.engine.scoring import Options, sum_up
from grader.errors import GraderFault, UsageError
from grader.intake.chosen import Chosen
from grader.intake.submission import Submission
from grader.judge.messages import Graded
from grader.sandbox import BACKENDS
from grader.scorecard import Scorecard
from grader.sentences import Line, Part, Text, render, text, value_of

__all__ = ["RoundProgress", "Run", "Watch"]


class RoundProgress(Struct, frozen=True):
    """How far a round is: how many are done, of how many. card: the newest, whose, and where it was graded. grading: who is under way.

    At the start of a round there is neither card nor who is under way.
    """

    done: int
    total: int
    card: Scorecard | None = None
    student: str = ""
    where: str = ""
    grading: list[str] = []


Watch = Callable[[RoundProgress], None]
Groups = dict[str, list[Entry]]
Worth = Callable[[Entry, Scorecard], Decimal]


class Run:
    """One run over one folder.

    root: the folder that the entries lie in. chosen: the files that choices.csv named. skipped: who could not be graded because a file changed meanwhile, and why.
    faults: whose grading failed by our fault though an earlier scorecard stands, and why.
    """

    def __init__(
        self,
        store: Store,
        lesson: Lesson,
        work: OrderSettings,
        basis: str,
        root: Path,
        entries: list[Entry],
        round: Round,
        watch: Watch,
        chosen: Mapping[str, Chosen],
    ) -> None:
        self.store = store
        self.lesson = lesson
        self.work = work
        self.basis = basis
        self.root = root
        self.entries = entries
        self.round = round
        self.watch = watch
        self.chosen = chosen
        self.earlier = Earlier(store.folder)
        self.graded: set[str] = set()
        self.skipped: dict[str, Line] = {}
        self.faults: dict[str, Part] = {}

    def keys(self, seed: int, entries: list[Entry]) -> Groups:
        """Those who handed in the same, under the key of it, without those that cannot be read by no doing of theirs."""
        groups: Groups = defaultdict(list)
        for entry in entries:
            if not entry.fault:
                groups[entry.key(self.basis, seed)].append(entry)
        return groups

    def withdraw(self) -> list[str]:
        """Put aside the scorecards of those whose submissions are gone."""
        stems = {entry.stem for entry in self.entries}
        gone = [stem for stem in self.store.cards.stems() if stem not in stems]
        for stem in gone:
            self.round.withdraw(stem)
        return gone

    def take_best(self, crew: Crew, seed: int, worth: Worth) -> None:
        """Of students with several submissions grade each, and let the best one be theirs, the later one of equals."""
        several = {entry.stem: entry.found.attempts for entry in self.entries if entry.found.attempts}
        waiting = {entry.stem for entry in self.entries if entry.waits}
        best: dict[str, tuple[Decimal, int, Entry]] = {}
        for number in range(max(map(len, several.values()), default=0)):
            found = {stem: each[number] for stem, each in several.items() if number < len(each)}
            stems = {each.student: stem for stem, each in found.items()}
            read, _, _ = read_all(found.values(), self.lesson)
            entries = [
                replace(entry, stem=stem, waits=stem in waiting)
                for entry, stem in ((entry, stems[entry.found.student]) for entry in read)
            ]
            shelf = self.store.attempt(number + 1)
            self.fill(crew, shelf, seed, entries=entries)
            for entry in entries:
                card = shelf.card(entry.stem)
                if card and card.outcome == "graded":
                    this = (worth(entry, card), number, entry)
                    best[entry.stem] = max(best.get(entry.stem, this), this, key=lambda each: each[:2])
                elif card:  # it may be the best one: that is told, and the next run tries again
                    self.faults[entry.stem] = value_of(card, "message")
        self.entries = [best[entry.stem][2] if entry.stem in best else entry for entry in self.entries]
        for stem, (_, number, entry) in best.items():
            card, key = self.store.attempt(number + 1).card(stem), entry.key(self.basis, seed)
            now = self.store.cards.card(stem)
            if card and not (now and is_current(now, key)):
                self._put(self.store.cards, entry, card, key)

    def fill(
        self, crew: Crew, shelf: Shelf, seed: int, fresh: bool = False, entries: list[Entry] | None = None
    ) -> None:
        """See to it that each student's scorecard on this shelf is true; with `fresh` all are graded. entries: by default all."""
        entries = self.entries if entries is None else entries
        for entry in entries:
            if entry.fault:
                self._put(shelf, entry, self._fault(entry.problem, seed), "")
        groups = self.keys(seed, entries)
        missing = {key: group for key, group in groups.items() if fresh or not self._there(shelf, key, group)}
        total = len(entries)
        done = total - sum(map(len, missing.values()))
        self.watch(RoundProgress(done, total))

        def under_way(keys: list[str]) -> None:
            names = [entry.found.student for key in keys for entry in missing[key]]
            self.watch(RoundProgress(done, total, grading=names))

        with contextlib.closing(carry_out(self._orders(missing, seed), crew, under_way)) as results:
            for result in results:
                card = result.card or self._fault(result.fault, seed)
                if name := gone_meanwhile(card, self.round.settings.data):
                    raise GraderFault(text("fault.data_gone", name=name, folder=str(self.store.folder)))
                for entry in missing[result.order.key]:
                    self._put(shelf, entry, card, result.order.key)
                    done += 1
                    self.watch(RoundProgress(done, total, card, entry.found.student, result.where))

    def _orders(self, missing: Groups, seed: int) -> Iterator[Order]:
        """One for each key, of the first file that still is what it was; who comes before that one is skipped."""
        for key, group in missing.items():
            while group:
                order = order_for(group[0], self.lesson, self.work, key, seed)
                if isinstance(order, Order):
                    yield order
                    break
                self.skipped[group.pop(0).stem] = order
                if not self.root.is_dir():
                    raise UsageError(text("wrong.root_gone", root=str(self.root), folder=str(self.store.folder)))

    def _there(self, shelf: Shelf, key: str, group: list[Entry]) -> bool:
        """Whether all of the group have this result; one who has it shares it with the others, and so does an earlier grading."""
        cards = {entry.stem: shelf.card(entry.stem) for entry in group}
        language = self.round.settings.language
        good = [card.spoken(language) for card in cards.values() if card and is_current(card, key)]
        if not good and shelf is self.store.cards and (card := self.earlier.with_key(key)):
            good = [card.spoken(language)]
        for entry in group if good else []:
            if (card := cards[entry.stem]) is None or not is_current(card, key):
                self._put(shelf, entry, good[0], key, graded=False)
            elif (spoken := card.spoken(language)) != card:  # it was graded in another language
                shelf.put(entry.stem, spoken)
        return bool(good)

    def _put(self, shelf: Shelf, entry: Entry, card: Scorecard, key: str, graded: bool = True) -> None:
        """Give the student the scorecard; a fault never takes the place of one that is graded."""
        old = shelf.card(entry.stem)
        if card.outcome == "grader_fault":
            card = self._told(entry, card)
            if old and old.outcome == "graded":
                self.faults[entry.stem] = value_of(card, "message")
                return
        environment = card.environment | {KEY: key, LESSON: self.lesson.content_sha256[:20]}
        card = msgspec.structs.replace(card, student=entry.found.student, environment=environment)
        if shelf is self.store.cards:
            self._keep(entry.stem, old, card)
            if graded:
                self.graded.add(entry.stem)
        shelf.put(entry.stem, card)

    def _keep(self, stem: str, old: Scorecard | None, new: Scorecard) -> None:
        """Keep what the student had: the scorecard of now, or the last graded one, whatever came between."""
        if new.outcome != "graded":
            return
        if old and old.outcome == "graded":
            if old.environment.get(KEY) != new.environment[KEY] or old.without_times() != new.without_times():
                self.round.keep(stem)
        elif last := self.earlier.last(stem):
            self.round.keep(stem, last)

    def _told(self, entry: Entry, card: Scorecard) -> Scorecard:
        """A fault with its text in one line; the whole of it goes to the log."""
        message = str(card.message)
        self.store.log(f"{card.started} {entry.found.student}:\n{message}")
        if first_line(message) == message:
            return card
        texts = {name: part for name, part in (card.texts or {}).items() if name != "message"}
        return msgspec.structs.replace(card, message=first_line(message), texts=texts or UNSET)

    def _fault(self, message: Part, seed: int) -> Scorecard:
        """The scorecard of a submission that two jobs could not bring to an end: no points are lost, and it is graded again
        by the next run."""
        backend = next(each for each in BACKENDS if each.name == self.work.sandbox)
        card = sum_up(
            self.lesson,
            Submission(),
            Graded([], fault=message if isinstance(message, Text) else render(message)),
            Options(seed, (), self.round.settings.language),
            backend,
            self.work.device,
        )
        now = datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds")
        return msgspec.structs.replace(card, started=now)

    def finish(self) -> list[Move]:
        """Compare with what this round replaced, and close the round."""
        if not (name := self.round.settings.unfinished):
            return []
        moves = []
        for entry in self.entries:
            old, new = self.round.old(entry.stem), self.store.cards.card(entry.stem)
            if old and new and (moved := move(old, new)):
                moves.append(moved)
        save_moves(moves, self.store.replaced(name).folder / "moves.csv")
        self.round.end()
        return moves
