"""Whose fault it is stands in the type.

DlgradeError
├── UsageError       the user asked for something that is not there, or a file cannot be read: exit 2
│   ├── LessonError  the course's author: lesson.toml, course.toml or a solution is not as it must be
│   ├── ChoiceError  the teacher's choices.csv names a file that the student has not handed in
│   └── SubmissionError  the submission cannot be taken in at all
└── GraderFault      ours or the suite's: exit 3, and it never costs a point
    └── SandboxError the sandbox did not start or broke
"""

from __future__ import annotations

import errno

from grader.sentences import Line, Text, text

__all__ = [
    "ChoiceError",
    "DlgradeError",
    "GraderFault",
    "LessonError",
    "SandboxError",
    "SubmissionError",
    "UsageError",
    "is_machines",
    "machine_fault",
    "said_by",
]


class DlgradeError(Exception):
    """An error with a message for people: what was asked, what is wrong, what to type next."""

    exit_code = 2


class UsageError(DlgradeError):
    pass


class LessonError(UsageError):
    pass


class ChoiceError(UsageError):
    pass


class SubmissionError(UsageError):
    pass


class GraderFault(DlgradeError):
    exit_code = 3


class SandboxError(GraderFault):
    pass


# What a student's own file can make the system refuse: a name too long, a link that leads in a circle, a folder in a file's
# place. Everything else (no space, no rights, too many open files, a broken disk) is the machine's doing.
STUDENTS = {
    errno.ENAMETOOLONG,
    errno.EEXIST,
    errno.ENOTDIR,
    errno.EISDIR,
    errno.ELOOP,
    errno.ENXIO,
    errno.EILSEQ,
    errno.EINVAL,
    errno.ENOTEMPTY,
}


def is_machines(error: OSError) -> bool:
    """Whether it is the machine that refused, and not what was handed in that cannot be as it is."""
    return error.errno is not None and error.errno not in STUDENTS


def said_by(error: Exception) -> Line:
    """What an error of any kind says; the sentence itself where it was raised with one."""
    first = error.args[0] if error.args else ""
    return first if isinstance(first, Text) else str(error)


def machine_fault(error: OSError | MemoryError, what: str) -> GraderFault:
    """The fault for a person who runs the grading: no student loses a point by it."""
    said: Line = (error.strerror or str(error)) if isinstance(error, OSError) else text("fault.no_memory")
    return GraderFault(text("fault.unread", what=repr(what), said=said))
