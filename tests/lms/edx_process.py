"""Open edX's LTI platform as a process of its own."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

__all__ = ["open_edx"]

ROOT = Path(__file__).parents[2]
PYTHON = ROOT / ".envs" / "open-edx" / "bin" / "python"


@contextlib.contextmanager
def open_edx(room: Path, public_key: str) -> Iterator[dict[str, str]]:
    """Runs in the empty folder for the tool of that key; its addresses and the client's id."""
    subprocess.run([ROOT / "scripts" / "open_edx.sh"], env=os.environ | {"PYTHON": sys.executable}, check=True)
    command = [str(PYTHON), "-W", "ignore", str(Path(__file__).parent / "open_edx" / "serve.py")]
    with subprocess.Popen(command, cwd=room, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(public_key)
        process.stdin.close()
        yield json.loads(process.stdout.readline())
        process.kill()
