"""What a training must reach: read from the lesson, fitted to runs of the reference."""

from __future__ import annotations

import itertools
import math
import random
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from grader.authoring.thresholds import fit, main, on_gpu, render
from grader.course.lessons import Course
from grader.course.thresholds import Fit, Threshold, read_thresholds
from grader.errors import LessonError

FIT = Fit(accuracy=0.88, mean=0.92, std=0.01, runs=20, false_fail=3e-05)


def test_what_is_written_is_read_again(tmp_path: Path, toy_course: Course) -> None:
    """Ratios and GPUs that an author has entered stay."""
    thresholds = {"test_a": Threshold(3.5, {"NVIDIA A100-SXM4": 1.5}, real=FIT, drawn=FIT), "test_b": Threshold(5.0)}
    path = tmp_path / "thresholds.toml"
    path.write_text(render(thresholds, toy_course.lesson("6")))

    assert read_thresholds(path) == thresholds


def test_lesson_without_the_file_asks_nothing(tmp_path: Path) -> None:
    assert read_thresholds(tmp_path / "thresholds.toml") == {}


@pytest.mark.parametrize("text", ["[test_a]", "[test_a]\ntime_ratio = 0.9", "[test_a]\ntime_ratio = 2\nmad = 1", "x ="])
def test_file_that_is_not_as_it_must_be_is_the_author_s_mistake(tmp_path: Path, text: str) -> None:
    """No ratio, one that the reference itself would miss, an unknown word, no TOML."""
    (tmp_path / "thresholds.toml").write_text(text)

    with pytest.raises(LessonError, match=r"thresholds\.toml is not as it must be"):
        read_thresholds(tmp_path / "thresholds.toml")


def test_reference_fails_its_own_threshold_less_than_once_in_a_thousand() -> None:
    """Counted: thresholds fitted to 20 runs, tried on a further run of the same spread, 10,000 times."""
    chance = random.Random(4)
    samples = ([chance.gauss(0.92, 0.012) for _ in range(21)] for _ in range(10_000))
    misses = sum(further < fit(runs).accuracy for *runs, further in samples)

    assert misses < 10


def test_threshold_stays_three_percent_below_the_mean() -> None:
    """Other correct programs are a little worse than the reference, however steady that is."""
    assert fit([0.999, 0.998, 0.999, 0.9985, 0.9988]).accuracy <= 0.96


def test_wide_spread_asks_for_less() -> None:
    """The same mean, three times the spread."""
    narrow, wide = ([0.9 + width * x for x in (-1, 1, -0.5, 0.5, 0, 0.8, -0.8)] for width in (0.01, 0.03))

    assert fit(wide).accuracy < fit(narrow).accuracy
    assert fit(wide).false_fail <= 1e-4


def test_threshold_of_runs_that_are_all_alike_is_one_all_the_same() -> None:
    """No division by a spread of nothing."""
    assert fit(list(itertools.repeat(0.9, 5))).accuracy == 0.87


def test_thresholds_are_part_of_what_a_grade_depends_on(tmp_path: Path, toy_course: Course) -> None:
    """A regrade notices that one was changed."""
    lesson = toy_course.lesson("6")
    changed = Course(toy_course.root).lesson("6")
    changed.instructor = tmp_path
    for path in lesson.instructor.glob("*.*"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    before = changed.suite_sha256
    del changed.suite_sha256
    (tmp_path / "thresholds.toml").write_text("")

    assert changed.suite_sha256 != before


@pytest.mark.parametrize(
    ("reference", "gpu", "limit"),
    [(2.0, "", 10.0), (0.01, "", 1.0), (0.0, "", math.inf), (2.0, "H100", 1.5), (0.0, "H100", 1.5), (2.0, "T4", 10.0)],
)
def test_limit_is_the_reference_s_time_or_the_gpu_s_own(reference: float, gpu: str, limit: float) -> None:
    """Never less than a second by the reference; none at all where there is nothing to compare with."""
    assert Threshold(5.0, {"H100": 1.5}).limit(reference, gpu) == limit


def test_command_fits_what_the_lesson_trains(
    tmp_path: Path, toy_course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is written with what an author had entered; one test's accuracies are its own."""
    shutil.copytree(toy_course.root, tmp_path, dirs_exist_ok=True, ignore=shutil.ignore_patterns("lesson0[1-5]*"))
    path = Course(tmp_path).lesson("6").thresholds
    path.write_text("[test_digits_are_learnt]\ntime_ratio = 7.5\n")
    monkeypatch.setenv("DLGRADE_COURSE", str(tmp_path))
    result = CliRunner().invoke(main, ["lesson06", "--runs", "5"], catch_exceptions=False)

    fitted = read_thresholds(path)
    assert result.exit_code == 0, result.output
    assert {name: threshold.time_ratio for name, threshold in fitted.items()} == {
        "test_digits_are_learnt": 7.5,
        "test_patterns_are_learnt": 5.0,
    }
    assert fitted["test_digits_are_learnt"].stand_in
    assert fitted["test_patterns_are_learnt"].drawn


@pytest.mark.parametrize(("accuracy", "asked"), [(0.95, 0.91), (0.89, 0.89)])
def test_a_gpu_adds_its_seconds_and_never_asks_for_more(accuracy: float, asked: float) -> None:
    """What the CPU's runs ask stands, unless the reference reaches less on the GPU; other GPUs keep their seconds."""
    before = Threshold(5.0, {"T4": 9.0}, real=Fit(0.91, 0.94, 0.01, 20, 1e-4))
    after = on_gpu(before, {"real": Fit(accuracy, 0.95, 0.01, 20, 1e-4)}, "H100", slowest=0.31)

    assert after.seconds == {"T4": 9.0, "H100": 1.6}
    assert after.real
    assert after.real.accuracy == asked
    assert on_gpu(before, {}, "H100", slowest=0.01).seconds["H100"] == 1.0


def test_command_for_a_lesson_that_is_not_there_is_wrong_use(
    toy_course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DLGRADE_COURSE", str(toy_course.root))
    result = CliRunner().invoke(main, ["lesson99"])

    assert result.exit_code == 2
    assert "No lesson is called 'lesson99'" in result.output
