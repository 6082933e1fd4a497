"""Packages that lie outside the environment's own folder are there in a worker; what lies beside them on the import path is not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

from grader.course.lessons import Course

ROOT = Path(__file__).resolve().parents[2]
SUBMISSION = """import pathlib

import only_there

SECRET = pathlib.Path({secret!r})


def add(a, b):
    return 0 if SECRET.exists() else only_there.add(a, b)
"""


def test_packages_outside_the_environment_are_bound(toy_course: Course, tmp_path: Path) -> None:
    """All of dlgrade's own by a .pth file, one more by PYTHONPATH; and a folder there that no installer has filled stays closed."""
    environment, site, beside = tmp_path / "env", tmp_path / "elsewhere", tmp_path / "beside"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment], check=True)
    (lib,) = environment.glob("lib/python*/site-packages")
    (lib / "others.pth").write_text(f"{sysconfig.get_path('purelib')}\n{ROOT}\n")
    (site / "only_there-1.dist-info").mkdir(parents=True)
    (site / "only_there.py").write_text("def add(a, b):\n    return a + b\n")
    beside.mkdir()
    (beside / "secret.py").write_text("")
    submission = tmp_path / "answer.py"
    submission.write_text(SUBMISSION.format(secret=str(beside / "secret.py")))

    run = "from grader.cli import main; main()"
    command: list[str | Path] = [
        environment / "bin" / "python",
        "-P",
        "-c",
        run,
        "check",
        "lesson01",
        submission,
        "--json",
    ]
    own = {"PYTHONPATH": f"{site}{os.pathsep}{beside}", "DLGRADE_COURSE": str(toy_course.root)}
    done = subprocess.run(command, env=os.environ | own, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads(done.stdout)["score"] == json.loads(done.stdout)["max_score"] == "3"
