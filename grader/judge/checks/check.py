"""What a hidden test asserts. Order: kind, shape, dtype, finiteness, values; NaN is never equal to anything.

Each check raises `Mismatch` with what was expected and what came; values from student code are plain data
here, and those that are not what a check expects are a mismatch, never an error of the suite.
"""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Iterator
from typing import Any, TypeVar, cast

import numpy as np
import torch

from grader.judge.checks.compare import (
    Hint,
    as_numbers,
    as_scalar,
    compare_close,
    mismatch,
    plain_integer,
    report,
    require_kind,
    same,
    text_of,
    yours_text,
)
from grader.judge.checks.show import brief, escape
from grader.judge.remote.errors import Mismatch, NotWritten, StudentError
from grader.judge.remote.lent import Loan
from grader.judge.remote.student import Remote

Check = TypeVar("Check", bound=Callable[..., None])

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


def _compared(check: Check) -> Check:
    """Its mismatch knows the two values."""

    @functools.wraps(check)
    def checked(got: Any, expected: Any, **options: Any) -> None:
        try:
            check(got, expected, **options)
        except Mismatch as error:
            error.values = error.values or (expected, got)
            raise

    return cast(Check, checked)


@_compared
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
        compare_close(as_scalar(got, name), torch.tensor(float(expected), dtype=torch.float64), rtol, atol, name, hint)
        return
    if isinstance(expected, list | tuple):
        numbers = as_numbers(got, len(expected), name)
        compare_close(numbers, torch.tensor([float(e) for e in expected], dtype=torch.float64), rtol, atol, name, hint)
        return
    require_kind(got, expected, dtype, name)
    shape(got, tuple(expected.shape), what=name, hint=hint)
    if dtype and got.dtype != expected.dtype:
        raise mismatch(f"{name} has the wrong dtype", str(expected.dtype), str(got.dtype), hint)
    wanted = torch.as_tensor(expected)
    compare_close(torch.as_tensor(got), wanted, rtol, atol, name, hint)


@_compared
def equal(got: Any, expected: Any, *, what: str = "", hint: Hint = "") -> None:
    """`got` is exactly `expected`: numbers, strings, tuples, dicts, or tensors and arrays of integers or bools."""
    name = what or "the result"
    if isinstance(expected, torch.Tensor | np.ndarray):
        require_kind(got, expected, True, name)
        shape(got, tuple(expected.shape), what=name, hint=hint)
        if got.dtype != expected.dtype:
            raise mismatch(f"{name} has the wrong dtype", str(expected.dtype), str(got.dtype), hint)
        report(torch.as_tensor(got), torch.as_tensor(expected), torch.as_tensor(got == expected), name, hint)
    elif not same(plain_integer(got), expected):
        raise mismatch(f"{name} is not what is asked", brief(expected), yours_text(got), hint)


def shape(got: Any, expected: tuple[int, ...], *, what: str = "", hint: Hint = "") -> None:
    """`got` is a tensor or array of that shape."""
    name = what or "the result"
    if not isinstance(got, torch.Tensor | np.ndarray):
        raise mismatch(f"{name} is not a tensor", f"a tensor of shape {tuple(expected)}", yours_text(got), hint)
    if tuple(got.shape) != tuple(expected):
        raise mismatch(f"{name} has the wrong shape", f"shape {tuple(expected)}", f"shape {tuple(got.shape)}", hint)


def dtype(got: Any, expected: torch.dtype, *, what: str = "") -> None:
    """`got` is a tensor of that dtype."""
    name = what or "the result"
    if not isinstance(got, torch.Tensor):
        raise mismatch(f"{name} is not a tensor", f"a tensor of {expected}", yours_text(got), "")
    if got.dtype != expected:
        raise mismatch(f"{name} has the wrong dtype", str(expected), str(got.dtype), "")


def finite(got: Any, *, what: str = "", hint: Hint = "") -> None:
    """`got` is a number, tensor or array without NaN and infinity."""
    name = what or "the result"
    if isinstance(got, int | float):
        got = torch.tensor(float(got))
    if not isinstance(got, torch.Tensor | np.ndarray):
        raise mismatch(f"{name} is not a number or tensor", "finite numbers", yours_text(got), hint)
    bad = ~torch.isfinite(torch.as_tensor(got))
    if bad.any():
        raise mismatch(
            f"{name} has NaN or infinity", "finite numbers", f"{int(bad.sum())} of {bad.numel()} are not", hint
        )


def scalar(got: Any, *, what: str = "") -> float:
    """`got` as a float: it must be one number, 0-d array or 0-d tensor."""
    return float(as_scalar(got, what or "the result").item())


def items(got: Any, n: int | None = None, *, what: str = "") -> list[Any] | tuple[Any, ...]:
    """`got` as it is: it must be a list or tuple, of n items where n is given."""
    name = what or "the result"
    wanted = "a list or tuple" if n is None else f"{n} values"
    if not isinstance(got, list | tuple):
        raise mismatch(f"{name} is not {wanted}", wanted, yours_text(got), "")
    if n is not None and len(got) != n:
        raise mismatch(f"{name} is not {wanted}", wanted, f"{len(got)} values", "")
    return got


def that(condition: Any, sentence: str, *, expected: Any = None, yours: Any = None) -> None:
    """The condition is true. `sentence` says what is wrong, in the student's words."""
    plain = (
        bool(condition) if isinstance(condition, torch.Tensor | np.ndarray | np.bool_) and condition.size else condition
    )
    if plain is not True:
        raise Mismatch(
            sentence,
            expected="" if expected is None else text_of(expected),
            yours="" if yours is None else text_of(yours),
        )


def unchanged(function: Remote, /, *args: Any, **kwargs: Any) -> Any:
    """Call `function` and fail if it changed one of its arguments in place; returns the result."""
    desk = function._desk
    names = [f"argument {position + 1}" for position in range(len(args))] + [f"argument {name!r}" for name in kwargs]
    with contextlib.ExitStack() as loans:
        lent = [loans.enter_context(Loan(desk, value)) for value in (*args, *kwargs.values())]
        given = [loan.given for loan in lent]
        by_name = dict(zip(kwargs, given[len(args) :], strict=True))
        desk.record(function._text, args, kwargs)
        result = desk.call(
            function.handle(), tuple(given[: len(args)]), by_name, origin=function.origin, text=function._text
        )
        untouched = [loan.untouched() for loan in lent]  # of all, before student code runs again
        for name, loan, memory_untouched in zip(names, lent, untouched, strict=True):
            if not memory_untouched or not loan.as_it_was():
                what = "the argument" if len(names) == 1 else name
                raise Mismatch(f"{what} was changed in place by the call", expected="as it was", yours="changed")
    return result


def gradient(
    got: Any,
    function: Callable[[torch.Tensor], torch.Tensor],
    at: torch.Tensor,
    *,
    what: str = "",
    hint: Hint = "",
    **options: Any,
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
        raise Mismatch(
            "the result is a copy: a change of the one does not show in the other",
            expected="shared memory",
            yours="a copy",
        )


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
            raise Mismatch(
                "the wrong exception was raised", expected=exception.__name__, yours=escape(error.raised.type, 80)
            ) from None
    else:
        raise Mismatch("no exception was raised", expected=exception.__name__, yours="a normal return")


def _share(a: Any, b: Any) -> bool:
    if not isinstance(a, Remote) or not isinstance(b, Remote):
        raise TypeError("check.view and check.copy take remotes: use worker.put and worker.keep")
    return a._desk.tool("shares_memory", (a, b)) is True
