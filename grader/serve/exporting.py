"""An assignment as an ordinary graded folder: what `dlgrade report`, `regrade`, `export`, `similar` and `publish lti` work on."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Collection, Mapping
from pathlib import Path

import yaml

from grader.classroom.adjustments import OPTIONAL, REQUIRED
from grader.classroom.classes import Class
from grader.classroom.corrections import ATTEMPT, COMMENTS, LESSON, MANUAL
from grader.classroom.grading import Request, grade_class
from grader.classroom.sheets import EVERYBODY, read_sheet
from grader.classroom.store import Settings, Store
from grader.classroom.tables import as_it_was, csv_bytes
from grader.errors import UsageError
from grader.files import write_whole
from grader.intake.names import file_stems
from grader.intake.platforms import METADATA
from grader.scorecard import encode
from grader.sentences import text
from grader.serve.attempt_cards import card_of
from grader.serve.handins import Attempt, attempts_of, given_of
from grader.serve.marks import AssignmentGrades, Standing
from grader.serve.records import CourseAssignment, User, members_of
from grader.serve.tool import Tool

__all__ = ["export_class"]

ADJUSTMENTS, SENT = "adjustments.csv", "lti.jsonl"
COLUMNS = [*REQUIRED, *OPTIONAL]
OF_ATTEMPTS = {"manual.csv": MANUAL, "comments.csv": [*COMMENTS, "by", "date"]}


def export_class(tool: Tool, assignment: CourseAssignment, out: Path) -> Class:
    """Write the folder: submissions/ in the form that Gradescope gives, with times; earlier/, what does not count; the scorecards.

    What counts here counts there. Where the suite has changed since, it is graded again, as by `dlgrade regrade`.
    Raises UsageError where no lesson is picked, nobody handed in, or `out` holds something.
    """
    terms = assignment.picked
    if terms is None:
        raise UsageError(text("operate.not_picked", number=str(assignment.id)))
    if out.exists() and any(out.iterdir()):
        raise UsageError(text("operate.holds_something", folder=str(out)))
    marks = AssignmentGrades(tool, assignment, terms)
    people = {user.id: user for user in members_of(tool.database, assignment.context)}
    attempts: dict[int, list[Attempt]] = {}
    for each in attempts_of(tool.database, assignment.id):
        if not each.trial and each.user in people:
            attempts.setdefault(each.user, []).append(each)
    standings = {user: marks.of(people[user], own) for user, own in attempts.items()}
    if not standings:
        raise UsageError(text("operate.nobody", number=str(assignment.id)))
    out.mkdir(parents=True, exist_ok=True)
    _submissions(tool, out, people, standings)
    _tables(tool, assignment, {people[user].handle for user in standings}, out)
    _tables_of_attempts(tool, assignment, people, standings, out)
    store = Store(out)
    store.save(
        Settings(
            marks.lesson.name,
            str((out / "submissions").resolve()),
            int(assignment.seed),
            form="gradescope",
            language=terms.language or "en",
            due=terms.due,
        )
    )
    key = tool.folder.key_for(f"grading {marks.lesson.name}").hex()
    (out / "secret.key").touch(0o600)
    (out / "secret.key").write_text(f"{key}\n", encoding="ascii")
    stems = file_stems(people[user].handle for user in standings)
    for user, standing in standings.items():
        if standing.card:
            write_whole(store.cards.path(stems[people[user].handle]), encode(standing.card))
    return grade_class(_request(tool, assignment, marks, out), lambda progress: None)


def _request(tool: Tool, assignment: CourseAssignment, marks: AssignmentGrades, out: Path) -> Request:
    settings = tool.settings
    return Request(
        course=tool.course,
        lesson=tool.course.lesson(marks.lesson.name),
        submissions=out / "submissions",
        out=out,
        jobs=1,
        sandbox=settings.sandbox,
        device=settings.device,
    )


def _submissions(tool: Tool, out: Path, people: Mapping[int, User], standings: Mapping[int, Standing]) -> None:
    """The attempt that counts in submissions/, with whose it is and when it came; the others in earlier/, by number, with what was said of them."""
    facts = {}
    for user, standing in standings.items():
        counts = standing.counts or standing.attempts[-1]
        name = f"submission_{counts.id}"
        _copy(tool, counts, out / "submissions" / name)
        person = {":email": people[user].handle, ":name": people[user].called}
        facts[name] = {":submitters": [person], ":created_at": counts.time}
        for each in standing.attempts:
            if each.id != counts.id:
                place = out / "earlier" / str(counts.id) / str(each.number)
                _copy(tool, each, place / "files")
                if card := card_of(tool, each):
                    write_whole(place / "scorecard.json", encode(card))
    write_whole(out / "submissions" / METADATA, yaml.safe_dump(facts, allow_unicode=True).encode())


def _copy(tool: Tool, attempt: Attempt, folder: Path) -> None:
    """The files by the names that the student gave, as far as a file system bears them; none leads out of the folder."""
    folder.mkdir(parents=True)
    for name, path in given_of(tool.folder, attempt):
        stem, dot, ending = name.rpartition(".")
        safe = "".join(letter if letter.isprintable() and letter not in '/\\:*?"<>|' else "_" for letter in name)
        if safe in (".", "..") or len(safe.encode()) > 200:
            safe = f"file{dot}{ending[:20]}" if dot and stem else "file"
        while (folder / safe).exists():
            safe = f"again_{safe}"
        shutil.copyfile(path, folder / safe)


def _tables_of_attempts(
    tool: Tool, assignment: CourseAssignment, people: Mapping[int, User], standings: Mapping[int, Standing], out: Path
) -> None:
    """What was given and said by hand: of the attempts that count in the class's tables, of the others beside them."""
    lesson = assignment.picked.lesson if assignment.picked else ""
    counts = {people[user].handle: standing.counts for user, standing in standings.items() if standing.counts}
    for name, columns in OF_ATTEMPTS.items():
        rows: dict[Path, list[list[str]]] = {}
        for row in read_sheet(tool.folder.class_of(assignment.id) / name, [], [*columns, LESSON, ATTEMPT]):
            if row[LESSON] not in ("", lesson):
                continue
            cells, attempt = [as_it_was(row[column]) for column in columns], row[ATTEMPT]
            counting = counts.get(cells[0])
            earlier = counting and attempt and attempt != str(counting.number)
            folder = out / "earlier" / str(counting.id) / attempt if counting and earlier else out
            rows.setdefault(folder, []).append(cells)
        for folder, lines in rows.items():
            write_whole(folder / name, csv_bytes([columns, *lines]))


def _tables(tool: Tool, assignment: CourseAssignment, there: Collection[str], out: Path) -> None:
    """The corrections of who has handed in, what was sent, and the trial of the suite. there: what these people are called."""
    folder = tool.folder.class_of(assignment.id)
    with contextlib.suppress(FileNotFoundError):
        shutil.copyfile(folder / SENT, out / SENT)
    rows = list(read_sheet(folder / ADJUSTMENTS, [], COLUMNS))
    if kept := [row for row in rows if as_it_was(row["student"]) in (EVERYBODY, *there)]:
        cells = [[as_it_was(row[column]) for column in COLUMNS] for row in kept]
        write_whole(out / ADJUSTMENTS, csv_bytes([COLUMNS, *cells]))
    with contextlib.suppress(FileNotFoundError):
        shutil.copytree(folder / "trial", out / "trial")
