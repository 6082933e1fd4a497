"""Classroom 50's autograder for one lesson: the public suite, in the student's checkout."""

import subprocess
import sys
from pathlib import Path

LESSON = "lesson05"
INSTALL = ["pip", "install", "--quiet", "--extra-index-url", "https://download.pytorch.org/whl/cpu", "."]


def main() -> int:
    """0 when result.json is there, whatever the score."""
    subprocess.run([sys.executable, "-m", *INSTALL], check=True)
    dlgrade = str(Path(sys.executable).with_name("dlgrade"))
    checked = subprocess.run([dlgrade, "check", LESSON, "--json"], stdout=subprocess.PIPE)
    if checked.returncode not in (0, 1):  # 1: graded, not full marks
        return checked.returncode
    card = Path("card.json")
    card.write_bytes(checked.stdout)
    return subprocess.run([dlgrade, "export", "classroom50", str(card), "--out", "result.json"]).returncode


if __name__ == "__main__":
    sys.exit(main())
