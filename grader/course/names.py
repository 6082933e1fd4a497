"""What a lesson is called for short."""

from __future__ import annotations

import re

__all__ = ["short_name"]

NUMBERED = re.compile(r"([^\W\d_]+\d+)_[^/]*$")


def short_name(lesson: str) -> str:
    """`lesson05` of lesson05_logistic_regression; any other name, such as `hw1` or `week03/softmax`, as it is."""
    numbered = NUMBERED.match(lesson)
    return numbered[1] if numbered else lesson
