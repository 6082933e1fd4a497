"""What a test said to the worker and what came back, as a misconception is compared on it."""

from __future__ import annotations

from msgspec import Struct

from grader.judge.remote.shared_memory import Memory
from grader.wire.messages import Call, Raised, Returned

__all__ = ["Exchange"]


class Exchange(Struct):
    """One call and its reply, as they crossed the wire.

    memory: what went beside the call, and touched: whether it was changed by the end of the test; left: what it held then, where that is little. setback: why there is no reply.
    """

    call: Call
    sent: list[bytes]
    reply: Returned | Raised | None = None
    body: bytes = b""
    setback: str = ""
    memory: Memory | None = None
    touched: bool = False
    left: bytes = b""
