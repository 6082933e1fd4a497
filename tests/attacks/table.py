"""Writes docs/security-results.md: every attack, what stops it and what it earned, a column for each backend.

Run `python -m tests.attacks.table` in the repository's root, as root: it grades the whole corpus before each backend, as root
and as an ordinary user. With names of attacks it grades those alone and leaves the others' results as they are. `--json BACKEND
[NAME...]` prints what the attacks (or those named) got before one backend, as the user that it runs as.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from pathlib import Path

from grader.errors import SubmissionError
from grader.intake.submission import Submission, read_submission
from grader.sandbox import Backend, choose

from .bench import Bench, open_bench, passed
from .corpus import FAMILIES, ROOT, Attack, attacks, lesson_of
from .inputs import builders, built_attacks
from .others import measure_as

__all__ = ["DOCUMENT", "measure", "render"]

DOCUMENT = ROOT / "docs" / "security-results.md"
TITLES = {
    "score": "To raise the score",
    "read": "To read what is secret",
    "damage": "To damage the grader or the next submission",
    "outlive": "To outlive the submission",
    "resource": "To use up the machine",
    "wire": "To lie on the line to the judge",
    "input": "By what is handed in",
    "training": "To pass for trained",
}
HEAD = """# What attacks on the grader achieve

Made by `python -m tests.attacks.table`; the attacks are in `tests/attacks`. Each one wraps a program that
is wrong but for a small honest part. **held** says that it earned what its honest part earns and that a correct
submission after it had full marks; a dash says that the backend was not tried. What a backend does not stop stands in
[SECURITY.md](../SECURITY.md).
"""

Results = dict[str, dict[str, str]]
COLUMNS = {
    "bubblewrap": ("root", "bubblewrap"),
    "uid": ("root", "uid"),
    "bubblewrap, ordinary user": ("ordinary", "bubblewrap"),
}


def measure(backend: Backend, names: list[str]) -> dict[str, str]:
    """By attack, of those named or of all: `held`, or what it got."""
    chosen = [attack for attack in [*attacks(), *built_attacks()] if not names or attack.name in names]
    with tempfile.TemporaryDirectory() as folder, open_bench(backend, Path(folder)) as bench:
        return {attack.name: _result(bench, attack) for attack in chosen}


def _result(bench: Bench, attack: Attack) -> str:
    with tempfile.TemporaryDirectory() as folder:
        try:
            submission = _submission(bench, attack, Path(folder))
        except SubmissionError:
            return "held"
        card = bench.hand_in(submission, attack.lesson, explain=False)
    after = bench.reference()
    if card.outcome != "graded" or bench.faults(card):
        return "**broke the judge**" if card.outcome != "graded" else f"**leaked**: {bench.faults(card)[0]}"
    if after.score != after.max_score:
        return f"**the next one lost {after.max_score - after.score} points**"
    gained = passed(card) - bench.names(attack, attack.honest)
    return f"**gained {len(gained)}**: {', '.join(sorted(gained))}" if gained else "held"


def _submission(bench: Bench, attack: Attack, folder: Path) -> Submission:
    lesson = lesson_of(bench.course, attack.lesson)
    if builder := builders().get(attack.name):
        return read_submission(builder(folder), lesson)
    return Submission({lesson.facts.file: attack.source})


def render(results: Results) -> str:
    """The document."""
    everything = [*attacks(), *built_attacks()]
    parts = [HEAD]
    for family in FAMILIES:
        parts.append(f"\n## {TITLES[family]}\n")
        parts.append(_row("attack", "it tries", "what stops it", "what it may still do", *results))
        parts.append(_row(*["---"] * (4 + len(results))))
        for attack in everything:
            if attack.family == family:
                columns = [results[backend].get(attack.name, "—") for backend in results]
                parts.append(_row(f"`{attack.name}`", attack.tries, attack.stops, attack.may, *columns))
    return "\n".join(parts) + "\n"


def written() -> Results:
    """What stands in the document."""
    rows = [re.split(r" \| ", line[2:-2]) for line in DOCUMENT.read_text().splitlines() if line.startswith("| `")]
    return {column: {row[0].strip("`"): row[4 + place] for row in rows} for place, column in enumerate(COLUMNS)}


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def main() -> None:
    if sys.argv[1:2] == ["--json"]:
        print(json.dumps(measure(choose(sys.argv[2]), sys.argv[3:])))
        return
    names = sys.argv[1:]
    if unknown := set(names) - {attack.name for attack in [*attacks(), *built_attacks()]}:
        sys.exit(f"{', '.join(sorted(unknown))}: there is no such attack; give names of files in tests/attacks/files")
    results = written() if names else {}
    for column, (user, backend) in COLUMNS.items():
        results[column] = results.get(column, {}) | measure_as(user, backend, *names)
    DOCUMENT.write_text(render(results))


if __name__ == "__main__":
    main()
