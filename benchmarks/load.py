"""What attacks cost the honest: a class alone, and the same class with as many attacks among it, on two graders.

Run from the root of the repository: .venv/bin/python -m benchmarks.load [COUNT]
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path

from tests.attacks.test_under_load import HONEST, POINTS, mixture, start_grader

GRADERS = 2


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    mixed = mixture(count)
    alone, _ = graded([name for name in mixed if name in HONEST])
    together, results = graded(mixed)
    wrong = [name for name, score, _ in results if name in HONEST and score != POINTS[name]]
    used = sum(seconds for name, _, seconds in results if name not in HONEST) / GRADERS
    print(f"{count} honest alone              {alone:7.1f} s")
    print(f"with {count} attacks among them   {together:7.1f} s")
    print(f"of which the attacks used      {used:7.1f} s on each grader")
    print(f"the rest over the honest alone {(together - used) / alone:7.2f}")
    print(f"honest with another score      {len(wrong)}")


def graded(names: list[str]) -> tuple[float, list[tuple[str, str, float]]]:
    """The seconds that it took, and the name, points and seconds of each."""
    with tempfile.TemporaryDirectory() as folder:
        started = time.monotonic()
        graders = [start_grader(Path(folder, str(n)), Path(folder), names[n::GRADERS]) for n in range(GRADERS)]
        results = [tuple(each) for grader in graders for each in json.loads(grader.communicate()[0])]
        return time.monotonic() - started, results


if __name__ == "__main__":
    main()
