"""The sentence that a student reads for a test: its docstring's first line, and what its `zh:` line, or that of another language, says."""

from __future__ import annotations

import re

from grader.sentences import Text, languages

__all__ = ["claim_of"]


def claim_of(docstring: str | None) -> Text:
    """The claim in English and in every language that the docstring has a line of."""
    lines = (docstring or "").strip()
    said = {"en": lines.split("\n")[0].strip()}
    for language in languages()[1:]:
        if found := re.search(rf"^\s*{language}:\s*(.+)$", lines, flags=re.MULTILINE):
            said[language] = found[1].strip()
    return Text(said=said)
