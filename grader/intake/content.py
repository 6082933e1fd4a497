"""What a file is by its first bytes, whatever its name says."""

from __future__ import annotations

import re

from grader.sentences import Text, text

__all__ = ["holds_python", "is_zip", "kind_by_content"]

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
BEGINNINGS = (
    (b"%PDF", "pdf"),
    (b"\xd0\xcf\x11\xe0", "word"),  # of the years before .docx
    (b"{\\rtf", "word"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ", "archive"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
)
PAGE = re.compile(rb"\s*+<(?:!doctype html|html)\b", re.IGNORECASE)
OFFICE = b"[Content_Types].xml"
STATEMENT = re.compile(rb"^(?:(?:import|from|def|class|async def|if|for|with)[ \t]|@\w|\w+[ \t]*+=)", re.MULTILINE)


def is_zip(data: bytes) -> bool:
    return data.startswith(ZIP)


def kind_by_content(data: bytes) -> Text | None:
    """What it is in words, where it is surely no text of a program."""
    if is_zip(data):
        return text("content.word" if OFFICE in data[:4096] else "content.archive")
    if PAGE.match(data):
        return text("content.page")
    kind = next((kind for beginning, kind in BEGINNINGS if data.startswith(beginning)), "")
    return text(f"content.{kind}") if kind else None


def holds_python(data: bytes) -> bool:
    """Whether a line of the text begins as a statement of Python does."""
    return not data.lstrip().startswith((b"{", b"<")) and bool(STATEMENT.search(data))
