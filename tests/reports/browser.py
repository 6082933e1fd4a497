"""The reports in a real browser: Chromium without a window, and what a page does there."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Browser, Page, sync_playwright

__all__ = ["DESKTOP", "OF_THE_LOOK", "PHONE", "TABLET", "TAGS", "Sight", "chromium"]

os.environ["PLAYWRIGHT_BROWSERS_PATH"] = "0"  # where scripts/bootstrap.sh puts Playwright's own: beside its package

PHONE, TABLET, DESKTOP = (390, 844), (768, 1024), (1440, 900)
AXE = AXE_FILE_PATH.read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OF_THE_LOOK = [
    "color-contrast",
    "link-in-text-block",
    "scrollable-region-focusable",
    "target-size",
]  # what size and colours change


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium where it has one, else Playwright's own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        yield browser
        browser.close()


class Sight:
    """A page as it is opened, with all that it asks for, says on the console and pops up."""

    def __init__(
        self, browser: Browser, path: Path, scheme: str = "light", size: tuple[int, int] = DESKTOP, scripts: bool = True
    ) -> None:
        self.asked: list[str] = []
        self.said: list[str] = []
        self.context = browser.new_context(
            color_scheme=scheme,  # type: ignore[arg-type]
            viewport={"width": size[0], "height": size[1]},
            java_script_enabled=scripts,
            offline=True,
        )
        self.page: Page = self.context.new_page()
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("dialog", self._dismiss)
        self.page.goto(path.as_uri())

    def _dismiss(self, dialog: Any) -> None:
        self.said.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def look(self, scheme: str, size: tuple[int, int]) -> None:
        """The same page in other colours, in another window."""
        self.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        self.page.set_viewport_size({"width": size[0], "height": size[1]})

    def faults(self, rules: list[str] = TAGS) -> list[str]:
        """What axe calls serious or critical, with the first place of each."""
        options = {"runOnly": rules, "resultTypes": ["violations"]}
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE)
        found = self.page.evaluate("options => axe.run(options).then(result => result.violations)", options)
        return [
            f"{fault['id']} ({len(fault['nodes'])}): {fault['nodes'][0]['html'][:200]} {fault['nodes'][0]['failureSummary']}"
            for fault in found
            if fault["impact"] in ("serious", "critical")
        ]

    def tab_to(self, selector: str) -> None:
        """Press Tab until the focus is there."""
        for _ in range(200):
            self.page.keyboard.press("Tab")
            if self.page.evaluate(f"document.activeElement.matches('{selector}')"):
                return
        raise AssertionError(f"Tab does not reach {selector}")

    def column(self, number: int) -> list[str]:
        """The texts of a column of the students' table, of the rows that are shown."""
        rows = "#students tbody tr"
        texts: list[str] = self.page.eval_on_selector_all(
            rows, f"rows => rows.map(row => row.cells[{number}].textContent)"
        )
        return texts

    def overflow(self) -> int:
        """By how many pixels the page is wider than its window."""
        wide: int = self.page.evaluate("document.scrollingElement.scrollWidth - window.innerWidth")
        return wide

    def close(self) -> None:
        self.context.close()
