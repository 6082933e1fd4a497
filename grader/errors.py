"""Whose fault it is stands in the type.

DlgradeError
├── UsageError       the user asked for something that is not there, or a file cannot be read: exit 2
│   ├── LessonError  the course's author: lesson.toml, course.toml or a solution is not as it must be
│   └── SubmissionError  the submission cannot be taken in at all
└── GraderFault      ours or the suite's: exit 3, and it never costs a point
    └── SandboxError the sandbox did not start or broke
"""

from __future__ import annotations

__all__ = ["DlgradeError", "GraderFault", "LessonError", "SandboxError", "SubmissionError", "UsageError"]


class DlgradeError(Exception):
    """An error with a message for people: what was asked, what is wrong, what to type next."""

    exit_code = 2


class UsageError(DlgradeError):
    pass


class LessonError(UsageError):
    pass


class SubmissionError(UsageError):
    pass


class GraderFault(DlgradeError):
    exit_code = 3


class SandboxError(GraderFault):
    pass
