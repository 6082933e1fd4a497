"""A whole training under the judge's clock, in the toy course's lesson: what is measured, and what fails by it."""

from __future__ import annotations

import msgspec
import pytest

from grader.course.lessons import Lesson
from grader.engine.session import Session
from tests.judge.training.trainings import HONEST, NET, SPOILING, edit, grade, with_body


def test_reference_passes_and_the_scorecard_says_by_how_much(session: Session, lesson: Lesson) -> None:
    """Accuracy, time, what was asked, and on which data."""
    card = grade(session, lesson)
    digits, patterns = card.training

    assert card.exit_code == 0, card.message
    assert digits.accuracy >= digits.required_accuracy == 0.86
    assert min(digits.seconds, digits.reference_seconds) > 0
    assert (digits.data, patterns.data) == ("stand_in", "drawn")
    assert len(digits.history) == len(digits.reference_history) == 2


def test_counts_of_the_confusion_are_the_accuracy(session: Session, lesson: Lesson) -> None:
    """Rows and columns are true names, though the labels were renamed; misread examples are off the diagonal."""
    digits = grade(session, lesson).training[0]
    total = sum(map(sum, digits.confusion))
    right = sum(row[digit] for digit, row in enumerate(digits.confusion))

    assert right / total == digits.accuracy
    assert len(digits.misread) == min(total - right, 25)
    assert [len(each.shades) for each in digits.misread_shown] == [28 * 28] * min(total - right, 8)
    assert all(each.label != each.answer for each in digits.misread_shown)


def test_same_seed_trains_to_the_same_bits(session: Session, lesson: Lesson) -> None:
    """The whole scorecard, times aside; another seed gives another network."""
    first, again, other = (grade(session, lesson, seed=seed) for seed in (5, 5, 6))

    assert first.without_times() == again.without_times()
    assert first.training[0].history != other.training[0].history


def test_student_who_spoils_the_data_spoils_its_own(session: Session, lesson: Lesson) -> None:
    """The trained network stands; the next submission gets whole images and labels."""
    spoiled, after = grade(session, lesson, NET + SPOILING), grade(session, lesson)

    assert (spoiled.exit_code, after.exit_code) == (0, 0)


def test_network_that_is_not_trained_fails_with_both_numbers(session: Session, lesson: Lesson) -> None:
    """And with the call as the suite made it."""
    card = grade(session, lesson, NET + "def train(net, images, labels, epochs, lr): pass")
    test = card.tests[0]

    assert (test.outcome, test.expected) == ("failed", "at least 86.0% right")
    assert (test.call or "").splitlines()[-1] == "train(Net(), images, labels, epochs=2, lr=0.02)"
    assert card.training[0].measurements == 1


def test_slow_training_fails_by_its_time(session: Session, lesson: Lesson) -> None:
    """Longer than a second and five times the reference."""
    edit(lesson, "thresholds.toml", "time_ratio = 5.0", "time_ratio = 1.001")
    with_body(lesson, 'training.run(student.Net, student.train, "patterns", samples=100, epochs=40, lr=0.1)')
    card = grade(session, lesson, NET + HONEST + "    time.sleep(1.6)")

    assert card.tests[0].outcome == "failed"
    assert "takes too long" in str(card.tests[0].message)
    assert card.training[0].seconds > 1.6


def test_work_that_is_put_off_is_on_the_clock(session: Session, lesson: Lesson) -> None:
    """The time ends with the last prediction."""
    with_body(lesson, 'training.run(student.Net, student.train, "patterns", samples=1000, epochs=2, lr=0.02)')
    lazy = NET.replace("def forward(self, x):", "def forward(self, x):\n        time.sleep(0.2)\n       ")
    card = grade(session, lesson, lazy + HONEST.replace("net(images[batch])", "net.linear(images[batch].flatten(1))"))

    assert card.training[0].seconds > 0.4


EARLY = {
    "in the constructor": NET.replace("self.linear = torch", "time.sleep(1.2); self.linear = torch") + HONEST,
    "when it is asked for its parameters": NET
    + "    def parameters(self, recurse=True):\n        time.sleep(0.6)\n        return super().parameters(recurse)"
    + HONEST,
    "in other processes": NET
    + "import os\n"
    + HONEST
    + """
    for _ in range(2):
        if not os.fork():
            while time.process_time() < 0.6: pass
            os._exit(0)
    os.wait(), os.wait()
""",
}


@pytest.mark.parametrize("source", EARLY.values(), ids=EARLY)
def test_whatever_is_done_with_the_data_is_on_the_clock(session: Session, lesson: Lesson, source: str) -> None:
    """From the moment when the worker could first see them, and in all its processes together."""
    edit(lesson, "thresholds.toml", "time_ratio = 5.0", "time_ratio = 5.0\nparameters = 7850")
    with_body(lesson, 'training.run(student.Net, student.train, "patterns", samples=1000, epochs=2, lr=0.02)')
    card = grade(session, lesson, source)

    assert card.training[0].seconds > 1.1


def test_functions_of_the_suite_may_stand_for_the_student_s(session: Session, lesson: Lesson) -> None:
    """Parameters that are arrays, a loop in the suite, scores that are an array."""
    with_body(
        lesson,
        """def train(w, images, labels, epochs):
        for batch in torch.arange(len(images)).split(100) * epochs:
            w = worker.keep(student.step, w, images[batch].flatten(1).numpy(), labels[batch].numpy())
        return w

    predict = lambda w, images: student.scores(w, images.flatten(1).numpy())
    training.run(lambda: worker.keep(student.init), train, "patterns", samples=1000, predict=predict, epochs=2)""",
    )
    numpy = """
import numpy as np
def init(): return np.zeros((784, 10))
def scores(w, x): return x @ w
def step(w, x, y): return w + 1e-3 * x.T @ (np.eye(10)[y] - 0.1) / len(x)
"""
    (lesson.instructor / "learn.py").write_text(numpy)
    card = grade(session, lesson, numpy)

    assert card.exit_code == 0, card.tests[0].message
    assert card.training[0].accuracy > 0.96


def test_network_beyond_the_budget_of_parameters_is_not_trained(session: Session, lesson: Lesson) -> None:
    """One number more than the 784 × 10 + 10 that are allowed: the failure names both counts."""
    edit(lesson, "thresholds.toml", "time_ratio = 5.0", "time_ratio = 5.0\nparameters = 7850")
    card = grade(
        session,
        lesson,
        NET.replace("self.linear =", "self.more = torch.nn.Parameter(torch.ones(1)); self.linear =") + HONEST,
    )

    assert (card.tests[0].expected, card.tests[0].yours) == ("at most 7,850 numbers", "7,851 numbers")
    assert card.training == []


def test_network_that_outgrows_the_budget_while_it_trains_fails(session: Session, lesson: Lesson) -> None:
    """It is counted again after the training."""
    edit(lesson, "thresholds.toml", "time_ratio = 5.0", "time_ratio = 5.0\nparameters = 7850")
    card = grade(session, lesson, NET + HONEST + "    net.more = torch.nn.Parameter(torch.ones(1))")

    assert (card.tests[0].expected, card.tests[0].yours) == ("at most 7,850 numbers", "7,851 numbers")


def test_batches_of_the_judge_are_counted(session: Session, lesson: Lesson) -> None:
    """Two epochs of 1,000 samples, the short last batch of each too, in another order each time."""
    with_body(
        lesson,
        """def train(net, images, labels):
        firsts = []
        for x, y in training.batches(images, labels, batch_size=300, epochs=2):
            student.train(net, x, y, epochs=1, lr=0.02)
            firsts.append(x[0])
        assert len(firsts) == 8
        assert not torch.equal(firsts[0], firsts[4])

    training.run(student.Net, train, "patterns", samples=1000)""",
    )
    card = grade(session, lesson, NET + HONEST)

    assert card.exit_code == 0, card.tests[0].message
    assert card.training[0].seen == 2000


def test_training_ends_with_its_call_s_seconds(session: Session, lesson: Lesson) -> None:
    """A program that never ends is out of time, like any other call."""
    lesson.limits = msgspec.structs.replace(lesson.limits, call_seconds=3)
    card = grade(session, lesson, NET + "def train(net, images, labels, epochs, lr):\n    while True: pass")

    assert {test.outcome for test in card.tests} == {"timed_out"}
    assert card.training == []
