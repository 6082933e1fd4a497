"""Makes the pictures of docs/images from the demo's class: the class report and a failing scorecard, light and dark.

Run: .venv/bin/python scripts/screenshots.py [FOLDER of a demo that was run, else one is run now]
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from grader.demo.show import run_demo

IMAGES = Path(__file__).parents[1] / "docs" / "images"
# The page, and how much of it.
PAGES = {"class": ("index.html", 1280, 900), "scorecard": ("students/hana.html", 1000, 860)}
MOST = 200_000  # bytes


def main() -> None:
    with tempfile.TemporaryDirectory() as room, sync_playwright() as playwright:
        report = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(room)
        if len(sys.argv) == 1:
            run_demo(report)
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        for name, (page, width, height) in PAGES.items():
            for scheme in ("light", "dark"):
                sight = browser.new_page(color_scheme=scheme, viewport={"width": width, "height": height})
                sight.goto((report / page).resolve().as_uri())
                path = IMAGES / f"{name}-{scheme}.png"
                sight.screenshot(path=path)
                print(f"{path.name}: {path.stat().st_size:,} bytes")
                if path.stat().st_size > MOST:
                    raise SystemExit(f"{path} is larger than {MOST:,} bytes: show less of it.")
        browser.close()


if __name__ == "__main__":
    main()
