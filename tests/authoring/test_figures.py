"""The handouts' figures: shown in both languages, described in words, and what the drawings draw."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
EXERCISES = ROOT / "exercises"
LESSONS = sorted(path.parent.name for path in EXERCISES.glob("*/lesson.toml"))
HANDOUTS = [f"{lesson}/{file}" for lesson in LESSONS for file in ("README.md", "README.zh.md")]
NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
HASHED = re.compile(rb"\b[a-z][0-9a-f]{10}\b")  # names that Matplotlib makes from the coordinates
ALT_CHARS = {"README.md": 60, "README.zh.md": 25}


def images(handout: str) -> dict[str, str]:
    """The alternative text of each image by the path that the handout gives."""
    text = (EXERCISES / handout).read_text(encoding="utf-8")
    return {path: alt for alt, path in re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", text)}


def drawn(folder: Path) -> dict[str, bytes]:
    """Every figure below the folder, by its path there."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.glob("*/figures/*")}


def same_picture(one: bytes, other: bytes) -> bool:
    """The same words and shapes, with coordinates that no eye can tell apart."""
    one, other = HASHED.sub(b"name", one), HASHED.sub(b"name", other)
    if NUMBER.sub(b"#", one) != NUMBER.sub(b"#", other):
        return False
    pairs = zip(NUMBER.findall(one), NUMBER.findall(other), strict=True)
    return all(abs(float(a) - float(b)) < 0.01 for a, b in pairs)


def test_moved_line_is_another_picture() -> None:
    """The comparison sees a coordinate, a word and a colour that changed."""
    picture = b'<path d="M 1.00 2.5"/><text>w</text><g fill="blue"/>'
    changes = [(b"2.5", b"2.6"), (b"w", b"b"), (b"blue", b"red")]

    assert same_picture(picture, picture.replace(b"1.00", b"1.000001"))
    assert not any(same_picture(picture, picture.replace(old, new)) for old, new in changes)


@pytest.mark.parametrize("handout", HANDOUTS)
def test_every_image_of_a_handout_is_in_its_own_lesson(handout: str) -> None:
    """A released course, which has no solutions/, still shows it."""
    folder = (EXERCISES / handout).parent
    inside = [path for path in images(handout) if re.fullmatch(r"figures/\w+\.svg", path)]

    assert inside == list(images(handout))
    assert [path for path in inside if not (folder / path).is_file()] == []


@pytest.mark.parametrize("handout", HANDOUTS)
def test_alternative_text_tells_what_is_to_be_seen(handout: str) -> None:
    """Who cannot see the image reads a sentence in the page's own language, not a name."""
    chinese, enough = handout.endswith(".zh.md"), ALT_CHARS[Path(handout).name]
    bad = [p for p, alt in images(handout).items() if len(alt) < enough or bool(re.search("[一-鿿]", alt)) != chinese]

    assert bad == []


@pytest.mark.parametrize("lesson", LESSONS)
def test_both_languages_show_every_figure_in_the_same_order(lesson: str) -> None:
    """No figure is without a reader, and no reader without a figure."""
    english, chinese = (list(images(f"{lesson}/{file}")) for file in ("README.md", "README.zh.md"))

    assert english == chinese
    assert sorted(english) == sorted(f"figures/{path.name}" for path in (EXERCISES / lesson).glob("figures/*"))


@pytest.mark.slow
def test_figures_are_what_the_drawings_draw(tmp_path: Path) -> None:
    """Drawn again from today's solutions, each is the same to a hundredth of a point; `scripts/figures.py` mends a difference.

    To the byte only on the same processor: another one adds up in another order.
    """
    command = [sys.executable, "-W", "error", str(ROOT / "scripts" / "figures.py"), str(tmp_path)]
    subprocess.run(command, check=True, timeout=1200)
    kept, again = drawn(EXERCISES), drawn(tmp_path)

    assert again
    assert sorted(kept) == sorted(again)
    assert [name for name in kept if not same_picture(kept[name], again[name])] == []


def test_figures_are_small() -> None:
    """A handout opens quickly: under 40 kB each."""
    assert [name for name, image in drawn(EXERCISES).items() if len(image) >= 40_000] == []
