"""Kills a batch at random moments and compares the folder in the end with that of an undisturbed run, times aside.

First the coordinator, again and again, each time started anew; then judges, worker parents and jobs of one run. No
process of a submission itself is killed: that would be the submission's own end.

Run: .venv/bin/python benchmarks/kill.py [--submissions 300] [--coordinator 20] [--others 50] [--jobs 2] [--seed 1]
"""

from __future__ import annotations

import argparse
import os
import random
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from grader.scorecard import decode

HERE = Path(__file__).parent
SOLUTION = (HERE / "course" / "solutions" / "lesson01_softmax" / "softmax.py").read_text()
KINDS = [SOLUTION, SOLUTION.replace(".mean()", ".sum()"), SOLUTION.replace("import torch", "import torhc")]
# By what is on a process's command line, or what it calls itself.
TARGETS = ("grader.engine.job", "dlgrade-judge", "dlgrade-worker", "dlgrade-zygote")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--submissions", type=int, default=300)
    parser.add_argument("--coordinator", type=int, default=20, help="how often it is killed")
    parser.add_argument(
        "--others", type=int, default=50, help="how many judges, worker parents, zygotes and jobs are killed"
    )
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1, help="of the moments")
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    with tempfile.TemporaryDirectory(prefix="kill-") as folder:
        room = Path(folder)
        (room / "class").mkdir()
        for number in range(asked.submissions):
            (room / "class" / f"s{number:04}.py").write_text(f"{KINDS[number % len(KINDS)]}# {number}\n")
        (room / "secret.key").write_text(secrets.token_hex(32))
        started = time.monotonic()
        if code := start(room, "quiet", asked.jobs).wait():
            raise SystemExit(f"the undisturbed run ended with {code}")
        whole = time.monotonic() - started
        print(f"undisturbed: {asked.submissions} submissions in {whole:.0f} s", flush=True)
        same = rounds(
            room,
            "coordinator",
            asked.coordinator,
            lambda out, times: kill_coordinator(room, out, times, whole, asked.jobs, chance),
        )
        same += rounds(
            room, "others", asked.others, lambda out, times: kill_others(room, out, times, whole, asked.jobs, chance)
        )
    sys.exit(0 if all(same) else 1)


def rounds(room: Path, name: str, times: int, kill: Callable[[str, int], tuple[str, int]]) -> list[bool]:
    """Grades the class as often as it takes for so many kills; for each time, whether it came out the same."""
    same: list[bool] = []
    while times > 0:
        told, hit = kill(f"{name}{len(same) + 1}", times)
        same.append(compared(room, f"{name}{len(same) + 1}", told))
        times -= hit
    return same


def start(room: Path, out: str, jobs: int) -> subprocess.Popen[bytes]:
    (room / out).mkdir(exist_ok=True)
    shutil.copy(room / "secret.key", room / out)  # or each folder would draw inputs of its own
    command = [str(Path(sys.executable).with_name("dlgrade")), "grade", "lesson01", str(room / "class")]
    command += ["--out", str(room / out), "--jobs", str(jobs), "--seed", "7"]
    return subprocess.Popen(command, cwd=HERE / "course", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def kill_coordinator(
    room: Path, out: str, times: int, whole: float, jobs: int, chance: random.Random
) -> tuple[str, int]:
    """Moments from the very start to some way into the grading, so that all of the kills together span the class."""
    hit, runs = 0, 0
    for _ in range(times):
        process = start(room, out, jobs)
        runs += 1
        try:
            process.wait(chance.uniform(0, 2 * whole / times + whole / 4))
            break  # all is graded: there is nothing left to kill
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            hit += 1
            check_whole(room / out)
    codes = finish(room, out, jobs)
    return f"killed {hit} times in {runs} runs, then ended with {codes}", hit


def kill_others(room: Path, out: str, times: int, whole: float, jobs: int, chance: random.Random) -> tuple[str, int]:
    hit: dict[str, int] = dict.fromkeys(TARGETS, 0)
    process = start(room, out, jobs)
    while sum(hit.values()) < times and process.poll() is None:
        time.sleep(chance.uniform(0, 2 * whole / times))
        if found := targets(process.pid):
            pid, target = chance.choice(found)
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
            hit[target] += 1
    codes = [process.wait(), *finish(room, out, jobs)]
    return f"killed {', '.join(f'{n} {name}' for name, n in hit.items())}, then ended with {codes}", sum(hit.values())


def finish(room: Path, out: str, jobs: int) -> list[int]:
    """Run it until nothing is left to do: at most three times."""
    codes: list[int] = []
    while not codes or (codes[-1] and len(codes) < 3):
        codes.append(start(room, out, jobs).wait())
    return codes


def targets(coordinator: int) -> list[tuple[int, str]]:
    """The processes below the coordinator that are ours; the workers themselves, forks of a worker parent, are not."""
    parents, words, names = {}, {}, {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            status = (folder / "stat").read_text()
            words[int(folder.name)] = (folder / "cmdline").read_bytes().decode(errors="replace")
        except OSError:
            continue
        names[int(folder.name)] = status[status.index("(") + 1 : status.rindex(")")]
        parents[int(folder.name)] = int(status.rpartition(")")[2].split()[1])
    found = []
    for pid in words:
        target = next((target for target in TARGETS if target in words[pid] or target == names[pid]), "")
        is_worker = target == "dlgrade-worker" == names.get(parents[pid])
        if target and not is_worker and below(pid, coordinator, parents):
            found.append((pid, target))
    return found


def below(pid: int, above: int, parents: dict[int, int]) -> bool:
    while pid in parents and pid != above:
        pid = parents[pid]
    return pid == above


def check_whole(out: Path) -> None:
    """Every scorecard can be read at any time."""
    for path in (out / "scorecards").glob("*.json") if out.exists() else ():
        decode(path.read_bytes())


def documents(out: Path) -> dict[str, Any]:
    cards = {path.name: decode(path.read_bytes()).without_times() for path in (out / "scorecards").iterdir()}
    return cards | {"grades.csv": (out / "grades.csv").read_bytes()}


def compared(room: Path, out: str, told: str) -> bool:
    quiet, disturbed = documents(room / "quiet"), documents(room / out)
    differing = sorted(name for name in quiet.keys() | disturbed.keys() if quiet.get(name) != disturbed.get(name))
    halves = list((room / out).rglob(".*.part"))
    print(
        f"{out}: {told}: {len(differing)} of {len(quiet)} files differ {differing[:5]}, {len(halves)} half files",
        flush=True,
    )
    return not differing and not halves


if __name__ == "__main__":
    main()
