"""What an answer is, seen from the expected one: twice as large, transposed, right but for the last row. True by computing.

Nothing here is written for one lesson. A relation is said with its numbers, so that a reader can check it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from grader.judge.checks.compare import DEFAULT_TOLERANCE
from grader.judge.explain.reasons import Said, because
from grader.wire.torch_if_loaded import torch

__all__ = ["relation"]

MANY = 4  # different whole numbers; fewer are two, three and twice as much by chance
LARGEST = 100_000  # numbers of an answer that is looked at
EXACT = 1e-6
HALVES = {2.0: "two_times", 0.5: "half", -1.0: "minus"}

Arguments = list[tuple[str, Any]]  # of the call, by name


def relation(expected: Any, yours: Any, arguments: Arguments = ()) -> Said | None:  # type: ignore[assignment]
    """The first that holds, the most telling first; None where there is none. Both are what a check compared."""
    right, came = _numbers(expected), _numbers(yours)
    if right is None or came is None or not right.size or not came.size:
        return None
    if right.shape == came.shape and _near_each(came, right).all() and _kind(expected) == _kind(yours):
        return _single_precision(right, came)
    with np.errstate(all="ignore"):
        few = _whole(right) and _whole(came) and _distinct(right) < MANY
        found = (find(expected, yours, right, came, list(arguments)) for find in (OF_FEW if few else RELATIONS))
        return next((said for said in found if said), None)


# Each takes both as they came and as arrays in float64, and the arguments of the call.


def _other_kind(expected: Any, yours: Any, right: np.ndarray, came: np.ndarray, arguments: Arguments) -> Said | None:
    if right.shape != came.shape or not _close(came, right):
        return None
    kinds = _kind(yours), _kind(expected)
    return because("other_kind", yours=kinds[0], expected=kinds[1]) if kinds[0] != kinds[1] else None


def _other_shape(expected: Any, yours: Any, right: np.ndarray, came: np.ndarray, arguments: Arguments) -> Said | None:
    if right.shape == came.shape:
        return None
    if right.size == came.size:
        if came.squeeze().shape == right.squeeze().shape and _close(came.reshape(right.shape), right):
            return because("dimensions_of_one", yours=came.shape, expected=right.shape)
        if came.ndim == right.ndim == 2 and _close(came.T, right):
            return because("transposed", yours=came.shape, expected=right.shape)
        if _close(came.reshape(right.shape), right):
            return because("reshaped", yours=came.shape, expected=right.shape)
        if right.ndim > 1 and (axes := _axes(came, right)):
            return because("axes", axes=axes)
    return _broadcast(right, came) or _reduced(right, came) or _cut(right, came)


def _reduced(right: np.ndarray, came: np.ndarray) -> Said | None:
    """One of the two is what comes of the other by adding up or averaging."""
    ways: tuple[tuple[str, Callable[..., Any]], ...] = (("sum", np.sum), ("mean", np.mean), ("maximum", np.max))
    for small, large, name in ((right, came, "not_reduced"), (came, right, "reduced")):
        if small.ndim >= large.ndim and small.size != 1:
            continue
        for way, reduce in ways:
            for axis in [None, *range(large.ndim)]:
                result = np.asarray(reduce(large, axis=axis))
                if result.size == small.size and large.size > small.size and _close(result.reshape(small.shape), small):
                    along = "all" if axis is None or large.ndim == 1 else str(axis)
                    return because(
                        f"{name}_{'all' if along == 'all' else 'axis'}", way=way, axis=along, shape=large.shape
                    )
    return None


def _cut(right: np.ndarray, came: np.ndarray) -> Said | None:
    """The same but for missing or further rows, columns, ... at an end."""
    if right.ndim != came.ndim or not right.ndim:
        return None
    n, m = len(right), len(came)
    if right.shape[1:] == came.shape[1:]:
        short, long = sorted((n, m))
        one, other = (came, right) if m < n else (right, came)
        word = "missing" if m < n else "too_many"
        if _close(one, other[:short]):
            return because(f"{word}_at_the_end", n=long - short, yours=m, expected=n)
        if _close(one, other[long - short :]):
            return because(f"{word}_at_the_start", n=long - short, yours=m, expected=n)
    common = tuple(slice(min(sizes)) for sizes in zip(right.shape, came.shape, strict=True))
    if _close(came[common], right[common]) and right[common].size > 1:
        return because("corner", yours=came.shape, expected=right.shape)
    return _sizes(right, came)


def _sizes(right: np.ndarray, came: np.ndarray) -> Said | None:
    """By how much the sizes differ, where it is the same in each dimension that does."""
    gaps = {axis: int(b - a) for axis, (a, b) in enumerate(zip(right.shape, came.shape, strict=True)) if a != b}
    if len(set(gaps.values())) != 1 or abs(gap := next(iter(gaps.values()))) > 2:
        return None
    axes = ", ".join(map(str, gaps))
    return because(
        "sizes_less" if gap < 0 else "sizes_more", n=abs(gap), axes=axes, yours=came.shape, expected=right.shape
    )


def _broadcast(right: np.ndarray, came: np.ndarray) -> Said | None:
    """(n, n) for n: a row met a column."""
    n = right.size
    if n > 1 and came.ndim == 2 and came.shape == (n, n) and right.ndim in (1, 2) and max(right.shape) == n:
        return because("broadcast", yours=came.shape, expected=right.shape)
    return None


def _not_finite(expected: Any, yours: Any, right: np.ndarray, came: np.ndarray, arguments: Arguments) -> Said | None:
    bad = ~np.isfinite(came)
    if right.shape != came.shape or not bad.any() or not np.isfinite(right).all():
        return None
    single = _single(yours)
    limit = 88.7 if single else 709.8
    for name, value in arguments:
        given = _numbers(value)
        if given is None or not given.size or not np.isfinite(given).all():
            continue
        what = "NaN" if np.isnan(came[bad]).all() else "inf" if np.isinf(came[bad]).all() else "NaN or inf"
        facts = {"what": what, "n": int(bad.sum()), "all": bad.size, "name": name}
        over = np.abs(given) > limit
        if over.any() and _follows(bad, over):
            return because("not_finite_overflow", limit=limit, **facts)
        if bad.shape == given.shape and _is_real(value) and bad.ndim:
            for cause, number in (("zero", 0), ("one", 1)):
                if np.array_equal(bad, given == number):
                    return because(f"not_finite_{cause}", **facts)
    if (~np.isnan(came) & bad).any() or bad.all():
        return None
    return because("not_finite_where", n=int(bad.sum()), all=bad.size, where=_places(bad))


def _follows(bad: np.ndarray, cause: np.ndarray) -> bool:
    """Whether the bad places are those of the cause: the same ones, the same rows, or all of one number."""
    if bad.shape == cause.shape and (np.array_equal(bad, cause) or not (bad & ~cause).any()):
        return True
    if bad.size == 1:
        return True
    if bad.ndim and cause.ndim and len(bad) == len(cause):
        rows = [part.reshape(len(part), -1).any(axis=1) for part in (bad, cause)]
        return not bool((rows[0] & ~rows[1]).any())
    return False


def _equal_to_input(
    expected: Any, yours: Any, right: np.ndarray, came: np.ndarray, arguments: Arguments
) -> Said | None:
    for name, value in arguments:
        given = _numbers(value)
        if (
            given is not None
            and given.shape == came.shape
            and given.ndim
            and given.size > 1
            and np.array_equal(given, came)
        ):
            return because("equal_to_input", name=name)
    return None


def _all_equal(expected: Any, yours: Any, right: np.ndarray, came: np.ndarray, arguments: Arguments) -> Said | None:
    if (
        came.size < 3
        or not (came == came.reshape(-1)[0]).all()
        or _close(np.full(right.shape, right.reshape(-1)[0]), right)
    ):
        return None
    return because("all_equal", value=_text(came.reshape(-1)[0]), n=came.size)


def _factor(expected: Any, yours: Any, right: np.ndarray, came: np.ndarray, arguments: Arguments) -> Said | None:
    if right.shape != came.shape or not np.isfinite(came).all() or not np.isfinite(right).all():
        return None
    used = np.abs(right) > 1e-12
    if not used.any() or not _close(came[~used], right[~used]):
        return None
    ratios = came[used] / right[used]
    factor = float(np.median(ratios))
    if not factor or abs(factor - 1) < EXACT or not _close(came, factor * right, exact=not _single(yours)):
        return None
    several = np.unique(np.round(right[used], 12)).size > 1
    by_chance = (
        not several and _near_whole(right) and _near_whole(came)
    )  # two small numbers are four times each other, and a call has many fours
    return _named_factor(factor, several, [] if by_chance else arguments)


def _named_factor(factor: float, several: bool, arguments: Arguments) -> Said | None:
    for value, name in HALVES.items():
        if _near(factor, value):
            return because(f"{name}_{'every' if several else 'one'}")
    for value, name in ((100.0, "percent"), (0.01, "fraction")):
        if _near(factor, value):
            return because(name)
    for n, where in _counts(arguments):
        for value, name in (
            (n, "times_n"),
            (1 / n, "through_n"),
            (n / (n - 1), "n_less_one"),
            ((n - 1) / n, "n_not_less_one"),
            (-n, "minus_times_n"),
        ):
            if n > 2 and _near(factor, value):
                return because(f"{name}_{'every' if several else 'one'}", n=int(n), where=where)
    return because("factor", factor=_text(factor)) if several else None


def _counts(arguments: Arguments) -> Iterator[tuple[float, str]]:
    """Numbers that a call is known by: rows, columns, elements, and whole numbers that it was given."""
    seen: set[float] = set()
    for name, value in arguments:
        found: list[tuple[float, str]] = []
        if isinstance(value, torch.Tensor | np.ndarray) and value.ndim:
            found = [
                (float(math.prod(value.shape)), f"{name}:all"),
                *((float(n), f"{name}:{axis}") for axis, n in enumerate(value.shape)),
            ]
            found = found[1:] + found[:1] if value.ndim > 1 else found[:1]
        elif isinstance(value, int) and not isinstance(value, bool):
            found = [(float(value), f"{name}:value")]
        elif isinstance(value, list | tuple):
            found = [(float(len(value)), f"{name}:len")]
        for n, where in found:
            if n > 2 and n not in seen:
                seen.add(n)
                yield n, where


def _offset(expected: Any, yours: Any, right: np.ndarray, came: np.ndarray, arguments: Arguments) -> Said | None:
    if right.shape != came.shape or not np.isfinite(came).all() or not np.isfinite(right).all():
        return None
    gap = float(np.median(came - right))
    whole = _near(gap, round(gap)) and 0 < abs(round(gap)) <= 2
    several = _distinct(right) > 2 or (whole and (right.size == 1 or _distinct(right) > 1))
    if not several or not _close(came, right + gap, exact=not _single(yours)) or _close(came, right):
        return None
    every = "every" if _distinct(right) > 1 else "one"
    gap_text = _text(round(abs(gap)) if whole else abs(gap))
    return because(f"offset_{'more' if gap > 0 else 'less'}_{every}", gap=gap_text)


def _order(expected: Any, yours: Any, right: np.ndarray, came: np.ndarray, arguments: Arguments) -> Said | None:
    if right.shape != came.shape or right.size < 3 or not np.isfinite(came).all() or _distinct(right) < 3:
        return None
    if right.ndim == 2 and right.shape[0] == right.shape[1] and _close(came.T, right):
        return because("transposed", yours=came.shape, expected=right.shape)
    for axis in range(right.ndim):
        if right.shape[axis] < 2:
            continue
        along = "one" if right.ndim == 1 else str(axis)
        if _close(np.flip(came, axis), right):
            return because("reversed" if along == "one" else "reversed_axis", axis=along)
        for shift in (1, -1):
            if right.shape[axis] > 2 and _close(np.roll(came, -shift, axis), right):
                return because("rolled" if along == "one" else "rolled_axis", shift=shift, axis=along)
        if right.shape[axis] > 3 and right.ndim == 1:
            if _close(came[1:], right[:-1]):
                return because("late", n=1)
            if _close(came[:-1], right[1:]):
                return because("early", n=1)
    if _close(np.sort(came, axis=None), np.sort(right, axis=None)):
        return because("permuted")
    return None


def _swapped_parts(expected: Any, yours: Any, right: np.ndarray, came: np.ndarray, arguments: Arguments) -> Said | None:
    """Numbers of a short list that stand in each other's places."""
    if right.shape != came.shape or right.shape != (2,) or not _close(came[::-1], right) or _close(came, right):
        return None
    return because("exchanged")


def _function(expected: Any, yours: Any, right: np.ndarray, came: np.ndarray, arguments: Arguments) -> Said | None:
    """One elementwise function away."""
    if right.shape != came.shape or not np.isfinite(came).all() or not np.isfinite(right).all():
        return None
    if _distinct(right) < 2 and not _irrational(right):
        return None
    with np.errstate(all="ignore"):
        for name, apply in FUNCTIONS.items():
            if name in COARSE and _distinct(right) < MANY:
                continue
            result = apply(right)
            if _close(result, came) and not _close(right, came):
                return because(f"is_{name}")
        for name in ("relu", "absolute", "round", "square"):
            if _distinct(right) >= MANY and _close(FUNCTIONS[name](came), right) and not _close(right, came):
                return because(f"lacks_{name}")
    return None


COARSE = {"round", "floor", "relu"}  # take many values to one
FUNCTIONS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "square": np.square,
    "root": np.sqrt,
    "log": np.log,
    "exp": np.exp,
    "complement": lambda x: 1 - x,
    "inverse": lambda x: 1 / x,
    "absolute": np.abs,
    "sigmoid": lambda x: 1 / (1 + np.exp(-x)),
    "logit": lambda x: np.log(x / (1 - x)),
    "log2": lambda x: np.log(x) / math.log(2),
    "log10": lambda x: np.log(x) / math.log(10),
    "minus_log": lambda x: -np.log(x),
    "round": np.round,
    "floor": np.floor,
    "relu": lambda x: np.maximum(x, 0),
}


def _sums(expected: Any, yours: Any, right: np.ndarray, came: np.ndarray, arguments: Arguments) -> Said | None:
    """Shares that add up to 1, along another dimension than they should."""
    if right.shape != came.shape or right.ndim < 2 or not np.isfinite(came).all() or (right < 0).any():
        return None
    ones = [axis for axis in range(right.ndim) if right.shape[axis] > 1 and _close(right.sum(axis), np.ones(1))]
    for axis in range(right.ndim):
        if ones and axis not in ones and came.shape[axis] > 1 and _close(came.sum(axis), np.ones(1)):
            return because("normalised_along", yours=axis, expected=ones[0])
    if ones and _near(float(came.sum()), 1.0):
        return because("normalised_all", expected=ones[0])
    return None


def _clipped(expected: Any, yours: Any, right: np.ndarray, came: np.ndarray, arguments: Arguments) -> Said | None:
    """Right where it is small, and one bound where it is not."""
    if right.shape != came.shape or not np.isfinite(came).all():
        return None
    wrong = ~_right_each(came, right, yours)
    if wrong.sum() < 2 or wrong.all():
        return None
    for bound, beyond, name in (
        (came.max(), right > came.max(), "clipped_above"),
        (came.min(), right < came.min(), "clipped_below"),
    ):
        if np.array_equal(wrong, beyond) and (came[wrong] == bound).all():
            return because(name, bound=_text(float(bound)), n=int(wrong.sum()), all=wrong.size)
    return None


def _where(expected: Any, yours: Any, right: np.ndarray, came: np.ndarray, arguments: Arguments) -> Said | None:
    """Right in all places but some that can be named."""
    if right.shape != came.shape or not right.ndim:
        return None
    wrong = ~_right_each(came, right, yours)
    if not wrong.any() or wrong.all():
        return None
    for axis in range(right.ndim):
        n = right.shape[axis]
        others = tuple(other for other in range(right.ndim) if other != axis)
        lines = np.flatnonzero(wrong.any(axis=others) if others else wrong)
        if n < 2 or len(lines) == n:
            continue
        what = "item" if right.ndim == 1 else ("row", "column")[axis] if right.ndim == 2 else f"axis{axis}"
        if len(lines) == 1 and lines[0] in (0, n - 1) and n > 2:
            return because(f"only_{'first' if lines[0] == 0 else 'last'}", what=what, n=n)
        if len(lines) == n - lines[0] and n > 2 and lines[0] > 0 and right.ndim == 1:
            return because("right_up_to", k=int(lines[0]), n=n)
        if len(lines) == 1 and n > 2:
            return because("only_line", what=what, k=int(lines[0]), n=n)
    # Of several maps an inside of one number each is right by chance.
    if right.ndim >= 2 and min(right.shape[-2:]) > (2 if right.ndim == 2 else 3):
        border = np.ones(right.shape, dtype=bool)
        border[..., 1:-1, 1:-1] = False
        if not (wrong & ~border).any():
            return because("only_border")
        if not (wrong & border).any():
            return because("only_inside")
    negative = right < 0
    if negative.any() and not negative.all() and np.array_equal(wrong, negative):
        return because("only_negative")
    diagonal = np.eye(*right.shape) > 0 if right.ndim == 2 else None
    if diagonal is not None and np.array_equal(wrong, diagonal):
        return because("only_diagonal")
    return None


def _sign(expected: Any, yours: Any, right: np.ndarray, came: np.ndarray, arguments: Arguments) -> Said | None:
    if right.shape == came.shape and _close(np.abs(came), np.abs(right)) and not _close(came, right) and right.size > 1:
        return because("signs", n=int((np.sign(came) != np.sign(right)).sum()), all=right.size)
    return None


def _nearly(expected: Any, yours: Any, right: np.ndarray, came: np.ndarray, arguments: Arguments) -> Said | None:
    if right.shape != came.shape or not np.isfinite(came).all() or not np.isfinite(right).all() or not right.any():
        return None
    if (came[right == 0] != 0).any():
        return None
    used = right != 0
    worst = float((np.abs(came - right)[used] / np.abs(right)[used]).max())
    return because("nearly", digits=int(-math.log10(worst))) if 1e-6 < worst < 1e-3 and not _whole(right) else None


def _single_precision(right: np.ndarray, came: np.ndarray) -> Said | None:
    """Of numbers that agree but for the rounding of float32: 24 bits, somewhat more or less after a few operations."""
    away, size = np.abs(came - right), np.abs(right)
    if not np.isfinite(away).all() or not size.any() or (size == 0).any():
        return None
    worst = float((away / size).max())
    return because("single_precision", digits=int(-math.log10(worst))) if 2e-9 < worst < EXACT else None


def _whole(values: np.ndarray) -> bool:
    return bool((values == np.round(values)).all())


def _near_whole(values: np.ndarray) -> bool:
    return bool((np.abs(values - np.round(values)) < 1e-5 * (1 + np.abs(values))).all())


def _off_by_one(expected: Any, yours: Any, right: np.ndarray, came: np.ndarray, arguments: Arguments) -> Said | None:
    if right.size != 1 or came.size != 1 or abs(gap := float(came.item() - right.item())) != 1:
        return None
    return because(f"offset_{'more' if gap > 0 else 'less'}_one", gap="1")


RELATIONS = (
    _other_kind,
    _other_shape,
    _not_finite,
    _equal_to_input,
    _all_equal,
    _factor,
    _offset,
    _swapped_parts,
    _order,
    _sums,
    _sign,
    _clipped,
    _function,
    _where,
    _nearly,
)


# Of labels, counts and truth values.
OF_FEW = (_other_kind, _other_shape, _not_finite, _equal_to_input, _all_equal, _off_by_one)

# Helpers.


def _numbers(value: Any) -> np.ndarray | None:
    if isinstance(value, torch.Tensor):
        return value.detach().to(torch.float64).numpy() if value.numel() <= LARGEST else None
    if isinstance(value, np.ndarray) and value.dtype.kind in "fiub":
        return value.astype(np.float64) if value.size <= LARGEST else None
    if isinstance(value, bool | int | float):
        return np.array(float(value)) if not isinstance(value, int) or abs(value) < 1 << 53 else None
    if isinstance(value, list | tuple) and value and len(value) <= LARGEST:
        items = [_numbers(item) for item in value]
        if all(item is not None and not item.ndim for item in items):
            return np.array([float(item) for item in items if item is not None])
    return None


def _is_real(value: Any) -> bool:
    return (
        value.is_floating_point()
        if isinstance(value, torch.Tensor)
        else getattr(value, "dtype", np.int64) in ("f4", "f8")
    )


def _single(value: Any) -> bool:
    return not (
        str(getattr(value, "dtype", "")) in ("torch.float64", "float64")
        or isinstance(value, float | int | list | tuple)
    )


def _kind(value: Any) -> str:
    if isinstance(value, torch.Tensor):
        return f"{str(value.dtype).removeprefix('torch.')} tensor"
    if isinstance(value, np.ndarray):
        return f"{value.dtype.name} array"
    return {bool: "bool", int: "int", float: "float", list: "list", tuple: "tuple"}[type(value)]


def _close(a: np.ndarray, b: np.ndarray, exact: bool = False) -> bool:
    rtol = EXACT if exact else DEFAULT_TOLERANCE[0]
    if a.shape != b.shape and b.size != 1:
        return False
    size = float(np.abs(b[np.isfinite(b)]).max()) if np.isfinite(b).any() else 0.0
    return bool(np.allclose(a, b, rtol=rtol, atol=max(1e-12, 1e-7 * size)))


def _near(a: float, b: float) -> bool:
    return abs(a - b) <= 1e-5 * abs(b)


def _near_each(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    near: np.ndarray = np.isclose(a, b, rtol=DEFAULT_TOLERANCE[0], atol=1e-6)
    return near


def _right_each(a: np.ndarray, b: np.ndarray, yours: Any) -> np.ndarray:
    """Where a value is right by any tolerance that a suite may ask, so that it can be called right."""
    finite = np.abs(b[np.isfinite(b)])
    size = float(finite.max()) if finite.size else 0.0
    rtol, atol = (EXACT, 1e-7) if _single(yours) else (1e-9, 1e-13)
    right: np.ndarray = np.isclose(a, b, rtol=rtol, atol=atol * size)
    return right


def _distinct(values: np.ndarray) -> int:
    return int(np.unique(np.round(values, 9)).size)


def _irrational(values: np.ndarray) -> bool:
    """Not a number that meets another by chance."""
    return bool((np.abs(values * 64 - np.round(values * 64)) > 1e-6).all())


def _axes(came: np.ndarray, right: np.ndarray) -> str:
    """The order of dimensions in which yours would be right, if there is one."""
    import itertools

    for order in itertools.permutations(range(came.ndim)) if came.ndim <= 4 else ():
        if tuple(came.shape[axis] for axis in order) == right.shape and _close(came.transpose(order), right):
            return str(order)
    return ""


def _places(bad: np.ndarray) -> str:
    places = [tuple(int(i) for i in place) for place in np.argwhere(bad)[:3]]
    return ", ".join(str(list(place)) for place in places)


def _text(value: float) -> str:
    return f"{value:.6g}"
