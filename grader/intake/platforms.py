"""How learning platforms lay out what they let a teacher download."""

from __future__ import annotations

import datetime
import re
import zoneinfo
from pathlib import Path
from typing import Any

import yaml

from grader.course.lessons import Lesson
from grader.errors import UsageError
from grader.intake.handins import HandIn
from grader.intake.members import is_folder, kind_of
from grader.intake.names import clean
from grader.sentences import Line, text
from grader.wire.channel import MiB

__all__ = ["METADATA", "canvas", "fit_canvas", "gradescope", "moodle", "moodle_parts", "nbgrader"]

Read = tuple[list[HandIn], list[Line]]

METADATA = "submission_metadata.yml"
METADATA_BYTES = 256 * MiB
# A folder is named by Moodle to its end. In the name of a file the student's own part comes last, and may look like Moodle's.
MOODLE_FOLDER = re.compile(r"(?P<name>.+)_(?P<id>\d+)_assignsubmission_(?P<kind>file|onlinetext)_?", re.DOTALL)
MOODLE_FILE = re.compile(
    r"(?P<name>.+?)_(?P<id>\d+)_assignsubmission_(?P<kind>file|onlinetext)_(?P<file>.+)", re.DOTALL
)
CANVAS = re.compile(  # an anonymous student is called anon, with five letters or digits in the place of the number
    r"(?P<name>[^_]+)_(?:(?P<late>late)_)?(?P<user>\d+|(?<=anon_)[A-Za-z0-9]{5}|(?<=anon_late_)[A-Za-z0-9]{5})_(?P<attachment>\d+)_(?P<file>.+)",
    re.IGNORECASE | re.DOTALL,
)
ZONE = re.compile(r"[A-Za-z]+(?:/[A-Za-z_+-]+[0-9]*)*")  # UTC, Europe/Berlin
COUNTED = re.compile(r"-\d+(?=(\.tar)?\.[^.]+$)")  # Canvas numbers a name that comes again, before the last ending


def moodle_parts(name: str) -> re.Match[str] | None:
    """The parts of a name as Moodle gives it: of a folder, else of a file."""
    return MOODLE_FOLDER.fullmatch(name) or MOODLE_FILE.fullmatch(name)


def fit_canvas(names: list[str]) -> list[bool]:
    """Which of these are named as Canvas names them. Where all would be one student's of several numbers, or one student's
    several files of other names, they are the students' own names that look so."""
    parts = [CANVAS.fullmatch(name) for name in names]
    people = {(each["name"], each["user"]) for each in parts if each}
    first = {each["name"].casefold() for each in parts if each}
    if len(names) > 1 and all(parts) and len(first) == 1 and first != {"anon"} and not _one_student(parts, people):
        return [False] * len(names)
    return list(map(bool, parts))


def _one_student(parts: list[re.Match[str] | None], people: set[tuple[str, str]]) -> bool:
    """Whether this is what one student handed in, again or in parts of different kinds."""
    files = [COUNTED.sub("", each["file"]) for each in parts if each]
    return len(people) == 1 and (len(set(files)) < len(files) or len({Path(file).suffix for file in files}) > 1)


def gradescope(folder: Path, entries: list[Path]) -> Read:
    """submission_<number>/ folders and a file that says whose they are; each of a group is given the group's work."""
    whose = _gradescope_metadata(folder / METADATA)
    handins: list[HandIn] = []
    ignored: list[Line] = []
    for entry in entries:
        facts = whose.pop(entry.name, None)
        if entry.name == METADATA:
            continue
        if facts is None:
            ignored.append(text("left.not_in_metadata", name=clean(entry.name), file=METADATA))
            continue
        for person in facts.get(":submitters") or [{":name": entry.name}]:
            keys = [clean(str(person[key])) for key in (":email", ":sid", ":name") if person.get(key)]
            when = facts.get(":created_at")
            time = _aware(when) if isinstance(when, datetime.datetime) else None
            if when is not None and time is None:
                ignored.append(text("left.no_time", name=keys[0], file=METADATA, time=clean(str(when))[:100]))
            handins.append(HandIn(keys[0], [(entry.name, entry)], handed_in=time, also=tuple(keys[1:])))
    for name, facts in whose.items():
        for person in facts.get(":submitters") or []:
            student = clean(str(person.get(":email") or person.get(":name")))
            handins.append(HandIn(student, [], text("intake.folder_missing", name=clean(str(name)))))
    return handins, ignored


def _gradescope_metadata(path: Path) -> dict[str, Any]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C one reads a thousand submissions in a second
    try:
        if kind_of(path) != "file" or path.stat().st_size > METADATA_BYTES:
            raise UsageError(text("wrong.download", path=str(path), said=text("unpack.no_plain_file")))
        document = loader(path.read_bytes()).get_single_data()
        if not isinstance(document, dict):
            raise UsageError(text("wrong.download", path=str(path), said=text("unpack.nobodys")))
    except (OSError, ValueError, yaml.YAMLError, RecursionError) as error:
        said = " ".join(str(error).split())[:200]
        raise UsageError(text("wrong.download", path=str(path), said=said)) from None
    facts = {str(name): dict(each) for name, each in document.items() if isinstance(each, dict)}
    for each in facts.values():
        people = each.get(":submitters")
        each[":submitters"] = [p for p in people if isinstance(p, dict)] if isinstance(people, list) else []
    return facts


def nbgrader(entries: list[Path], lesson: Lesson) -> Read:
    """submitted/<student>/<assignment>/, with the time in timestamp.txt."""
    folders = [entry for entry in entries if is_folder(entry)]
    assignments = sorted({inside.name for entry in folders for inside in entry.iterdir() if is_folder(inside)})
    chosen = _assignment(assignments, folders, lesson)
    handins = []
    ignored: list[Line] = []
    for entry in folders:
        folder = entry / chosen
        if is_folder(folder):
            if told := _unread_time(folder):
                ignored.append(text("left.no_time", name=clean(entry.name), file="timestamp.txt", time=told))
            handins.append(HandIn(clean(entry.name), [(chosen, folder)], handed_in=_timestamp(folder)))
    others = [clean(entry.name) for entry in entries if entry not in folders]
    without = [clean(entry.name) for entry in folders if not is_folder(entry / chosen)]
    ignored += [text("left.no_folder", name=name) for name in others]
    ignored += [text("left.another", name=f"*/{clean(name)}") for name in assignments if name != chosen]
    ignored += [text("left.without", name=name, assignment=clean(chosen)) for name in without]
    return handins, ignored


def _assignment(names: list[str], folders: list[Path], lesson: Lesson) -> str:
    stem = Path(lesson.facts.file).stem
    own = [name for name in names if name.casefold() in (lesson.name.casefold(), lesson.id.casefold(), stem.casefold())]
    own = own or [name for name in names if any(list((folder / name).glob(f"{stem}.*")) for folder in folders)]
    own = own or names
    if len(own) != 1:
        found = ", ".join(map(clean, own)) or text("wrong.none")
        raise UsageError(text("wrong.which_assignment", lesson=lesson.id, found=found))
    return own[0]


def _timestamp(folder: Path) -> datetime.datetime | None:
    """nbgrader writes 2026-02-02 15:58:23.948203 UTC, or the zone of its settings; a time without a zone counts as UTC, any other text as no time."""
    written = _written_time(folder)
    when, _, zone = written.rpartition(" ")
    try:
        if ZONE.fullmatch(zone):
            return datetime.datetime.fromisoformat(when).replace(tzinfo=zoneinfo.ZoneInfo(zone))
        return _aware(datetime.datetime.fromisoformat(written))
    except (ValueError, OSError, zoneinfo.ZoneInfoNotFoundError):
        return None


def _written_time(folder: Path) -> str:
    try:
        return (folder / "timestamp.txt").read_bytes()[:100].decode("utf-8", "replace").strip()
    except OSError:
        return ""


def _unread_time(folder: Path) -> str:
    """What stands there and is no time; empty where one is read, or nothing stands there."""
    return "" if _timestamp(folder) else clean(_written_time(folder))


def moodle(entries: list[Path]) -> Read:
    """`Full name_12345_assignsubmission_file/` folders, or files whose names begin so."""
    handins: dict[str, HandIn] = {}
    texts: dict[str, HandIn] = {}
    ignored: list[Line] = []
    for entry in entries:
        match = moodle_parts(entry.name)
        if not match:
            ignored.append(text("left.not_named", name=clean(entry.name), platform="Moodle"))
            continue
        kept = handins if match["kind"] == "file" else texts
        student = clean(f"{match['name']}_{match['id']}")
        also = (clean(match["name"]), match["id"])
        handin = kept.setdefault(student, HandIn(student, [], also=also))
        handin.paths.append((match.groupdict().get("file") or entry.name, entry))
    for student, online in texts.items():
        if student in handins:
            ignored.append(text("left.online_text", student=student))
        else:
            online.problem = text("intake.online_text")
            handins[student] = online
    return list(handins.values()), ignored


def canvas(entries: list[Path]) -> Read:
    """`leeana_12345_67890_file.py`, with LATE behind the name; of a file handed in again, the last counts."""
    handins: dict[str, HandIn] = {}
    newest: dict[tuple[str, str], tuple[int, Path, str]] = {}
    ignored: list[Line] = []
    for entry in entries:
        match = CANVAS.fullmatch(entry.name)
        if not match:
            ignored.append(text("left.not_named", name=clean(entry.name), platform="Canvas"))
            continue
        student = clean(f"{match['name']}_{match['user']}")
        handin = handins.setdefault(student, HandIn(student, [], also=(clean(match["name"]), match["user"])))
        if match["late"]:
            handin.late = True
            handin.late_files.append(entry)
        file = COUNTED.sub("", match["file"])
        again = (student, file) in newest
        this = (int(match["attachment"]), entry, file if again else match["file"])
        if last := newest.get((student, file)):
            handin.before.append((file, min(this, last)[1]))
        newest[student, file] = max(this, last or this)
    for (student, _), (_, path, file) in newest.items():
        handins[student].paths.append((file, path))
    return list(handins.values()), ignored


def _aware(time: datetime.datetime) -> datetime.datetime:
    return time if time.tzinfo else time.replace(tzinfo=datetime.UTC)
