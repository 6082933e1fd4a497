"""The class as its folder has it after a run: who handed in what, who is who, what was left out."""

from __future__ import annotations

import datetime
import hashlib

import msgspec
from msgspec import UNSET

from grader.classroom.called import called
from grader.classroom.classes import Class, ClassMember
from grader.classroom.entries import Entry, same_work
from grader.classroom.roster import Person
from grader.classroom.run import Run
from grader.classroom.score_changes import changed_tests
from grader.classroom.store import is_current
from grader.classroom.who import who_is_who
from grader.engine.session import SEED_BITS
from grader.intake.discover import Discovery
from grader.intake.names import clean
from grader.sentences import Line, Text, said, text, value_of

__all__ = ["confirm_seeds", "summary"]


def summary(
    run: Run,
    discovery: Discovery,
    roster: list[Person],
    seed: int,
    due: datetime.datetime | None,
    **told: tuple[Line, ...],
) -> Class:
    """The class as it stands in the folder. told: who is gone, and notes."""
    same = same_work(run.entries)
    times = {each.student: [one.handed_in for one in each.attempts if one.handed_in] for each in discovery.found}
    graded = Class(
        lesson=run.lesson.name,
        seed=seed,
        students=[_student(run, entry, same.get(entry.stem, []), seed, times) for entry in run.entries],
        **said(form=discovery.form, ignored=(*_left_out(run, discovery), *_uncounted(run)), **told),
    )
    if not roster:
        return graded
    who = who_is_who(called(graded), roster)
    students = [
        _known(each, person, each.student in who.certain, due) if (person := who.people.get(each.student)) else each
        for each in graded.students
    ]
    unclear = [
        text("class.status_unclear", student=each.student, status=person.unclear)
        for each in graded.students
        if (person := who.people.get(each.student)) and person.unclear and due
    ]
    before = value_of(graded, "notes")
    near = said(near=tuple(who.near), notes=(*(before if isinstance(before, list | tuple) else ()), *unclear))
    texts = {name: part for name, part in (graded.texts or {}).items() if name != "notes"} | (near.pop("texts") or {})
    return msgspec.structs.replace(
        graded, students=students, missing=who.missing, unknown=who.unknown, texts=texts or UNSET, **near
    )


def _left_out(run: Run, discovery: Discovery) -> list[Line]:
    """What was not graded, without what choices.csv has ruled on."""
    return [
        line
        for line in discovery.ignored
        if not (isinstance(line, Text) and line.id == "left.several" and line.parts.get("name") in run.chosen)
    ]


def _uncounted(run: Run) -> list[Line]:
    """Who handed in at other times as well."""
    found = [entry.found for entry in run.entries if entry.found.uncounted]
    return [text("left.not_counted", student=each.student, times=each.uncounted) for each in found]


def _student(
    run: Run, entry: Entry, same: list[Entry], seed: int, times: dict[str, list[datetime.datetime]]
) -> ClassMember:
    found = entry.found
    names = (found.student, *found.also)
    return ClassMember(
        student=found.student,
        file=entry.stem,
        also=list(found.also),
        submission=clean(found.path.name) if found.path else "",
        late=found.late,
        handed_in=found.handed_in,
        attempts=times.get(found.student, []),
        same_as=[other.found.student for other in same],
        graded_now=entry.stem in run.graded,
        chosen=next((run.chosen[name].file for name in names if name in run.chosen), ""),
        unstable=_unstable(run, entry, seed),
        **said(
            problem=entry.problem,
            worth_reading=entry.worth_reading,
            fault=run.faults.get(entry.stem, ""),
            skipped=run.skipped.get(entry.stem, ""),
        ),
    )


def _unstable(run: Run, entry: Entry, seed: int) -> list[str]:
    """The tests whose outcome hangs on the seed, as far as --confirm has tried."""
    card = run.store.cards.card(entry.stem)
    found: set[str] = set()
    for other_seed in confirm_seeds(seed):
        other = run.store.confirming(other_seed).card(entry.stem)
        if not card or not other:
            break
        if is_current(other, entry.key(run.basis, other_seed)) and card.outcome == "graded":
            found |= {name.split("::")[-1] for name, _, _ in changed_tests(card, other)}
    return sorted(found)


def _known(each: ClassMember, person: Person, certain: bool, due: datetime.datetime | None) -> ClassMember:
    """With what the roster says; what goes to other systems only where it is certain. Moodle's worksheet counts from the deadline."""
    ids, likely = (person.ids, ()) if certain else ((), person.ids)
    each = msgspec.structs.replace(each, name=person.name, ids=list(ids), likely_ids=list(likely))
    if not certain or not person.late_by or each.handed_in:
        return each
    return msgspec.structs.replace(each, late=True, handed_in=_after(due, person.late_by) if due else None)


def _after(due: datetime.datetime, seconds: int) -> datetime.datetime:
    """So many seconds later as they pass, though the clocks may have been put back meanwhile."""
    return (due.astimezone(datetime.UTC) + datetime.timedelta(seconds=seconds)).astimezone(due.tzinfo)


def confirm_seeds(seed: int) -> list[int]:
    """Other seeds for --confirm, always the same ones, so that a run that was cut off goes on with them."""
    digests = (hashlib.sha256(f"{seed}:{number}".encode()).digest() for number in range(100))
    return [int.from_bytes(digest[:8], "big") >> (64 - SEED_BITS) for digest in digests]
