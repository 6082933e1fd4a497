"""The zip for Gradescope from its first command to a score: setup.sh builds the image over the network, and four hand in."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.course.lessons import Course
from grader.lms.package import gradescope_package
from tests.lms.gradescope_harness import TOKEN
from tests.lms.gradescope_image import Image
from tests.lms.test_gradescope import HOSTILE, IN_TIME, as_root

ROOT = Path(__file__).parents[2]
SUBMITTED = ROOT / "grader" / "demo" / "submissions"
FILE = "logistic_regression.py"
RIGHT = (SUBMITTED / "ada.py").read_text()
ATTACKS = HOSTILE.partition("def sigmoid")[0] + HOSTILE[HOSTILE.index("import signal") : HOSTILE.index("def add")]
ENDLESS = RIGHT.replace("def train(", "def train(*_, **__):\n    while True:\n        pass\n\n\ndef other(")

pytestmark = [as_root, pytest.mark.slow, pytest.mark.timeout(2400)]


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Image]:
    lesson = Course(ROOT).lesson("lesson05")
    package = gradescope_package(lesson, language="en", minutes=10, python="3.11")
    began = time.monotonic()
    image = Image(package, tmp_path_factory.mktemp("image"))
    print(f"zip {len(package) // 1024} kB, image built in {time.monotonic() - began:.0f} s")
    yield image
    image.close()


def test_setup_ends_with_the_solutions_full_marks(image: Image) -> None:
    """The last lines of the build's log are the scorecard; nothing of the host is in the image."""
    assert "40 / 40 points" in image.log[-4000:]
    assert not (image.root / str(ROOT)[1:]).exists()
    assert oct((image.root / "autograder" / "source").stat().st_mode)[-3:] == "700"


def test_right_submission_has_full_marks(image: Image) -> None:
    """Without a network, as another user."""
    run = image.run({FILE: RIGHT}, IN_TIME)

    assert (run.results["score"], run.failed, run.results["extra_data"]["sandbox"]) == (40, False, "uid")


def test_wrong_submission_reads_why(image: Image) -> None:
    """The misconception's sentence comes all the way."""
    run = image.run({FILE: (SUBMITTED / "hana.py").read_text()}, IN_TIME)

    assert run.results["score"] == 35
    assert any("You added the losses up." in test["output"] for test in run.results["tests"])


def test_hostile_submission_gains_nothing(image: Image) -> None:
    """It has the points of its code, and finds neither suite nor token; no process of its own is left."""
    run = image.run({FILE: f"{ATTACKS}\n{RIGHT}\nif found:\n    raise RuntimeError(found)\n"}, IN_TIME)

    assert [test["output"] for test in run.results["tests"] if test["output"]] == []
    assert (run.results["score"], run.users) == (40, {0})
    assert TOKEN not in str(run.results)


def test_endless_submission_keeps_its_other_points(image: Image) -> None:
    """Each call is stopped in its time, long before the platform's limit."""
    run = image.run({FILE: ENDLESS}, IN_TIME)

    assert 0 < run.results["score"] < 40
    assert any("was stopped" in test["output"] for test in run.results["tests"])
    assert (run.failed, run.users) == (False, {0})
