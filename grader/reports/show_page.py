"""The pictures of `dlgrade show` as one HTML file that needs no network and no script."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence

from markupsafe import Markup
from msgspec import Struct

from grader.judge.messages import Section
from grader.reports.html import POLICY, templates
from grader.sentences import Part, render, speaker

__all__ = ["show_page"]

STAND_IN = "stand-in: "  # what the data room calls it


class PictureSection(Struct, frozen=True):
    """A section as the page has it: its heading, its pictures as addresses with what they show, and why there are not more."""

    name: str
    title: str
    pictures: list[tuple[Markup, str]]
    problem: list[str]


def show_page(
    sections: Sequence[Section], *, title: str, file: str, data: Mapping[str, str], notes: Sequence[Part], language: str
) -> str:
    """The page. title: the lesson's. data: by a data set's name where it came from. notes: what there is to say of the file."""
    say = speaker(language)
    stand_ins = {name: used.removeprefix(STAND_IN) for name, used in data.items() if used.startswith(STAND_IN)}
    told = [render(note, language) for note in notes]
    return (
        templates()
        .get_template("show.html")
        .render(
            policy=POLICY,
            say=say,
            title=say("show.title", lesson=title),
            file=file,
            sections=[_shown(section, language) for section in sections],
            notes=[*told, *(say("show.stand_in", name=name, used=used) for name, used in sorted(stand_ins.items()))],
        )
    )


def _shown(section: Section, language: str) -> PictureSection:
    pictures = [(_address(each.svg), " · ".join(render(line, language) for line in each.alt)) for each in section.drawn]
    return PictureSection(
        name=section.name,
        title=render(section.title, language),
        pictures=pictures,
        problem=[render(line, language) for line in section.problem],
    )


def _address(svg: str) -> Markup:
    """For an `img`: there, a document runs nothing and fetches nothing."""
    return Markup("data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode())
