"""What was handed in beside the graded file: modules that it may import, and the rest, which is named and not graded."""

from __future__ import annotations

import re
import site
import sys
from dataclasses import dataclass, field
from functools import cache
from importlib.machinery import PathFinder

from grader.course.lessons import Lesson
from grader.intake.archive import Member
from grader.intake.encoding import as_source, source_problem
from grader.intake.file_names import SUPPORT, base, ending_of, listed, plain_stem
from grader.sentences import Text, text

__all__ = ["Beside", "beside"]

MOST = 20  # modules, and sentences
MODULE = re.compile(r"[A-Za-z_]\w{0,60}(/[A-Za-z_]\w{0,60}){0,4}\.py", re.ASCII)
WORD = re.compile(rb"\w+")
FROM = re.compile(rb"^[ \t]*+(?:from|import)[ \t]++(\w+)\.", re.MULTILINE)


@dataclass(frozen=True)
class Beside:
    """files: modules for the worker, by their paths beside the graded file. notes and reasons: as in a Submission."""

    files: dict[str, bytes] = field(default_factory=dict)
    notes: tuple[Text, ...] = ()
    reasons: dict[str, Text] = field(default_factory=dict)


def beside(main: Member, source: bytes, rest: list[Member], lesson: Lesson) -> Beside:
    """What of `rest` the graded file, whose source this is, can import and names, and what is said of the others."""
    folder = main.name.rpartition("/")[0]
    named = {_beside(each.name, folder): each for each in rest if not _within(each, folder)}
    named |= {_beside(each.name, folder): each for each in rest if _within(each, folder)}
    named = {name: each for name, each in sorted(named.items()) if base(name) != "test_public.py"}  # the lesson's own
    why = {name: _why_not(each, name, folder, lesson) for name, each in named.items()}
    prefix = f"{lesson.facts.package}/" if lesson.facts.package else ""
    whole = {} if lesson.facts.package else _by_folder(named, folder, source)
    why |= {name: _why_not(each, name, folder, lesson) for name, each in whole.items()}
    named |= whole
    own = {name for name in named if lesson.is_own(prefix + name)}
    files, why = _imported(named, why, source, own, lesson.limits.source_kb * 1024)
    notes = [text("intake.hides", name=listed([name]), package=_module(name)) for name in named if why[name] == "hides"]
    kept, about, taken = _artefacts(named, lesson)
    notes += about
    unfit = [name for name in named if why[name] == "unfit" and name not in whole]
    room = lesson.limits.source_kb * 1024
    unread = {name: _unread(name, named[name], room) for name in unfit[:MOST]}
    notes += unread.values()
    taken |= {*unread, *whole, *(name for name in named if f"{base(folder)}/{name}" in files)}
    left = [
        name for name in named if why[name] and why[name] != "hides" and base(name) != "show.py" and name not in taken
    ]
    if left:
        notes.append(text("intake.beside", name=listed([base(main.name)]), names=listed(left)))
    reasons = {
        f"module {_module(name)}": text("intake.not_part", name=listed([name]))
        for name in [name for name in left if ending_of(name) == ".py" and name != lesson.facts.file][:MOST]
    }
    reasons |= {f"module {_module(name)}": said for name, said in unread.items()}
    for name in lesson.facts.modules:
        if name != lesson.facts.file and name not in files:
            reasons[f"module {_module(name)}"] = text("intake.not_there", name=name)
            notes.append(text("intake.not_there", name=name))
    return Beside({prefix + name: data for name, data in files.items()} | kept, tuple(notes[:MOST]), reasons)


def _within(member: Member, folder: str) -> bool:
    return not folder or member.name.startswith(f"{folder}/")


def _beside(name: str, folder: str) -> str:
    """The path from the innermost folder that holds both, as a program finds it that has put that folder on its path."""
    while folder and not name.startswith(f"{folder}/"):
        folder = folder.rpartition("/")[0]
    return name.removeprefix(f"{folder}/") if folder else name


def _by_folder(named: dict[str, Member], folder: str, source: bytes) -> dict[str, Member]:
    """The modules in the graded file's folder by that folder's name too, where the source imports them so."""
    package = base(folder)
    if not package.isidentifier() or package.encode() not in {match[1] for match in FROM.finditer(source)}:
        return {}
    return {
        f"{package}/{name}": each for name, each in named.items() if _within(each, folder) and MODULE.fullmatch(name)
    }


def _unread(name: str, member: Member, room: int) -> Text:
    """Why a module that is imported is not there."""
    if problem := source_problem(as_source(member.read(room))):
        return text("intake.helper_unread", name=listed([name]), why=problem)
    return text("intake.helper_no_room", name=listed([name]), count=MOST, kb=room // 1024)


def _artefacts(named: dict[str, Member], lesson: Lesson) -> tuple[dict[str, bytes], list[Text], set[str]]:
    """The lesson's files that are no programs: what they hold, what is to be said of them, and under which names they came."""
    kept: dict[str, bytes] = {}
    notes: list[Text] = []
    taken: set[str] = set()
    for name, most in lesson.facts.artefacts.items():
        files = [each for each in named if named[each].kind == "file"]
        exact = [each for each in files if base(each) == name]
        found = exact or [each for each in files if _plain(each) == _plain(name)]
        if len(found) != 1:
            said = text("intake.several_times", name=name, count=len(found), names=listed(found)) if found else None
            notes.append(said or text("intake.not_there", name=name))
            continue
        taken.add(found[0])
        data = named[found[0]].read(most + 1)
        if len(data) > most:
            notes.append(text("artefact.too_large", name=name, mb=f"{most / (1 << 20):g}"))
        else:
            kept[name] = data
    return kept, notes, taken


def _plain(name: str) -> tuple[str, str]:
    """Without what platforms and browsers add to a name."""
    stem, _, ending = base(name).rpartition(".")
    return plain_stem(f"{stem}.py"), ending.lower()


def _imported(
    named: dict[str, Member], why: dict[str, str], source: bytes, own: set[str], room: int
) -> tuple[dict[str, bytes], dict[str, str]]:
    """Of the modules that nothing speaks against the lesson's own, and those that the source names, or one that it imports, names.

    As far as there is room.
    """
    files: dict[str, bytes] = {}
    why = {name: each or "not named" for name, each in why.items()}
    waiting = [source]
    while waiting:
        words = set(WORD.findall(waiting.pop()))
        waits = [name for name in named if why[name] == "not named"]
        for name in [name for name in waits if name in own or _module(name).encode() in words]:
            data = as_source(named[name].read(room + 1))
            if len(data) > room or len(files) == MOST or source_problem(data):
                why[name] = "unfit"
                continue
            room -= len(data)
            files[name] = data
            why[name] = ""
            waiting.append(data)
    return dict(sorted(files.items())), why


def _module(name: str) -> str:
    return name.removesuffix(".py").partition("/")[0]


def _why_not(member: Member, name: str, folder: str, lesson: Lesson) -> str:
    """Why it is no module for the graded file; empty where it is one."""
    inside = _within(member, folder) or not lesson.facts.package
    if member.kind != "file" or not inside or not MODULE.fullmatch(name):
        return "no module"
    module = _module(name)
    whole = f"{lesson.facts.package}/{name}" if lesson.facts.package else name
    if whole == lesson.main:  # and another file is graded in its place
        return "no module"
    support = SUPPORT.fullmatch(base(name)) and base(name) != "__init__.py"
    if lesson.is_own(whole) and not support:
        return ""
    if support or module == lesson.facts.file.removesuffix(".py"):
        return "no module"
    if _is_package(module):
        return "hides"
    return "" if lesson.facts.helpers else "not allowed"


@cache
def _is_package(module: str) -> bool:
    """Whether Python or an installed package has this name."""
    folders = {
        *site.getsitepackages(),
        *(path for path in sys.path if path.endswith(("site-packages", "dist-packages"))),
    }
    special = {"sitecustomize", "usercustomize", "grader"}
    return (
        module in sys.stdlib_module_names
        or module in special
        or PathFinder.find_spec(module, sorted(folders)) is not None
    )
