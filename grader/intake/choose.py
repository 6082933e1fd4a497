"""Which file of a hand-in is graded: one rule for every door.

The lesson's file by its name; by its name without what platforms and browsers add; the only Python file or notebook, in the
folder, in its subfolders, in an archive. Of two that fit equally well the one nearest to the top is taken, then what its
code says (`candidates`), then the newer where times are known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from grader.course.lessons import Lesson
from grader.intake.archive import Member, is_archive
from grader.intake.candidates import defines, is_untouched, meant
from grader.intake.file_names import CODE, README, SUPPORT, TEXT_NOTEBOOKS, base, ending_of, listed, plain_stem
from grader.intake.members import Levels
from grader.intake.names import clean
from grader.sentences import Part, Text, text

__all__ = ["KINDS", "Choice", "choose", "rest_of"]

KINDS = ".py, .ipynb, .zip, .tar, .tar.gz, .tgz"  # for people
SIMILAR_TIMES = 60  # seconds: what was copied or unpacked together says nothing of which is newer


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
    if lesson.facts.package:
        return _of_package(levels, lesson)
    choice = _by_rules(levels, levels, lesson)
    if choice and choice.main and is_untouched(choice.main, lesson):
        written = ([each for each in level if _is_written(each, lesson)] for level in levels)
        choice = _by_rules(list(written), levels, lesson) or choice
    return choice or _none(levels, lesson)


def _is_written(member: Member, lesson: Lesson) -> bool:
    """Whether it answers a task of the lesson."""
    return not is_untouched(member, lesson) and defines(member, lesson)


def _by_rules(found: Iterable[list[Member]], levels: Levels, lesson: Lesson) -> Choice | None:
    """The choice among these members, level by level; nothing where none of them fits."""
    wanted = lesson.facts.file
    stem = Path(wanted).stem
    rules: tuple[Callable[[str], bool], ...] = (
        lambda name: name == wanted,
        lambda name: name == f"{stem}.ipynb",
        lambda name: name in {stem + ending for ending in TEXT_NOTEBOOKS},
        lambda name: ending_of(name) == ".py" and plain_stem(name) == plain_stem(wanted),
        lambda name: ending_of(name) == ".ipynb" and plain_stem(name) == plain_stem(wanted),
    )
    for rule in rules:
        for level in found:
            if fitting := [member for member in level if rule(base(member.name))]:
                return _the_one(fitting, levels, lesson)
    for endings in (CODE, TEXT_NOTEBOOKS):
        for level in found:
            if fitting := _candidates(level, endings):
                return _the_one(fitting, levels, lesson)
    for level in found:
        if fitting := [each for each in level if each.kind == "file" and _has_lost_its_ending(base(each.name), wanted)]:
            return _the_one(fitting, levels, lesson)
    return None


def _has_lost_its_ending(name: str, wanted: str) -> bool:
    """As mail and browsers leave it, or an editor's copy of that."""
    return "." not in name and plain_stem(name.removesuffix("~")) == plain_stem(wanted)


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
            return _the_one(nearest, levels, lesson)
    return _none(levels, lesson)


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
    return _nearest(found)


def _nearest(found: list[Member]) -> list[Member]:
    """Those nearest to the top."""
    top = min((member.name.count("/") for member in found), default=0)
    return [member for member in found if member.name.count("/") == top]


def _the_one(found: list[Member], levels: Levels, lesson: Lesson) -> Choice:
    """One of these that fit equally well."""
    wanted = lesson.main
    files = _nearest([member for member in found if member.kind == "file"])
    if not files:
        return Choice(problem=text("intake.is_no_file", name=listed([found[0].name], 1), kind=kind_text(found[0])))
    if len(files) > 1:
        files = meant(files, lesson)
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
    if levels.litter and all(is_archive(member.name) for member in members):
        return Choice(problem=text("intake.only_litter", names=listed(levels.litter), wanted=wanted), empty=True)
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
    if len(members) == 1 and not ending_of(members[0].name):
        name = listed([base(members[0].name)])
        return Choice(problem=text("intake.no_kind", name=name, lesson=lesson.id, kinds=KINDS), empty=True)
    return Choice(problem=text("intake.wanted", names=listed(m.name for m in members), wanted=wanted), empty=True)


def kind_text(member: Member) -> Text:
    """What it is that is no file."""
    return text(f"kind.{member.kind.split()[-1]}")
