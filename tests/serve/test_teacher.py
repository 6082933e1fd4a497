"""The teacher's side: picking a lesson, the roster, what is changed about grades, a course deleted."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import jwt
import pytest
from click.testing import CliRunner

from grader.cli import main
from grader.serve.handins import attempts_of
from grader.serve.sending import Sender
from grader.serve.tool import Tool
from tests.serve.graded import graded_attempt, user_called
from tests.serve.lti_platform import CLAIM, LtiPlatform

DL = "https://purl.imsglobal.org/spec/lti-dl/claim/"


@pytest.fixture
def teach(tool: Tool, client: httpx.Client, platform: LtiPlatform) -> Iterator[Callable[..., httpx.Response]]:
    """Sends the form of one of a teacher's pages, or reads a page."""
    tool.sender = Sender(tool)
    token = platform.visit(client, user="t", role="Instructor")

    def teach(path: str, at: str = "", **fields: str) -> httpx.Response:
        page = client.get(at or path, params={"t": token})
        if not at:
            return page
        form = re.search(
            rf'action="{re.escape(path)}\?t=[^"]*"[^>]*>\s*<input type="hidden" name="mark" value="(\w+)"', page.text
        )
        assert form, f"{at} has no form for {path}"
        return client.post(path, params={"t": token}, data=fields | {"mark": form[1]})

    yield teach
    tool.sender.stop()


def test_a_teacher_picks_a_lesson_in_the_platform(tool: Tool, client: httpx.Client, platform: LtiPlatform) -> None:
    """The link that goes back is signed by the tool, and its terms come with every launch."""
    settings = {"deep_link_return_url": f"{platform.url}/return", "accept_types": ["ltiResourceLink"], "data": "op=1"}
    changes = {
        f"{CLAIM}message_type": "LtiDeepLinkingRequest",
        f"{CLAIM}resource_link": None,
        "https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings": settings,
    }
    assert platform.launch(client, user="s", **changes).status_code == 403  # a student picks nothing
    token = platform.visit(client, user="t", role="Instructor", **changes)
    page = client.get("/pick", params={"t": token}).text
    mark = re.search(r'name="mark" value="(\w+)"', page)
    assert mark
    fields = {
        "mark": mark[1],
        "lesson": "lesson01_add",
        "due": "2026-10-05 23:59",
        "attempts": "3",
        "counts": "last",
        "shown_before": "score",
    }

    bad = client.post("/pick", params={"t": token}, data=fields | {"due": "tomorrow"})
    answer = client.post("/pick", params={"t": token}, data=fields)

    assert bad.status_code == 400
    assert "no date and time" in bad.text
    assert f"form-action 'self' {platform.url}" in answer.headers["Content-Security-Policy"]
    sent = re.search(r'name="JWT" value="([^"]+)"', answer.text)
    assert sent
    key = platform.public[jwt.get_unverified_header(sent[1])["kid"]]
    claims = jwt.decode(sent[1], key, ["RS256"], audience=platform.issuer)
    item = claims[f"{DL}content_items"][0]
    assert (claims["iss"], claims[f"{DL}data"]) == (platform.client, "op=1")
    assert item["lineItem"]["scoreMaximum"] == 3
    student = platform.visit(client, user="ana", link="picked", **{f"{CLAIM}custom": item["custom"]})
    work = client.get("/work", params={"t": student}).text
    assert "Due: 2026-10-05 23:59" in work
    assert "3 attempts are left" in work
    assert "Your last attempt counts" in work


def test_the_roster_names_who_never_came(teach: Callable[..., httpx.Response], platform: LtiPlatform) -> None:
    platform.members = [
        {"user_id": "ana", "name": "Ana <b>", "email": "ana@x.edu", "roles": ["Learner"]},
        {"user_id": "gone", "name": "Gone", "roles": ["Learner"], "status": "Inactive"},
        {"user_id": "t2", "name": "Other teacher", "roles": ["Instructor"]},
    ]

    teach("/class/roster", at="/class")

    page = teach("/class").text
    assert "Ana &lt;b&gt;" in page
    assert "0 of 1 have handed in" in page
    assert "Gone" not in page


def test_a_roster_is_read_from_no_machine_inside(
    tool: Tool, client: httpx.Client, platform: LtiPlatform, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its address comes with each launch."""
    reached: list[str] = []
    claim = "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice"
    inside: dict[str, Any] = {claim: {"context_memberships_url": "https://192.168.0.1/members"}}
    token = platform.visit(client, user="t", role="Instructor", **inside)
    page = client.get("/class", params={"t": token}).text
    mark = re.search(r'action="/class/roster[^>]*>\s*<input type="hidden" name="mark" value="(\w+)"', page)
    assert mark
    monkeypatch.setattr("httpx.HTTPTransport.handle_request", lambda _, request: reached.append(str(request.url)))

    done = client.post("/class/roster", params={"t": token}, data={"mark": mark[1]})

    assert done.status_code == 502
    assert "The roster was not read: https://192.168.0.1/members is a machine inside" in done.text
    assert reached == []


def test_the_class_page_is_that_of_a_graded_class(
    tool: Tool, teach: Callable[..., httpx.Response], client: httpx.Client, platform: LtiPlatform
) -> None:
    """One table of all students with what they lost, a filter, the spread of scores; names lead to the person; it says when it is old."""
    platform.members = [{"user_id": "gone", "name": "Never came", "roles": ["Learner"]}]
    teach("/class/roster", at="/class")
    for name, points in (("ana", 1), ("ben", 3)):
        platform.visit(client, user=name)
        graded_attempt(tool, user_called(tool, name), points)

    page = teach("/class")
    facts = json.loads(page.text.partition('id="facts">')[2].partition("</script>")[0])
    rows = page.text.partition('<table id="students">')[2].partition("</table>")[0].split("<tr")[2:]
    assert page.text.count("<table id=") == 1
    assert any(word.startswith("failed:") for word in facts["words"])
    assert [row.partition("</a>")[0].rpartition(">")[2] for row in rows] == ["Name of ana", "Name of ben", "Never came"]
    assert f"/class/{user_called(tool, 'ana').id}?t=" in rows[0]
    assert "did not hand in" in rows[2]
    script = re.search(r"script-src 'self' '(sha256-[^']+)'", page.headers["Content-Security-Policy"])
    inline = re.search(r"<script>(.*?)</script>", page.text, re.DOTALL)
    assert script
    assert inline
    assert script[1] == "sha256-" + base64.b64encode(hashlib.sha256(inline[1].encode()).digest()).decode()

    marker = re.search(r'data-marker="([^"]*)"', page.text)
    assert marker
    now = json.loads(teach("/class/changes").text)["marker"]
    assert now == marker[1]
    graded_attempt(tool, user_called(tool, "ana"), 2)
    assert json.loads(teach("/class/changes").text)["marker"] != now


def test_what_a_teacher_changes_is_in_the_grade_with_its_reason(
    tool: Tool, teach: Callable[..., httpx.Response], client: httpx.Client, platform: LtiPlatform
) -> None:
    """Points, a test taken back, a remark at a line; what cannot be meant so changes nothing; taken back it is gone."""
    student = platform.visit(client, user="ana")
    ana = user_called(tool, "ana")
    graded_attempt(tool, ana, 1)
    here = f"/class/{ana.id}"

    def score() -> str:
        found = re.search(r'class="score">([^<]*)', teach(here).text)
        return found[1] if found else ""

    def take_back() -> None:
        teach(f"{here}/remove", at=here, **first_line(teach(here).text))

    assert score() == "1 / 3"
    teach(f"{here}/adjustments", at=here, points="1", reason="=cmd|' '!A0 <b>kind</b>")
    assert score() == "2 / 3"
    assert "<b>kind" not in teach(here).text
    too_many = teach(f"{here}/adjustments", at=here, points="5", reason="r")
    assert too_many.status_code == 400
    assert "At most 1 fit" in too_many.text
    assert teach(f"{here}/adjustments", at=here, points="1").status_code == 400  # no reason
    assert score() == "2 / 3"
    teach(f"{here}/comments", at=here, file="add.py", line="2", text="not five", points="-0.5", attempt="1")
    assert score() == "1.5 / 3"
    assert "Your score: 1.5 / 3" in client.get("/work", params={"t": student}).text
    for _ in range(2):
        take_back()
    teach(f"{here}/adjustments", at=here, test="t", points="given", reason="the test was wrong")
    assert score() == "3 / 3"
    take_back()
    assert score() == "1 / 3"


def test_a_test_is_taken_back_for_everybody(
    tool: Tool, teach: Callable[..., httpx.Response], client: httpx.Client, platform: LtiPlatform
) -> None:
    """By one form; it is in each grade with its reason, in the table as `*`, and can be taken back; a refused form keeps what was typed."""
    for name in ("ana", "ben"):
        platform.visit(client, user=name)
        graded_attempt(tool, user_called(tool, name), 1)
    here = "/class/everybody"

    def scores() -> list[str]:
        pages = [teach(f"/class/{user_called(tool, name).id}").text for name in ("ana", "ben")]
        return [found[1] for page in pages if (found := re.search(r'class="score">([^<]*)', page))]

    refused = teach(f"{here}/adjustments", at=here, form="void", test="t", points="void", reason="")
    assert refused.status_code == 400
    assert '<option value="void" selected>' in refused.text
    assert scores() == ["1 / 3", "1 / 3"]
    teach(f"{here}/adjustments", at=here, form="void", test="t", points="given", reason="<b>a wrong test</b>")
    assert scores() == ["3 / 3", "3 / 3"]
    table = (tool.folder.class_of(1) / "adjustments.csv").read_text().splitlines()
    assert table[1].startswith("*,lesson01_add,,given")
    page = teach(here).text
    assert "&lt;b&gt;a wrong test" in page
    assert teach(f"{here}/remove", at=here, **first_line(page)).status_code == 303
    teach(f"{here}/adjustments", at=here, form="void", test="t", points="given", reason="another")
    stale = teach(f"{here}/remove", at=here, **first_line(page))  # a page of before takes back no other line
    assert stale.status_code == 400
    assert "another" in stale.text
    teach(f"{here}/remove", at=here, **first_line(teach(here).text))
    assert scores() == ["1 / 3", "1 / 3"]


def first_line(page: str) -> dict[str, str]:
    """What the first form that takes a line back sends."""
    form = re.search(r'name="table" value.*?</form>', page, flags=re.DOTALL)
    assert form
    return dict(re.findall(r'name="(table|number|content)" value="([^"]*)"', form[0]))


def test_a_change_that_no_longer_fits_is_one_persons_alone(
    tool: Tool,
    teach: Callable[..., httpx.Response],
    client: httpx.Client,
    platform: LtiPlatform,
) -> None:
    """A later attempt, with full marks: it has no score, which is said without a path of ours, and the line can be taken back."""
    students = {name: platform.visit(client, user=name) for name in ("ana", "ben")}
    ana = user_called(tool, "ana")
    for name in students:
        graded_attempt(tool, user_called(tool, name), 1)
    here = f"/class/{ana.id}"
    assert teach(f"{here}/adjustments", at=here, points="2", reason="a prize").status_code == 303
    graded_attempt(tool, ana, 3)

    for path in ("/class", here, f"/class/{user_called(tool, 'ben').id}"):
        assert teach(path).status_code == 200, path
    for page in (teach(here).text, client.get("/work", params={"t": students["ana"]}).text):
        assert "does not fit this attempt" in page
        assert str(tool.folder.root) not in page
    teach(f"{here}/remove", at=here, **first_line(teach(here).text))
    assert 'class="score">3 / 3' in teach(here).text


def test_a_refused_form_keeps_what_was_typed_and_says_why_in_the_readers_language(
    tool: Tool, client: httpx.Client, platform: LtiPlatform
) -> None:
    """Terms and corrections."""
    tool.sender = Sender(tool)
    platform.visit(client, user="ana")
    ana = user_called(tool, "ana")
    graded_attempt(tool, ana, 1)
    token = platform.visit(client, user="t", role="Instructor", **{f"{CLAIM}launch_presentation": {"locale": "zh-CN"}})

    def post(path: str, at: str, **fields: str) -> httpx.Response:
        page = client.get(at, params={"t": token}).text
        mark = re.search(rf'action="{path}\?t=[^"]*"[^>]*>\s*<input type="hidden" name="mark" value="(\w+)"', page)
        assert mark
        return client.post(path, params={"t": token}, data=fields | {"mark": mark[1]})

    terms = post("/settings", "/settings", lesson="lesson01_add", due="soon", attempts="7", counts="last")
    assert terms.status_code == 400
    assert 'value="soon"' in terms.text
    assert 'value="7"' in terms.text
    assert '<option value="last" selected>' in terms.text
    assert "截止时间不是有效的日期和时间" in terms.text
    here = f"/class/{ana.id}"
    refused = post(f"{here}/adjustments", here, form="points", points="5", reason="because <i>")
    assert refused.status_code == 400
    assert 'name="points" value="5"' in refused.text
    assert "because &lt;i&gt;" in refused.text
    note = refused.text.partition('role="alert">')[2].partition("<")[0]
    assert "At most" not in note
    assert str(tool.folder.root) not in note
    assert re.search("[\u4e00-\u9fff]", note)
    tool.sender.stop()


def test_the_terms_can_be_changed_behind_the_link(
    tool: Tool, teach: Callable[..., httpx.Response], platform: LtiPlatform, client: httpx.Client
) -> None:
    """Then they go before what the link says, for all who come later too."""
    assert teach("/settings", at="/settings", lesson="lesson99").status_code == 400
    teach("/settings", at="/settings", lesson="lesson01_add", attempts="1", language="zh", counts="last")

    token = platform.visit(client, user="ana")
    page = client.get("/work", params={"t": token}).text
    assert "还剩 1 次" in page


def test_another_lesson_is_graded_anew(
    tool: Tool, teach: Callable[..., httpx.Response], client: httpx.Client, platform: LtiPlatform
) -> None:
    """What was handed in before the teacher changed the lesson waits to be graded by it."""
    platform.visit(client, user="ana")
    graded_attempt(tool, user_called(tool, "ana"), 2)
    teach("/settings", at="/settings", lesson="lesson01_add", attempts="5")
    assert [each.state for each in attempts_of(tool.database, 1)] == ["graded"]
    teach("/settings", at="/settings", lesson="lesson02_hurry")
    assert [each.state for each in attempts_of(tool.database, 1)] == ["waiting"]


def test_a_course_is_deleted_whole(tool: Tool, client: httpx.Client, platform: LtiPlatform) -> None:
    """Rows, files, scorecards, corrections, people; another course's stay."""
    other: dict[str, Any] = {f"{CLAIM}context": {"id": "course-2"}, "link": "l2"}
    platform.visit(client, user="ana")
    platform.visit(client, user="ben", **other)
    graded_attempt(tool, user_called(tool, "ana"), 1)
    kept = graded_attempt(tool, user_called(tool, "ben"), 1, assignment=2)
    data = str(tool.folder.root)
    status = CliRunner().invoke(main, ["serve", "status", "--data", data])
    assert "course 1 Deep learning · assignment 1 Homework: lesson01_add, 1 attempts" in status.output

    assert CliRunner().invoke(main, ["serve", "delete", "--data", data, "7", "--yes"]).exit_code == 2
    done = CliRunner().invoke(main, ["serve", "delete", "--data", data, "1", "--yes"])

    assert "1 assignments and 1 attempts are deleted" in done.output
    assert [path.name for path in (tool.folder.root / "handins").iterdir()] == [kept.place]
    assert [path.name for path in (tool.folder.root / "cards").iterdir()] == [f"{kept.id}.json"]
    assert b"ana" not in b"".join(row for row in _texts(tool))


def test_an_operator_makes_a_folder_and_registers_a_platform(tmp_path: Path) -> None:
    data, course = str(tmp_path / "data"), str(Path(__file__).parents[1] / "toy_course")
    init = CliRunner().invoke(main, ["serve", "init", "--data", data], input=f"https://tool.example\n{course}\n")
    values = CliRunner().invoke(main, ["serve", "values", "--data", data])
    link = CliRunner().invoke(main, ["serve", "link", "--data", data])
    urls = [f"--{name}-url=https://lms.example/{name}" for name in ("auth", "token", "jwks")]
    kept = CliRunner().invoke(
        main, ["serve", "register", "--data", data, "--issuer", "https://lms.example", "--client-id", "c", *urls]
    )

    assert init.exit_code == values.exit_code == link.exit_code == kept.exit_code == 0, init.output
    assert "https://tool.example/lti/login" in values.output
    assert "https://tool.example/lti/register/" in link.output
    keys = list((tmp_path / "data" / "keys").iterdir())
    assert [oct(each.stat().st_mode)[-3:] for each in keys] == ["600"]
    again = CliRunner().invoke(
        main, ["serve", "init", "--data", data, "--url", "https://x.example", "--course", course]
    )
    assert again.exit_code == 2


def _texts(tool: Tool) -> list[bytes]:
    from grader.serve.tables import tables

    return [str(dict(row)).encode() for table in tables.sorted_tables for row in tool.database.rows(table.select())]


def test_a_date_alone_lasts_until_its_end(teach: Callable[..., httpx.Response]) -> None:
    """As in the tables and in course.toml; a week is no date."""
    fields = {"lesson": "lesson01_add", "attempts": "0", "counts": "best"}
    assert teach("/settings", at="/settings", due="2027-12-02", **fields).status_code == 303
    assert "Due: 2027-12-02 23:59" in teach("/work").text
    assert teach("/settings", at="/settings", due="2027-W50", **fields).status_code == 400
