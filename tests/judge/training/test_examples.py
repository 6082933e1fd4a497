"""What networks are trained on and asked."""

from __future__ import annotations

import pytest
import torch

from grader.course.catalogue import catalogue
from grader.course.data import Data
from grader.course.lessons import Course
from grader.judge.draw import Draw
from grader.judge.training.examples import Examples, draw_examples


def drawn(course: Course, name: str, samples: int, seed: int = 3) -> Examples:
    return draw_examples(name, samples, Data(catalogue(course.root)), Draw(bytes([seed])))


def test_stand_in_digits_come_again_until_there_are_enough(toy_course: Course) -> None:
    """An epoch is as long on the stand-ins; no digit comes more than once more often than another."""
    examples = drawn(toy_course, "mnist", 3000)
    _, counts = examples.images.flatten(1).unique(dim=0, return_counts=True)

    assert examples.images.shape == (3000, 1, 28, 28)
    assert counts.max() <= 2 * counts.min()
    assert examples.kind == "stand_in"


def test_asked_digits_are_not_trained_on(toy_course: Course) -> None:
    examples = drawn(toy_course, "mnist", 2000)
    seen = {image.numpy().tobytes() for image in examples.images}

    assert not [image for image in examples.new_images if image.numpy().tobytes() in seen]


def test_labels_stay_with_their_images(toy_course: Course) -> None:
    """The same image has the same label wherever it comes."""
    examples = drawn(toy_course, "mnist", 3000)
    label_of: dict[bytes, int] = {}
    for image, label in zip(examples.images, examples.labels.tolist(), strict=True):
        assert label_of.setdefault(image.numpy().tobytes(), label) == label


def test_indices_lead_back_to_the_data_set(toy_course: Course) -> None:
    """A report can show the very image that was misread."""
    examples = drawn(toy_course, "mnist", 10)
    labels = Data(catalogue(toy_course.root)).mnist(train=False)[1]

    assert torch.equal(labels[examples.new_indices], examples.new_labels)


@pytest.mark.parametrize("name", ["mnist", "patterns"])
def test_same_seed_draws_the_same_examples(toy_course: Course, name: str) -> None:
    first, again, other = (drawn(toy_course, name, 50, seed) for seed in (3, 3, 4))

    assert torch.equal(first.images, again.images)
    assert torch.equal(first.labels, again.labels)
    assert not torch.equal(first.images, other.images)


def test_patterns_of_one_run_say_nothing_of_another(toy_course: Course) -> None:
    """The mean image of a class in one run is no nearer to its class than to others in the next."""
    one, other = (drawn(toy_course, "patterns", 2000, seed) for seed in (1, 2))
    means = torch.stack([one.images[one.labels == c].mean(0).flatten() for c in range(10)])
    nearest = torch.cdist(other.new_images.flatten(1), means).argmin(1)

    assert (nearest == other.new_labels).float().mean() < 0.35


def test_every_class_of_patterns_is_trained_on_and_asked(toy_course: Course) -> None:
    examples = drawn(toy_course, "patterns", 200)

    assert set(examples.labels.tolist()) == set(examples.new_labels.tolist()) == set(range(10))


def test_set_that_is_none_is_refused(toy_course: Course) -> None:
    """A spelling mistake of the suite's."""
    with pytest.raises(ValueError, match="no data set is called 'minst': mnist, patterns"):
        drawn(toy_course, "minst", 10)
