"""What a test may ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from unittest import TestCase

import numpy as np
import pytest

from grader.course.data import Data
from grader.judge.checks.compare import Words, words
from grader.judge.checks.pictures import shown
from grader.judge.draw import Draw
from grader.judge.grading import grading_of
from grader.judge.remote.student import Student
from grader.judge.remote.tools import WorkerTools
from grader.judge.submitted import Submitted
from grader.scorecard import Metric
from grader.wire.torch_if_loaded import torch

if TYPE_CHECKING:
    from grader.judge.training.training import Trainer

FOR_A_TEST_CASE = ("student", "worker", "data", "score")  # fixtures that a unittest.TestCase has as attributes


@pytest.fixture
def student(request: pytest.FixtureRequest) -> Student:
    return Student(grading_of(request.node).desk)


@pytest.fixture
def worker(request: pytest.FixtureRequest) -> WorkerTools:
    return WorkerTools(grading_of(request.node).desk)


@pytest.fixture
def draw(request: pytest.FixtureRequest) -> Draw:
    return grading_of(request.node).draws.branch(request.node.name, "inputs")


@pytest.fixture
def data(request: pytest.FixtureRequest) -> Data:
    return grading_of(request.node).data_sets


@pytest.fixture
def training(request: pytest.FixtureRequest) -> Trainer:
    grading, name = grading_of(request.node), request.node.name
    runtime = grading.lesson.runtime
    if runtime != "torch":
        raise RuntimeError(f'the fixture training needs PyTorch, and the lesson has runtime = "{runtime}"')
    from grader.judge.training.training import Trainer

    # Of each submission's own: what an earlier one has seen and told, on a scorecard of the same class, is of no use to it.
    draw = grading.draws.branch(name, "training", grading.submission)
    return Trainer(grading.desk, grading.lesson, grading.data_sets, draw, name, grading.device, grading.trainings)


@pytest.fixture
def show(request: pytest.FixtureRequest) -> Callable[[torch.Tensor | np.ndarray], None]:
    """Put a matrix that is known to be right onto the scorecard, for the student to look at."""
    grading = grading_of(request.node)

    def show(matrix: torch.Tensor | np.ndarray) -> None:
        grading.shown = shown(matrix)

    return show


@pytest.fixture
def probe(request: pytest.FixtureRequest) -> Callable[[str, bool], None]:
    """Note that a property of wrong answers holds here; it is told if the test fails. Named in probes.toml, or as a misconception is."""
    grading = grading_of(request.node)

    def probe(name: str, holds: bool) -> None:
        if name not in grading.lesson.seen:
            raise KeyError(f"probes.toml has no {name}, and no misconception has this name")
        if holds is True:
            grading.probes.append(name)

    return probe


@pytest.fixture
def score(request: pytest.FixtureRequest) -> Callable[[float | str, Words], None]:
    """`score(0.5, "only half of ...")`: this share of the test's points is earned, whatever comes after it."""
    grading = grading_of(request.node)

    def score(share: float | str, why: Words = "") -> None:
        earned = Decimal(str(share))
        if not 0 <= earned <= 1:
            raise ValueError(f"score takes a share from 0 to 1, not {share}")
        grading.earned = earned, words(why)

    return score


@pytest.fixture
def submitted(request: pytest.FixtureRequest, score: Callable[[float | str, Words], None]) -> Iterator[Submitted]:
    grading = grading_of(request.node)

    def note(metric: Metric) -> None:
        grading.metric = metric

    files = Submitted(grading.desk, grading.lesson, score, note)
    yield files
    files.close()


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    with TemporaryDirectory() as folder:
        yield Path(folder)


@pytest.fixture(autouse=True)
def _begin(request: pytest.FixtureRequest) -> None:
    grading_of(request.node).begin(request.node)
    if isinstance(request.instance, TestCase):
        for name in FOR_A_TEST_CASE:
            setattr(request.instance, name, request.getfixturevalue(name))
