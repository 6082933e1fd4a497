"""JupyterLab in a browser: a lesson's notebook shows its scorecard, and nbgrader's formgrader shows the class.

The pictures of both go to the folder that DLGRADE_PICTURES names.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from tests.lms.reader import PROGRAMS, Reader

PICTURES = os.environ.get("DLGRADE_PICTURES")
SECONDS = 120
# What a student has written so far: the first task, and the second with a wrong idea.
WRITTEN = {
    "answer-1": "def sigmoid(z):\n    e = torch.exp(-z.abs())\n    return torch.where(z >= 0, 1 / (1 + e), e / (1 + e))",
    "answer-2": 'def bce(p, y, reduction="mean"):\n    return -(y * p.log() + (1 - y) * (1 - p).log()).sum()',
}

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    reader = Reader(tmp_path)
    yield reader
    reader.shell.close()


@contextmanager
def browsed(reader: Reader, folder: Path) -> Iterator[tuple[Page, str]]:
    """A page in a browser, and the address of a JupyterLab that runs in the folder."""
    command = [f"{PROGRAMS}/jupyter", "lab", "--no-browser", "--allow-root", "--port=0", "--IdentityProvider.token="]
    environment = reader.environment | {"DLGRADE_COURSE": str(reader.folder)}
    with (
        subprocess.Popen(
            command, cwd=folder, env=environment, stderr=subprocess.PIPE, text=True, start_new_session=True
        ) as server,
        sync_playwright() as playwright,
    ):
        assert server.stderr
        address = next(line.split()[-1] for line in server.stderr if "http://127.0.0.1:" in line)
        threading.Thread(target=server.stderr.read, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        page = browser.new_page(viewport={"width": 1280, "height": 1000})
        page.set_default_timeout(SECONDS * 1000)
        try:
            yield page, address.removesuffix("lab")
        finally:
            picture(page, "last")
            browser.close()
            os.killpg(server.pid, signal.SIGKILL)


def picture(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png")


@pytest.mark.parametrize(
    ("language", "first"), [("en", "Task 1: The sigmoid   6 / 6"), ("zh", "任务 1：S 形函数   6 / 6")]
)
def test_notebook_shows_its_scorecard(language: str, first: str, reader: Reader) -> None:
    """The figures are drawn; all cells are run from the menu, and the last one's output is the scorecard."""
    path = reader.folder / "work" / "logistic_regression.ipynb"
    code, said = reader.shell.type(f"dlgrade notebook lesson05 --lang {language} --out {path}")
    assert code == 0, said
    notebook = json.loads(path.read_text())
    for cell in notebook["cells"]:
        cell["source"] = WRITTEN.get(cell["id"], cell["source"])
    path.write_text(json.dumps(notebook))

    with browsed(reader, path.parent) as (page, address):
        page.goto(f"{address}lab/tree/{path.name}")
        page.get_by_text("Python 3 (ipykernel) | Idle").wait_for()
        picture(page, f"notebook-{language}-top")
        drawn = page.eval_on_selector_all(".jp-RenderedMarkdown img", "all => all.map(one => one.naturalWidth > 0)")
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_text("Run All Cells", exact=True).click()
        expect(page.locator(".jp-OutputArea-output pre").last).to_contain_text(first, timeout=SECONDS * 1000)
        picture(page, f"notebook-{language}")

    assert drawn
    assert all(drawn)


def test_formgrader_shows_the_class(reader: Reader) -> None:
    """After docs/lms/nbgrader.md: each student's score in the table of submissions, and the comments beside the answers."""
    reader.follow("nbgrader", {"`submitted/` is filled": reader.collect})

    with browsed(reader, reader.folder / "deep-learning") as (page, address):
        page.goto(f"{address}formgrader/manage_submissions/lesson05")
        for student, score in (("ana", "40 / 40"), ("ben", "0 / 40")):
            row = page.locator("tr", has=page.get_by_text(student, exact=True))
            expect(row.locator("td.score")).to_have_text(score)
        picture(page, "formgrader-submissions")
        page.goto(f"{address}formgrader/manage_students/ben/lesson05")
        page.get_by_role("link", name="logistic_regression").click()
        comment = page.get_by_placeholder("sigmoid gives 1").first
        comment.scroll_into_view_if_needed()
        picture(page, "formgrader-submission")
        assert comment.is_visible()
