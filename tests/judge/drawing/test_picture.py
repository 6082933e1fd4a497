"""A picture is a small SVG that parses, names no colour of one scheme alone, and says in words what it shows."""

from __future__ import annotations

import warnings
import xml.dom.minidom
from collections.abc import Callable

import pytest
import torch

from grader.judge.drawing.picture import IMAGES, PAGE_CHARS, PICTURE_CHARS, Picture, Room
from grader.judge.remote.errors import Mismatch
from grader.judge.remote.student import Desk
from grader.sentences import render
from tests.reports.cards import HOSTILE

X, Y = torch.linspace(-1, 1, 12), torch.linspace(0, 5, 9)
BOWL = X**2 + (Y[:, None] - 2.5) ** 2
CORNER = [[-1.0, 0.0], [1.0, 5.0]]

DRAW: dict[str, Callable[[Picture], None]] = {
    "lines": lambda picture: picture.lines(X, {"relu": X.relu(), "x": X}, path={"w": CORNER}, dots=[CORNER, CORNER]),
    "surface": lambda picture: picture.surface(X, Y, BOWL, names=("w", "b", "mse")),
    "plane": lambda picture: picture.plane(X, Y, BOWL, path={"w": CORNER}, dots=[CORNER]),
    "border": lambda picture: picture.plane(X, Y, BOWL, border=1.0),
    "images": lambda picture: picture.images(torch.eye(5).expand(20, 5, 5), ["a"] * 20),
}


@pytest.fixture
def picture() -> Picture:
    return Picture(Desk.__new__(Desk), Room())


@pytest.fixture(autouse=True)
def _nobody_was_called(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Desk, "last", None, raising=False)


@pytest.mark.parametrize("kind", DRAW)
def test_picture_is_one_sound_document(picture: Picture, kind: str) -> None:
    """It parses, holds no script and nothing to fetch, knows both schemes and is small."""
    DRAW[kind](picture)
    svg = picture.drawn[0].svg
    document = xml.dom.minidom.parseString(svg)

    assert document.documentElement
    assert document.documentElement.tagName == "svg"
    assert not document.getElementsByTagName("script")
    links = [each.getAttribute("xlink:href") for each in document.getElementsByTagName("*")]
    assert all(link.startswith(("#", "data:image/png;base64,")) for link in links if link)
    assert "prefers-color-scheme: dark" in svg
    assert "fill: var(--ink)" in svg
    assert len(svg) < PICTURE_CHARS


@pytest.mark.parametrize("kind", DRAW)
def test_same_numbers_give_the_same_bytes(picture: Picture, kind: str) -> None:
    DRAW[kind](picture)
    DRAW[kind](picture)

    assert picture.drawn[0] == picture.drawn[1]


def test_words_say_what_is_seen(picture: Picture) -> None:
    for kind in ("lines", "surface", "plane", "images"):
        DRAW[kind](picture)
    told = [[render(line) for line in each.alt] for each in picture.drawn]

    assert told[0] == ["relu, x, w over x: values from -1 to 5", "last point of w: x = 1, y = 5"]
    assert told[1] == ["mse over w and b: from 0.008264 to 7.25, lowest where w is -0.09091 and b is 2.5"]
    assert told[2][1] == "last point of w: x = 1, y = 5"
    assert told[3][0].startswith("20 images side by side. a; a;")


@pytest.mark.parametrize("z", [torch.zeros(9, 12), torch.full((9, 12), 1e29), torch.full((9, 12), -1e-45)])
def test_odd_but_finite_heights_are_drawn_without_a_word(picture: Picture, z: torch.Tensor) -> None:
    """A level surface, the largest numbers, the smallest: no warning, no error."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        picture.surface(X, Y, z)
        picture.plane(X, Y, z)
        picture.plane(X, Y, z, border=0.5)
        picture.lines(X, {"z": z[0]})
        picture.images([z, z.double() + 1e-300])

    assert len(picture.drawn) == 5


def test_two_signs_at_the_ends_of_the_numbers_are_drawn(picture: Picture) -> None:
    z = torch.where(BOWL > 3, 1e29, -1e29)
    picture.surface(X, Y, z)
    picture.lines(X, {"z": z[0]}, path={"p": [[-1e30, 1e30]]})
    picture.images([z])

    assert len(picture.drawn) == 3


def test_one_value_is_enough(picture: Picture) -> None:
    picture.lines([1], {"loss": [2.0]})
    picture.images([[[1.0]]])
    picture.images(torch.ones(1, 1, 30))

    assert len(picture.drawn) == 3


@pytest.mark.parametrize("text", [*HOSTILE, "$\\frac{1}{0}$", "$", "\\", "&<>", "长" * 100])
def test_text_of_a_student_stays_text(picture: Picture, text: str) -> None:
    """Neither markup nor a formula, in a title; what cannot be seen is spelt out, and it is cut."""
    picture.images([torch.eye(3)], [text])
    document = xml.dom.minidom.parseString(picture.drawn[0].svg)
    titles = [
        "".join(getattr(part, "data", "") for part in each.childNodes) for each in document.getElementsByTagName("text")
    ]

    assert not document.getElementsByTagName("script")
    assert not document.getElementsByTagName("img")
    assert len("".join(titles)) < 400
    assert "\x1b" not in picture.drawn[0].svg
    assert "\u202e" not in picture.drawn[0].svg


@pytest.mark.parametrize(
    "draw",
    [
        lambda picture: picture.lines(X, {"y": X[:-1]}),
        lambda picture: picture.lines(X, {"y": "text"}),
        lambda picture: picture.lines(X, {"y": X}, path={"p": [1.0, 2.0]}),
        lambda picture: picture.lines(X, {"y": X}, dots=[torch.full((4, 2), torch.nan)]),
        lambda picture: picture.surface(X, Y, BOWL.T),
        lambda picture: picture.plane(X, Y, {"z": BOWL}),
        lambda picture: picture.images(torch.zeros(2, 3, 4, 5)),
        lambda picture: picture.images([torch.zeros(1, 1000)]),
        lambda picture: picture.images(torch.full((2, 3, 3), torch.inf)),
        lambda picture: picture.images([None]),
        lambda picture: picture.images("image"),
        lambda picture: picture.number([1.0]),
    ],
)
def test_what_cannot_be_drawn_is_a_mismatch_and_no_picture(picture: Picture, draw: Callable[[Picture], None]) -> None:
    with pytest.raises(Mismatch, match="this picture needs"):
        draw(picture)

    assert picture.drawn == []


def test_a_page_has_an_end(picture: Picture) -> None:
    """However many pictures show.py asks for, their bytes stay within the page's."""
    noise = [torch.rand(64, 64, generator=torch.Generator().manual_seed(1)) for _ in range(IMAGES)]

    def draw_for_ever() -> None:
        while True:
            picture.images(noise)

    with pytest.raises(Mismatch, match="too much for this page"):
        draw_for_ever()

    assert sum(len(each.svg) for each in picture.drawn) <= PAGE_CHARS
