"""Values and student-written text as text for people: bounded, escaped, and never by a student's own `repr`."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from grader.sentences import Part, text
from grader.wire.torch_if_loaded import torch

__all__ = ["apart", "brief", "describe", "escape", "literal"]

LINE_CHARS = 500
DIGITS = (4, 6, 8, 10, 13, 17)
SHOWN = 12  # values of an answer that are shown in full
PASTED = 40  # of an input, so that the call can be pasted
ROW_CHARS = 72  # a matrix that is longer has a row on each line
FLOATS = (np.float16, np.float32)


def escape(text: str, limit: int = 2000) -> str:
    """Student-written text made safe to print: at most `limit` characters, control and direction characters spelt out."""
    cut = text[:limit]
    safe = "".join(c if c.isprintable() or c == "\n" else c.encode("unicode_escape").decode() for c in cut)
    return safe + (f" … (+{len(text) - limit:,})" if len(text) > limit else "")


def describe(value: Any) -> Part:
    """What kind of thing it is: `float32 tensor of shape (5, 3)`."""
    if isinstance(value, torch.Tensor):
        return text("value.tensor", dtype=str(value.dtype).removeprefix("torch."), shape=str(tuple(value.shape)))
    if isinstance(value, np.ndarray):
        return text("value.array", dtype=value.dtype.name, shape=str(value.shape))
    for kind, told in ((list, "value.list"), (tuple, "value.tuple"), (dict, "value.dict")):
        if isinstance(value, kind):
            return text(told, n=len(value))
    if value is None:
        return "None"
    names = {bool: "value.bool", int: "value.int", float: "value.float", str: "value.string"}
    return text(names.get(type(value), "value.object"))


def small(value: Any, most: int = SHOWN) -> bool:
    """Whether all of it may be shown."""
    if isinstance(value, torch.Tensor):
        return value.numel() <= most
    if isinstance(value, np.ndarray):
        return value.size <= most
    if isinstance(value, list | tuple):
        return len(value) <= most and all(small(item, most) for item in value) and _count(value) <= most
    if isinstance(value, dict):
        return _count(value) <= most and all(small(item, most) for item in value.values())
    return not isinstance(value, str) or len(value) <= 200


def literal(value: Any, indent: int = 0) -> str:
    """Python text that makes this input again, for a student to paste. indent: the column where it will begin."""
    if isinstance(value, torch.Tensor):
        dtype = "" if str(value.dtype) in ("torch.float32", "torch.int64", "torch.bool") else f", dtype={value.dtype}"
        if value.numel() == 0:
            return f"torch.empty({tuple(value.shape)}{dtype})"
        return f"torch.tensor({_rows(value, indent + 13)}{dtype})"
    if isinstance(value, np.ndarray):
        dtype = "" if value.dtype.name in ("float64", "int64", "bool") else f", dtype=np.{value.dtype.name}"
        return f"np.array({_rows(value, indent + 9)}{dtype})"
    return _nested(value)


def apart(expected: Any, yours: Any) -> tuple[Part, Part]:
    """Both as `brief` has them, with as many digits as it takes for them to differ."""
    for digits in DIGITS:
        both = brief(expected, digits), brief(yours, digits)
        if both[0] != both[1]:
            break
    return both


def brief(value: Any, digits: int = 4) -> Part:
    """An expected or received value in one line of bounded length; a large one by its kind and first values."""
    shown = _brief(value, lambda number: _number(number, digits))
    return f"{shown[:LINE_CHARS]} …" if isinstance(shown, str) and len(shown) > LINE_CHARS else shown


def _brief(value: Any, number: Callable[[Any], str]) -> Part:
    if isinstance(value, str):
        return repr(escape(value, 200))
    if isinstance(value, torch.Tensor | np.ndarray):
        if value.ndim == 0:
            return number(value.item())
        if not small(value):
            first = ", ".join(number(item) for item in value.reshape(-1)[:3].tolist())
            return text("value.starting", what=describe(value), first=first)
        if not math.prod(value.shape):
            return text("value.empty", shape=str(tuple(value.shape)))
        return _rows(value, 0, number)
    if not small(value):
        return describe(value)
    return _nested(value, number)


def _nested(value: Any, number: Callable[[Any], str] | None = None) -> str:
    if isinstance(value, list | tuple):
        inner = ", ".join(_nested(item, number) for item in value)
        return f"[{inner}]" if isinstance(value, list) else f"({inner}{',' if len(value) == 1 else ''})"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_nested(key)}: {_nested(item, number)}" for key, item in value.items()) + "}"
    if isinstance(value, torch.Tensor | np.ndarray):
        return _nested(value.tolist(), number) if number and math.prod(value.shape) else literal(value)
    if isinstance(value, str):
        return repr(escape(value, 200))
    if isinstance(value, int | float) or value is None:
        return (number or _pasteable)(value)
    return "<object>"


def _rows(value: torch.Tensor | np.ndarray, indent: int, number: Callable[[Any], str] | None = None) -> str:
    """The values as nested lists; a matrix that is too long for a line has a row on each, one below the other."""
    items = _shortest(value) if number is None else value.tolist()
    line = _nested(items, number)
    return line if value.ndim < 2 or len(line) <= ROW_CHARS else _row_by_row(items, value.ndim, indent, number)


def _row_by_row(items: list[Any], dimensions: int, indent: int, number: Callable[[Any], str] | None) -> str:
    if dimensions == 1:
        return _nested(items, number)
    inner = (_row_by_row(item, dimensions - 1, indent + 1, number) for item in items)
    return f"[{(',' + chr(10) + ' ' * (indent + 1)).join(inner)}]"


def _shortest(value: torch.Tensor | np.ndarray) -> Any:
    """As nested lists, each float with no more digits than its dtype can tell apart: 0.1 for a float32, not 0.10000000149011612."""
    short = isinstance(value, torch.Tensor) and value.dtype in (torch.float16, torch.float32)
    array = value.detach().numpy() if short and isinstance(value, torch.Tensor) else value
    if not isinstance(array, np.ndarray) or array.dtype.type not in FLOATS:
        return value.tolist()
    return np.array([float(str(item)) for item in array.reshape(-1)]).reshape(array.shape).tolist()


def _pasteable(value: float | None) -> str:
    return repr(value) if not isinstance(value, float) or math.isfinite(value) else f'float("{value}")'


def _number(value: Any, digits: int) -> str:
    if isinstance(value, float):
        return f"{value:.{digits}f}" if value == 0 or 1e-3 <= abs(value) < 1e5 else f"{value:.{digits}g}"
    return str(value)


def _count(value: Any) -> int:
    if isinstance(value, dict):
        return sum(1 + _count(item) for item in value.values())
    return sum(map(_count, value)) if isinstance(value, list | tuple) else 1
