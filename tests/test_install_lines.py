"""Each line of the documents that installs something is typed: by `make docs-fresh` for good, else only as far as pip finds all that it asks for."""

from __future__ import annotations

import re
import subprocess

import pytest

from tests.lms.reader import FRESH, PROGRAMS, ROOT

PAGES = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
LINE = re.compile(r"(?<!!)\bpip install (?!-)[^`\n#]+")
LINES = sorted({line.strip() for page in PAGES for line in LINE.findall(page.read_text(encoding="utf-8"))})


def test_each_page_that_installs_is_among_them() -> None:
    assert {"pip install jupyterlab", "pip install 'dlgrade[nbgrader]'", "pip install '.[torch]'"} <= set(LINES)


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("line", LINES)
def test_it_installs(line: str) -> None:
    """Beside the dlgrade that is there, as whoever reads it has one."""
    dry = "" if FRESH else " --dry-run"
    command = f"{PROGRAMS}/python -m {line}{dry} --quiet --constraint constraints.txt"
    done = subprocess.run(["sh", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
