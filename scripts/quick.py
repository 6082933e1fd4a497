"""What `make quick` runs: the tests of the rooms that have changed since the last commit, and the lint of lessons that have.

Run: .venv/bin/python scripts/quick.py [REV]    (REV: what to compare with, by default HEAD)
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ALWAYS = ("tests/test_rooms.py", "tests/test_docs.py")


def changed(rev: str) -> list[Path]:
    """The files of the tree that differ from `rev`, new ones included."""
    asked = (["git", "diff", "--name-only", rev], ["git", "ls-files", "--others", "--exclude-standard"])
    lines = [subprocess.run(each, cwd=ROOT, capture_output=True, text=True, check=True).stdout for each in asked]
    return [Path(line) for line in "\n".join(lines).splitlines() if line]


def tests_of(path: Path) -> list[str]:
    """The tests that are about this file: itself, or those of its room; of `judge` those of its wing."""
    if path.suffix != ".py":
        return []
    if path.parts[0] == "tests" and path.name.startswith("test_"):
        return [str(path)] if (ROOT / path).is_file() else []
    if path.parts[0] != "grader" or len(path.parts) < 2:
        return []
    room = Path("tests", *path.parts[1:-1]) if len(path.parts) > 2 else Path("tests", f"test_{path.stem}.py")
    near = room / f"test_{path.stem}.py"
    return [str(near if (ROOT / near).is_file() else room)] if (ROOT / room).exists() else []


def main() -> int:
    files = changed(sys.argv[1] if len(sys.argv) > 1 else "HEAD")
    tests = sorted({*ALWAYS, *(test for path in files for test in tests_of(path))})
    lessons = sorted(
        {path.parts[1] for path in files if path.parts[0] in ("exercises", "solutions") and len(path.parts) > 2}
    )
    commands = [[sys.executable, "-m", "pytest", "-x", "-n", "2", *tests]]
    commands += [[str(Path(sys.executable).parent / "dlgrade"), "lint", lesson] for lesson in lessons]
    for command in commands:
        print(" ".join(["…", *command[1:]]), flush=True)
        if code := subprocess.run(command, cwd=ROOT).returncode:
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main())
