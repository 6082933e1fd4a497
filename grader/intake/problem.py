"""Why something of a hand-in cannot be graded: a sentence for the student, in whichever language."""

from __future__ import annotations

from grader.sentences import Part

__all__ = ["Problem"]


class Problem(Exception):
    """It is the student's doing, and `said` says what."""

    def __init__(self, said: Part) -> None:
        super().__init__(str(said))
        self.said = said
