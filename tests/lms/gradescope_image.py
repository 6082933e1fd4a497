"""Gradescope's image as setup.sh itself makes it: a fresh Debian that has nothing of this machine's, packages from PyPI."""

from __future__ import annotations

import io
import os
import shutil
import ssl
import subprocess
import zipfile
from pathlib import Path

from tests.fresh import answers
from tests.lms.gradescope_harness import CONTAINER, ENVIRONMENT, NO_NAMESPACES, Harness

ROOT = Path(__file__).parents[2]
CERTIFICATES = "/run/certificates.pem"  # this machine's, which may be those of a mirror
CPU_BUILDS = "--torch-backend cpu "


class Image(Harness):
    """An image built from an uploaded zip, by setup.sh, over the network. log: what it printed."""

    def __init__(self, package: bytes, folder: Path) -> None:
        subprocess.run([ROOT / "scripts" / "debian.sh"], check=True)
        self.folder, self.runs = folder, 0
        self.packages = self.root = folder / "root"
        subprocess.run(["cp", "-a", "--reflink=auto", ROOT / ".envs" / "debian-bookworm", self.root], check=True)
        self.source = self.root / "autograder" / "source"
        with zipfile.ZipFile(io.BytesIO(package)) as archive:
            archive.extractall(self.source)
        (folder / "bwrap").write_text(NO_NAMESPACES)
        (folder / "bwrap").chmod(0o755)
        self.log = self._set_up()

    def system(self, packages: Path) -> list[str]:
        return ["--bind", str(self.root), "/", "--ro-bind", str(self.folder / "bwrap"), "/usr/bin/bwrap"]

    def _set_up(self) -> str:
        script = self.source / "setup.sh"
        text = script.read_text()
        assert text.count(CPU_BUILDS) == 1
        if not answers("download.pytorch.org"):  # then PyPI's own builds, which bring what GPUs need
            script.write_text(text.replace(CPU_BUILDS, ""))
        words = [*CONTAINER, "--bind", str(self.root), "/", "--proc", "/proc", "--dev", "/dev"]
        for path in ("/etc/resolv.conf", "/etc/hosts"):
            words += ["--ro-bind", os.path.realpath(path), path]
        authority = os.environ.get("PIP_CERT") or ssl.get_default_verify_paths().cafile
        if authority:
            words += ["--ro-bind", authority, CERTIFICATES]
        network = dict.fromkeys(("PIP_CERT", "SSL_CERT_FILE"), CERTIFICATES) if authority else {}
        words += ["--chdir", "/autograder/source", "/bin/sh", "setup.sh"]
        done = subprocess.run(
            words, env=ENVIRONMENT | network, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=1500
        )
        assert done.returncode == 0, done.stdout[-4000:]
        return done.stdout

    def close(self) -> None:
        shutil.rmtree(self.root)
