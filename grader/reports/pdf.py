"""Pages as PDF files, printed by a browser that is installed: to hand back on paper, or where a platform takes no HTML."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from grader.errors import UsageError
from grader.sentences import text

__all__ = ["print_pages"]

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
SECONDS = 120  # for one page, on a busy machine


def print_pages(pages: Iterable[Path]) -> list[Path]:
    """Write NAME.pdf beside each NAME.html. Raises UsageError where there is no browser, or where it prints nothing."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        raise UsageError(text("wrong.pdf"))
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        return list(threads.map(lambda page: _print(browser, page), pages))


def _print(browser: str, page: Path) -> Path:
    pdf = page.with_suffix(".pdf")
    with tempfile.TemporaryDirectory(prefix="dlgrade-pdf-", ignore_cleanup_errors=True) as profile:
        command = [browser, "--headless", "--disable-gpu", "--no-pdf-header-footer", f"--user-data-dir={profile}"]
        if (
            os.geteuid() == 0
        ):  # Chromium's own sandbox refuses root; the page has no script, and its policy lets none run
            command.append("--no-sandbox")
        command += [f"--print-to-pdf={pdf.absolute()}", page.absolute().as_uri()]
        pdf.unlink(missing_ok=True)
        try:
            done = subprocess.run(
                command, capture_output=True, text=True, errors="replace", timeout=SECONDS, check=False
            )
            said = done.stderr.strip().splitlines()[-1:]
        except subprocess.TimeoutExpired:
            said = [f"nothing after {SECONDS} seconds"]
    if not pdf.is_file():
        raise UsageError(
            text(
                "wrong.pdf_refused", browser=browser, page=str(page), said=" ".join(said) or text("wrong.says_nothing")
            )
        )
    return pdf
