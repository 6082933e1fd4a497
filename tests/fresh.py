"""A fresh Debian with Python and nothing of this machine's but its network: what a new user has. Needs root, debootstrap and bubblewrap."""

from __future__ import annotations

import os
import shutil
import socket
import ssl
import subprocess
from pathlib import Path

__all__ = ["CPU_INDEX", "HOME", "Machine", "answers"]

ROOT = Path(__file__).parents[1]
USER = 1000
HOME = "/home/student"
CERTIFICATES = "/run/certificates.pem"  # this machine's, which may be those of a mirror
CPU_INDEX = "download.pytorch.org"
# A mirror of a suite that still changes may be some weeks old.
INSTALL = "apt-get -o Acquire::Check-Valid-Until=false update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-venv ca-certificates"


class Machine:
    """A copy of a Debian, and a home in it. suite: its release, whose Python it has: bookworm has 3.11, sid the newest."""

    def __init__(self, folder: Path, suite: str = "bookworm") -> None:
        subprocess.run([ROOT / "scripts" / "debian.sh", suite], check=True)
        self.root = folder / "root"
        subprocess.run(["cp", "-a", "--reflink=auto", ROOT / ".envs" / f"debian-{suite}", self.root], check=True)
        self._authority = os.environ.get("PIP_CERT") or ssl.get_default_verify_paths().cafile
        self.environment = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": HOME, "LANG": "C.UTF-8"}
        if self._authority:
            self.environment |= dict.fromkeys(("PIP_CERT", "SSL_CERT_FILE"), CERTIFICATES)
        self.home = self.root / HOME[1:]
        self.home.mkdir(mode=0o755)
        subprocess.run([*self.enter(), "/bin/sh", "-c", INSTALL], check=True, env=self.environment, capture_output=True)

    def enter(self, folder: str = "") -> list[str]:
        """The words before a command that root runs there, in this folder of the home."""
        words = ["bwrap", "--unshare-pid", "--die-with-parent", "--bind", str(self.root), "/", "--proc", "/proc"]
        words += ["--dev", "/dev", "--perms", "1777", "--tmpfs", "/tmp", "--chdir", f"{HOME}/{folder}"]
        for path in ("/etc/resolv.conf", "/etc/hosts"):
            words += ["--ro-bind", os.path.realpath(path), path]
        return [*words, "--ro-bind", self._authority, CERTIFICATES] if self._authority else words

    def enter_as_user(self, folder: str = "") -> list[str]:
        """The same for an ordinary user, whose the home is from now on."""
        subprocess.run(["chown", "-R", f"{USER}:{USER}", self.home], check=True)
        user = ["setpriv", f"--reuid={USER}", f"--regid={USER}", "--clear-groups", "--bounding-set=-all"]
        return [*self.enter(folder), *user]

    def megabytes(self, folder: str) -> int:
        """What this folder of the home takes on disk."""
        size = subprocess.run(["du", "-sm", self.home / folder], check=True, capture_output=True)
        return int(size.stdout.split()[0])

    def close(self) -> None:
        shutil.rmtree(self.root)


def answers(host: str) -> bool:
    try:
        return bool(socket.getaddrinfo(host, 443))
    except OSError:
        return False
