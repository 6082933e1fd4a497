"""The last step of a zygote from which processes come that fork often: its memory lies in huge pages, which all of them share."""

from __future__ import annotations

from grader.forks import share_objects, use_huge_pages

__all__ = ["warm_up"]


def warm_up() -> None:
    """Takes tenths of a second, and a third off each submission afterwards."""
    share_objects()
    use_huge_pages()
