"""Runs a command of the attack corpus where Python is open to all, as root or as an ordinary user.

Where Python lies under a folder that only root may enter, the command runs in a mount namespace of its own in which the
folders above Python are made anew, open to all; nothing of the machine is changed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile

from grader.sandbox.packages import python_folders

from .corpus import ROOT

__all__ = ["measure_as", "run_as"]

ORDINARY_UID = 54_321


def measure_as(user: str, backend: str, *names: str) -> dict[str, str]:
    """What the attacks named, or all, get before a backend, for a grader that runs as `root` or `ordinary`."""
    results: dict[str, str] = json.loads(
        run_as(user, "tests.attacks.table", "--json", backend, *names).splitlines()[-1]
    )
    return results


def run_as(user: str, *arguments: str) -> str:
    """What `python -m ...` prints as `root` or `ordinary`. Raises RuntimeError, with all that it said, when it fails."""
    command = [sys.executable, "-m", *arguments]
    with tempfile.TemporaryDirectory(prefix="attacks-") as scratch:
        os.chmod(scratch, 0o1777)
        done = subprocess.run(
            [*_opened(), *(_ordinary() if user == "ordinary" else []), *command],
            cwd=ROOT,
            env={"PATH": os.environ["PATH"], "HOME": scratch, "TMPDIR": scratch, "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
        )
    if done.returncode:
        raise RuntimeError(done.stdout[-2000:] + done.stderr[-2000:])
    return done.stdout


def _opened() -> list[str]:
    """A prefix that makes every folder above Python enterable by all; none where they are, or without root."""
    closed = [f for f in python_folders() if any(not above.stat().st_mode & 0o001 for above in (f, *f.parents))]
    if os.getuid() != 0 or not closed:
        return []
    command = ["bwrap", "--dev-bind", "/", "/"]
    for folder in closed:
        first = next(above for above in reversed(folder.parents) if not above.stat().st_mode & 0o001)
        command += ["--perms", "0755", "--tmpfs", str(first)]
        between = [above for above in reversed(folder.parents) if first in above.parents]
        command += [word for above in between for word in ("--perms", "0755", "--dir", str(above))]
        command += ["--ro-bind", str(folder), str(folder)]
    return [*command, "--chdir", str(ROOT)]


def _ordinary() -> list[str]:
    """A prefix that drops root for a user without a name, without groups, without capabilities."""
    if os.getuid() != 0:
        return []
    user = ["--reuid", str(ORDINARY_UID), "--regid", str(ORDINARY_UID), "--clear-groups"]
    return ["setpriv", *user, "--inh-caps=-all", "--ambient-caps=-all", "--bounding-set=-all"]
