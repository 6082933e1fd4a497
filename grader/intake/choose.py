"""Which file of a hand-in is graded: one rule for every door.

The lesson's file by its name; by its name without what platforms and browsers add; the only Python file or notebook, in the
folder, in its subfolders, in an archive. Of two that fit equally well the newer is taken where times are known.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from grader.course.lessons import Lesson
from grader.intake.archive import Member, is_archive
from grader.intake.members import Levels, base
from grader.intake.names import clean
from grader.sentences import Line, Part, Text, text

__all__ = ["CODE", "TEXT_NOTEBOOKS", "Choice", "choose", "ending_of", "listed", "plain_stem", "rest_of"]

CODE = (".py", ".ipynb")
KINDS = ".py, .ipynb, .zip, .tar, .tar.gz, .tgz"  # for people
TEXT_NOTEBOOKS = (".qmd", ".rmd", ".md")  # notebooks as text
KNOWN = re.compile(r"\.(py|ipynb|qmd|rmd|md)$", re.IGNORECASE)
BY_BROWSER = re.compile(
    r"(\.(?:py|ipynb|qmd|md))[-_ ]*(?:\(\d+\)|\d+)?(?:\.(?:txt|json|html?|download|py))?$", re.IGNORECASE
)
SIMILAR_TIMES = 60  # seconds: what was copied or unpacked together says nothing of which is newer
SUPPORT = re.compile(
    r"test_public\.py|test_.*\.py|.*_test\.py|show\.py|conftest\.py|setup\.py|__init__\.py", re.IGNORECASE
)
README = re.compile(r"(readme|licen[cs]e|changelog|contributing)\b.*", re.IGNORECASE)

# What a copy is called, as systems and browsers say it in many languages, behind the name or before it.
COPY = (
    r"copy|copie|kopie|kopia|kopi|kopio|kópia|copia|cópia|copia de seguridad|копия|копія|másolat|kopya|αντίγραφο|bản sao|salinan"
    r"|副本|拷贝|拷貝|複製|複本|备份|コピー|복사본|사본|نسخة|نسخه|עותק|प्रतिलिपि|สำเนา"
)
NUMBER = r"(?:\(\d{1,3}\)|（\d{1,3}）|\[\d{1,3}\]|\d{1,3})"
BEHIND = re.compile(
    rf"[\s_–—-]*(?:(?:[-–—]\s*)?(?:的|の)?(?:{COPY})(?:\s*{NUMBER})?|\(\d{{1,3}}\)|（\d{{1,3}}）|\[\d{{1,3}}\])$",
    re.IGNORECASE,
)
COUNTED = re.compile(r"(?:[-_ ~]\d{1,2})$")
LATE = re.compile(r"(?:[-_ ]late)$|^(?:late[-_ ])", re.IGNORECASE)
BEFORE = re.compile(
    rf"^(?:(?:{COPY})[\s_]*(?:{NUMBER}[\s_]*)?(?:of|von|de|di|av|van|af|dari|～|~|-)?[\s_]+)", re.IGNORECASE
)
PLATFORM = re.compile(r"^(?:[^\W_]+_(?:late_)?(?:\d+|[a-z0-9]{5})_\d+_|.*?_\d+_assignsubmission_file_)", re.IGNORECASE)
MOST_NAME = 300  # characters: longer names are nobody's


@dataclass(frozen=True)
class Choice:
    """The file that is graded, or why there is none: a sentence for the student. rest: what else was handed in.

    empty: nothing there could be meant at all.
    """

    main: Member | None = None
    problem: Part = ""
    rest: list[Member] = field(default_factory=list)
    empty: bool = False


def choose(levels: Levels, lesson: Lesson, named: str = "") -> Choice:
    """The file that is meant for the lesson's own. named: the one that it is, by its name or by the whole of its path."""
    if named:
        return _of_name(levels, named)
    wanted = lesson.facts.file
    stem = Path(wanted).stem
    if lesson.facts.package:
        return _of_package(levels, lesson)
    rules: tuple[Callable[[str], bool], ...] = (
        lambda name: name == wanted,
        lambda name: name == f"{stem}.ipynb",
        lambda name: name in {stem + ending for ending in TEXT_NOTEBOOKS},
        lambda name: ending_of(name) == ".py" and plain_stem(name) == plain_stem(wanted),
        lambda name: ending_of(name) == ".ipynb" and plain_stem(name) == plain_stem(wanted),
    )
    for rule in rules:
        for level in levels:
            if found := [member for member in level if rule(base(member.name))]:
                return _the_one(found, levels, wanted)
    for endings in (CODE, TEXT_NOTEBOOKS):
        for level in levels:
            if found := _candidates(level, endings):
                return _the_one(found, levels, wanted)
    return _none(levels, lesson)


def _of_name(levels: Levels, named: str) -> Choice:
    for fits in (lambda name: name == named, lambda name: base(name) == named):
        for level in levels:
            if found := [
                member for member in level if member.kind == "file" and ending_of(member.name) and fits(member.name)
            ]:
                break
        else:
            continue
        if len(found) == 1:
            return Choice(found[0], rest=rest_of(levels, found[0]))
        return Choice(problem=text("intake.several_named", name=clean(named), names=listed(m.name for m in found)))
    names = listed(member.name for member in levels.seen() if ending_of(member.name))
    return Choice(problem=text("intake.none_named", name=clean(named), names=names))


def _of_package(levels: Levels, lesson: Lesson) -> Choice:
    """The package's first file: in a folder of the package's name, else as near to the top as it is."""
    for level in levels:
        found = [member for member in level if base(member.name) == lesson.facts.file]
        named = [member for member in found if base(member.name.rpartition("/")[0]) == lesson.facts.package]
        top = min((member.name.count("/") for member in named or found), default=0)
        if nearest := [member for member in named or found if member.name.count("/") == top]:
            return _the_one(nearest, levels, lesson.main)
    return _none(levels, lesson)


def ending_of(name: str) -> str:
    """`.py`, `.ipynb` or another kind of code, by the name's end, whatever a browser hung behind it; empty for anything else."""
    name = base(name)[-MOST_NAME:]
    if match := KNOWN.search(name) or BY_BROWSER.search(name):
        return "." + match[1].lower().lstrip(".")
    return ""


def plain_stem(name: str) -> str:
    """The name without ending, letter case, spaces and all that platforms, browsers and systems add to it."""
    stem = base(name)[-MOST_NAME:]
    stem = BY_BROWSER.sub("", KNOWN.sub("", stem)) if ending_of(name) else stem
    stem = unicodedata.normalize("NFKC", stem).strip()
    for _ in range(4):
        before = stem
        for added in (PLATFORM, BEFORE, LATE, BEHIND, COUNTED):
            stem = added.sub("", stem).strip() or stem
        if stem == before:
            break
    return re.sub(r"[\W_]+", "", stem).casefold()


def _candidates(level: list[Member], endings: tuple[str, ...]) -> list[Member]:
    """The code of a level, as near to its top as there is any."""
    found = [
        member
        for member in level
        if member.kind == "file"
        and ending_of(member.name) in endings
        and not SUPPORT.fullmatch(base(member.name))
        and not README.fullmatch(base(member.name))
    ]
    top = min((member.name.count("/") for member in found), default=0)
    return [member for member in found if member.name.count("/") == top]


def _the_one(found: list[Member], levels: Levels, wanted: str) -> Choice:
    """One of these that fit equally well."""
    files = [member for member in found if member.kind == "file"]
    if not files:
        return Choice(problem=text("intake.is_no_file", name=listed([found[0].name], 1), kind=kind_text(found[0])))
    if len(files) > 1:
        files = _newest(files) or _exported(files) or files
    if len(files) > 1:
        name, names = base(files[0].name), listed(member.name for member in files)
        if len({base(member.name) for member in files}) == 1:
            return Choice(problem=text("intake.several_times", name=clean(name), count=len(files), names=names))
        alike = plain_stem(name) == plain_stem(wanted)
        return Choice(problem=text("intake.several_alike" if alike else "intake.several", wanted=wanted, names=names))
    return Choice(files[0], rest=rest_of(levels, files[0]))


def _newest(files: list[Member]) -> list[Member]:
    """The newest, where it is newer than every other by more than what copying takes."""
    *others, newest = sorted(files, key=lambda member: member.time)
    known = all(member.time for member in files)
    return [newest] if known and newest.time - others[-1].time > SIMILAR_TIMES else []


def _exported(files: list[Member]) -> list[Member]:
    """The Python file of a pair that is one notebook saved both ways."""
    stems = {plain_stem(member.name) for member in files}
    python = [member for member in files if ending_of(member.name) == ".py"]
    return python if len(files) == 2 and len(stems) == len(python) == 1 else []


def rest_of(levels: Levels, main: Member) -> list[Member]:
    """What was handed in besides: not the archives that the file came out of."""
    return [
        member
        for member in levels.seen()
        if member is not main and member.kind != "a folder" and not main.name.startswith(f"{member.name}/")
    ]


def _none(levels: Levels, lesson: Lesson) -> Choice:
    members, wanted = levels.seen(), lesson.main
    if levels.problems:
        return Choice(problem=levels.problems[0])
    if not members or [member.kind for member in members] == ["a folder"]:
        return Choice(problem=text("intake.nothing", wanted=wanted), empty=True)
    archives = [member for member in members if is_archive(member.name)]
    if len(archives) == 1 and all(member.name.startswith(archives[0].name) for member in members):
        held = [member.name.removeprefix(f"{archives[0].name}/") for member in members if member is not archives[0]]
        archive = listed([base(archives[0].name)])
        if not held:
            return Choice(problem=text("intake.holds_nothing", archive=archive, wanted=wanted))
        return Choice(problem=text("intake.holds", archive=archive, names=listed(held), wanted=wanted))
    if len(members) == 1 and members[0].kind != "file":
        return Choice(problem=text("intake.what_is_no_file", kind=kind_text(members[0])), empty=True)
    if len(members) == 1:
        name = listed([base(members[0].name)])
        return Choice(problem=text("intake.no_kind", name=name, lesson=lesson.id, kinds=KINDS), empty=True)
    return Choice(problem=text("intake.wanted", names=listed(m.name for m in members), wanted=wanted), empty=True)


def kind_text(member: Member) -> Text:
    """What it is that is no file."""
    return text(f"kind.{member.kind.split()[-1]}")


def listed(names: Iterable[str], most: int = 5) -> Line:
    """The first of these names, in order, and how many more there are; whatever they hold is harmless to print."""
    names = sorted(names)
    shown = ", ".join(clean(re.sub(r"\s+", " ", name))[:80] for name in names[:most])
    return text("list.more", names=shown, n=len(names) - most) if len(names) > most else shown
