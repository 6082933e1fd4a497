"""The first process of a sandbox's namespaces: keeps them, buries whoever is left to it, and kills all others when it is told to.

Run as a program by itself, `python -I -S holder.py UID FD`: it knows nothing of the grader and holds no secret. It says one byte when the
sandbox is whole, which bubblewrap cannot say of itself; each byte that it is sent it answers with one, when it has killed everything.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG, PR_SET_DUMPABLE = 1, 4


def bury(number: int = 0, frame: object = None) -> None:
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def main() -> None:
    uid, line = sys.argv[1], int(sys.argv[2])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a first process gets the signals alone that it has handlers for
    if uid:
        os.setgroups([])
        os.setresgid(int(uid), int(uid), int(uid))
        os.setresuid(int(uid), int(uid), int(uid))
    libc = ctypes.CDLL(None)
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
    os.closerange(3, line)
    os.closerange(line + 1, 1 << 16)
    signal.signal(signal.SIGCHLD, bury)
    os.write(line, b".")
    while os.read(line, 1):
        with contextlib.suppress(ProcessLookupError):
            os.kill(-1, signal.SIGKILL)  # the kernel holds the process list meanwhile: no fork slips through
        bury()
        os.write(line, b".")


if __name__ == "__main__":
    main()
