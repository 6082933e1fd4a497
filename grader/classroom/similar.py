"""Pairs of submissions that share more than the stub, the exercise and the class explain. A reason to look, never a verdict."""

from __future__ import annotations

from collections import Counter, defaultdict
from decimal import Decimal
from importlib.util import find_spec
from itertools import combinations
from pathlib import Path

import msgspec

from grader.classroom.choices import chosen_files
from grader.classroom.classes import lesson_of
from grader.classroom.pairs import Pair, Similar, save_similar
from grader.classroom.passages import Reader
from grader.classroom.store import Store
from grader.course.lessons import Course, Lesson
from grader.errors import UsageError
from grader.intake.discover import discover
from grader.intake.handins import read_found
from grader.intake.submission import source_lines, text_of
from grader.sentences import text
from grader.temporary import held_folder

if find_spec("copydetect") is None:
    raise UsageError(text("wrong.needs_similar"))

__all__ = ["compare", "similar_pairs", "similar_submissions"]

FEWEST = 12  # own passages that a file must have to be compared
COMMON = 10  # a passage that one in so many students has is the exercise's, not anybody's
COMMON_LEAST = 4


def similar_submissions(out: Path, course: Course, percent: int) -> Similar:
    """The pairs of a graded class, the most alike first; also written to DIR/similar.json and DIR/similar.csv."""
    settings = Store(out).settings
    if settings is None:
        raise UsageError(text("wrong.no_class", folder=str(out)))
    lesson = lesson_of(settings.lesson, out, course)
    with held_folder("dlgrade-class-") as room:
        found = discover(
            Path(settings.submissions),
            lesson,
            room,
            out,
            settings.form,
            chosen_files(out),
            settings.late(course.facts.late),
        ).found
        submissions = {each.student: read_found(each, lesson) for each in found if not each.fault}
        sources = {student: "\n".join(map(text_of, each.code.values())) for student, each in submissions.items()}
    pairs, unread = compare(sources, explained_by(lesson), percent)
    named = sorted({name for pair in pairs for name in (pair.first, pair.second)})
    similar = Similar(pairs, {name: submissions[name].sha256 for name in named}, unread)
    save_similar(similar, out)
    return similar


def similar_pairs(sources: dict[str, str], explained: str, percent: int) -> list[Pair]:
    """The pairs that `compare` finds."""
    return compare(sources, explained, percent)[0]


def compare(sources: dict[str, str], explained: str, percent: int) -> tuple[list[Pair], list[str]]:
    """Pairs of which one has at least `percent` of its own passages in common with the other; who could not be read in time.

    explained: source that everybody was given. Names, comments and spacing do not count.
    """
    sources = {student: trimmed(source) for student, source in sources.items()}
    with Reader() as reader:
        given_passages = reader.read(trimmed(explained)) or {}
        read = {student: reader.read(source) for student, source in sources.items()}
    prints = {student: found for student, found in read.items() if found is not None}
    counts = Counter(passage for found in prints.values() for passage in found)
    most = max(COMMON_LEAST, len(prints) // COMMON)
    common = {passage for passage, count in counts.items() if count > most} | set(given_passages)
    own = {student: set(found) - common for student, found in prints.items()}
    holders: dict[int, list[str]] = defaultdict(list)
    for student in sorted(own):
        for passage in own[student] if len(own[student]) >= FEWEST else ():
            holders[passage].append(student)
    shared = Counter(pair for students in holders.values() for pair in combinations(students, 2))
    pairs = [
        Pair(a, b, count, share(count, own[a]), share(count, own[b]))
        for (a, b), count in shared.items()
        if max(share(count, own[a]), share(count, own[b])) >= percent
    ]
    pairs.sort(key=lambda pair: (-max(pair.first_share, pair.second_share), -pair.shared, pair.first, pair.second))
    given = {line.strip() for line in explained.splitlines()}

    def lines(student: str, wanted: set[int]) -> list[int]:
        """The lines, from 1, in which these passages stand, without those that everybody had."""
        text = sources[student].split("\n")
        found = {line for passage in wanted for line in prints[student][passage]}
        return [line + 1 for line in sorted(found) if line < len(text) and text[line].strip() not in given]

    def with_lines(pair: Pair) -> Pair:
        both = own[pair.first] & own[pair.second]
        return msgspec.structs.replace(pair, first_lines=lines(pair.first, both), second_lines=lines(pair.second, both))

    return list(map(with_lines, pairs)), sorted(set(sources) - set(prints))


def trimmed(source: str) -> str:
    """The same lines without spaces at their ends: the lexer reads lines of nothing else again and again, hours for half a megabyte."""
    return "\n".join(line.rstrip() for line in source_lines(source))


def share(count: int, of: set[int]) -> Decimal:
    return (Decimal(100 * count) / len(of)).quantize(Decimal(1))


def explained_by(lesson: Lesson) -> str:
    """What everybody was given: the stub."""
    return lesson.stub.read_text(encoding="utf-8") if lesson.stub.is_file() else ""
