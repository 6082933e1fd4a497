"""Which file of a student counts, where the teacher has said it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from grader.errors import ChoiceError
from grader.intake.file_names import ending_of
from grader.intake.handins import HandIn
from grader.intake.names import clean
from grader.sentences import text

__all__ = ["Chosen", "only_chosen"]


@dataclass(frozen=True)
class Chosen:
    """file: its name as it was handed in, or as it lies on the disk. place: where that is written, for messages."""

    file: str
    place: str


def only_chosen(handins: list[HandIn], chosen: Mapping[str, Chosen]) -> list[HandIn]:
    """The hand-ins, of a student about whom a choice is made the one with that file alone. chosen: by any name of the student.

    Raises ChoiceError, with the place, for a file that the student has not handed in.
    """
    kept = list(handins)
    for name, choice in chosen.items():
        own = [each for each in kept if name in (each.student, *each.also)]
        if not own:
            continue  # gone from the class; who reads the table says so
        attempts = [each for each in own if any(path.name == choice.file for _, path in each.paths)]
        for each in own:
            again = [(file, path) for file, path in each.before if path.name == choice.file]
            if again:
                each.not_chosen += [pair for pair in each.paths if pair[0] == again[0][0]]
                each.before = [pair for pair in each.before if pair not in again]
                each.paths = [*again, *(pair for pair in each.paths if pair[0] != again[0][0])]
                attempts = [each]
        if len(own) > 1 and len(attempts) != 1:
            names = sorted({clean(path.name) for each in own for _, path in each.paths})
            raise ChoiceError(
                text("wrong.choice", place=choice.place, file=choice.file, name=name, names=", ".join(names))
            )
        the_one = (attempts or own)[0]
        lies = [(file, path) for file, path in the_one.paths if path.name == choice.file]
        if the_one.late_files:  # lateness is of the file that counts
            the_one.late = any(path in the_one.late_files for _, path in lies or the_one.paths)
        whole = bool(lies) and not ending_of(
            lies[0][1].name
        )  # a folder or an archive, of which the usual rule takes the file
        the_one.named = "" if whole else lies[0][0] if lies else choice.file
        the_one.place = choice.place
        the_one.not_chosen += [pair for each in own if each is not the_one for pair in each.paths]
        kept = [each for each in kept if each not in own or each is the_one]
    return kept
