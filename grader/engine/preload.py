"""What a worker's parent imports before the first submission, guessed from what the files seem to need."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from grader.course.lessons import Lesson
from grader.intake.submission import Submission

__all__ = ["HEAVY", "STARTS_WITH", "needed_imports"]

# What takes part of a second or more to import, by what a file that needs it says; only that is made ready. Each pattern stays
# in its line: one that may begin at every line and go on over all blank ones takes hours for half a megabyte of them.
STARTS_WITH = {"torch": ("torch",), "numpy": ("numpy",), "python": ()}
HEAVY = {
    r"^[ \t]*(import|from)[ \t]+torchvision\b": "torchvision",
    r"^[ \t]*(import|from)[ \t]+pandas\b": "pandas",
    r"^[ \t]*(import|from)[ \t]+sklearn\b": "sklearn",
    r"^[ \t]*(import|from)[ \t]+matplotlib\b": "matplotlib.pyplot",
    r"\boptim\b": "torch._dynamo",  # the first optimizer of a process imports it
    r"\btorch\.export\b": "torch.export._trace",  # the first export does
}


def needed_imports(lesson: Lesson, submission: Submission) -> tuple[str, ...]:
    """The lesson's runtime, and the heavy modules that the submission, and what the suite runs beside it, seem to need.

    A wrong guess costs time only.
    """
    return tuple(dict.fromkeys([*STARTS_WITH[lesson.runtime], *_named(lesson, submission)]))


def _named(lesson: Lesson, submission: Submission) -> Iterator[str]:
    text = b"\n".join([*submission.code.values(), _brought(lesson)])
    for sign, module in HEAVY.items():
        allowed = module.partition(".")[0] not in lesson.without
        if allowed and re.search(sign.encode(), text, re.MULTILINE):
            yield module


@cache
def _brought(lesson: Lesson) -> bytes:
    """The files of the suite that run code of their own in the worker."""
    sources = [path.read_bytes() for path in lesson.suite_modules if path.is_file()]
    return b"\n".join(source for source in sources if b"worker.code(" in source)
