"""What a visit's address leads to: its assignment, an attempt that may be seen from there."""

from __future__ import annotations

from starlette.exceptions import HTTPException

from grader.serve.handins import Attempt, attempt_of
from grader.serve.incoming import Incoming
from grader.serve.records import CourseAssignment, assignment_of

__all__ = ["own_attempt", "place_of"]


def place_of(incoming: Incoming) -> CourseAssignment:
    """The assignment that the visit is for. Raises HTTPException where it is for none, Deleted where that one was deleted."""
    if incoming.who.assignment is None:
        raise HTTPException(403)
    return assignment_of(incoming.tool.database, incoming.who.assignment)


def own_attempt(incoming: Incoming) -> Attempt:
    """The attempt that is asked for: one's own, or for a teacher any of the assignment. Raises HTTPException: 403 for all others,
    whether they are there or not."""
    found = attempt_of(incoming.tool.database, int(incoming.request.path_params["attempt"]))
    mine = found is not None and found.assignment == incoming.who.assignment
    if not mine or not (incoming.who.teaches or (found and found.user == incoming.who.user)):
        raise HTTPException(403)
    assert found
    return found
