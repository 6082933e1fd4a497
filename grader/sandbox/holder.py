"""The process that holds a sandbox's namespaces for a worker's parent that was forked elsewhere and is to join them."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from pathlib import Path
from typing import IO

from grader.children import CHANNEL, kill_group, start_child
from grader.wire.channel import Channel, WireError
from grader.wire.messages import Confinement, HeldBy

__all__ = ["Holder"]

CLOSE_SECONDS = 2


class Holder:
    """Begins with `prefix`, the command that makes the sandbox; `let_in` waits until that is whole."""

    def __init__(self, prefix: list[str], confinement: Confinement, log: IO[bytes]) -> None:
        uid = "" if confinement.parent_uid is None else str(confinement.parent_uid)
        program = f"{confinement.code}/grader/worker/holder.py"
        command = [*prefix, os.path.abspath(sys.executable), "-I", "-S", program, uid, CHANNEL]
        self._line, self.process = start_child(command, environment={}, log=log, who_sent=True)

    def let_in(self, parent: Channel, deadline: float) -> None:
        """Tell the worker's parent where to go, once the holder itself has said that it is there: before, the sandbox is half made, and whoever
        joins it may find themselves outside. Raises WireError when it does not come up."""
        pid = self._line.sender(deadline=deadline)  # the kernel's word, from where we are
        self._line.sock.recv(1)
        folder = os.open(f"/proc/{pid}", os.O_PATH | os.O_DIRECTORY)
        try:
            if not self._is_ours(folder):
                raise WireError("the holder of the sandbox has ended")
            parent.send(HeldBy(pid), deadline=deadline, fd=folder)
        finally:
            os.close(folder)
        parent.send(HeldBy(pid), deadline=deadline, fd=self._line.sock.fileno())

    def _is_ours(self, folder: int) -> bool:
        """Whether it is what our own child has started: a number alone may have gone to another process by now."""
        status = Path(f"/proc/self/fd/{folder}/status").read_text()
        fields = dict(line.split(":", 1) for line in status.splitlines())
        return int(fields["PPid"]) == self.process.pid

    def close(self) -> None:
        """End it, and all that is in its namespaces: bubblewrap ends when they are empty."""
        self._line.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(CLOSE_SECONDS)
        kill_group(self.process)
