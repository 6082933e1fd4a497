"""Hypothesis in a suite: settings under which nothing but an answer can fail a test, inputs from the run's key, one call shown.

Imports hypothesis only where a suite does.
"""

from __future__ import annotations

import functools
import tempfile
import zlib
from typing import Any

import pytest

from grader.judge.budget import Budget
from grader.judge.remote.errors import Mismatch, NoWorker, Setback, Stalled
from grader.judge.remote.student import Desk

__all__ = ["cause_of", "is_property", "make_ready", "prepare"]

PROFILE = "dlgrade-judge"
OWN = (Mismatch, Setback, AssertionError, NoWorker, Stalled)


def make_ready() -> None:
    """Before the suite is read: the time of a call is the worker's limit alone, and how inputs are found is nobody's failure."""
    import hypothesis
    from hypothesis import HealthCheck, Phase, settings
    from hypothesis.configuration import set_hypothesis_home_dir

    set_hypothesis_home_dir(tempfile.gettempdir())
    settings.register_profile(
        PROFILE,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.explicit, Phase.generate, Phase.shrink),
        report_multiple_bugs=False,
        verbosity=hypothesis.Verbosity.quiet,
    )
    settings.load_profile(PROFILE)


def is_property(item: pytest.Item) -> bool:
    return hasattr(getattr(item, "obj", None), "hypothesis")


def prepare(item: pytest.Item, seed: int, desk: Desk, budget: Budget) -> None:
    """seed: where its inputs come from, the same for a regrade."""
    import hypothesis

    test: Any = item.obj  # type: ignore[attr-defined]
    test = getattr(test, "__func__", test)
    hypothesis.seed(seed)(test)
    inner, fixtures = test.hypothesis.inner_test, set(item.fixturenames)  # type: ignore[attr-defined]

    @functools.wraps(inner)
    def example(*args: Any, **kwargs: Any) -> Any:
        if budget.spent:
            raise budget.error()
        given = sorted((name, repr(value)) for name, value in kwargs.items() if name not in fixtures)
        desk.begin_example(zlib.crc32(repr(given).encode()))
        return inner(*args, **kwargs)

    test.hypothesis.inner_test = example


def cause_of(error: BaseException) -> BaseException:
    """What is about the submission in a group of errors, as comes of answers that differ from one time to the next; else the error itself."""
    if not isinstance(error, BaseExceptionGroup):
        return error
    found = (cause_of(each) for each in error.exceptions)
    return next((each for each in found if isinstance(each, OWN)), error)
