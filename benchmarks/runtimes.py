"""What a check costs in a course without PyTorch, as ratios to Python's and pytest's own start, measured in the same run.

pytest's own start is a run of one empty test, without the plugins that happen to be installed: a judge loads none of them either.

Run: .venv/bin/python benchmarks/runtimes.py
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

COURSE = Path(__file__).parents[1] / "tests" / "courses" / "plain"
DLGRADE = str(Path(sys.executable).with_name("dlgrade"))
REPEAT = 9
AIM = 3.0  # a check of a plain Python lesson, to `python -c pass` and pytest's start together


def seconds(*command: str, folder: Path = COURSE, **environment: str) -> float:
    """The median of several runs."""
    times = []
    for _ in range(REPEAT):
        started = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True, cwd=folder, env=os.environ | environment)
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def main() -> None:
    nothing = seconds(sys.executable, "-c", "pass")
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "test_empty.py").write_text("def test_nothing():\n    pass\n")
        start = seconds(sys.executable, "-m", "pytest", "-q", folder=Path(folder), PYTEST_DISABLE_PLUGIN_AUTOLOAD="1")
    torch = seconds(sys.executable, "-c", "import torch")
    print(f"python -c pass {nothing:.2f} s, pytest's start {start:.2f} s, import torch {torch:.2f} s")
    for lesson, file in (("lesson01", "lesson01_words/words.py"), ("lesson02", "lesson02_softmax/shares.py")):
        check = seconds(DLGRADE, "check", lesson, f"solutions/{file}")
        print(
            f"check {lesson} {check:.2f} s, {check / (nothing + start):.1f} times (aim {AIM:g}), {check / torch:.2f} of import torch"
        )


if __name__ == "__main__":
    main()
