"""Grades submissions by name, one after the other, and prints their scores and seconds: one of the graders of test_under_load.py.

`python -m tests.attacks.crowd FOLDER NAME...`; a name is that of an attack, `reference` or `wrong`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from .bench import Bench, open_bench, working_backends
from .corpus import Attack, attacks


def main() -> None:
    folder, names = Path(sys.argv[1]), sys.argv[2:]
    known = {attack.name: attack for attack in attacks()}
    with open_bench(working_backends()[0], folder) as bench:
        print(json.dumps([(name, *graded(bench, name, known)) for name in names]))


def graded(bench: Bench, name: str, known: dict[str, Attack]) -> tuple[str, float]:
    """The points of a submission, or `grader_fault`, and the seconds that it took."""
    if name in known:
        card = bench.grade(known[name].source, known[name].lesson)
    else:
        card = bench.reference() if name == "reference" else bench.wrong()
    return str(card.score) if card.outcome == "graded" else card.outcome, float(card.seconds)


if __name__ == "__main__":
    main()
