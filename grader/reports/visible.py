"""Text of unknown origin, made fit to be shown anywhere: what cannot be seen, or deceives the eye, is spelt out."""

from __future__ import annotations

import unicodedata

__all__ = ["MOST", "visible"]

MOST = 20_000  # characters of one text; nobody reads more


def visible(text: str, most: int = MOST) -> str:
    """The text, cut after `most` characters, with `\\x1b` or `\\u202e` in the place of each character that is no letter, mark or space.

    Line feeds and tabs stay. Nothing is left that XML 1.0 or UTF-8 cannot carry, that steers a terminal or turns the
    direction of what is written behind it.
    """
    if len(text) > most:
        text = f"{text[:most]}… (+{len(text) - most:,})"
    if text.isprintable():
        return text
    return "".join(map(_seen, text.replace("\r\n", "\n")))


def _seen(letter: str) -> str:
    if letter.isprintable() or letter in "\n\t" or unicodedata.category(letter) == "Zs":
        return letter
    return letter.encode("unicode_escape").decode()
