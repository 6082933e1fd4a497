"""Only what student code says itself is "not written yet"; PyTorch raises the same exception for what it lacks."""

from __future__ import annotations

import pytest

from grader.judge.remote.errors import NotWritten, student_error
from grader.wire.messages import Frame, Raised


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ('raise NotImplementedError("add: start with task 1")', False),
        ("raise NotImplementedError", False),
        ("def add(a, b): raise NotImplementedError", False),
        ("", False),  # typed into a notebook, or made by exec
        ('return {"accuracy": (y == p).mean()}', True),
        ("return self.net(x)", True),
    ],
)
def test_library_that_lacks_an_operator_is_no_stub(source: str, written: bool) -> None:
    bases = ["NotImplementedError", "RuntimeError", "Exception", "BaseException", "object"]
    raised = Raised(1, "NotImplementedError", bases, "mean(): no", [Frame(26, "metrics", source)])

    assert isinstance(student_error(raised), NotWritten) is not written


def test_network_without_forward_is_not_written() -> None:
    """No line of the student's is passed: PyTorch calls what is not there."""
    raised = Raised(1, "NotImplementedError", [], 'Module [Net] is missing the required "forward" function', [])

    assert isinstance(student_error(raised), NotWritten)
