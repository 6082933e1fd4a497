"""What a sandbox backend is, and a running one."""

from __future__ import annotations

import contextlib
import itertools
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from abc import ABC, abstractmethod
from functools import cache
from pathlib import Path

import msgspec

from grader.children import CHANNEL, kill_group, last_words, start_child
from grader.devices import CPU, Device, device_nodes
from grader.errors import SandboxError
from grader.sandbox.cgroup import Cgroup, available
from grader.sandbox.holder import Holder
from grader.sandbox.packages import import_path
from grader.sentences import Line, Text, text
from grader.wire.channel import WireError
from grader.wire.messages import Confinement, Limits, Place, Ready
from grader.worker.processes import kill_as
from grader.zygote import client as zygote

__all__ = ["Backend", "Kit", "Sandbox"]

PACKAGE = Path(__file__).resolve().parents[1]
# The package may lie in two places: an editable install may leave a part of it beside the other packages.
INSTALLED = Path(sysconfig.get_path("purelib")) / "grader"
START_SECONDS = 120
CLOSE_SECONDS = 2
FIRST_UID = 0x4000_0000
IMPORT = re.compile(r"^ *from grader\.([\w.]+) import", re.MULTILINE)
_slots = itertools.count()
MODULE = "grader.worker.forkserver"
KEEPS_FOLDERS = (
    "matplotlib",
)  # what remembers, from its import on, folders of its user: imported in the sandbox alone
NOT_JOINED: dict[str, str] = {}  # by backend, why a forked parent could not join it here

# Everything that the worker's processes find in their environment. One thread and a fixed hash seed: the same submission
# and seed must give the same scorecard.
ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "LOGNAME": "student",
    "MPLBACKEND": "Agg",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "PYTHONHASHSEED": "0",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONNOUSERSITE": "1",
    "CUBLAS_WORKSPACE_CONFIG": ":4096:8",
    "OBJC_DISABLE_INITIALIZE_FORK_SAFETY": "YES",  # macOS ends a fork else, where a library of its own was begun before it
}


class Backend(ABC):
    """One way to confine workers."""

    name: str

    @abstractmethod
    def guarantees(self) -> tuple[Text, ...]:
        """What it holds a submission to, in sentences for people: the scorecard and `dlgrade doctor` repeat them."""

    @abstractmethod
    def why_not(self) -> Line:
        """Why this backend cannot work on this machine, found by trying; empty when it can."""

    def notes(self) -> tuple[str, ...]:
        """What to know of this machine's version of it, in sentences for people; empty when there is nothing."""
        return ()

    @abstractmethod
    def prepare(self, kit: Kit, limits: Limits) -> tuple[list[str], Confinement]:
        """The command to put in front of Python, and what the worker's parent must do itself."""


class Kit:
    """A private temporary folder: the untrusted side's few modules, and scratch space for backends without a tmpfs of their own."""

    def __init__(self, hidden: tuple[Path, ...] = (), devices: tuple[str, ...] = ()) -> None:
        """hidden: folders that no worker may see, wherever they lie. devices: nodes of /dev that it may use."""
        self.devices = devices
        self.root = Path(tempfile.mkdtemp(prefix="dlgrade-"))
        # By their own names: a link to one would hide the link alone.
        self.hidden = tuple(folder.resolve() for folder in (PACKAGE, INSTALLED, *hidden) if folder.is_dir())
        self.code = self.root / "code"
        self.scratch = self.root / "scratch"
        try:
            self._fill(self.code / "grader")
        except BaseException:
            self.remove()
            raise

    def _fill(self, package: Path) -> None:
        self.scratch.mkdir(mode=0o700)
        package.mkdir(parents=True)
        for name in worker_files():
            (package / name).parent.mkdir(exist_ok=True)
            shutil.copy(PACKAGE / name, package / name)
        for path in (self.code, *self.code.rglob("*")):  # another user's worker reads it, whatever the umask is
            path.chmod(0o755 if path.is_dir() else 0o644)

    def remove(self) -> None:
        shutil.rmtree(self.root, ignore_errors=True)


class Sandbox:
    """A running, warm parent of workers in its sandbox. `channel` takes Start and Stop once `wait_until_ready` has returned."""

    def __init__(
        self,
        backend: Backend,
        limits: Limits,
        *,
        hidden: tuple[Path, ...] = (),
        preload: tuple[str, ...] = ("torch",),
        device: Device = CPU,
        many: bool = False,
    ) -> None:
        """Start it and return at once; the imports go on meanwhile. many: it will have many workers. Call from the main thread: the kernel ties the
        sandbox's life to the thread that started it."""
        self.backend = backend
        gpu = device.kind == "cuda"
        self.kit = Kit(hidden, tuple(device_nodes()) if gpu else ())
        prefix, confinement = backend.prepare(self.kit, limits)
        self.confinement = confinement = msgspec.structs.replace(confinement, preload=list(preload), gpu=gpu)
        self._environment = ENVIRONMENT | {
            "PYTHONPATH": os.pathsep.join([confinement.code, *import_path()]),
            "HOME": confinement.scratch,
            "TMPDIR": f"{confinement.scratch}/tmp",
            "MPLCONFIGDIR": f"{confinement.scratch}/tmp",
            "CUDA_VISIBLE_DEVICES": device.index if gpu else "",
        }
        self.ready = False
        self.cgroup = Cgroup.make(limits)
        self._prefix = [*(self.cgroup.prefix if self.cgroup else []), *prefix]
        self._many = many
        self._held = bool(prefix)  # a place of its own, which a forked parent must join
        self.log = tempfile.TemporaryFile()  # noqa: SIM115  (lives as long as the process)
        self._holder: Holder | None = None
        self._parent: zygote.Child | None = None
        if not self._fork():
            self._start()

    def _start(self) -> None:
        """The parent as a process that imports all by itself."""
        run = "from grader.worker.forkserver import main; main()"
        arguments = [msgspec.json.encode(self.confinement).decode(), CHANNEL]
        command = [*self._prefix, os.path.abspath(sys.executable), "-P", "-c", run, *arguments]
        self.channel, self._process = start_child(command, environment=self._environment, log=self.log)

    def _fork(self) -> bool:
        """The parent from a zygote, if there is one and it could join such a place before."""
        if self.backend.name in NOT_JOINED:
            return False
        loaded = sorted(self.confinement.preload, key=lambda name: (name != "torch", name != "torch._dynamo", name))
        steps = [[name] for name in loaded if name.partition(".")[0] not in KEEPS_FOLDERS]
        steps += [[MODULE], zygote.HUGE_PAGES] if self._many else [[MODULE]]
        forked = zygote.ask(steps, f"{MODULE}:serve", self._environment, self.log.fileno())
        if not forked:
            return False
        self.channel, self._parent = forked
        with contextlib.suppress(WireError):  # who waits for it will see
            self.channel.send(Place(self.confinement, self.cgroup.names if self.cgroup else [], self._held))
        if self._held:
            self._holder = Holder(self._prefix, self.confinement, self.log)
        return True

    def wait_until_ready(self) -> None:
        """Raises SandboxError, with what the sandbox wrote, when it does not come up."""
        if self.ready:
            return
        deadline = time.monotonic() + START_SECONDS
        try:
            self.let_in(deadline)
            self.channel.receive(Ready, deadline=deadline)
            self.ready = True
        except (WireError, OSError) as error:
            self.log.seek(0)
            said = self.log.read(4000).decode(errors="replace").strip()
            if self._parent:
                self._start_instead(said or str(error))
                return
            self.close()
            raise SandboxError(text("fault.sandbox", name=self.backend.name, error=last_words(said, error))) from None

    def let_in(self, deadline: float) -> None:
        """See to it that a parent that was forked elsewhere comes into its place, where it goes on by itself. Raises WireError or OSError."""
        if self._parent:
            self._parent.wait_until_forked(deadline)
        if self._holder:
            self._holder.let_in(self.channel, deadline)

    def _start_instead(self, why: str) -> None:
        """Without the zygote, which has not answered, or whose child could not join the place."""
        answered = bool(self._parent and self._parent.pid)
        if not answered:
            zygote.renew()
        self._end()
        self._parent = self._holder = None
        self.log.seek(0)
        self.log.truncate()
        self._start()
        self.wait_until_ready()
        if answered:
            NOT_JOINED[self.backend.name] = why

    @property
    def process(self) -> subprocess.Popen[bytes] | zygote.Child:
        """What all of it lives and dies with."""
        return self._holder.process if self._holder else self._parent or self._process

    @property
    def alive(self) -> bool:
        return self.process.poll() is None and (self._parent is None or self._parent.poll() is None)

    @property
    def is_forked(self) -> bool:
        """Whether nobody has to wait for its parent's imports any more."""
        return self._parent is None or self._parent.is_forked

    @property
    def not_forked(self) -> str:
        """Why its parent was not forked from a zygote; empty where it was."""
        return "" if self._parent else NOT_JOINED.get(self.backend.name) or "there is no zygote on this system"

    def close(self) -> None:
        """End it and everything in it: a parent that still works clears up when the channel closes; the others are killed."""
        self._end()
        self.log.close()
        self.kit.remove()
        if self.cgroup:
            self.cgroup.remove()

    def _end(self) -> None:
        if self.ready or not self._parent:
            self.channel.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            (self._parent or self._process).wait(CLOSE_SECONDS if self.ready else 0)
        if self._parent:
            self._parent.close()
            self.channel.close()
        else:
            kill_group(self._process)
        if self._holder:
            self._holder.close()
        for uid in {uid for uid in (self.confinement.worker_uid, self.confinement.parent_uid) if uid is not None}:
            kill_as(uid)  # another user's process does not die with ours: one that still imports would go on


@cache
def worker_files() -> tuple[str, ...]:
    """The files of this package that enter a sandbox: those of `worker/` and what they import, and what that imports."""
    files = {"__init__.py", *(f"worker/{path.name}" for path in (PACKAGE / "worker").glob("*.py"))}
    unread = set(files)
    while unread:
        source = (PACKAGE / unread.pop()).read_text(encoding="utf-8")
        for module in IMPORT.findall(source):
            *packages, _ = parts = module.split(".")
            inits = {"/".join([*packages[:depth], "__init__.py"]) for depth in range(1, len(packages) + 1)}
            new = {name for name in {"/".join(parts) + ".py", *inits} - files if (PACKAGE / name).is_file()}
            files, unread = files | new, unread | new
    return tuple(sorted(files))


def free_uid() -> int:
    """A uid that nothing else on this machine uses: one for each sandbox of each grader.

    Where only the first 65,536 uids are mapped (a rootless container), one of the upper ones of those.
    """
    lines = Path("/proc/self/uid_map").read_text().splitlines()
    mapped = max(int(first) + int(count) for first, _, count in map(str.split, lines))
    slot = os.getpid() * 64 + next(_slots) % 64
    return FIRST_UID + slot if mapped > FIRST_UID + slot else 20_000 + slot % 40_000


def memory_guarantee() -> Text:
    """What every backend can say of memory."""
    return text("sandbox.memory_kernel") if available() else text("sandbox.memory_watched")
