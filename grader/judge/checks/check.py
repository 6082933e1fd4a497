"""What a hidden test asserts. Order: kind, shape, dtype, finiteness, values; NaN is never equal to anything.

Each check raises `Mismatch` with what was expected and what came; values from student code are plain data
here, and those that are not what a check expects are a mismatch, never an error of the suite.
"""

from __future__ import annotations

import builtins
import contextlib
import functools
import re
from collections.abc import Callable, Iterator
from typing import Any, TypeVar, cast

import numpy as np

from grader.judge.checks import lenient
from grader.judge.checks.compare import (
    Hint,
    Words,
    as_numbers,
    as_scalar,
    compare_close,
    mismatch,
    named,
    plain_integer,
    report,
    require_kind,
    same,
    told,
    words,
    yours_text,
)
from grader.judge.checks.numbers import numbers_of
from grader.judge.checks.show import brief, escape
from grader.judge.remote.errors import Mismatch, NotWritten, StudentError
from grader.judge.remote.lent import Loan
from grader.judge.remote.student import Remote
from grader.sentences import Text, own
from grader.sentences import text as sentence
from grader.wire.torch_if_loaded import torch, torch_is_loaded

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
    "text",
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
    what: Words = "",
    hint: Hint = "",
) -> None:
    """`got` has the kind, shape, dtype and values of `expected`.

    expected: a tensor or array (with dtype=False either kind will do, and lists of numbers), a Python number (then any scalar
    will do, a tensor or array of one element too), or a list of numbers (then any sequence or 1-D array of that length). rtol, atol: by the dtype of `expected` if not
    given, float32's where any dtype will do; never by the dtype that came.
    hint: a sentence of diagnosis, or a function that returns one or "". Raises Mismatch.
    """
    name = named(what)
    if isinstance(expected, bool | int | float):
        compare_close(as_scalar(got, name), np.array(float(expected)), rtol, atol, name, hint)
        return
    if isinstance(expected, list | tuple):
        numbers = as_numbers(got, len(expected), name)
        compare_close(numbers, np.array([float(e) for e in expected]), rtol, atol, name, hint)
        return
    got = got if dtype else lenient.as_array(got, tuple(expected.shape))
    require_kind(got, expected, dtype, name)
    shape(got, tuple(expected.shape), what=what, hint=hint)
    if dtype and got.dtype != expected.dtype:
        raise mismatch(sentence("check.wrong_dtype", what=name), str(expected.dtype), str(got.dtype), hint)
    compare_close(got, expected, rtol, atol, name, hint, strict=dtype)


@_compared
def equal(got: Any, expected: Any, *, what: Words = "", hint: Hint = "") -> None:
    """`got` is exactly `expected`: numbers, strings, tuples, dicts, or tensors and arrays of integers or bools."""
    name = named(what)
    if isinstance(expected, torch.Tensor | np.ndarray):
        require_kind(got, expected, True, name)
        shape(got, tuple(expected.shape), what=what, hint=hint)
        if got.dtype != expected.dtype:
            raise mismatch(sentence("check.wrong_dtype", what=name), str(expected.dtype), str(got.dtype), hint)
        report(got, expected, np.asarray(got == expected), name, hint)
    elif not same(plain_integer(got), expected):
        raise mismatch(sentence("check.not_what_is_asked", what=name), brief(expected), yours_text(got), hint)


def shape(got: Any, expected: tuple[int, ...], *, what: Words = "", hint: Hint = "") -> None:
    """`got` is a tensor or array of that shape."""
    name = named(what)
    if not isinstance(got, torch.Tensor | np.ndarray):
        kind, said = ("tensor", "check.not_a_tensor") if torch_is_loaded() else ("array", "check.not_an_array")
        wanted = sentence(f"value.{kind}_of_shape", shape=str(tuple(expected)))
        raise mismatch(sentence(said, what=name), wanted, yours_text(got), hint)
    if tuple(got.shape) != tuple(expected):
        wanted, came = (sentence("value.shape", shape=str(tuple(each))) for each in (expected, got.shape))
        raise mismatch(sentence("check.wrong_shape", what=name), wanted, came, hint)


def dtype(got: Any, expected: torch.dtype | type[np.generic] | np.dtype, *, what: Words = "") -> None:
    """`got` is a tensor of that dtype; an array, where the dtype is one of NumPy's."""
    name = named(what)
    if isinstance(expected, type | np.dtype):
        expected = np.dtype(expected)
        if not isinstance(got, np.ndarray):
            wanted = sentence("value.array_of_dtype", dtype=expected.name)
            raise mismatch(sentence("check.not_an_array", what=name), wanted, yours_text(got), "")
    elif not isinstance(got, torch.Tensor):
        wanted = sentence("value.tensor_of_dtype", dtype=str(expected))
        raise mismatch(sentence("check.not_a_tensor", what=name), wanted, yours_text(got), "")
    if got.dtype != expected:
        raise mismatch(sentence("check.wrong_dtype", what=name), str(expected), str(got.dtype), "")


def finite(got: Any, *, what: Words = "", hint: Hint = "") -> None:
    """`got` is a number, tensor or array without NaN and infinity."""
    name = named(what)
    if isinstance(got, int | float):
        got = np.array(float(got))
    if not isinstance(got, torch.Tensor | np.ndarray):
        wanted = sentence("value.finite_numbers")
        raise mismatch(sentence("check.not_a_number", what=name), wanted, yours_text(got), hint)
    bad = ~np.isfinite(numbers_of(got))
    if bad.any():
        wanted = sentence("value.finite_numbers")
        yours = sentence("value.not_finite", n=int(bad.sum()), all=bad.size)
        raise mismatch(sentence("check.not_finite", what=name), wanted, yours, hint)


def scalar(got: Any, *, what: Words = "") -> float:
    """`got` as a float: it must be one number, or a tensor or array of one element."""
    return float(as_scalar(got, named(what)).item())


def items(got: Any, n: int | None = None, *, what: Words = "") -> list[Any] | tuple[Any, ...]:
    """`got` as it is: it must be a list or tuple, of n items where n is given."""
    name = named(what)
    if n is None:
        message, wanted = sentence("check.not_a_list", what=name), sentence("value.list_or_tuple")
    else:
        message, wanted = sentence("check.not_values", what=name, n=n), sentence("value.values", n=n)
    if not isinstance(got, list | tuple):
        raise mismatch(message, wanted, yours_text(got), "")
    if n is not None and len(got) != n:
        raise mismatch(message, wanted, sentence("value.values", n=len(got)), "")
    return got


def text(english: str, /, **parts: object) -> Text:
    """A text of the suite's with something put in: `check.text("the path of {name}", name=name)`.

    Its form in another language stands in the lesson's `texts.LANGUAGE.toml`, with the same places. parts: what goes there; one that has
    words of its own is a `check.text` itself.
    """
    return own(english, **{name: part if isinstance(part, Text) else str(part) for name, part in parts.items()})


def that(condition: Any, message: Words, *, expected: Any = None, yours: Any = None) -> None:
    """The condition is true. `message` says what is wrong, in the student's words."""
    plain = (
        bool(condition) if isinstance(condition, torch.Tensor | np.ndarray | np.bool_) and condition.size else condition
    )
    if plain is not True:
        raise Mismatch(words(message), expected=told(expected), yours=told(yours))


def unchanged(function: Remote, /, *args: Any, **kwargs: Any) -> Any:
    """Call `function` and fail if it changed one of its arguments in place; returns the result."""
    desk = function._desk
    names = [*(str(position + 1) for position in range(len(args))), *map(repr, kwargs)]
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
                what = sentence("check.argument") if len(names) == 1 else sentence("check.which_argument", name=name)
                message = sentence("check.changed_in_place", what=what)
                raise Mismatch(message, expected=sentence("value.as_it_was"), yours=sentence("value.changed"))
    return result


def gradient(
    got: Any,
    function: Callable[[torch.Tensor], torch.Tensor],
    at: torch.Tensor,
    *,
    what: Words = "",
    hint: Hint = "",
    **options: Any,
) -> None:
    """`got` is the gradient of the suite's own `function` at `at`, worked out by autograd in the function's precision."""
    point = at.detach().clone().requires_grad_()
    (expected,) = torch.autograd.grad(function(point).sum(), point)
    close(got, expected, what=what or sentence("check.gradient"), hint=hint, **options)


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
        close(function(batch), reference(batch), what=sentence("check.result_for_batch", n=n), **options)


def view(result: Remote, source: Remote) -> None:
    """Two remotes look at the same memory."""
    if not _share(result, source):
        raise Mismatch(
            sentence("check.is_a_copy"), expected=sentence("value.shared_memory"), yours=sentence("value.copy")
        )


def copy(result: Remote, source: Remote) -> None:
    """Two remotes have memory of their own."""
    if _share(result, source):
        raise Mismatch(
            sentence("check.shares_memory"), expected=sentence("value.copy"), yours=sentence("value.shared_memory")
        )


class Caught:
    """The exception that `raises` has seen: its message and, where it is one of Python's own, its type; None before the block is over."""

    message: str | None = None
    type: type[BaseException] | None = None

    def _saw(self, error: StudentError) -> None:
        kind = getattr(builtins, error.raised.type, None)
        self.message = error.raised.message
        self.type = kind if isinstance(kind, type) and issubclass(kind, BaseException) else None


@contextlib.contextmanager
def raises(exception: type[BaseException] | str, match: str = "") -> Iterator[Caught]:
    """Student code raises `exception` or a subclass of it within the block.

    exception: one of the student's own by its name. match: a regular expression that is found in the message.
    """
    name = exception if isinstance(exception, str) else exception.__name__
    caught = Caught()
    try:
        yield caught
    except NotWritten:
        raise
    except StudentError as error:
        if name not in error.raised.bases:
            message = sentence("check.wrong_exception")
            raise Mismatch(message, expected=name, yours=escape(error.raised.type, 80)) from None
        if not re.search(match, error.raised.message):
            message = sentence("check.wrong_exception_message")
            raise Mismatch(message, expected=match, yours=escape(error.raised.message, 500)) from None
        caught._saw(error)
    else:
        message = sentence("check.no_exception")
        raise Mismatch(message, expected=name, yours=sentence("value.normal_return"))


def _share(a: Any, b: Any) -> bool:
    if not isinstance(a, Remote) or not isinstance(b, Remote):
        raise TypeError("check.view and check.copy take remotes: use worker.put and worker.keep")
    return a._desk.tool("shares_memory", (a, b)) is True
