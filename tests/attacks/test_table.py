"""The committed document is in step with the attacks."""

from __future__ import annotations

from .corpus import FILES
from .inputs import builders
from .table import DOCUMENT, render


def test_document_lists_every_attack() -> None:
    """docs/security-results.md names each attack file and each built attack once."""
    text = DOCUMENT.read_text()
    names = [*(path.stem for path in FILES.glob("*.py")), *builders()]

    assert [name for name in names if text.count(f"| `{name}` |") != 1] == []


def test_document_lists_no_attack_that_is_gone() -> None:
    """Every row of the document is an attack of today, in the words of today."""
    known = {line.rsplit(" | ", 1)[0] for line in render({"any": {}}).splitlines() if line.startswith("| `")}
    written = [line for line in DOCUMENT.read_text().splitlines() if line.startswith("| `")]

    assert [line for line in written if not any(line.startswith(start) for start in known)] == []
