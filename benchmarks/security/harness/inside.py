"""Process 1 of the containment: gives up root, runs one grader, waits, and tells what came of it.

Started by lab.py with a pipe as its standard output; reads /lab/spec.json and /lab/tree. Needs the standard library only.
"""

import ctypes
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

MiB = 1 << 20
BOUNDS = {
    "RLIMIT_DATA": 4096 * MiB,
    "RLIMIT_NPROC": 256,
    "RLIMIT_FSIZE": 64 * MiB,
    "RLIMIT_CORE": 0,
    "RLIMIT_NOFILE": 512,
}
AFTERWARDS = 1.0  # what outlives the grader has this long to act before the score is read
SHOWN = 2 * MiB


def main() -> None:
    spec = json.loads(Path("/lab/spec.json").read_text())
    report = os.fdopen(os.dup(1), "w")
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # process 1 then takes no signal from its own namespace
    become(spec["uid"])
    home = Path(spec["home"])
    copy(Path("/lab/tree"), home)
    first = one_run(spec, home)
    answer = {"first": first}
    if spec["again"]:
        copy(Path("/lab/again"), home)
        answer["next"] = one_run(spec, home)
    json.dump(answer, report)
    report.close()


def become(uid: int) -> None:
    for name, bound in BOUNDS.items():
        resource.setrlimit(getattr(resource, name), (bound, bound))
    os.setgroups([])
    os.setgid(uid)
    os.setuid(uid)
    ctypes.CDLL(None).prctl(4, 0, 0, 0, 0)  # PR_SET_DUMPABLE: its memory and its pipe are nobody's


def copy(source: Path, home: Path) -> None:
    home.mkdir(exist_ok=True)
    for path in source.iterdir():
        if path.is_dir():
            shutil.copytree(path, home / path.name, dirs_exist_ok=True)
        else:
            shutil.copy(path, home)


def one_run(spec: dict[str, Any], home: Path) -> dict[str, Any]:
    started = time.monotonic()
    said = os.memfd_create("said")
    codes = []
    for command in spec["commands"]:
        if "timed out" not in codes:
            end = started + spec["seconds"]
            codes.append(run(command, home / spec["folder"], spec["env"], said, end - time.monotonic()))
    seconds = time.monotonic() - started
    time.sleep(AFTERWARDS)
    left = len(processes())
    end_all()
    result = text_of(home / spec["result"])
    shown = {str(path): text_of(path) for path in home.glob(spec["shown"])} if spec["shown"] else {}
    output = os.pread(said, SHOWN, 0).decode(errors="replace")
    return {
        "codes": codes,
        "seconds": round(seconds, 1),
        "left": left,
        "result": result,
        "said": output,
        "shown": shown,
    }


def run(command: list[str], folder: Path, env: dict[str, str], said: int, seconds: float) -> int | str:
    try:
        child = subprocess.Popen(command, cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=said, stderr=said)
    except OSError as error:
        return str(error)
    try:
        return child.wait(timeout=max(1, seconds))
    except subprocess.TimeoutExpired:
        end_all()
        return "timed out"


def processes() -> list[int]:
    """All others of the namespace that still live."""
    return [pid for pid in map(int, filter(str.isdigit, os.listdir("/proc"))) if pid != os.getpid() and alive(pid)]


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def end_all() -> None:
    """Kill until nobody is left; the namespace takes care of what escapes this."""
    for _ in range(50):
        try:
            os.kill(-1, signal.SIGKILL)
            while os.waitpid(-1, os.WNOHANG) != (0, 0):
                pass
        except (ProcessLookupError, ChildProcessError):
            pass
        if not processes():
            return


def text_of(path: Path) -> str | None:
    try:
        with open(path, "rb") as file:
            return file.read(SHOWN).decode(errors="replace")
    except OSError:
        return None


if __name__ == "__main__":
    sys.exit(main())
