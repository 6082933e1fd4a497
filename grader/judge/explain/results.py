"""What a test's last answer is, seen from the other answers: unlike that to the same call, or its parts in each other's places."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

from grader.judge.explain.agree import as_array, unlike
from grader.judge.explain.case import Case
from grader.judge.explain.reasons import Said, because
from grader.judge.explain.replay import NoAnswer, OpaqueObject, answer_of, called
from grader.judge.remote.call_text import signatures
from grader.judge.remote.exchange import Exchange
from grader.wire.messages import Handle, Raised, Value

__all__ = ["of_results"]

MOST = 4  # parts of an answer that are tried in each other's places


def of_results(case: Case, test: str) -> Said | None:
    """Of the last call of a function in a test; None where the reference cannot be asked, or answers so by chance."""
    functions: dict[int, str] = {}
    right = case.reference(test)
    asked = [
        (called(mine, functions)[0], mine, true)
        for mine, true in zip(case.records[test].transcript, right, strict=False)
    ]
    asked = [each for each in asked if each[0] and _comes(each[1]) and _comes(each[2])]
    if not asked:
        return None
    return _unequal_twins(asked, signatures(case.solution)) or _exchanged(*asked[-1])


def _comes(exchange: Exchange) -> bool:
    return not isinstance(answer_of(exchange), NoAnswer | Raised | OpaqueObject)


def _unequal_twins(asked: list[tuple[str, Exchange, Exchange]], names: dict[str, list[str]]) -> Said | None:
    """Two calls with the same arguments, the last of them among them, to which the reference gives one answer."""
    function, last, true = asked[-1]
    for name, mine, known in asked[:-1]:
        if name != function or not _same_call(mine, last) or unlike(answer_of(known), answer_of(true)):
            continue
        if unlike(answer_of(mine), answer_of(last)):
            seeded = "seed" in last.call.kwargs or "seed" in names.get(function, [])[: len(last.call.args)]
            return because("same_seed_other_answer" if seeded else "same_call_other_answer", function=function)
    return None


def _same_call(one: Exchange, other: Exchange) -> bool:
    """Of plain arguments: an object may have changed since."""
    same = (one.call.target, one.call.args, one.call.kwargs) == (other.call.target, other.call.args, other.call.kwargs)
    plain = not any(_holds_object(value) for value in (*one.call.args, *one.call.kwargs.values()))
    return same and plain and one.sent == other.sent and one.memory is None and other.memory is None


def _holds_object(value: Value) -> bool:
    if isinstance(value, Handle):
        return True
    items: Sequence[Any] = getattr(value, "items", ())
    return any(_holds_object(part) for item in items for part in (item if isinstance(item, tuple) else (item,)))


def _exchanged(function: str, mine: Exchange, true: Exchange) -> Said | None:
    """Two parts of an answer of several, each the right one of the other; at least one of them a number that no other mistake brings."""
    ours, right = answer_of(mine), answer_of(true)
    for one, other in itertools.combinations(_keys(ours, right), 2):
        parts = [as_array(right[key]) for key in (one, other)]
        if any(part is None for part in parts) or not any(
            (part != part.round()).any() for part in parts if part is not None
        ):
            continue
        crossed = not unlike(ours[one], right[other]) and not unlike(ours[other], right[one])
        if crossed and unlike(ours[one], right[one]):
            if isinstance(right, dict):
                return because("exchanged_names", function=function, one=str(one), other=str(other))
            return because("exchanged_results", function=function, one=one + 1, other=other + 1)
    return None


def _keys(ours: Any, right: Any) -> list[Any]:
    if isinstance(ours, dict) and isinstance(right, dict) and ours.keys() == right.keys():
        return list(right)[:MOST]
    if isinstance(ours, list | tuple) and isinstance(right, list | tuple) and 2 <= len(ours) == len(right) <= MOST:
        return list(range(len(right)))
    return []
