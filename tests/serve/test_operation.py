"""The unit for systemd is one that systemd takes, and holds what the sandbox of student code needs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

UNIT = Path(__file__).parents[2] / "docs" / "lms" / "files" / "serve" / "dlgrade-serve.service"


def test_systemd_takes_the_unit(tmp_path: Path) -> None:
    """With a program that is there in the place of the one of the documentation."""
    text = UNIT.read_text()
    assert "/opt/dlgrade/bin/dlgrade serve" in text
    unit = tmp_path / "dlgrade-serve.service"
    unit.write_text(text.replace("/opt/dlgrade/bin/dlgrade", sys.executable))

    said = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True)

    assert (said.returncode, said.stderr) == (0, "")


def test_the_unit_leaves_the_sandbox_its_namespaces() -> None:
    """Each of these would have every submission end as a fault."""
    text = UNIT.read_text()
    for forbidden in (
        "RestrictNamespaces",
        "SystemCallFilter",
        "PrivateUsers",
        "ProtectKernelTunables",
        "ProcSubset",
        "PrivateDevices=yes",
    ):
        assert forbidden not in text
