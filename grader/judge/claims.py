"""The sentence that a student reads for a test: its docstring's first line, or its `zh:` line."""

from __future__ import annotations

import re

__all__ = ["claim_of"]


def claim_of(docstring: str | None, language: str) -> str:
    """The claim in the chosen language; in English where there is no other."""
    text = (docstring or "").strip()
    chinese = re.search(r"^\s*zh:\s*(.+)$", text, flags=re.MULTILINE)
    return chinese[1].strip() if language == "zh" and chinese else text.split("\n")[0].strip()
