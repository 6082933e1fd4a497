"""The sentence that a student reads for a test: its docstring's first line, and what its `zh:` line, or that of another language, says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.sentences import Text, by_language

__all__ = ["claim_of"]


def claim_of(docstring: str | None, known: Sequence[str]) -> Text:
    """The claim in each of the languages `known` that the docstring has it in; the first line is in the first of them."""
    lines = (docstring or "").strip()
    further = {
        language: found[1].strip()
        for language in known[1:]
        if (found := re.search(rf"^\s*{language}:\s*(.+)$", lines, flags=re.MULTILINE))
    }
    return Text(said=by_language(lines.split("\n")[0].strip(), further, known[0]))
