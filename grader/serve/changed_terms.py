"""What follows when other terms hold for an assignment."""

from __future__ import annotations

from grader.serve.handins import attempts_of
from grader.serve.records import CourseAssignment
from grader.serve.sending import ask_again
from grader.serve.terms import Terms
from grader.serve.tool import Tool

__all__ = ["follow_up"]


def follow_up(tool: Tool, assignment: CourseAssignment, before: Terms | None) -> None:
    """Judge what was handed in by another lesson where that has changed, and send the scores that are others now."""
    now = assignment.picked
    if before is None or now is None or before == now:
        return
    own = attempts_of(tool.database, assignment.id)
    if before.lesson != now.lesson:
        for each in own:
            tool.grader.again(each)
    if done := sorted({each.user for each in own if not each.trial}):
        ask_again(tool, assignment.id, done)
