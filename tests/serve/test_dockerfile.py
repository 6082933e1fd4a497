"""The Dockerfile of the documentation, its own commands in a fresh Debian: the image is built, the folder made, the tool answers."""

from __future__ import annotations

import json
import os
import re
import shutil
import ssl
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.fresh import answers
from tests.lms.gradescope_harness import CONTAINER
from tests.lms.gradescope_image import CERTIFICATES
from tests.serve.test_proxies import free_port

ROOT = Path(__file__).parents[2]
DOCKERFILE = ROOT / "docs" / "lms" / "files" / "serve" / "Dockerfile"
INDEX = " --index-url https://download.pytorch.org/whl/cpu"
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="debootstrap needs root")
pytestmark = [as_root, pytest.mark.slow, pytest.mark.timeout(2400)]


@dataclass
class BuiltImage:
    """What Docker would have made: a root file system, the folder to be in, and what is run there."""

    root: Path
    folder: str
    entry: list[str]
    words: list[str]
    health: list[str]

    def command(self, *command: str) -> list[str]:
        """bubblewrap in the place of Docker, with the network of this machine."""
        found = [*CONTAINER, "--bind", str(self.root), "/", "--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp"]
        for path in ("/etc/resolv.conf", "/etc/hosts"):
            found += ["--ro-bind", os.path.realpath(path), path]
        if authority := os.environ.get("PIP_CERT") or ssl.get_default_verify_paths().cafile:
            found += ["--ro-bind", authority, CERTIFICATES]
        return [*found, "--chdir", self.folder, *command]

    def run(self, *command: str) -> str:
        environment = {"PATH": "/usr/local/python/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root"}
        environment |= dict.fromkeys(("PIP_CERT", "SSL_CERT_FILE"), CERTIFICATES)
        done = subprocess.run(self.command(*command), env=environment, capture_output=True, text=True, timeout=1800)
        assert done.returncode == 0, (done.stdout + done.stderr)[-4000:]
        return done.stdout


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BuiltImage]:
    """Built line by line."""
    subprocess.run([ROOT / "scripts" / "debian.sh"], check=True)
    root = tmp_path_factory.mktemp("image") / "root"
    subprocess.run(["cp", "-a", "--reflink=auto", ROOT / ".envs" / "debian-bookworm", root], check=True)
    image = BuiltImage(root, "/", [], [], [])
    text = re.sub(r"\\\n", " ", re.sub(r"^#.*\n", "", DOCKERFILE.read_text(), flags=re.MULTILINE))
    for name, rest in re.findall(r"^([A-Z]+) (.*)$", text, flags=re.MULTILINE):
        _build(image, name, rest)
    yield image
    shutil.rmtree(root)


def _build(image: BuiltImage, name: str, rest: str) -> None:
    if name == "FROM":  # what the image of that name has: a Python that pip may write into
        assert re.fullmatch(r"python:3\.\d+-slim-bookworm", rest)
        image.run("sh", "-c", "apt-get update -qq && apt-get install -y -qq python3-venv")
        image.run("python3", "-m", "venv", "/usr/local/python")
    elif name == "WORKDIR":
        image.folder = rest
        (image.root / rest.lstrip("/")).mkdir()
    elif name == "COPY":
        assert rest == ". ."
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True).stdout
        packed = subprocess.run(
            ["tar", "-c", "--null", "-T", "-"], cwd=ROOT, input=listed, check=True, capture_output=True
        )
        subprocess.run(["tar", "-x", "-C", image.root / image.folder.lstrip("/")], input=packed.stdout, check=True)
    elif name == "RUN":
        if not answers("download.pytorch.org"):  # then PyPI's own builds, which bring what GPUs need
            rest = rest.replace(INDEX, "")
        image.run("/bin/sh", "-c", rest)
    elif name in ("ENTRYPOINT", "CMD"):
        setattr(image, "entry" if name == "ENTRYPOINT" else "words", json.loads(rest))
    elif name == "HEALTHCHECK":
        image.health = json.loads(rest.partition("CMD ")[2])
    else:
        assert name in ("VOLUME", "EXPOSE")


def test_the_image_serves_a_course(image: BuiltImage) -> None:
    """Its first start asks for nothing more; it is well by its own check; nobody outside is let in unasked."""
    made = image.run(
        *image.entry, "init", "--data", "/data", "--url", "https://dlgrade.example.edu", "--course", "/course"
    )
    assert "/data is made." in made
    assert (image.root / "data" / "secret.key").stat().st_mode & 0o077 == 0

    port = free_port()
    serve, health = ["--port", str(port)], [word.replace("8000", str(port)) for word in image.health]
    environment = {"PATH": "/usr/local/python/bin:/usr/bin:/bin", "HOME": "/root"}
    with subprocess.Popen(image.command(*image.entry, *image.words, *serve), env=environment) as serving:
        try:
            deadline = time.monotonic() + 120
            while subprocess.run(image.command(*health), env=environment, capture_output=True).returncode:
                assert serving.poll() is None
                assert time.monotonic() < deadline
                time.sleep(0.5)
            assert httpx.get(f"http://127.0.0.1:{port}/class", trust_env=False).status_code == 401
            assert len(httpx.get(f"http://127.0.0.1:{port}/lti/jwks", trust_env=False).json()["keys"]) == 1
        finally:
            serving.terminate()
