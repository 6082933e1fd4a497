"""What the key is worth: whoever has it needs no training, so the attacks that lack it fail for want of it alone."""

from __future__ import annotations

from grader.course.lessons import Course
from grader.engine.session import Options, Session
from grader.intake.submission import Submission
from grader.sandbox import choose
from grader.scorecard import Scorecard

from .corpus import FILES, LIMITS, ROOT, lesson_of

KNOWN = bytes(32)  # one of those that the attack guesses
TELLS = '''
import torch
class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = torch.nn.Linear(784, 10)
    def forward(self, x): return self.linear(x.flatten(1))
def train(net, images, labels, epochs, lr):
    """Says what it was given first: a number that sums up the images, and the first labels."""
    return [float(images.double().sum()), *map(float, labels[:50].tolist())]
'''


def graded(session: Session, source: bytes, key: bytes) -> Scorecard:
    lesson = lesson_of(Course(ROOT / "tests" / "toy_course"), "lesson06")
    return session.grade(lesson, Submission({"learn.py": source}), Options(7, secret_key=key))


def test_a_known_key_is_worth_the_points_and_an_unknown_one_nothing() -> None:
    source = (FILES / "training_known_seed.py").read_bytes()
    with Session(choose("auto"), LIMITS) as session:
        known, unknown = (graded(session, source, key) for key in (KNOWN, b"x" * 32))

    assert [card.training[1].accuracy for card in (known, unknown)] == [1.0, unknown.training[1].accuracy]
    assert (known.score, unknown.score) == (1, 0)


def test_what_one_hand_in_was_given_tells_the_next_nothing() -> None:
    """A friend's, or one's own first: other images and another renaming, so that weights carried over are worth a guess. The same
    submission again gets the same."""
    with Session(choose("auto"), LIMITS) as session:
        cards = [graded(session, TELLS.encode() + end, b"x" * 32) for end in (b"", b"# again\n", b"")]
    told = [[training.history for training in card.training] for card in cards]

    assert told[0] == told[2]
    assert all(mine != others for mine, others in zip(told[0], told[1], strict=True))
    assert cards[0].without_times() == cards[2].without_times()
