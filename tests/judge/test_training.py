"""Training under the judge's clock and secret labels: what was learnt counts, what was brought along does not."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec
import numpy as np
import platformdirs
import pytest
import torch

from grader.course import Course, Lesson
from grader.judge.draw import Draw
from grader.judge.errors import Mismatch
from grader.judge.training import SecretLabels
from grader.scorecard import Scorecard
from grader.session import Options, Session
from grader.submission import Submission

LABELS = torch.arange(10).repeat(20)


def one_hot(labels: torch.Tensor) -> torch.Tensor:
    return torch.nn.functional.one_hot(labels, 10).to(torch.float32)


def test_network_that_learnt_the_renamed_labels_is_right() -> None:
    """Scores that peak at the renamed label are right for every sample."""
    secret = SecretLabels(10, Draw(3))

    assert secret.accuracy(one_hot(secret.hide(LABELS)), LABELS) == 1.0


def test_weights_brought_along_are_worth_a_guess() -> None:
    """Over many runs a network that knows the usual labels is right as often as chance is."""
    runs = [SecretLabels(10, Draw(seed)).accuracy(one_hot(LABELS), LABELS) for seed in range(300)]

    assert sum(runs) / len(runs) == pytest.approx(0.1, abs=0.05)


def test_same_seed_hides_alike() -> None:
    """A regrade trains on the same labels."""
    first, again = SecretLabels(10, Draw(3)).hide(LABELS), SecretLabels(10, Draw(3)).hide(LABELS)

    assert torch.equal(first, again)


def test_nan_scores_are_wrong() -> None:
    """argmax of NaN is a number; it must not be a right one."""
    secret = SecretLabels(10, Draw(3))

    assert secret.accuracy(torch.full((200, 10), torch.nan), LABELS) == 0.0


@pytest.mark.parametrize("scores", [torch.zeros(200), torch.zeros(10, 200), "scores", None, torch.zeros(0, 10)])
def test_scores_of_another_shape_are_a_mismatch(scores: object) -> None:
    """What comes from student code may be anything."""
    with pytest.raises(Mismatch, match="wrong shape"):
        SecretLabels(10, Draw(3)).accuracy(scores, LABELS)


def test_scores_may_be_an_array() -> None:
    """A network written with NumPy is read like any other."""
    secret = SecretLabels(10, Draw(3))

    assert secret.accuracy(one_hot(secret.hide(LABELS)).numpy().astype(np.float64), LABELS) == 1.0


# A whole training, in the toy course's lesson.

Grade = Callable[..., Scorecard]
NET = """
import torch, time
class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = torch.nn.Linear(784, 10)
    def forward(self, x): return self.linear(x.flatten(1))
"""
HONEST = """
def train(net, images, labels, epochs, lr):
    optimizer = torch.optim.SGD(net.parameters(), lr=lr)
    for _ in range(epochs):
        for batch in torch.randperm(len(images)).split(50):
            optimizer.zero_grad()
            torch.nn.functional.cross_entropy(net(images[batch]), labels[batch]).backward()
            optimizer.step()
"""
SPOILING = HONEST + "    images.zero_(); labels.zero_(); torch.manual_seed(time.time_ns()); torch.set_num_threads(2)\n"
SUITE = """
import pytest
import torch

@pytest.mark.task(1, points=2)
def test_patterns_are_learnt(student, worker, training):
    \"""the claim

    zh: 断言
    \"""
    {body}
"""


@pytest.fixture
def lesson(tmp_path: Path, toy_course: Course) -> Lesson:
    """A copy that a test may change."""
    for side in ("exercises", "solutions"):
        shutil.copytree(toy_course.root / side / "lesson06_learn", tmp_path / side / "lesson06_learn")
    shutil.copytree(toy_course.root / "datasets", tmp_path / "datasets")
    return Course(tmp_path).lesson("6")


def edit(lesson: Lesson, name: str, old: str, new: str) -> None:
    path = lesson.instructor / name
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))


def with_body(lesson: Lesson, body: str) -> Lesson:
    """The lesson with one test, on patterns."""
    (lesson.instructor / "suite" / "test_learn.py").write_text(SUITE.format(body=body))
    return lesson


def grade(session: Session, lesson: Lesson, source: str = "", seed: int = 5) -> Scorecard:
    text = source.encode() or lesson.solution.read_bytes()
    return session.grade(lesson, Submission({"learn.py": text}), Options(seed))


def test_reference_passes_and_the_scorecard_says_by_how_much(session: Session, lesson: Lesson) -> None:
    """Accuracy, time, what was asked, and on which data."""
    card = grade(session, lesson)
    digits, patterns = card.training

    assert card.exit_code == 0, card.message
    assert digits.accuracy >= digits.required_accuracy == 0.86
    assert min(digits.seconds, digits.reference_seconds) > 0
    assert (digits.data, patterns.data) == ("stand_in", "drawn")
    assert len(digits.history) == 2


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
    assert test.call == "train(Net(), images, labels, epochs=2, lr=0.02)"
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


def test_lesson_without_thresholds_is_a_grader_fault_that_says_what_to_type(session: Session, lesson: Lesson) -> None:
    """The measurement is on the scorecard all the same: that is how they are fitted."""
    (lesson.instructor / "thresholds.toml").unlink()
    card = grade(session, lesson)

    assert card.outcome == "grader_fault"
    assert "python -m grader.authoring.thresholds lesson06" in str(card.message)
    assert card.training[0].accuracy > 0.8


def test_reference_that_cannot_be_trained_is_a_grader_fault(session: Session, lesson: Lesson) -> None:
    """A broken solution costs no student a point."""
    edit(lesson, "learn.py", "losses = []", "raise TypeError('no such optimizer')")
    card = grade(session, lesson, NET + HONEST)

    assert card.outcome == "grader_fault"
    assert "reference solution could not be trained: TypeError in student code: no such optimizer" in str(card.message)


def test_bad_luck_with_one_seed_is_not_the_end(session: Session, lesson: Lesson) -> None:
    """A near miss is trained again from another seed: whoever learns nothing from even seeds passes, and so for odd ones."""
    with_body(lesson, 'training.run(student.Net, student.train, "patterns", samples=1000, epochs=2, lr=0.02)')
    fits = lesson.thresholds.read_text()
    lesson.thresholds.write_text(re.sub(r"std = .*", "std = 0.5", fits))
    never = "    if torch.initial_seed() % 2 == {}: return\n    optimizer ="
    cards = [grade(session, lesson, NET + HONEST.replace("    optimizer =", never.format(rest), 1)) for rest in (0, 1)]

    assert [card.exit_code for card in cards] == [0, 0]
    assert sorted(card.training[0].measurements for card in cards) == [1, 2]


def test_reference_is_measured_once_a_machine_and_suite(session: Session, lesson: Lesson) -> None:
    """The second submission is compared with what the first one found; a changed suite asks anew."""
    edit(lesson, "learn.py", "losses = []", "losses = []; __import__('time').sleep(1)")  # more than any noise
    first, notes = grade(session, lesson).training[0], remembered()
    second = grade(session, lesson).training[0]
    assert (second.reference_seconds, remembered()) == (first.reference_seconds, notes)

    edit(lesson, "suite/test_learn.py", "import pytest", "# another suite\nimport pytest")
    grade(session, Course(lesson.root).lesson("6"))
    assert remembered() > notes


def remembered() -> set[Path]:
    """What is noted of references so far."""
    return set(Path(platformdirs.user_cache_dir("dlgrade")).glob("references/*.json"))


def test_reference_s_time_of_a_busy_hour_does_not_last(session: Session, lesson: Lesson) -> None:
    """A submission that is much faster has it measured again for the next one."""
    with_body(lesson, 'training.run(student.Net, student.train, "patterns", samples=1000, epochs=2, lr=0.02)')
    edit(lesson, "learn.py", "losses = []", "losses = []; __import__('time').sleep(3)")
    slow, again = (grade(session, lesson, NET + HONEST).training[0] for _ in range(2))

    assert slow.reference_seconds > 3
    assert slow.reference_seconds != again.reference_seconds


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
