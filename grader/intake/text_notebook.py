"""Notebooks as text: Markdown and Quarto files, whose code stands in fences."""

from __future__ import annotations

import re
from dataclasses import dataclass

from grader.intake.encoding import as_source, source_lines, text_of
from grader.intake.notebook import NotebookCode, NotebookProblem
from grader.sentences import Text, text

__all__ = ["cells_of_text"]

FENCE = re.compile(r"(?P<fence>`{3,}|~{3,})[ \t]*(?P<info>[^`\n]*)")
PYTHON = re.compile(r"\{?[ .]*(?:code-cell\}?[ ]*)?(?:i?python3?|py)\b", re.IGNORECASE)
OPTION = re.compile(r"#\|[ \t]*(eval|tags)[ \t]*:[ \t]*(.*)")


@dataclass
class _Fence:
    mark: str
    python: bool


def cells_of_text(data: bytes) -> NotebookCode:
    """The fences of Python in order, each a cell. Raises NotebookProblem where there is none."""
    sources: dict[int, str] = {}
    notes: list[Text] = []
    number = 0
    fence: _Fence | None = None
    lines: list[str] = []
    for line in source_lines(text_of(as_source(data)).removeprefix("\ufeff")):
        if fence is None:
            if opened := FENCE.match(line):
                info = opened["info"].strip()
                fence = _Fence(
                    opened["fence"], bool(PYTHON.match(info)) and "eval=false" not in info.lower().replace(" ", "")
                )
                lines = []
        elif line.startswith(fence.mark) and not line.strip(fence.mark[0] + " \t"):
            if fence.python:
                number += 1
                if _runs(lines):
                    sources[number] = "\n".join(lines)
                else:
                    notes.append(text("intake.left_eval"))
            fence = None
        else:
            lines.append(line)
    if not number:
        raise NotebookProblem(text("intake.no_fence", first="```python", second="```{python}"))
    return NotebookCode(sources, tuple(notes[:1]))


def _runs(lines: list[str]) -> bool:
    """By the options of Quarto that stand above a cell's code."""
    options = [OPTION.match(line.strip()) for line in lines[:20]]
    return not any(each and each[1] == "eval" and each[2].strip().lower() == "false" for each in options)
