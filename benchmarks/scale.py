"""What a class of many costs: time for each submission, the coordinator's memory and open files, and a second run.

Run: .venv/bin/python benchmarks/scale.py [100 1000 5000] [--jobs 2]
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent
SOLUTION = (HERE / "course" / "solutions" / "lesson01_softmax" / "softmax.py").read_text()
LOOK_SECONDS = 0.1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=[100, 1000, 5000])
    parser.add_argument("--jobs", type=int, default=0, help="by default, the cores there are")
    asked = parser.parse_args()
    print(
        f"{'submissions':>11}{'seconds':>10}{'each':>9}{'peak MiB':>10}{'open files':>12}{'second run':>12}{'each':>9}"
    )
    for size in asked.sizes:
        with tempfile.TemporaryDirectory(prefix="scale-") as room:
            folder = Path(room, "class")
            folder.mkdir()
            for number in range(size):
                (folder / f"s{number:05}.py").write_text(f"{SOLUTION}# student {number}\n")
            first, memory, files = graded(Path(room), asked.jobs)
            again, _, _ = graded(Path(room), asked.jobs)
        row = (
            f"{size:>11}{first:>10.1f}{first / size:>9.4f}{memory:>10.0f}{files:>12}{again:>12.1f}{again / size:>9.4f}"
        )
        print(row, flush=True)


def graded(room: Path, jobs: int) -> tuple[float, float, int]:
    """Seconds, the coordinator's highest resident memory in MiB, and the most files that it had open."""
    command = [str(Path(sys.executable).with_name("dlgrade")), "grade", "lesson01", str(room / "class")]
    command += ["--out", str(room / "out"), *(["--jobs", str(jobs)] if jobs else [])]
    memory, files = 0.0, 0
    started = time.perf_counter()
    with subprocess.Popen(
        command, cwd=HERE / "course", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        own = Path(f"/proc/{process.pid}")
        while process.poll() is None:
            try:
                memory = max(memory, highest(own / "status"))
                files = max(files, len(list((own / "fd").iterdir())))
            except (OSError, ValueError):  # it has just ended
                break
            time.sleep(LOOK_SECONDS)
        if process.wait():
            raise SystemExit(f"`{' '.join(command)}` ended with {process.returncode}")
    return time.perf_counter() - started, memory, files


def highest(status: Path) -> float:
    """MiB; 0 of a process that has ended and waits to be asked for its exit code."""
    lines = [line for line in status.read_text().splitlines() if line.startswith("VmHWM")]
    return int(lines[0].split()[1]) / 1024 if lines else 0


if __name__ == "__main__":
    main()
