"""Pairs of submissions that share more than the stub, the exercise and the class explain. A reason to look, never a verdict."""

from __future__ import annotations

import tempfile
from bisect import bisect_left
from collections import Counter, defaultdict
from decimal import Decimal
from itertools import accumulate, combinations
from pathlib import Path

import msgspec

from grader.classroom.pairs import Pair, Similar, save_similar
from grader.classroom.store import Store
from grader.course.lessons import Course, Lesson
from grader.errors import UsageError
from grader.intake.discover import discover
from grader.intake.handins import read_found
from grader.intake.submission import source_lines, text_of

try:
    from copydetect.utils import filter_code, get_document_fingerprints
except ImportError:
    raise UsageError("`dlgrade similar` needs copydetect: pip install 'dlgrade[similar]'.") from None

__all__ = ["similar_pairs", "similar_submissions"]

NOISE = 20  # shorter matches, in characters of source without names, say nothing
GUARANTEE = 25  # every longer one is found
FEWEST = 12  # own passages that a file must have to be compared
COMMON = 10  # a passage that one in so many students has is the exercise's, not anybody's
COMMON_LEAST = 4


def similar_submissions(out: Path, course: Course, percent: int) -> list[Pair]:
    """The pairs of a graded class, the most alike first; also written to DIR/similar.json and DIR/similar.csv."""
    settings = Store(out).settings
    if settings is None:
        raise UsageError(f"{out} is no graded class: it has no run.json. `dlgrade grade LESSON SUBMISSIONS --out DIR`.")
    lesson = course.lesson(settings.lesson)
    with tempfile.TemporaryDirectory(prefix="dlgrade-class-") as room:
        found = discover(Path(settings.submissions), lesson, Path(room), out, settings.form).found
        submissions = {each.student: read_found(each, lesson) for each in found if not each.fault}
        sources = {student: "\n".join(map(text_of, each.files.values())) for student, each in submissions.items()}
    pairs = similar_pairs(sources, explained_by(lesson), percent)
    named = sorted({name for pair in pairs for name in (pair.first, pair.second)})
    save_similar(Similar(pairs, {name: submissions[name].sha256 for name in named}), out)
    return pairs


def similar_pairs(sources: dict[str, str], explained: str, percent: int) -> list[Pair]:
    """Pairs of which one has at least `percent` of its own passages in common with the other.

    explained: source that everybody was given. Names, comments and spacing do not count.
    """
    sources = {student: trimmed(source) for student, source in sources.items()}
    prints = {student: passages(source) for student, source in sources.items()}
    counts = Counter(passage for found in prints.values() for passage in found)
    most = max(COMMON_LEAST, len(prints) // COMMON)
    common = {passage for passage, count in counts.items() if count > most} | passages(trimmed(explained))
    own = {student: found - common for student, found in prints.items()}
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

    def with_lines(pair: Pair) -> Pair:
        both = own[pair.first] & own[pair.second]
        lines = [lines_with(sources[student], both, given) for student in (pair.first, pair.second)]
        return msgspec.structs.replace(pair, first_lines=lines[0], second_lines=lines[1])

    return list(map(with_lines, pairs))


def trimmed(source: str) -> str:
    """The same lines without spaces at their ends: the lexer reads lines of nothing else again and again, hours for half a megabyte."""
    return "\n".join(line.rstrip() for line in source_lines(source))


def share(count: int, of: set[int]) -> Decimal:
    return (Decimal(100 * count) / len(of)).quantize(Decimal(1))


def passages(source: str) -> set[int]:
    """Fingerprints of the source, without the names in it."""
    text, _ = filter_code(source, "source.py", "python")
    return set(places(text))


def places(text: str) -> dict[int, list[int]]:
    """The fingerprints of a filtered text, and where each begins in it."""
    if len(text) < GUARANTEE:
        return {}
    _, found = get_document_fingerprints(text, NOISE, GUARANTEE - NOISE + 1)
    return {int(passage): list(map(int, begins)) for passage, begins in found.items()}


def lines_with(source: str, wanted: set[int], given: set[str]) -> list[int]:
    """The lines, from 1, that have a letter of the passages `wanted`. given: lines that everybody had; they are left out."""
    lines = source.split("\n")
    plain = "\n".join(lines).lstrip("\n")  # as the lexer begins to read
    skipped = sum(map(len, lines)) + len(lines) - 1 - len(plain)
    ends = list(accumulate(len(line) + 1 for line in lines))
    text, removed = filter_code(plain, "source.py", "python")
    knots = [int(knot) for knot, _ in removed]
    # How much was left out before each knot. It never falls; where a class is named, copydetect says so.
    shifts = list(accumulate((int(shift) for _, shift in removed), max))
    found = set()
    for begin in (begin for passage, begins in places(text).items() if passage in wanted for begin in begins):
        for place in range(begin, begin + NOISE):
            knot = min(bisect_left(knots, place), len(knots) - 1)
            found.add(bisect_left(ends, skipped + place + shifts[knot] + 1))
    return [line + 1 for line in sorted(found) if line < len(lines) and lines[line].strip() not in given]


def explained_by(lesson: Lesson) -> str:
    """What everybody was given: the stub."""
    return lesson.stub.read_text(encoding="utf-8") if lesson.stub.is_file() else ""
