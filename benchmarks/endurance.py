"""What a long run leaves behind: memory, open files, processes, mounts and namespaces of one warm session, every so many submissions.

Right and wrong ones in turn, each another file. Run: .venv/bin/python benchmarks/endurance.py [COUNT]
"""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

from grader.course.lessons import Course
from grader.engine.session import Options, Session
from grader.intake.submission import Submission
from grader.sandbox import choose

COURSE = Path(__file__).parent / "course"
WARM = 100  # by then its parents have been replaced by those for many
KINDS = ("mnt", "pid", "net", "ipc", "uts", "user", "cgroup")


def everyone() -> list[int]:
    """This process and all below it."""
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
    found = {os.getpid()}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return sorted(found)


def megabytes(pid: int) -> float:
    """Shared pages counted once."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def state() -> dict[str, float]:
    """What there is now."""
    pids, memory, files, mounts = everyone(), 0.0, 0, 0
    spaces: set[str] = set()
    for pid in pids:
        with contextlib.suppress(OSError, StopIteration):
            memory += megabytes(pid)
            files += len(os.listdir(f"/proc/{pid}/fd"))
            mounts = max(mounts, len(Path(f"/proc/{pid}/mountinfo").read_text().splitlines()))
            spaces |= {os.readlink(f"/proc/{pid}/ns/{kind}") for kind in KINDS}
    return {
        "processes": len(pids),
        "memory MB": round(memory),
        "open files": files,
        "most mounts": mounts,
        "namespaces": len(spaces),
    }


def main(count: int) -> None:
    lesson = Course(COURSE).lesson("lesson01")
    right = lesson.solution.read_text()
    programs = (right, right.replace("e.sum(dim=1, keepdim=True)", "e.sum()"))
    step = max(1, (count - WARM) // 10)
    with Session(choose(), lesson.limits, hidden=lesson.hidden) as session:
        for number in range(1, count + 1):
            program = f"{programs[number % 2]}# {number}\n"
            card = session.grade(lesson, Submission({lesson.main: program.encode()}), Options(number))
            assert card.exit_code == number % 2, card.message
            if number >= WARM and (number - WARM) % step == 0:
                now = state()
                if number == WARM:
                    print(f"{'graded':>8}" + "".join(f"{name:>19}" for name in now))
                print(f"{number:>8}" + "".join(f"{value:>19}" for value in now.values()), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 10_000)
