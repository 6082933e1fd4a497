"""Gradescope's side, as far as an autograder can tell: an image, and for each submission a container made from it.

The container is a root file system without this repository: the operating system and Python's packages read-only,
/autograder as Gradescope lays it out, root with the capabilities that Docker leaves it, no network, and a `bwrap` that
may not make namespaces. What setup.sh would have installed from the network is mounted in its place: the packages of the Python that runs
the tests, and the copy of the grader that the zip brought.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.sandbox.packages import SYSTEM

TOKEN = "token-of-the-platform"
MOST = 100_000  # characters of each output; Gradescope removes the middle of what is longer
# What Docker leaves to root in a container.
CAPABILITIES = (
    "CHOWN DAC_OVERRIDE FSETID FOWNER MKNOD NET_RAW SETGID SETUID SETFCAP SETPCAP NET_BIND_SERVICE SYS_CHROOT KILL"
)
CONTAINER = ["bwrap", "--unshare-pid", "--unshare-ipc", "--unshare-uts", "--die-with-parent", "--new-session"]
CONTAINER += ["--cap-drop", "ALL", *(word for name in CAPABILITIES.split() for word in ("--cap-add", f"CAP_{name}"))]
MOUNTS = ["--proc", "/proc", "--dev", "/dev"]
MOUNTS += [word for path in ("/tmp", "/var/tmp", "/dev/shm") for word in ("--perms", "1777", "--tmpfs", path)]
ENVIRONMENT = {
    "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    "HOME": "/root",
    "AUTHENTICATION_TOKEN": TOKEN,
    "OMP_NUM_THREADS": "1",
}
WRAPPER = """{command} > /autograder/results/stdout 2>&1
echo $? > /autograder/exit
for status in /proc/[0-9]*/status; do grep ^Uid $status; done > /autograder/users
"""
NO_NAMESPACES = "#!/bin/sh\necho 'bwrap: No permissions to create new namespace' >&2\nexit 1\n"


@dataclass(frozen=True)
class Run:
    """What Gradescope has after a run. users: the uids of the processes that were there when run_autograder had ended."""

    results: dict[str, Any]
    failed: bool
    exit: int
    stdout: str
    users: set[int]
    tree: Path


class Harness:
    """An image built from an uploaded zip."""

    def __init__(self, package: bytes, folder: Path) -> None:
        self.folder = folder
        self.source = folder / "image" / "source"
        with zipfile.ZipFile(io.BytesIO(package)) as archive:
            archive.extractall(self.source)
        self.packages = self._installed("packages")
        self.without_landlock = self._installed("older_kernel")
        with open(self.without_landlock / "grader" / "worker" / "landlock.py", "a") as file:
            file.write("\n\ndef abi() -> int:\n    return 0\n")
        (folder / "bwrap").write_text(NO_NAMESPACES)
        (folder / "bwrap").chmod(0o755)
        (folder / "pyvenv.cfg").write_text(f"home = {Path(os.path.realpath(sys.executable)).parent}\n")
        self.runs = 0

    def _installed(self, name: str) -> Path:
        """A folder of packages: the copy of the grader, and the way to all others."""
        packages = self.folder / name
        shutil.copytree(self.source / "grader", packages / "grader")
        (packages / "installed.pth").write_text(f"{_at('installed')}\n")
        return packages

    def run(
        self,
        files: dict[str, str],
        metadata: dict[str, Any] | None = None,
        plan: dict[str, Any] | None = None,
        limit: float = 240,
        packages: Path | None = None,
        **changed: str,
    ) -> Run:
        """Grade these files in a new container. plan: changes of plan.json. changed: other texts for files of the image."""
        self.runs += 1
        tree = self.folder / f"container{self.runs}"
        shutil.copytree(self.source, tree / "source")
        shutil.copy(tree / "source" / "run_autograder", tree)
        (tree / "run_autograder").chmod(0o755)
        for name in ("submission", "results"):  # the harness makes both anew for each run
            (tree / name).mkdir()
        for name, text in files.items():
            (tree / "submission" / name).write_text(text)
        for name, text in changed.items():
            next((tree / "source").rglob(name.replace("_toml", ".toml"))).write_text(text)
        if plan:
            path = tree / "source" / "plan.json"
            path.write_text(json.dumps(json.loads(path.read_text()) | plan))
        (tree / "submission_metadata.json").write_text(json.dumps(metadata or {}))
        self._contain(tree, "/autograder/run_autograder", limit, packages or self.packages)
        return self._collect(tree)

    def build(self) -> Run:
        """The last line of setup.sh, after what it installs."""
        tree = self.folder / "build"
        shutil.copytree(self.source, tree / "source")
        (tree / "results").mkdir()
        self._contain(tree, (self.source / "setup.sh").read_text().splitlines()[-1], 240, self.packages)
        return self._collect(tree)

    def _contain(self, tree: Path, command: str, limit: float, packages: Path) -> None:
        words = [*CONTAINER, "--unshare-net", *self.system(packages), *MOUNTS, "--bind", str(tree), "/autograder"]
        words += ["--chdir", "/autograder", "/bin/sh", "-c", WRAPPER.format(command=command)]
        try:
            subprocess.run(words, env=ENVIRONMENT, timeout=limit, check=True, capture_output=True)
        except subprocess.TimeoutExpired:
            (tree / "results" / "results.json").write_text('{"score": 0, "output": "Your submission timed out."}')

    def system(self, packages: Path) -> list[str]:
        """How the container sees the operating system, Python, and these packages in it."""
        command: list[str] = []
        for folder in SYSTEM:
            if folder.is_symlink():
                command += ["--symlink", os.readlink(folder), str(folder)]
            elif folder.is_dir():
                command += ["--ro-bind", str(folder), str(folder)]
        command += ["--ro-bind", str(self.folder / "bwrap"), str(shutil.which("bwrap"))]
        for path in ("/etc/passwd", "/etc/group", "/etc/ld.so.cache", "/etc/alternatives"):
            command += ["--ro-bind-try", path, path]
        return [*command, *self._python(), "--ro-bind", str(packages), str(_at("site-packages"))]

    def _python(self) -> list[str]:
        """/opt/dlgrade as setup.sh makes it, and the Python that it stands on, open to all."""
        base = Path(os.path.realpath(sys.executable)).parent.parent
        command: list[str] = []
        if not any(base.is_relative_to(folder) for folder in SYSTEM):
            above = [parent for parent in reversed(base.parents) if parent != Path("/")]
            command += [word for parent in above for word in ("--perms", "0755", "--dir", str(parent))]
            command += ["--ro-bind", str(base), str(base)]
        for place in (Path("/opt"), _at("installed").parents[2], _at("installed").parents[1], _at("installed").parent):
            command += ["--perms", "0755", "--dir", str(place)]
        command += ["--perms", "0755", "--dir", "/opt/dlgrade/bin"]
        command += ["--symlink", os.path.realpath(sys.executable), "/opt/dlgrade/bin/python"]
        command += ["--ro-bind", str(self.folder / "pyvenv.cfg"), "/opt/dlgrade/pyvenv.cfg"]
        return [*command, "--ro-bind", sysconfig.get_path("purelib"), str(_at("installed"))]

    def _collect(self, tree: Path) -> Run:
        """What Gradescope makes of results.json: cut, and a failed run where it cannot use it."""
        try:
            results = json.loads((tree / "results" / "results.json").read_text().replace("\0", "\ufffd"))
            scored = "score" in results or any("score" in test for test in results.get("tests", []))
        except (OSError, ValueError):
            results, scored = {"output": "The autograder failed to execute correctly."}, False
        for each in [results, *results.get("tests", [])]:
            each["output"] = _cut(each.get("output", ""))
        if not scored:
            results["score"] = 0
        users = {int(line.split()[1]) for line in (tree / "users").read_text().splitlines()}
        stdout = (tree / "results" / "stdout").read_text()
        return Run(results, not scored, int((tree / "exit").read_text()), stdout, users, tree)


def _at(name: str) -> Path:
    return Path(f"/opt/dlgrade/lib/python{sys.version_info.major}.{sys.version_info.minor}/{name}")


def _cut(text: str) -> str:
    return text if len(text) <= MOST else text[: MOST // 2] + text[-MOST // 2 :]
