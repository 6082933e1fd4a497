"""Relations of place: where values are not finite, wrong, moved, or all the same."""

from __future__ import annotations

import numpy as np

from grader.judge.explain.reasons import Said, because
from grader.judge.explain.relations.numbers import (
    Answers,
    close,
    distinct,
    is_real,
    near,
    numbers,
    right_each,
    single,
    text,
    truth,
)

__all__ = ["all_equal", "equal_to_input", "not_finite", "opposite", "order", "sums", "swapped_parts", "where"]


def not_finite(pair: Answers) -> Said | None:
    right, came = pair.right, pair.came
    bad = ~np.isfinite(came)
    if right.shape != came.shape or not bad.any() or not np.isfinite(right).all():
        return None
    in_single = single(pair.yours)
    limit = 88.7 if in_single else 709.8
    for name, value in pair.arguments:
        given = numbers(value)
        if given is None or not given.size or not np.isfinite(given).all():
            continue
        what = "NaN" if np.isnan(came[bad]).all() else "inf" if np.isinf(came[bad]).all() else "NaN / inf"
        facts = {"what": what, "n": int(bad.sum()), "all": bad.size, "name": name}
        over = np.abs(given) > limit
        if over.any() and _follows(bad, over):
            return because("not_finite_overflow", limit=limit, **facts)
        if bad.shape == given.shape and is_real(value) and bad.ndim:
            for cause, number in (("zero", 0), ("one", 1)):
                if np.array_equal(bad, given == number):
                    return because(f"not_finite_{cause}", **facts)
    if (~np.isnan(came) & bad).any() or bad.all():
        return None
    return because("not_finite_where", n=int(bad.sum()), all=bad.size, where=_places(bad))


def _follows(bad: np.ndarray, cause: np.ndarray) -> bool:
    """Whether the bad places are those of the cause: the same ones, the same rows, or all of one number."""
    if bad.shape == cause.shape and not (bad & ~cause).any():
        return not cause.all() or bool(bad.all())
    if bad.size == 1:
        return True
    if bad.ndim and cause.ndim and len(bad) == len(cause):
        rows = [part.reshape(len(part), -1).any(axis=1) for part in (bad, cause)]
        return bool((rows[0] == rows[1]).all())
    return False


def equal_to_input(pair: Answers) -> Said | None:
    came = pair.came
    for name, value in pair.arguments:
        given = numbers(value)
        if (
            given is not None
            and given.shape == came.shape
            and given.ndim
            and given.size > 1
            and np.array_equal(given, came)
        ):
            return because("equal_to_input", name=name)
    return None


def all_equal(pair: Answers) -> Said | None:
    right, came = pair.right, pair.came
    if (
        came.size < 3
        or not (came == came.reshape(-1)[0]).all()
        or close(np.full(right.shape, right.reshape(-1)[0]), right)
    ):
        return None
    value = came.reshape(-1)[0]
    return because("all_equal", value=str(bool(value)) if truth(pair.yours) else text(value), n=came.size)


def opposite(pair: Answers) -> Said | None:
    """0 where 1 is expected, and the other way round."""
    right, came = pair.right, pair.came
    if right.shape != came.shape or right.size < 3 or not {0.0, 1.0} == set(right.flat) == set(came.flat):
        return None
    return because("opposite") if (came == 1 - right).all() else None


def order(pair: Answers) -> Said | None:
    right, came = pair.right, pair.came
    if right.shape != came.shape or right.size < 3 or not np.isfinite(came).all() or _sizes(right) < 3:
        return None
    if right.ndim == 2 and right.shape[0] == right.shape[1] and close(came.T, right):
        return because("transposed", yours=came.shape, expected=right.shape)
    for axis in range(right.ndim):
        if right.shape[axis] < 2:
            continue
        along = "one" if right.ndim == 1 else str(axis)
        if close(np.flip(came, axis), right):
            return because("reversed" if along == "one" else "reversed_axis", axis=along)
        for shift in (1, -1):
            if right.shape[axis] > 2 and close(np.roll(came, -shift, axis), right):
                return because("rolled" if along == "one" else "rolled_axis", shift=shift, axis=along)
        if right.shape[axis] > 3 and right.ndim == 1:
            if close(came[1:], right[:-1]):
                return because("late", n=1)
            if close(came[:-1], right[1:]):
                return because("early", n=1)
    if _sizes(right) > 3 and close(np.sort(came, axis=None), np.sort(right, axis=None)):
        return because("permuted")
    return None


def _sizes(values: np.ndarray) -> int:
    """How many values differ by more than a hundredth of the largest; few stand in another order by chance."""
    largest = float(np.abs(values[np.isfinite(values)]).max(initial=0.0))
    return distinct(np.round(values / largest, 2)) if largest else 1


def swapped_parts(pair: Answers) -> Said | None:
    """Numbers of a short list that stand in each other's places."""
    right, came = pair.right, pair.came
    if right.shape != came.shape or right.shape != (2,) or not close(came[::-1], right) or close(came, right):
        return None
    return because("exchanged")


def sums(pair: Answers) -> Said | None:
    """Shares that add up to 1, along another dimension than they should."""
    right, came = pair.right, pair.came
    if right.shape != came.shape or right.ndim < 2 or not np.isfinite(came).all() or (right < 0).any():
        return None
    ones = [axis for axis in range(right.ndim) if right.shape[axis] > 1 and close(right.sum(axis), np.ones(1))]
    for axis in range(right.ndim):
        if ones and axis not in ones and came.shape[axis] > 1 and close(came.sum(axis), np.ones(1)):
            return because("normalised_along", yours=axis, expected=ones[0])
    if ones and near(float(came.sum()), 1.0):
        return because("normalised_all", expected=ones[0])
    return None


def where(pair: Answers) -> Said | None:
    """Right in all places but some that can be named."""
    right, came = pair.right, pair.came
    if right.shape != came.shape or not right.ndim:
        return None
    wrong = ~right_each(came, right, pair.yours)
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
        if len(lines) == n - lines[0] and lines[0] > 1 and right.ndim == 1:
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
    if 2 <= negative.sum() <= negative.size - 2 and np.array_equal(wrong, negative):
        return because("only_negative")
    diagonal = np.eye(*right.shape) > 0 if right.ndim == 2 else None
    if diagonal is not None and np.array_equal(wrong, diagonal):
        return because("only_diagonal")
    return None


def _places(bad: np.ndarray) -> str:
    places = [tuple(int(i) for i in place) for place in np.argwhere(bad)[:3]]
    return ", ".join(str(list(place)) for place in places)
