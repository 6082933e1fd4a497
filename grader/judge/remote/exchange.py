"""What a test said to the worker and what came back, as a misconception is compared on it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from msgspec import Struct

from grader.judge.remote.shared_memory import Memory
from grader.wire.messages import Call, Raised, Returned

__all__ = ["Exchange", "digest_of", "question_of"]


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


def digest_of(exchanges: Iterable[Exchange]) -> str:
    """Of what was asked and what was answered. Equal digests: whoever has the answers at hand need not work them out."""
    digest = hashlib.sha256()
    for each in exchanges:
        reply = each.reply.value if isinstance(each.reply, Returned) else each.setback or "raised"
        for part in (*question_of(each, reply), each.body):
            digest.update(part)
    return digest.hexdigest()


def question_of(exchange: Exchange, *more: Any) -> Iterator[bytes]:
    """All that was asked in one call, as bytes. more: what else tells it from another."""
    call = exchange.call
    yield msgspec.msgpack.encode([call.target, call.args, call.kwargs, call.keep, *more])
    yield from exchange.sent
    if exchange.memory:
        yield exchange.memory.digest()
