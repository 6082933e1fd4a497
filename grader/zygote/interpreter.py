"""From which file a zygote runs: whoever student code runs as must not be able to change it through /proc/self/exe."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

__all__ = ["read_only_interpreter"]

HOLD = "echo $$ && read -r line"  # until its standard input is closed


@contextlib.contextmanager
def read_only_interpreter() -> Iterator[str]:
    """A path to start this Python from, good within the context.

    For an ordinary user it leads through a mount that is read-only: Python may belong to that user, and so to student code. Where there is
    no such mount it is Python's own path, and a worker's parent that must not be started from there says so by itself.
    """
    own = os.path.realpath(sys.executable)
    bwrap = shutil.which("bwrap")
    if os.getuid() == 0 or not bwrap:
        yield own
        return
    command = [bwrap, "--unshare-user", "--die-with-parent", "--ro-bind", "/", "/", "/bin/sh", "-c", HOLD]
    with subprocess.Popen(
        command, env={}, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as mounted:
        assert mounted.stdout
        pid = mounted.stdout.readline().strip()
        path = f"/proc/{pid}/root{own}"
        yield path if pid and os.access(path, os.X_OK) else own
