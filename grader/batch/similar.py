"""Pairs of submissions that share more than the stub, the exercise and the class explain. A reason to look, never a verdict."""

from __future__ import annotations

import io
import tempfile
import tokenize
from collections import Counter, defaultdict
from decimal import Decimal
from itertools import combinations
from pathlib import Path

from msgspec import Struct

from grader.batch.discover import discover
from grader.batch.intake import read_found
from grader.batch.store import Store, write_whole
from grader.batch.tables import csv_bytes
from grader.course import Course, Lesson
from grader.errors import UsageError
from grader.submission import source_problem

try:
    from copydetect.utils import filter_code, get_document_fingerprints
except ImportError:
    raise UsageError("`dlgrade similar` needs copydetect: pip install 'dlgrade[similar]'.") from None

__all__ = ["Pair", "similar_pairs", "similar_submissions"]

NOISE = 20  # shorter matches, in characters of source without names, say nothing
GUARANTEE = 25  # every longer one is found
FEWEST = 12  # own passages that a file must have to be compared
COMMON = 10  # a passage that one in so many students has is the exercise's, not anybody's
COMMON_LEAST = 4


class Pair(Struct, frozen=True):
    """Two students. shared: passages that both have and few others; the shares are of each one's own passages, in percent."""

    first: str
    second: str
    shared: int
    first_share: Decimal
    second_share: Decimal


def similar_submissions(out: Path, course: Course, percent: int) -> list[Pair]:
    """The pairs of a graded class, the most alike first; also written to DIR/similar.csv."""
    settings = Store(out).settings
    if settings is None:
        raise UsageError(f"{out} is no graded class: it has no run.json. `dlgrade grade LESSON SUBMISSIONS --out DIR`.")
    lesson = course.lesson(settings.lesson)
    with tempfile.TemporaryDirectory(prefix="dlgrade-class-") as room:
        found = discover(Path(settings.submissions), lesson, Path(room), out).found
        sources = {each.student: source_of(read_found(each, lesson).files) for each in found}
    pairs = similar_pairs(sources, explained_by(lesson), percent)
    rows: list[list[str | int | Decimal]] = [["first", "second", "shared", "first_percent", "second_percent"]]
    rows += [[p.first, p.second, p.shared, p.first_share, p.second_share] for p in pairs]
    write_whole(out / "similar.csv", csv_bytes(rows))
    return pairs


def similar_pairs(sources: dict[str, str], explained: str, percent: int) -> list[Pair]:
    """Pairs of which one has at least `percent` of its own passages in common with the other.

    explained: source that everybody was given. Names, comments and spacing do not count.
    """
    prints = {student: passages(source) for student, source in sources.items()}
    counts = Counter(passage for found in prints.values() for passage in found)
    most = max(COMMON_LEAST, len(prints) // COMMON)
    common = {passage for passage, count in counts.items() if count > most} | passages(explained)
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
    return sorted(
        pairs, key=lambda pair: (-max(pair.first_share, pair.second_share), -pair.shared, pair.first, pair.second)
    )


def share(count: int, of: set[int]) -> Decimal:
    return (Decimal(100 * count) / len(of)).quantize(Decimal(1))


def passages(source: str) -> set[int]:
    """Fingerprints of the source, without the names in it."""
    text, _ = filter_code(source, "source.py", "python")
    if len(text) < GUARANTEE:
        return set()
    found, _ = get_document_fingerprints(text, NOISE, GUARANTEE - NOISE + 1)
    return set(map(int, found))


def explained_by(lesson: Lesson) -> str:
    """What everybody was given: the stub."""
    return lesson.stub.read_text(encoding="utf-8") if lesson.stub.is_file() else ""


def source_of(files: dict[str, bytes]) -> str:
    data = b"\n".join(files.values())
    if source_problem(data):
        return ""
    encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
    return data.decode(encoding)
