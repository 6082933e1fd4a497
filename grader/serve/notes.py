"""Why something did not go as it should, kept as an id with its parts: a page says it in its reader's language."""

from __future__ import annotations

import msgspec

from grader.sentences import Line, Text

__all__ = ["kept_note", "note_of"]

MOST = 4000  # characters that are kept


def kept_note(line: Line) -> str:
    """As the database keeps it. One that is too long is kept in English, cut."""
    kept = msgspec.json.encode(line).decode() if isinstance(line, Text) else line
    return kept if len(kept) <= MOST else str(line)[:MOST]


def note_of(kept: str) -> Line:
    """As it was written; text of an earlier version, or of another program, is what it is."""
    try:
        return msgspec.json.decode(kept, type=Text) if kept.startswith("{") else kept
    except msgspec.MsgspecError:
        return kept
