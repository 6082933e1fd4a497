"""Relations of kind and shape: another dtype, transposed, a dimension too many, reduced, cut off."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from grader.judge.explain.reasons import Said, because
from grader.judge.explain.relations.numbers import Answers, close, kind

__all__ = ["other_kind", "other_shape"]


def other_kind(pair: Answers) -> Said | None:
    right, came = pair.right, pair.came
    if right.shape != came.shape or not close(came, right):
        return None
    kinds = kind(pair.yours), kind(pair.expected)
    return because("other_kind", yours=kinds[0], expected=kinds[1]) if kinds[0] != kinds[1] else None


def other_shape(pair: Answers) -> Said | None:
    right, came = pair.right, pair.came
    if right.shape == came.shape:
        return None
    if right.size == came.size:
        if came.squeeze().shape == right.squeeze().shape and close(came.reshape(right.shape), right):
            return because("dimensions_of_one", yours=came.shape, expected=right.shape)
        if came.ndim == right.ndim == 2 and close(came.T, right):
            return because("transposed", yours=came.shape, expected=right.shape)
        if close(came.reshape(right.shape), right):
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
                if result.size == small.size and large.size > small.size and close(result.reshape(small.shape), small):
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
        if close(one, other[:short]):
            return because(f"{word}_at_the_end", n=long - short, yours=m, expected=n)
        if close(one, other[long - short :]):
            return because(f"{word}_at_the_start", n=long - short, yours=m, expected=n)
    common = tuple(slice(min(sizes)) for sizes in zip(right.shape, came.shape, strict=True))
    if close(came[common], right[common]) and right[common].size > 1:
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


def _axes(came: np.ndarray, right: np.ndarray) -> str:
    """The order of dimensions in which yours would be right, if there is one."""
    import itertools

    for order in itertools.permutations(range(came.ndim)) if came.ndim <= 4 else ():
        if tuple(came.shape[axis] for axis in order) == right.shape and close(came.transpose(order), right):
            return str(order)
    return ""
