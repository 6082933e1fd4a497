"""An index that stands in for the one of PyTorch's CPU builds, where that cannot be reached: two wheels with the right names and nothing in them."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

__all__ = ["CPU_INDEX", "newest", "stand_in"]

CPU_INDEX = "https://download.pytorch.org/whl/cpu"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


def newest(package: str) -> str:
    """The version that pip would take of the package index; that of CPU builds has the same."""
    asked = [sys.executable, "-m", "pip", "index", "versions", package]
    found = subprocess.run(asked, check=True, capture_output=True, text=True).stdout
    [version] = re.findall(rf"^{package} \((\S+)\)", found, flags=re.MULTILINE)
    return str(version)


@contextmanager
def stand_in(folder: Path) -> Iterator[str]:
    """Its address, while it answers."""
    torch, torchvision = (f"{newest(name)}+cpu" for name in ("torch", "torchvision"))
    _write(folder, "torch", torch, "")
    _write(folder, "torchvision", torchvision, f"Requires-Dist: torch=={torch}\n")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def _write(folder: Path, name: str, version: str, more: str) -> None:
    page = folder / name
    page.mkdir(parents=True)
    wheel = f"{name}-{version}-py3-none-any.whl"
    about = f"{name}-{version}.dist-info"
    with zipfile.ZipFile(page / wheel, "w") as archive:
        archive.writestr(f"{about}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{more}")
        archive.writestr(
            f"{about}/WHEEL", "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        archive.writestr(f"{about}/RECORD", "")
    (page / "index.html").write_text(f'<!doctype html><a href="{wheel.replace("+", "%2B")}">{wheel}</a>\n')
