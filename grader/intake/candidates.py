"""Of several files that could be the graded one, which is meant: by what they hold, as far as a bounded search for names tells."""

from __future__ import annotations

import re
from pathlib import Path

from grader.course.lessons import Lesson
from grader.course.practice import kept_stubs
from grader.intake.archive import ARCHIVE_BYTES, ArchiveProblem, Member
from grader.intake.encoding import as_source
from grader.intake.file_names import base, ending_of, plain_stem
from grader.intake.notebook import NotebookProblem, code_of, joined
from grader.intake.text_notebook import cells_of_text

__all__ = ["defines", "is_untouched", "meant"]

MOST = 20  # files that are looked into
DEFINED = re.compile(rb"^[ \t]*+(?:async[ \t]++)?(?:def|class)[ \t]++(\w+)|^(\w+)[ \t]*+=(?!=)", re.MULTILINE)
IMPORTED = re.compile(rb"^[ \t]*+(?:from[ \t]++\.*+(\w+)|import[ \t]++([\w., \t]{1,200}))", re.MULTILINE)
WORD = re.compile(rb"\w+")


def meant(files: list[Member], lesson: Lesson) -> list[Member]:
    """Those of these files that may be meant, at best one: not the untouched stub beside another, not what defines none of the
    lesson's names beside what does, not what another one imports."""
    if len(files) > MOST:
        return files
    files = [each for each in files if not is_untouched(each, lesson)] or files
    sources = {each.name: _code_in(each, lesson) for each in files}
    named = [each for each in files if _defined(sources[each.name], lesson)]
    found = named or files
    if len(found) > 1 and (top := _importing(found, sources)):
        return [top]
    if not named and (notebook := _only_notebook(found)):
        return [notebook]
    texts = {sources[each.name].replace(b"\r\n", b"\n") for each in found}
    return found[:1] if len(texts) == 1 and b"" not in texts else found


def is_untouched(member: Member, lesson: Lesson) -> bool:
    """Whether this is the stub as it was handed out."""
    released = _released(lesson)
    if released is None or member.kind != "file" or ending_of(member.name) != ".py":
        return False
    stub = released.read_bytes()
    if not len(stub) <= member.size <= 2 * len(stub) + 3:  # other line ends, a mark
        return False
    return _same_lines(_read(member, 2 * len(stub) + 3)) == _same_lines(stub)


def defines(member: Member, lesson: Lesson) -> bool:
    """Whether it is code in which a name of the lesson's is defined."""
    return member.kind == "file" and bool(ending_of(member.name)) and _defined(_code_in(member, lesson), lesson)


def _released(lesson: Lesson) -> Path | None:
    """The stub of the course. In a course that was released, the student's own work may stand in its first place."""
    kept = kept_stubs(lesson.root, lesson) / lesson.main
    if kept.is_file():
        return kept
    return lesson.stub if lesson.solution.is_file() and lesson.stub.is_file() else None


def _same_lines(data: bytes) -> bytes:
    return as_source(data).replace(b"\r\n", b"\n").strip()


def _read(member: Member, size: int) -> bytes:
    try:
        return member.read(size)
    except ArchiveProblem:
        return b""


def _code_in(member: Member, lesson: Lesson) -> bytes:
    """Its code; nothing where there is none that could be graded."""
    limit = lesson.limits.source_kb * 1024
    try:
        if ending_of(member.name) == ".py":
            data = as_source(_read(member, 2 * limit))
        elif ending_of(member.name) == ".ipynb":
            data, _ = joined(code_of(_read(member, ARCHIVE_BYTES)).sources)
        else:
            data, _ = joined(cells_of_text(_read(member, 2 * limit)).sources)
    except NotebookProblem:
        return b""
    return data[:limit]


def _defined(source: bytes, lesson: Lesson) -> bool:
    asked = {name.partition(".")[0].encode() for task in lesson.facts.tasks for name in task.functions}
    return any((match[1] or match[2]) in asked for match in DEFINED.finditer(source))


def _importing(files: list[Member], sources: dict[str, bytes]) -> Member | None:
    """The only one that imports another of these and that none imports."""
    modules = {each.name: base(each.name).removesuffix(".py").encode() for each in files}
    imported = {name: _imported(sources[name]) for name in modules}
    top = [
        each
        for each in files
        if not any(modules[each.name] in words for name, words in imported.items() if name != each.name)
    ]
    others = {module for name, module in modules.items() if not top or name != top[0].name}
    return top[0] if len(top) == 1 and imported[top[0].name] & others else None


def _imported(source: bytes) -> set[bytes]:
    return {word for match in IMPORTED.finditer(source) for word in WORD.findall(match[1] or match[2])}


def _only_notebook(files: list[Member]) -> Member | None:
    """The notebook, where everything else is Python of another name."""
    notebooks = [each for each in files if ending_of(each.name) == ".ipynb"]
    if len(notebooks) != 1:
        return None
    others = [each for each in files if each is not notebooks[0]]
    stem = plain_stem(notebooks[0].name)
    alone = all(ending_of(each.name) == ".py" and plain_stem(each.name) != stem for each in others)
    return notebooks[0] if alone else None
