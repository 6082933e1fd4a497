"""The line of a submission that a failed test is about: where an exception passed, or where the function that was called is defined."""

from __future__ import annotations

import re

__all__ = ["defined_at"]


def defined_at(source: bytes, call: str) -> int:
    """The line, from 1, that defines what a call such as `Adam(...).step` begins with; 0 where no line does. The source is never parsed."""
    name = re.match(r"[A-Za-z_]\w*", call, re.ASCII)
    if not name:
        return 0
    word = name[0].encode()
    found = re.search(rb"^(?:def|class) +" + word + rb"\b|^" + word + rb" *=[^=]", source, re.MULTILINE)
    return source.count(b"\n", 0, found.start()) + 1 if found else 0
