"""A finding of `dlgrade lint`: a sentence of the catalogues, in the language of whoever runs it."""

from __future__ import annotations

from grader.errors import said_by
from grader.sentences import Line, Part, Text, default_language, render

__all__ = ["finding", "in_own_words"]


def finding(id: str, /, **parts: Part) -> str:
    return render(Text(id, parts), default_language())


def in_own_words(said: Exception | Part) -> str:
    """What an error says, or a scorecard, in that language too."""
    line: Line | Part = said_by(said) if isinstance(said, Exception) else said
    return render(line, default_language())
