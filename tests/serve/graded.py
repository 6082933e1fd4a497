"""Attempts that are graded already, without a sandbox."""

from __future__ import annotations

import io
import secrets
import time

import msgspec
import sqlalchemy as sa

from grader.files import write_whole
from grader.scorecard import encode
from grader.serve.handins import Attempt, attempt_of, hand_in
from grader.serve.records import User
from grader.serve.tables import attempts, users
from grader.serve.tool import Tool
from tests.lms.lti_class import card_of


def user_called(tool: Tool, sub: str) -> User:
    found = tool.database.one(User, sa.select(users).where(users.c.sub == sub))
    assert found
    return found


def graded_attempt(
    tool: Tool, user: User, points: int, assignment: int = 1, began: float | None = None, trial: bool = False
) -> Attempt:
    """Handed in and graded, with so many of three points."""
    kept = hand_in(
        tool.database,
        tool.folder,
        assignment=assignment,
        user=user.id,
        files=[("add.py", io.BytesIO(b"def add(a, b):\n    return 5\n"))],
        once=secrets.token_hex(8),
        trial=trial,
        most=0,
        began=began or time.time(),
    )
    card = msgspec.structs.replace(card_of(points), student=user.handle)
    card = msgspec.structs.replace(card, submission=msgspec.structs.replace(card.submission, files=["add.py"]))
    write_whole(tool.folder.card(kept.id), encode(card))
    tool.database.run(sa.update(attempts).where(attempts.c.id == kept.id).values(state="graded", gradings=1))
    done = attempt_of(tool.database, kept.id)
    assert done
    return done
