"""What a hidden test asserts. Order: kind, shape, dtype, finiteness, values; NaN is never equal to anything.

Each check raises `Mismatch` with what was expected and what came; values from student code are plain data
here, and those that are not what a check expects are a mismatch, never an error of the suite.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import torch

from grader.judge.errors import Mismatch, NotWritten, StudentError
from grader.judge.show import brief, describe, escape, small
from grader.judge.student import Remote

__all__ = [
    "any_batch",
    "close",
    "copy",
    "dtype",
    "equal",
    "finite",
    "gradient",
    "items",
    "raises",
    "scalar",
    "shape",
    "that",
    "unchanged",
    "view",
]

# Relative and absolute tolerance by dtype; 1e-5 relative is what the course asks for.
TOLERANCES = {torch.float16: (1e-2, 1e-3), torch.bfloat16: (3e-2, 1e-2), torch.float32: (1e-5, 1e-6)}
DEFAULT_TOLERANCE = (1e-5, 1e-8)

Hint = str | Callable[[], str]


def close(
    got: Any,
    expected: Any,
    *,
    rtol: float | None = None,
    atol: float | None = None,
    dtype: bool = True,
    what: str = "",
    hint: Hint = "",
) -> None:
    """`got` has the kind, shape, dtype and values of `expected`.

    expected: a tensor or array (with dtype=False either kind will do), a Python number (then any scalar
    will do), or a list of numbers (then any sequence or 1-D array of that length). rtol, atol: by dtype if not given.
    hint: a sentence of diagnosis, or a function that returns one or "". Raises Mismatch.
    """
    name = what or "the result"
    if isinstance(expected, bool | int | float):
        _close_values(_as_scalar(got, name), torch.tensor(float(expected), dtype=torch.float64), rtol, atol, name, hint)
        return
    if isinstance(expected, list | tuple):
        numbers = _as_numbers(got, len(expected), name)
        _close_values(numbers, torch.tensor([float(e) for e in expected], dtype=torch.float64), rtol, atol, name, hint)
        return
    _kind(got, expected, dtype, name)
    shape(got, tuple(expected.shape), what=name, hint=hint)
    if dtype and got.dtype != expected.dtype:
        raise _mismatch(f"{name} has the wrong dtype", str(expected.dtype), str(got.dtype), hint)
    wanted = torch.as_tensor(expected)
    tolerance = TOLERANCES.get(torch.as_tensor(got).dtype, DEFAULT_TOLERANCE)
    _close_values(
        torch.as_tensor(got),
        wanted,
        tolerance[0] if rtol is None else rtol,
        tolerance[1] if atol is None else atol,
        name,
        hint,
    )


def equal(got: Any, expected: Any, *, what: str = "", hint: Hint = "") -> None:
    """`got` is exactly `expected`: numbers, strings, tuples, dicts, or tensors and arrays of integers or bools."""
    name = what or "the result"
    if isinstance(expected, torch.Tensor | np.ndarray):
        _kind(got, expected, True, name)
        shape(got, tuple(expected.shape), what=name, hint=hint)
        if got.dtype != expected.dtype:
            raise _mismatch(f"{name} has the wrong dtype", str(expected.dtype), str(got.dtype), hint)
        _report_values(torch.as_tensor(got), torch.as_tensor(expected), torch.as_tensor(got == expected), name, hint)
    elif not _same(_plain_integer(got), expected):
        raise _mismatch(f"{name} is not what is asked", brief(expected), _yours(got), hint)


def shape(got: Any, expected: tuple[int, ...], *, what: str = "", hint: Hint = "") -> None:
    """`got` is a tensor or array of that shape."""
    name = what or "the result"
    if not isinstance(got, torch.Tensor | np.ndarray):
        raise _mismatch(f"{name} is not a tensor", f"a tensor of shape {tuple(expected)}", _yours(got), hint)
    if tuple(got.shape) != tuple(expected):
        raise _mismatch(f"{name} has the wrong shape", f"shape {tuple(expected)}", f"shape {tuple(got.shape)}", hint)


def dtype(got: Any, expected: torch.dtype, *, what: str = "") -> None:
    """`got` is a tensor of that dtype."""
    name = what or "the result"
    if not isinstance(got, torch.Tensor):
        raise _mismatch(f"{name} is not a tensor", f"a tensor of {expected}", _yours(got), "")
    if got.dtype != expected:
        raise _mismatch(f"{name} has the wrong dtype", str(expected), str(got.dtype), "")


def finite(got: Any, *, what: str = "", hint: Hint = "") -> None:
    """`got` is a number, tensor or array without NaN and infinity."""
    name = what or "the result"
    if isinstance(got, int | float):
        got = torch.tensor(float(got))
    if not isinstance(got, torch.Tensor | np.ndarray):
        raise _mismatch(f"{name} is not a number or tensor", "finite numbers", _yours(got), hint)
    bad = ~torch.isfinite(torch.as_tensor(got))
    if bad.any():
        raise _mismatch(f"{name} has NaN or infinity", "finite numbers", f"{int(bad.sum())} of {bad.numel()} are not", hint)


def scalar(got: Any, *, what: str = "") -> float:
    """`got` as a float: it must be one number, 0-d array or 0-d tensor."""
    return _as_scalar(got, what or "the result").item()


def items(got: Any, n: int | None = None, *, what: str = "") -> list[Any] | tuple[Any, ...]:
    """`got` as it is: it must be a list or tuple, of n items where n is given."""
    name = what or "the result"
    wanted = "a list or tuple" if n is None else f"{n} values"
    if not isinstance(got, list | tuple):
        raise _mismatch(f"{name} is not {wanted}", wanted, _yours(got), "")
    if n is not None and len(got) != n:
        raise _mismatch(f"{name} is not {wanted}", wanted, f"{len(got)} values", "")
    return got


def that(condition: Any, sentence: str, *, expected: Any = None, yours: Any = None) -> None:
    """The condition is true. `sentence` says what is wrong, in the student's words."""
    plain = bool(condition) if isinstance(condition, torch.Tensor | np.ndarray | np.bool_) and condition.size else condition
    if plain is not True:
        raise Mismatch(
            sentence, expected="" if expected is None else _text(expected), yours="" if yours is None else _text(yours)
        )


def unchanged(function: Remote, *args: Any, **kwargs: Any) -> Any:
    """Call `function` and fail if it changed one of its arguments in place; returns the result."""
    desk = function._desk
    kept = [desk.tool("put", arg, keep=True, text="input") if _mutable(arg) else arg for arg in args]
    desk.record(function._text, args, kwargs)
    result = desk.call(function.handle(), tuple(kept), kwargs, origin=function.origin, text=function._text)
    for position, (arg, remote) in enumerate(zip(args, kept, strict=True)):
        if isinstance(remote, Remote) and _mutable(arg) and not _same_data(remote.fetch(), arg):
            number = f"argument {position + 1}" if len(args) > 1 else "the argument"
            raise Mismatch(f"{number} was changed in place by the call", expected="as it was", yours="changed")
    return result


def gradient(
    got: Any, function: Callable[[torch.Tensor], torch.Tensor], at: torch.Tensor, *, what: str = "", hint: Hint = "", **options: Any
) -> None:
    """`got` is the gradient of the suite's own `function` at `at`, worked out by autograd in the function's precision."""
    point = at.detach().clone().requires_grad_()
    (expected,) = torch.autograd.grad(function(point).sum(), point)
    close(got, expected, what=what or "the gradient", hint=hint, **options)


def any_batch(
    function: Remote,
    reference: Callable[[Any], Any],
    make: Callable[[int], Any],
    sizes: tuple[int, ...] = (1, 2, 7),
    **options: Any,
) -> None:
    """`function(make(n))` is close to `reference(make(n))` for each batch size n."""
    for n in sizes:
        batch = make(n)
        close(function(batch), reference(batch), what=f"the result for a batch of {n}", **options)


def view(result: Remote, source: Remote) -> None:
    """Two remotes look at the same memory."""
    if not _share(result, source):
        raise Mismatch("the result is a copy: a change of the one does not show in the other", expected="shared memory", yours="a copy")


def copy(result: Remote, source: Remote) -> None:
    """Two remotes have memory of their own."""
    if _share(result, source):
        raise Mismatch("the result shares memory with its source", expected="a copy", yours="shared memory")


@contextlib.contextmanager
def raises(exception: type[Exception]) -> Iterator[None]:
    """Student code raises `exception` or a subclass of it within the block."""
    try:
        yield
    except NotWritten:
        raise
    except StudentError as error:
        if exception.__name__ not in error.raised.bases:
            raise Mismatch("the wrong exception was raised", expected=exception.__name__, yours=escape(error.raised.type, 80)) from None
    else:
        raise Mismatch("no exception was raised", expected=exception.__name__, yours="a normal return")


def _share(a: Any, b: Any) -> bool:
    if not isinstance(a, Remote) or not isinstance(b, Remote):
        raise TypeError("check.view and check.copy take remotes: use worker.put and worker.keep")
    return a._desk.tool("shares_memory", a, b) is True


def _kind(got: Any, expected: Any, strict: bool, name: str) -> None:
    kinds = (type(expected),) if strict else (torch.Tensor, np.ndarray)
    if not isinstance(got, kinds):
        wanted = "a tensor" if isinstance(expected, torch.Tensor) else "an array"
        raise _mismatch(f"{name} is not {wanted}", describe(expected), _yours(got), "")


def _as_scalar(got: Any, name: str) -> torch.Tensor:
    if isinstance(got, torch.Tensor | np.ndarray) and got.ndim == 0:
        return torch.as_tensor(got).to(torch.float64)
    if isinstance(got, int | float):
        return torch.tensor(float(got), dtype=torch.float64)
    raise _mismatch(f"{name} is not one number", "one number", _yours(got), "")


def _as_numbers(got: Any, n: int, name: str) -> torch.Tensor:
    if isinstance(got, torch.Tensor | np.ndarray) and got.ndim == 1:
        got = got.tolist()
    if not isinstance(got, list | tuple):
        raise _mismatch(f"{name} is not a list of numbers", f"{n} numbers", _yours(got), "")
    if len(got) != n:
        raise _mismatch(f"{name} has the wrong length", f"{n} numbers", f"{len(got)} numbers", "")
    return torch.stack([_as_scalar(item, f"an item of {name}") for item in got]) if n else torch.empty(0, dtype=torch.float64)


def _close_values(
    got: torch.Tensor, expected: torch.Tensor, rtol: float | None, atol: float | None, name: str, hint: Hint
) -> None:
    wanted = expected.to(torch.float64)
    values = got.to(torch.float64)
    bound = (DEFAULT_TOLERANCE[1] if atol is None else atol) + (DEFAULT_TOLERANCE[0] if rtol is None else rtol) * wanted.abs()
    right = (values - wanted).abs() <= bound  # false for NaN
    right |= torch.isinf(wanted) & (values == wanted)
    if torch.isfinite(wanted).all() and not torch.isfinite(values).all():
        bad = ~torch.isfinite(values)
        yours = brief(got) if small(got) else f"{int(bad.sum())} of {bad.numel()} are NaN or infinite"
        raise _mismatch(f"{name} has NaN or infinity", brief(expected), yours, hint)
    _report_values(got, expected, right, name, hint)


def _report_values(got: torch.Tensor, expected: torch.Tensor, right: torch.Tensor, name: str, hint: Hint) -> None:
    if bool(right.all()):
        return
    wrong = torch.nonzero(~right.reshape(-1))
    first = int(wrong[0])
    if got.ndim == 0:
        raise _mismatch(f"{name} has the wrong value", brief(expected), brief(got), hint)
    count = f"{len(wrong)} of {right.numel()} values are wrong"
    at = f"at {[int(i) for i in np.unravel_index(first, tuple(right.shape))]}: "
    mismatch = _mismatch(
        f"{name}: {count}", at + brief(expected.reshape(-1)[first]), at + brief(got.reshape(-1)[first]), hint
    )
    mismatch.all_of_it = (brief(expected), brief(got)) if small(expected) else None
    raise mismatch


def _mismatch(message: str, expected: str, yours: str, hint: Hint) -> Mismatch:
    return Mismatch(message, expected=expected, yours=yours, hint=hint if isinstance(hint, str) else hint())


def _yours(got: Any) -> str:
    if isinstance(got, Remote):
        return f"an object of type {escape(got.type, 80)}"
    if isinstance(got, torch.Tensor | np.ndarray) or not small(got):
        return describe(got)
    return brief(got)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else brief(value)


def _plain_integer(got: Any) -> Any:
    """A 0-d array or tensor of an integer or bool as the Python number; anything else as it is."""
    return got.item() if isinstance(got, torch.Tensor | np.ndarray) and got.ndim == 0 and not _floating(got) else got


def _floating(got: torch.Tensor | np.ndarray) -> bool:
    return got.is_floating_point() if isinstance(got, torch.Tensor) else got.dtype.kind == "f"


def _mutable(value: Any) -> bool:
    return isinstance(value, torch.Tensor | np.ndarray | list | dict)


def _same(got: Any, expected: Any) -> bool:
    """Equal in type and value, all the way down; True is not 1 and NaN is nothing."""
    if isinstance(expected, torch.Tensor | np.ndarray):
        return _same_data(got, expected)
    if type(got) is not type(expected):
        return False
    if isinstance(expected, list | tuple):
        return len(got) == len(expected) and all(map(_same, got, expected))
    if isinstance(expected, dict):
        return got.keys() == expected.keys() and all(_same(got[key], expected[key]) for key in expected)
    return bool(got == expected)


def _same_data(got: Any, expected: Any) -> bool:
    """Bit for bit the same tensor, array, list or dict; a NaN that was there before counts as the same."""
    if isinstance(expected, torch.Tensor):
        same_kind = isinstance(got, torch.Tensor) and got.shape == expected.shape and got.dtype == expected.dtype
        return same_kind and bool(torch.equal(torch.nan_to_num(got), torch.nan_to_num(expected.detach())))
    if isinstance(expected, np.ndarray):
        same_kind = isinstance(got, np.ndarray) and got.shape == expected.shape and got.dtype == expected.dtype
        return same_kind and bool(np.array_equal(got, expected, equal_nan=expected.dtype.kind == "f"))
    return _same(got, expected)


