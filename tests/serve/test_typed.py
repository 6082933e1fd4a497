"""Nothing that somebody typed or chose is lost or left out without a word, whatever was wrong about the request."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

import httpx
import pytest
import sqlalchemy as sa

from grader.serve.handins import attempts_of, given_of
from grader.serve.limits import Limit
from grader.serve.sending import Sender
from grader.serve.tables import assignments, visits
from grader.serve.tool import Tool
from tests.serve.graded import graded_attempt, user_called
from tests.serve.lti_platform import LtiPlatform

CODE = "def add(a, b):\n    return '</textarea><b>two hours of work'\n"


@pytest.fixture
def form(client: httpx.Client, platform: LtiPlatform) -> dict[str, str]:
    """A student's form: of which visit, and what it carries."""
    token = platform.visit(client, user="ana")
    page = client.get("/work", params={"t": token}).text
    return {"t": token, **dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))}


def handed_in(client: httpx.Client, form: dict[str, str], *files: tuple[str, bytes], **fields: str) -> httpx.Response:
    data = {name: value for name, value in (form | fields).items() if name != "t"}
    return client.post("/work", params={"t": form["t"]}, data=data, files=[("files", each) for each in files] or None)


def shown(page: str) -> list[str]:
    """What the page's text fields hold, as a browser reads them."""
    return [html.unescape(each) for each in re.findall(r"<textarea[^>]*>\n(.*?)</textarea>", page, re.DOTALL)]


def end_visits(tool: Tool) -> None:
    tool.database.run(sa.update(visits).values(ends=visits.c.ends - 24 * 3600))


@pytest.mark.parametrize("wrong", ["ended", "too often", "forged", "broken"])
def test_pasted_code_comes_back(client: httpx.Client, form: dict[str, str], tool: Tool, wrong: str) -> None:
    """The visit has ended, too many pages were asked for, another form's mark, a fault that nobody expected."""
    if wrong == "ended":
        end_visits(tool)
    elif wrong == "too often":
        tool.limits.pages_of_person = Limit(0)
    elif wrong == "broken":
        tool.database.run(sa.update(assignments).values(terms="{}"))
    answer = handed_in(client, form, pasted=CODE, **({"mark": "x"} if wrong == "forged" else {}))

    assert answer.status_code == {"ended": 401, "too often": 429, "forged": 403, "broken": 500}[wrong]
    assert shown(answer.text) == [CODE]
    assert attempts_of(tool.database, 1) == []


def test_of_a_stranger_nothing_is_read(client: httpx.Client, form: dict[str, str], tool: Tool) -> None:
    """A secret that was never one, and one that ended days ago."""
    assert shown(handed_in(client, form | {"t": "x" * 32}, pasted=CODE).text) == []
    end_visits(tool)
    end_visits(tool)
    client.get("/work", params={"t": form["t"]})
    assert handed_in(client, form, pasted=CODE).status_code == 401


def test_code_comes_back_where_no_attempt_is_left(client: httpx.Client, form: dict[str, str], tool: Tool) -> None:
    """Then the page has no form any more."""
    tool.database.run(sa.update(assignments).values(terms='{"lesson":"lesson01_add","attempts":1}'))
    assert handed_in(client, form, ("add.py", b"a = 1")).status_code == 303
    refused = handed_in(client, form, pasted=CODE)
    assert refused.status_code == 400
    assert "you have made it" in refused.text
    assert shown(refused.text) == [CODE]


def test_a_teachers_words_come_back(tool: Tool, client: httpx.Client, platform: LtiPlatform) -> None:
    tool.sender = Sender(tool)
    platform.visit(client, user="ana")
    graded_attempt(tool, user_called(tool, "ana"), 1)
    token = platform.visit(client, user="t", role="Instructor")
    here = f"/class/{user_called(tool, 'ana').id}"
    client.get(here, params={"t": token})
    end_visits(tool)
    fields = {"mark": "x", "file": "add.py", "line": "2", "text": "a long remark", "points": ""}
    answer = client.post(f"{here}/comments", params={"t": token}, data=fields)
    assert answer.status_code == 401
    assert shown(answer.text) == ["a long remark"]
    tool.sender.stop()


def test_a_file_and_pasted_code_together_are_asked_about(
    client: httpx.Client, form: dict[str, str], tool: Tool
) -> None:
    """Neither is left out."""
    answer = handed_in(client, form, ("add.py", b"a = 1"), pasted=CODE)
    assert answer.status_code == 400
    assert "Hand in one of them" in answer.text
    assert shown(answer.text) == [CODE]
    assert attempts_of(tool.database, 1) == []


def test_how_many_and_how_long_is_said_before_and_after(client: httpx.Client, form: dict[str, str], tool: Tool) -> None:
    """Files, and text; what was refused uses up nothing."""
    page = client.get("/work", params={"t": form["t"]}).text
    assert "50 files at a time, and 512 kB of code in a file or as pasted text" in page
    assert 'data-most-files="50"' in page
    assert f'data-most="{512 << 10}"' in page

    many = handed_in(client, form, *[(f"{n}.py", b"a = 1") for n in range(51)])
    assert (many.status_code, "more than 50 files" in many.text) == (400, True)
    long = handed_in(client, form, pasted="a" * (600 << 10))
    assert (long.status_code, "longer than the 512 kB" in long.text) == (400, True)
    assert len(shown(long.text)[0]) == 600 << 10
    longer = handed_in(client, form, pasted="a" * (2 << 20))
    assert (longer.status_code, "longer than the 1024 kB" in longer.text) == (413, True)
    assert attempts_of(tool.database, 1) == []


def test_a_form_that_comes_again_with_other_files_is_another_attempt(
    client: httpx.Client, form: dict[str, str], tool: Tool
) -> None:
    """As when somebody goes back to it, and chooses the right file. The same files again are the same attempt."""
    sent: list[Callable[[], httpx.Response]] = [
        lambda: handed_in(client, form, ("add.py", b"a = 1")),
        lambda: handed_in(client, form, ("add.py", b"a = 2")),
        lambda: handed_in(client, form, ("add.py", b"a = 1")),
        lambda: handed_in(client, form, pasted="a = 3"),
    ]
    assert [each().status_code for each in sent] == [303] * 4
    held = [given_of(tool.folder, each)[0][1].read_bytes() for each in attempts_of(tool.database, 1)]
    assert held == [b"a = 1", b"a = 2", b"a = 3"]


def test_what_comes_back_is_what_was_typed(tool: Tool) -> None:
    """To the letter, however long: what pages elsewhere cut and spell out is only looked at, and this is sent again."""
    from grader.serve.pages import template

    typed = "\u202ea\u200b\x0c" + "b" * 30_000
    for name, facts in (
        ("said.html", {"typed": [typed], "lines": [], "code": "", "again": ""}),
        ("posting.html", {"action": "/", "form": {"JWT": typed}}),
        (
            "passing.html",
            {
                "form": {"id_token": typed},
                **dict.fromkeys(("storage", "origin", "key", "value", "go", "action", "again"), ""),
            },
        ),
        ("registered.html", {"line": "", "action": "/", "form": {"registration_token": typed}}),
    ):
        page = template(name).render(say=lambda id, **_: id, language="en", policy="", base="", heading="", **facts)
        assert typed in page, name
