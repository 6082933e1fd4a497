"""docs/terms.md: one Chinese word for one term, in all that the course and the grader say."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
ROWS = [
    [cell.strip() for cell in line.split("|")[1:-1]]
    for line in (ROOT / "docs/terms.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and not line.startswith(("| ---", "| English"))
]
SAID = "".join(
    path.read_text(encoding="utf-8")
    for folder, kinds in {
        "exercises": ("*.zh.md", "*.toml"),
        "solutions": ("*.py", "*.toml"),
        "grader/locales": ("zh.toml",),
    }.items()
    for kind in kinds
    for path in sorted((ROOT / folder).rglob(kind))
)


def test_each_term_is_used_and_no_other_word_for_it() -> None:
    assert len(ROWS) > 40
    terms = [term for _, chinese, _, _ in ROWS for term in re.split("[；（），]", chinese) if term]
    assert [term for term in terms if term not in SAID] == []
    assert [other for *_, other in ROWS if other and other in SAID] == []
