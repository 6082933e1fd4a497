"""dlgrade itself, without the programs of the demo, as one file that pip installs, made from what is installed here: no compiler, no network, no source tree."""

from __future__ import annotations

import base64
import hashlib
import zipfile
from importlib.metadata import distribution
from pathlib import Path

import grader
from grader.manual import pages

__all__ = ["write_wheel"]

PACKAGE = Path(grader.__file__).parent
LITTER = {"__pycache__", ".mypy_cache", ".ruff_cache"}
SOLVED = PACKAGE / "demo" / "submissions"  # right programs among them
WHEEL = "Wheel-Version: 1.0\nGenerator: dlgrade\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
STAMP = (2000, 1, 1, 0, 0, 0)  # the same bytes whenever it is made


def write_wheel(folder: Path) -> Path:
    """Write `dlgrade-VERSION-py3-none-any.whl` into the folder; its path.

    The format is that of the binary distribution specification: the package's files, and a `.dist-info` folder with METADATA,
    WHEEL, entry_points.txt and RECORD. https://packaging.python.org/specifications/binary-distribution-format/
    """
    installed = distribution("dlgrade")
    stem = f"dlgrade-{installed.version}"
    files = {f"grader/{path.relative_to(PACKAGE).as_posix()}": path.read_bytes() for path in _package_files()}
    files |= {f"grader/docs/{name}.md": path.read_bytes() for name, path in pages().items()}
    facts = {"WHEEL": WHEEL, "METADATA": installed.read_text("METADATA") or ""}
    facts["entry_points.txt"] = installed.read_text("entry_points.txt") or ""
    files |= {f"{stem}.dist-info/{name}": text.encode() for name, text in facts.items()}
    record = f"{stem}.dist-info/RECORD"
    lines = [f"{name},sha256={_digest(data)},{len(data)}" for name, data in files.items()]
    files[record] = "\n".join([*lines, f"{record},,", ""]).encode()
    path = folder / f"{stem}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as wheel:
        for name, data in files.items():
            wheel.writestr(zipfile.ZipInfo(name, STAMP), data, zipfile.ZIP_DEFLATED)
    return path


def _package_files() -> list[Path]:
    files = (path for path in sorted(PACKAGE.rglob("*")) if path.is_file() and SOLVED not in path.parents)
    return [path for path in files if not LITTER.intersection(path.parts)]


def _digest(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
