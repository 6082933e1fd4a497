"""Two wrong ideas in one program: one that is told already, and a second one that shows itself only beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from grader.course.misconceptions import Misconception
from grader.judge.explain.compose import changed, composed, merged
from grader.judge.explain.replay import ReplayProgram

__all__ = ["SecondIdea", "pairs"]

MOST = 12  # programs beside each idea that is told


class SecondIdea(Struct, frozen=True):
    """second: the idea that the program would be told of, in these tests."""

    second: Misconception
    program: ReplayProgram
    tests: list[str]


def pairs(
    first: bytes, ideas: Sequence[Misconception], wanted: dict[str, list[str]], solution: bytes
) -> Iterator[SecondIdea]:
    """Programs that hold `first`, a whole program of one idea, and another idea; at most so many.

    wanted: by an idea's name the tests that nothing explains yet and that it must fail.
    """
    there, found = changed(solution, first), 0
    for idea in ideas:
        tests = wanted.get(idea.name)
        if not tests or idea.whole or idea.source == first:
            continue
        both = _both(solution, there, changed(solution, idea.source))
        if both is not None:
            yield SecondIdea(idea, ReplayProgram(composed(solution, both, first + b"\n" + idea.source)), tests)
            found += 1
        if found == MOST:
            return


def _both(solution: bytes, one: dict[str, str], other: dict[str, str]) -> dict[str, str] | None:
    """The definitions of both; None where they are of one function and do not compose."""
    own, both = changed(b"", solution), one | other
    for name in one.keys() & other.keys():
        text = merged(own[name], one[name], other[name]) if name in own else None
        if text is None:
            return None
        both[name] = text
    return both
