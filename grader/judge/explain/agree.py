"""Whether an answer is a wrong idea's answer: nearer to it than to the right one, and not by chance.

Only what discriminates is looked at: the parts of an answer in which the idea differs from the right one by more than a check
forgives. What a handout leaves free is the same in both, and so it does not count.
"""

from __future__ import annotations

import math
import re
from typing import Any

import numpy as np
from msgspec import Struct

from grader.judge.checks.compare import DEFAULT_TOLERANCE, TOLERANCES
from grader.judge.checks.numbers import dtype_name
from grader.judge.explain.forms import leaves
from grader.judge.explain.replay import NoAnswer, OpaqueObject
from grader.wire.messages import Raised
from grader.wire.torch_if_loaded import torch

__all__ = ["DISAGREES", "ENOUGH", "REAL", "Agreement", "agreement", "as_array", "differ", "unlike"]

LARGEST = 3_000_000  # numbers of an answer that is looked at: a student may send what costs eight bytes each
NEARER = 10  # times nearer to the idea than to the right answer
RTOL = 1e-4  # two programs with one idea may round in different orders
ENOUGH = 8.0  # bits of agreement; a byte's worth of luck is not taken for an idea

# Bits that a part of an answer is worth: how unlikely it is that another mistake brings the same.
REAL = 10.0
MOST = 20.0
PATTERN = 4.0
FEW = 2.0  # one whole number
KIND = 4.0
CRASH = 8.0
SHORT_CRASH = 4.0
LOST = 8.0
PROPERTY = 8.0
PROPERTIES = {"worker.shares_memory"}


class Agreement(Struct, frozen=True):
    """Of one call in which the idea differs from the right answer.

    distance: to the idea, 0 to 1 of the way to the right one. whole: all that agrees are whole numbers, which meet by chance; few: they are
    0 and 1 alone. answer: a number for these, the same for the same ones.
    """

    agrees: bool
    bits: float = 0.0
    distance: float = 1.0
    whole: bool = False
    answer: int = 0
    few: bool = False


CONTAINERS = (dict, list, tuple)
DISAGREES = Agreement(False)
FREE_OF_CHANCE = UNKNOWN = NoAnswer("")


def agreement(ours: Any, right: Any, idea: Any, target: object = "", again: Any = FREE_OF_CHANCE) -> Agreement | None:
    """What an answer says about an idea; None where the call does not discriminate.

    ours, right, idea: what `answer_of` gives. right: the reference's, or `NoAnswer` where it was not asked, and then everything counts.
    again: the reference's answer with other random numbers; what differs there is left to chance and counts for nothing.
    """
    if isinstance(idea, NoAnswer) or isinstance(ours, NoAnswer):
        return _without_answer(ours, right, idea)
    if isinstance(idea, Raised) or isinstance(ours, Raised):
        return _raised(ours, right, idea)
    if isinstance(right, Raised):
        return Agreement(True, 3.0, 0.0)  # both returned where the reference refuses
    verdicts = [each for each in _parts(ours, right, idea, again) if each]
    if not verdicts:
        return None
    if not all(each.agrees for each in verdicts):
        return DISAGREES
    bits = PROPERTY if target in PROPERTIES else min(MOST, sum(each.bits for each in verdicts))
    whole = target not in PROPERTIES and all(each.whole for each in verdicts)
    answer = hash(tuple(each.answer for each in verdicts)) if whole else 0
    few = not whole and all(each.whole or each.few for each in verdicts)
    return Agreement(True, bits, max(each.distance for each in verdicts), whole, answer, few)


def unlike(ours: Any, right: Any, again: Any = FREE_OF_CHANCE) -> bool:
    """Whether an answer is not the reference's, in a part that both have and that is not left to chance."""
    if isinstance(ours, CONTAINERS) and isinstance(right, CONTAINERS):
        if not _alike(ours, right):
            return False
        keys = [key for key in ours if key in right] if isinstance(ours, dict) else range(min(len(ours), len(right)))
        return any(unlike(ours[key], right[key], _get(again, key, again)) for key in keys)
    if isinstance(right, NoAnswer | Raised | OpaqueObject) or _by_chance(right, again) or _large(ours) or _large(right):
        return False
    mine, true = as_array(ours), as_array(right)
    if mine is None or true is None:
        return not _plain_equal(ours, right)
    return mine.shape != true.shape or bool(differ(mine, true, _tolerance(right)).any())


def _without_answer(ours: Any, right: Any, idea: Any) -> Agreement | None:
    """Two timeouts are no agreement: a busy machine brings them. To be stopped for its memory is the program's own doing."""
    if isinstance(idea, NoAnswer) and isinstance(ours, NoAnswer):
        lost = ours.setback == idea.setback == "WorkerLost"
        return Agreement(True, LOST, 0.0) if lost else DISAGREES
    if isinstance(idea, NoAnswer):
        return None if idea.setback == "Unasked" or isinstance(right, NoAnswer) else DISAGREES
    return DISAGREES


def _raised(ours: Any, right: Any, idea: Any) -> Agreement | None:
    if isinstance(right, Raised) and isinstance(idea, Raised):
        return None  # as it must be, or the calls do not fit this program
    if not isinstance(ours, Raised):
        return DISAGREES
    if not isinstance(idea, Raised):
        same = _parts(idea, right, idea)
        return DISAGREES if any(same) or isinstance(right, Raised) else None
    if ours.type != idea.type or ours.type == "NotImplementedError" or _gist(ours.message) != _gist(idea.message):
        return DISAGREES
    return Agreement(True, CRASH if len(_gist(ours.message).split()) > 3 else SHORT_CRASH, 0.0)


def _gist(message: str) -> str:
    """Without names, which two programs with one idea need not share."""
    return re.sub(r"'[^']*'|\"[^\"]*\"", "", message.split("\n")[0])


def _parts(ours: Any, right: Any, idea: Any, again: Any = FREE_OF_CHANCE) -> list[Agreement | None]:
    """A verdict for each part; parts that the reference does not have are nobody's business."""
    unknown = isinstance(right, NoAnswer)
    if all(isinstance(value, CONTAINERS) for value in (ours, right, idea)) and not _alike(ours, idea):
        arrays = _in_another_form(ours, right, idea)
        return [verdict for mine, true, theirs in arrays for verdict in _parts(mine, true, theirs)]
    if isinstance(idea, dict) and (unknown or isinstance(right, dict)):
        keys = [key for key in idea if unknown or key in right]
        found = [
            each
            for key in keys
            for each in _parts(_get(ours, key), right if unknown else right[key], idea[key], _get(again, key, again))
        ]
        return found if unknown else [*found, *_other_keys(ours, right, idea)]
    if _is_sequence(idea) and (unknown or _is_sequence(right)) and as_array(idea) is None:
        return _items(ours, right, idea, again)
    if isinstance(idea, CONTAINERS) and as_array(idea) is None:  # several things where one is right
        same = isinstance(ours, CONTAINERS) and _alike(ours, idea) and len(ours) == len(idea)
        return [Agreement(same, KIND, 0.0), *_parts(ours, UNKNOWN, idea)]
    return [None if _by_chance(right, again) else _part(ours, right, idea)]


def _other_keys(ours: Any, right: dict[Any, Any], idea: dict[Any, Any]) -> list[Agreement | None]:
    """Where the idea leaves out keys that are asked for: whether ours lacks them too, and what both have in their stead."""
    missing = right.keys() - idea.keys()
    if not missing:
        return []
    alike = isinstance(ours, dict) and right.keys() - ours.keys() == missing
    instead = [key for key in idea if key not in right]
    values = [each for key in instead for each in _parts(_get(ours, key), UNKNOWN, idea[key])]
    return [Agreement(alike, min(KIND, 2.0 * len(missing)), 0.0), *values]


def _in_another_form(ours: Any, right: Any, idea: Any) -> list[tuple[Any, Any, Any]]:
    """The arrays of three containers of which ours is made otherwise, each with those of its numbers.

    Nothing where they do not pair off: what is kept for later, and in which form, a handout leaves free.
    """
    mine, true, theirs = leaves(ours), leaves(right), leaves(idea)
    if not mine or not len(mine) == len(true) == len(theirs):
        return []
    found = []
    for known, candidate in zip(true, theirs, strict=True):
        place = next((i for i, each in enumerate(mine) if _squeezed(each) == _squeezed(candidate)), None)
        if place is None:
            return []
        found.append((mine.pop(place).reshape(tuple(candidate.shape)), known, candidate))
    return found


def _alike(one: Any, other: Any) -> bool:
    """Whether two containers hold their parts in the same places; a list is like a tuple."""
    if isinstance(one, dict) or isinstance(other, dict):
        return isinstance(one, dict) and isinstance(other, dict) and bool(one.keys() & other.keys())
    flat = not any(isinstance(part, CONTAINERS) for part in (*one, *other))
    same = len(one) == len(other)
    return flat or (
        same and all(isinstance(a, CONTAINERS) == isinstance(b, CONTAINERS) for a, b in zip(one, other, strict=True))
    )


def _squeezed(array: Any) -> tuple[int, ...]:
    return tuple(n for n in array.shape if n != 1)


def _items(ours: Any, right: Any, idea: Any, again: Any) -> list[Agreement | None]:
    unknown = isinstance(right, NoAnswer)
    same = unknown or len(right) == len(idea)
    found = [None if same else Agreement(_is_sequence(ours) and len(ours) == len(idea), 2.0, 0.0, whole=True)]
    for position, item in enumerate(idea):
        if unknown or position < len(right):
            theirs = right if unknown else right[position]
            found += _parts(_get(ours, position), theirs, item, _get(again, position, again))
    return found


def _get(value: Any, key: Any, otherwise: Any = None) -> Any:
    """A part of a dict or sequence; where there is none, nothing that agrees with anything."""
    if isinstance(value, dict):
        return value.get(key, _Missing)
    if _is_sequence(value) and isinstance(key, int):
        return value[key] if key < len(value) else _Missing
    return _Missing if otherwise is None else otherwise


def _by_chance(right: Any, again: Any) -> bool:
    """Whether the reference itself answers otherwise with other random numbers."""
    one, other = as_array(right), as_array(again)
    if one is None or other is None:
        return False
    return one.shape != other.shape or bool(differ(other, one, _tolerance(right)).any())


class _Missing:
    """In place of a part that an answer does not have."""


def _part(ours: Any, right: Any, idea: Any) -> Agreement | None:
    if isinstance(idea, OpaqueObject):
        if isinstance(right, OpaqueObject | NoAnswer):
            return None
        return Agreement(
            isinstance(ours, OpaqueObject) and ours.type == idea.type, KIND, 0.0
        )  # where something plain is right
    theirs = as_array(idea)
    if theirs is None:
        if isinstance(right, NoAnswer) or _plain_equal(idea, right):
            return None
        bits = min(MOST, 2.0 * len(idea)) if isinstance(idea, str) else 2.0
        return Agreement(_plain_equal(ours, idea), bits, 0.0)
    mine = as_array(ours)
    true = None if isinstance(right, NoAnswer) else as_array(right)
    if true is None and not isinstance(right, NoAnswer):  # numbers where something else is right
        return _values(mine, None, theirs, KIND)
    if true is not None and true.shape == theirs.shape:
        return _same_shape(ours, right, idea, mine, true, theirs)
    return _values(mine, None, theirs, KIND)


def _same_shape(
    ours: Any, right: Any, idea: Any, mine: np.ndarray | None, true: np.ndarray, theirs: np.ndarray
) -> Agreement | None:
    if not differ(theirs, true, _tolerance(right)).any():
        if _kind(idea) == _kind(right) or "number" in (_kind(idea), _kind(right)):
            return None
        if _kind(ours) != _kind(idea):
            return DISAGREES
        near = _values(mine, None, theirs, 0.0)
        return Agreement(True, KIND, 0.0) if near.agrees else DISAGREES
    return _values(mine, true, theirs, 0.0, _tolerance(right))


def _values(
    mine: np.ndarray | None,
    true: np.ndarray | None,
    theirs: np.ndarray,
    bits: float,
    tolerance: tuple[float, float] = (0, 0),
) -> Agreement:
    """Ours beside the idea's. true: the right values where they have the idea's shape, else all of the idea's count."""
    if mine is None or mine.shape != theirs.shape:
        return DISAGREES
    finite = np.isfinite(theirs)
    if not np.array_equal(_class(mine), _class(theirs)):
        return DISAGREES
    away = np.abs(mine - theirs, where=finite, out=np.zeros_like(theirs))
    size = np.abs(theirs, where=finite, out=np.zeros_like(theirs))
    if (away > RTOL * size + 0.1 * RTOL * (size.max() if size.size else 0.0) + 1e-9).any():
        return DISAGREES
    counts = np.ones(theirs.shape, dtype=bool) if true is None else differ(theirs, true, tolerance)
    distance = 0.0
    compared = counts & finite if true is None else counts & finite & np.isfinite(true)
    if true is not None and compared.any():
        reach = float(np.abs(mine - true)[compared].max())
        distance = float(away[compared].max()) / reach if reach else 1.0
        if distance * NEARER > 1:
            return DISAGREES
    told = theirs[counts & finite]
    worth = _worth(told, true, counts & finite) + _pattern(theirs, counts)
    few = bool(told.size) and bool((told == np.round(told)).all())
    whole = few and _largest(told) > 1
    if whole and theirs.size == 1:
        worth = min(worth, FEW)
    return Agreement(True, min(MOST, bits + worth), distance, whole, hash(theirs.tobytes()) if whole else 0, few)


def _worth(values: np.ndarray, true: np.ndarray | None, counts: np.ndarray) -> float:
    """Bits of numbers that agree: a real number is worth many, a whole one as many as it takes to write it, equal ones little."""
    if not values.size:
        return 0.0
    distinct = np.unique(values)
    real = distinct[distinct != np.round(distinct)]
    if real.size:
        return float(min(MOST, REAL * real.size))
    largest = max(float(np.abs(distinct).max()), 0.0 if true is None else _largest(true[counts]))
    each = math.log2(largest + 2)
    return float(min(MOST, each * values.size, 4.0 * distinct.size))


def _largest(values: np.ndarray) -> float:
    finite = values[np.isfinite(values)]
    return float(np.abs(finite).max()) if finite.size else 0.0


def _pattern(theirs: np.ndarray, counts: np.ndarray) -> float:
    """Bits of where NaN and infinity stand; nothing but NaN says next to nothing."""
    kinds = _class(theirs)
    if not (kinds[counts] != 0).any():
        return 0.0
    return min(PATTERN, float(theirs.size)) if np.unique(kinds).size > 1 else 1.0


def _class(values: np.ndarray) -> np.ndarray:
    """0 finite, 1 and -1 infinite, 2 NaN."""
    return np.where(np.isnan(values), 2, np.where(np.isinf(values), np.sign(values), 0))


def differ(values: np.ndarray, true: np.ndarray, tolerance: tuple[float, float]) -> np.ndarray:
    """Where two arrays of one shape differ by more than (relative, absolute); a NaN is like a NaN."""
    both = np.isfinite(values) & np.isfinite(true)
    gap = np.abs(values - true, where=both, out=np.zeros_like(values))
    bound = tolerance[0] * np.abs(true, where=both, out=np.zeros_like(values)) + tolerance[1]
    different: np.ndarray = np.where(both, gap > bound, _class(values) != _class(true))
    return different


def _tolerance(right: Any) -> tuple[float, float]:
    """What a check forgives where the suite does not say otherwise."""
    return (
        TOLERANCES.get(dtype_name(right), DEFAULT_TOLERANCE) if isinstance(right, torch.Tensor) else DEFAULT_TOLERANCE
    )


def as_array(value: Any) -> np.ndarray | None:
    """Numbers, and lists of nothing but numbers, in float64; None for more than LARGEST of them."""
    if isinstance(value, torch.Tensor):
        return value.to(torch.float64).numpy() if value.numel() <= LARGEST else None
    if isinstance(value, np.ndarray):
        return value.astype(np.float64) if value.size <= LARGEST else None
    if isinstance(value, bool | int | float):
        return np.array(float(value))
    if isinstance(value, list) and value and all(_is_number(item) for item in value):
        return np.array([float(item) for item in value])
    return None


def _large(value: Any) -> bool:
    return isinstance(value, torch.Tensor | np.ndarray) and math.prod(value.shape) > LARGEST


def _is_number(value: Any) -> bool:
    return isinstance(value, bool | int | float) or (isinstance(value, torch.Tensor | np.ndarray) and value.ndim == 0)


def _kind(value: Any) -> str:
    if isinstance(value, torch.Tensor):
        return f"tensor {value.dtype}"
    if isinstance(value, np.ndarray):
        return f"array {value.dtype}"
    return "number" if isinstance(value, bool | int | float) else "list"


def _is_sequence(value: Any) -> bool:
    return isinstance(value, list | tuple)


def _plain_equal(a: Any, b: Any) -> bool:
    if isinstance(a, list | tuple) and isinstance(b, list | tuple):
        return len(a) == len(b) and all(map(_plain_equal, a, b))
    return type(a) is type(b) and isinstance(a, str | None) and a == b
