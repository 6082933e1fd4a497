"""How long a student waits after a save under `dlgrade watch`, as a ratio to `import torch` in the same run: the median of 20 saves.

Run: .venv/bin/python benchmarks/watch.py [LESSON]
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from grader.authoring.release import release
from grader.course.lessons import Course

ROOT = Path(__file__).parents[1]
SAVES = 20
AIM = 0.15  # of an import of torch
WAITS = "Save the file"
DLGRADE = str(Path(sys.executable).with_name("dlgrade"))


def until_it_waits(process: subprocess.Popen[str]) -> None:
    assert process.stdout
    for line in process.stdout:
        if WAITS in line:
            return
    raise SystemExit("dlgrade watch ended")


def import_seconds() -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import torch"], check=True)
    return time.perf_counter() - started


def main(name: str = "lesson05") -> None:
    lesson = Course(ROOT).lesson(name)
    waits, imports = [], []
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "course")
        release(Course(ROOT), [lesson], root)
        own = root / "exercises" / lesson.name / lesson.main
        command = [DLGRADE, "watch", lesson.id, "--lang", "en"]
        environment = os.environ | {"PYTHONUNBUFFERED": "1"}
        with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True, env=environment) as process:
            until_it_waits(process)
            for number in range(SAVES):
                source = lesson.solution.read_text(encoding="utf-8") + f"\n# save {number}\n"
                new = root / "new.py"
                new.write_text(source, encoding="utf-8")
                started = time.perf_counter()
                new.replace(own)  # as editors do, so that no half of it is ever graded
                until_it_waits(process)
                waits.append(time.perf_counter() - started)
                imports.append(import_seconds())  # in turn with the saves: other programs disturb both
            process.terminate()
    wait, torch = statistics.median(waits), statistics.median(imports)
    print(
        f"{lesson.id}, its public tests: {wait:.3f} s after a save (median of {SAVES}, {min(waits):.3f} to {max(waits):.3f})"
    )
    print(f"import torch {torch:.2f} s: {wait / torch:.3f} of it (aim {AIM:g})")


if __name__ == "__main__":
    main(*sys.argv[1:])
