"""Programs that train a network, and the toy course's lesson that has one trained."""

from __future__ import annotations

from grader.course.lessons import Lesson
from grader.engine.session import Options, Session
from grader.intake.submission import Submission
from grader.scorecard import Scorecard

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
