"""The page of `dlgrade show` in Chromium: every picture is seen, in light and dark, and nothing is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import torch
from playwright.sync_api import Browser

from grader.judge.drawing.picture import Picture, Room
from grader.judge.messages import Section
from grader.judge.remote.student import Desk
from grader.reports.show_page import show_page
from grader.sentences import Text
from tests.reports.browser import PHONE, Sight, chromium
from tests.reports.cards import HOSTILE

X, Y = torch.linspace(-1, 1, 12), torch.linspace(0, 5, 9)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A page with a picture of each kind, hostile text in titles, and a section that says why it is empty."""
    monkeypatch.setattr(Desk, "last", None, raising=False)
    picture = Picture(Desk.__new__(Desk), Room())
    picture.lines(X, {"relu": X.relu(), "x": X}, path={"w": [[0, 0], [1, 1]]}, dots=[[[0.5, 0.5]]])
    picture.surface(X, Y, X**2 + Y[:, None])
    picture.plane(X, Y, X**2 + Y[:, None], border=1.0)
    picture.images(torch.eye(5).expand(len(HOSTILE), 5, 5), HOSTILE)
    title = Text(said={"en": "The loss", "zh": "损失"})
    sections = [Section("show_loss", title, picture.drawn), Section("show_more", title, [], ["\\n".join(HOSTILE)])]
    path = tmp_path / "page.html"
    html = show_page(sections, title="lesson01", file="lines.py", data={}, notes=[], language="en")
    path.write_text(html, encoding="utf-8")
    return path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_picture_is_seen(browser: Browser, page: Path, scheme: str) -> None:
    """An image that cannot be decoded has no width. axe finds nothing serious; on a phone no line leaves the window."""
    with closing(Sight(browser, page, scheme)) as sight:
        widths = sight.page.eval_on_selector_all("img", "images => images.map(image => image.naturalWidth)")

        assert len(widths) == 4
        assert min(widths) > 100
        assert sight.faults() == []
        sight.look(scheme, PHONE)
        assert sight.overflow() <= 0
        assert [url for url in sight.asked if not url.startswith(("file:", "data:"))] == []
        assert sight.said == []
