"""Answers as numbers, and how near two of them are."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from grader.judge.checks.compare import DEFAULT_TOLERANCE
from grader.wire.torch_if_loaded import torch

__all__ = [
    "EXACT",
    "MANY",
    "Answers",
    "Arguments",
    "close",
    "distinct",
    "irrational",
    "is_real",
    "kind",
    "near",
    "near_each",
    "near_whole",
    "numbers",
    "right_each",
    "single",
    "text",
    "truth",
    "whole",
]

MANY = 4  # different whole numbers; fewer are two, three and twice as much by chance
Arguments = list[tuple[str, Any]]  # of the call, by name


class Answers(NamedTuple):
    """What is compared: both as they came and as arrays in float64, and the arguments of the call."""

    expected: Any
    yours: Any
    right: np.ndarray
    came: np.ndarray
    arguments: Arguments


LARGEST = 100_000  # numbers of an answer that is looked at

EXACT = 1e-6


def numbers(value: Any) -> np.ndarray | None:
    if isinstance(value, torch.Tensor):
        return value.detach().to(torch.float64).numpy() if value.numel() <= LARGEST else None
    if isinstance(value, np.ndarray) and value.dtype.kind in "fiub":
        return value.astype(np.float64) if value.size <= LARGEST else None
    if isinstance(value, bool | int | float):
        return np.array(float(value)) if not isinstance(value, int) or abs(value) < 1 << 53 else None
    if isinstance(value, list | tuple) and value and len(value) <= LARGEST:
        items = [numbers(item) for item in value]
        if all(item is not None and not item.ndim for item in items):
            return np.array([float(item) for item in items if item is not None])
    return None


def is_real(value: Any) -> bool:
    return (
        value.is_floating_point()
        if isinstance(value, torch.Tensor)
        else getattr(value, "dtype", np.int64) in ("f4", "f8")
    )


def single(value: Any) -> bool:
    return not (
        str(getattr(value, "dtype", "")) in ("torch.float64", "float64")
        or isinstance(value, float | int | list | tuple)
    )


def kind(value: Any) -> str:
    if isinstance(value, torch.Tensor):
        return f"{str(value.dtype).removeprefix('torch.')} tensor"
    if isinstance(value, np.ndarray):
        return f"{value.dtype.name} array"
    return {bool: "bool", int: "int", float: "float", list: "list", tuple: "tuple"}[type(value)]


def truth(value: Any) -> bool:
    """Whether it holds nothing but True and False."""
    if isinstance(value, list | tuple):
        return all(map(truth, value))
    return isinstance(value, bool) or str(getattr(value, "dtype", "")) in ("bool", "torch.bool")


def close(a: np.ndarray, b: np.ndarray, exact: bool = False) -> bool:
    rtol = EXACT if exact else DEFAULT_TOLERANCE[0]
    if a.shape != b.shape and b.size != 1:
        return False
    size = float(np.abs(b[np.isfinite(b)]).max()) if np.isfinite(b).any() else 0.0
    return bool(np.allclose(a, b, rtol=rtol, atol=max(1e-12, 1e-7 * size)))


def near(a: float, b: float) -> bool:
    return abs(a - b) <= 1e-5 * abs(b)


def near_each(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    near: np.ndarray = np.isclose(a, b, rtol=DEFAULT_TOLERANCE[0], atol=1e-6)
    return near


def right_each(a: np.ndarray, b: np.ndarray, yours: Any) -> np.ndarray:
    """Where a value is right by any tolerance that a suite may ask, so that it can be called right."""
    finite = np.abs(b[np.isfinite(b)])
    size = float(finite.max()) if finite.size else 0.0
    rtol, atol = (EXACT, 1e-7) if single(yours) else (1e-9, 1e-13)
    right: np.ndarray = np.isclose(a, b, rtol=rtol, atol=atol * size)
    return right


def distinct(values: np.ndarray) -> int:
    return int(np.unique(np.round(values, 9)).size)


def irrational(values: np.ndarray) -> bool:
    """Not a number that meets another by chance."""
    return bool((np.abs(values * 64 - np.round(values * 64)) > 1e-6).all())


def whole(values: np.ndarray) -> bool:
    return bool((values == np.round(values)).all())


def near_whole(values: np.ndarray) -> bool:
    return bool((np.abs(values - np.round(values)) < 1e-5 * (1 + np.abs(values))).all())


def text(value: float) -> str:
    return f"{value:.6g}"
