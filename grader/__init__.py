"""dlgrade: grades PyTorch exercises; student code never shares a process with the tests.

The rooms are the walk of a submission: `course` says what is asked, `intake` takes it in, `engine` pairs a `judge` with a
`worker` in a `sandbox` (both speak `wire`), the result is a `scorecard`, a class of them a `classroom`; `reports` shows
them, `lms` exports them. `learner` and `authoring` are the loops of students and authors, `commands` what they type.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .api import Class, Course, Grader, Lesson, Scorecard, grade, grade_class, read_cards, read_class

__all__ = ["Class", "Course", "Grader", "Lesson", "Scorecard", "grade", "grade_class", "read_cards", "read_class"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """The interface of `grader.api`, which is imported when it is first used: a worker, which has this file too, does without."""
    if name not in __all__:
        raise AttributeError(f"module 'grader' has no attribute '{name}'")
    from . import api

    return getattr(api, name)
