"""Relations of size: a factor, an offset, one function away, a bound, a sign, a rounding."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

import numpy as np

from grader.judge.explain.reasons import Said, because
from grader.judge.explain.relations.numbers import (
    EXACT,
    MANY,
    Answers,
    Arguments,
    close,
    distinct,
    irrational,
    near,
    near_whole,
    right_each,
    single,
    text,
    whole,
)
from grader.wire.torch_if_loaded import torch

__all__ = ["clipped", "factor", "function", "nearly", "off_by_one", "offset", "sign", "single_precision"]

HALVES = {2.0: "two_times", 0.5: "half", -1.0: "minus"}

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


def factor(pair: Answers) -> Said | None:
    right, came = pair.right, pair.came
    if right.shape != came.shape or not np.isfinite(came).all() or not np.isfinite(right).all():
        return None
    used = np.abs(right) > 1e-12
    if not used.any() or not close(came[~used], right[~used]):
        return None
    ratios = came[used] / right[used]
    factor = float(np.median(ratios))
    if not factor or abs(factor - 1) < EXACT or not close(came, factor * right, exact=not single(pair.yours)):
        return None
    several = np.unique(np.round(right[used], 12)).size > 1
    by_chance = (
        not several and near_whole(right) and near_whole(came)
    )  # two small numbers are four times each other, and a call has many fours
    return _named_factor(factor, several, [] if by_chance else pair.arguments)


def _named_factor(factor: float, several: bool, arguments: Arguments) -> Said | None:
    for value, name in HALVES.items():
        if near(factor, value):
            return because(f"{name}_{'every' if several else 'one'}")
    for value, name in ((100.0, "percent"), (0.01, "fraction")):
        if near(factor, value):
            return because(name)
    for value, name in ((1 / math.log(10), "factor_log10"), (1 / math.log(2), "factor_log2")):
        if near(factor, value):
            return because(name)
    for n, where in _counts(arguments):
        for value, name in ((math.sqrt(n), "times_root_n"), (1 / math.sqrt(n), "through_root_n")):
            if several and math.isqrt(int(n)) ** 2 != n and near(factor, value):
                return because(name, n=int(n), where=where)
        for value, name in (
            (n, "times_n"),
            (1 / n, "through_n"),
            (n / (n - 1), "n_less_one"),
            ((n - 1) / n, "n_not_less_one"),
            (-n, "minus_times_n"),
        ):
            if n > 2 and near(factor, value):
                return because(f"{name}_{'every' if several else 'one'}", n=int(n), where=where)
    return because("factor", factor=text(factor)) if several else None


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


def offset(pair: Answers) -> Said | None:
    right, came = pair.right, pair.came
    if right.shape != came.shape or not np.isfinite(came).all() or not np.isfinite(right).all():
        return None
    gap = float(np.median(came - right))
    whole = near(gap, round(gap)) and 0 < abs(round(gap)) <= 2
    several = distinct(right) > 2 or (whole and (right.size == 1 or distinct(right) > 1))
    if not several or not close(came, right + gap, exact=not single(pair.yours)) or close(came, right):
        return None
    every = "every" if distinct(right) > 1 else "one"
    gap_text = text(round(abs(gap)) if whole else abs(gap))
    return because(f"offset_{'more' if gap > 0 else 'less'}_{every}", gap=gap_text)


def off_by_one(pair: Answers) -> Said | None:
    right, came = pair.right, pair.came
    if right.size != 1 or came.size != 1 or abs(gap := float(came.item() - right.item())) != 1:
        return None
    return because(f"offset_{'more' if gap > 0 else 'less'}_one", gap="1")


def function(pair: Answers) -> Said | None:
    """One elementwise function away."""
    right, came = pair.right, pair.came
    if right.shape != came.shape or not np.isfinite(came).all() or not np.isfinite(right).all():
        return None
    if distinct(right) < 2 and not irrational(right):
        return None
    with np.errstate(all="ignore"):
        for name, apply in FUNCTIONS.items():
            if name in COARSE and distinct(right) < MANY:
                continue
            result = apply(right)
            if close(result, came) and not close(right, came):
                return because(f"is_{name}")
        for name in ("relu", "absolute", "round", "square"):
            if distinct(right) >= MANY and close(FUNCTIONS[name](came), right) and not close(right, came):
                return because(f"lacks_{name}")
    return None


def sign(pair: Answers) -> Said | None:
    right, came = pair.right, pair.came
    if right.shape == came.shape and close(np.abs(came), np.abs(right)) and not close(came, right) and right.size > 1:
        return because("signs", n=int((np.sign(came) != np.sign(right)).sum()), all=right.size)
    return None


def clipped(pair: Answers) -> Said | None:
    """Right where it is small, and one bound where it is not."""
    right, came = pair.right, pair.came
    if right.shape != came.shape or not np.isfinite(came).all():
        return None
    wrong = ~right_each(came, right, pair.yours)
    if wrong.sum() < 2 or wrong.all():
        return None
    for bound, beyond, name in (
        (came.max(), right > came.max(), "clipped_above"),
        (came.min(), right < came.min(), "clipped_below"),
    ):
        if np.array_equal(wrong, beyond) and (came[wrong] == bound).all():
            return because(name, bound=text(float(bound)), n=int(wrong.sum()), all=wrong.size)
    return None


def nearly(pair: Answers) -> Said | None:
    right, came = pair.right, pair.came
    if right.shape != came.shape or not np.isfinite(came).all() or not np.isfinite(right).all() or not right.any():
        return None
    if (came[right == 0] != 0).any():
        return None
    used = right != 0
    worst = float((np.abs(came - right)[used] / np.abs(right)[used]).max())
    return because("nearly", digits=int(-math.log10(worst))) if 1e-6 < worst < 1e-3 and not whole(right) else None


def single_precision(right: np.ndarray, came: np.ndarray) -> Said | None:
    """Of numbers that agree but for the rounding of float32: 24 bits, somewhat more or less after a few operations."""
    away, size = np.abs(came - right), np.abs(right)
    if not np.isfinite(away).all() or not size.any() or (size == 0).any():
        return None
    worst = float((away / size).max())
    return because("single_precision", digits=int(-math.log10(worst))) if 2e-9 < worst < EXACT else None
