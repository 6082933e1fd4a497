"""A student hands in and reads the scorecard; nobody else does; whatever is handed in stays data."""

from __future__ import annotations

import contextlib
import io
import json
import re
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import httpx
import pytest
import sqlalchemy as sa
from click.testing import CliRunner
from playwright.sync_api import BrowserContext, Playwright, sync_playwright

from grader.classroom.classes import read_class
from grader.classroom.grade_book import grades_of
from grader.classroom.store import KEY
from grader.cli import main
from grader.course.lessons import Lesson
from grader.intake.members import Given
from grader.intake.submission import Submission, take_in
from grader.reports.site import write_site
from grader.serve.grading import GradingQueue
from grader.serve.handins import attempts_of
from grader.serve.marks import AssignmentGrades
from grader.serve.records import assignment_of
from grader.serve.tables import assignments, attempts
from grader.serve.terms import Terms
from grader.serve.tool import Tool
from tests.reports.browser import Sight
from tests.serve.conftest import Running
from tests.serve.graded import user_called
from tests.serve.lti_platform import CLAIM, LtiPlatform

RIGHT = b"def add(a, b):\n    return a + b\n"
HALF = b"def add(a, b):\n    return 5\n"
# Playwright loses sight of a frame that moves between two sites' processes several times within a moment, as a launch does: the page is
# there for a person, and not for the test. Sites are told apart as ever: cookies, origins and messages between windows are the same.
ONE_PROCESS = ("--disable-site-isolation-trials", "--disable-features=IsolateOrigins,site-per-process")
EVIL = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'


def test_hand_in_in_every_form_and_read_the_scorecard(running: Running) -> None:
    """A file, an archive, pasted text, a file of a hostile name; the best counts; the page says all of it in the launch's language."""
    student = running.browser()
    token = running.platform.visit(student, user="ana")
    first = running.hand_in(student, token, ("add.py", HALF))
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as zipped:
        zipped.writestr("hw/add.py", RIGHT)
    second = running.hand_in(student, token, ("hw.zip", archive.getvalue()))
    third = running.hand_in(student, token, pasted="def add(a, b):\r\n    raise ValueError('<b>no</b>')\r\n")

    cards = [running.page(student, where, token).text for where in (first, second, third)]
    assert [re.search(r'class="score">\s*([\d ]+/ 3)', card)[1] for card in cards] == ["1 / 3", "3 / 3", "0 / 3"]  # type: ignore[index]
    assert "<b>no</b>" not in cards[2]
    assert "&lt;b&gt;no" in cards[2]
    page = running.page(student, "/work", token).text
    assert "Your score: 3 / 3" in page
    counted = [row for row in page.split("<tr>") if 'class="counts"' in row]
    assert len(counted) == 1
    assert second in counted[0]

    chinese = running.platform.visit(
        running.browser(), user="ana", **{f"{CLAIM}launch_presentation": {"locale": "zh-CN"}}
    )
    assert chinese


def test_hostile_names_and_code_are_text(running: Running) -> None:
    """Of people, courses, files and code: on no page is anything of them markup, and a file comes back as bytes to keep."""
    student, teacher = running.browser(), running.browser()
    facts = {"name": EVIL, f"{CLAIM}context": {"id": "evil", "title": EVIL}}
    facts |= {f"{CLAIM}resource_link": {"id": "evil-1", "title": EVIL}}
    token = running.platform.visit(student, user=f"x{EVIL}", **facts)
    code = f"# {EVIL}\ndef add(a, b):\n    raise ValueError({EVIL!r})\n".encode()
    where = running.hand_in(student, token, (f"../../{EVIL}.py", code), ("../../../etc/passwd", b"x"))
    teaching = running.platform.visit(teacher, user="t", role="Instructor", **facts)

    pages = [running.page(student, path, token) for path in ("/work", where)]
    user = user_called(running.tool, f"x{EVIL}").id
    pages += [
        running.page(teacher, path, teaching) for path in ("/work", where, "/class", f"/class/{user}", "/settings")
    ]
    for page in pages:
        assert page.status_code == 200
        assert "<script>alert" not in page.text
        assert "<img src=x" not in page.text
        assert "script-src 'self'" in page.headers["Content-Security-Policy"]
        assert re.findall(r'(?:src|href|action)="(?!/|#)', page.text) == []  # nothing of another place
    file = running.page(student, f"{where}/files/0", token)
    assert file.headers["Content-Type"] == "application/octet-stream"
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert file.headers["X-Content-Type-Options"] == "nosniff"
    assert file.content == code


def test_an_archive_that_unpacks_to_gigabytes_costs_only_itself(running: Running) -> None:
    """The intake's bounds hold here too: the next student is graded."""
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as zipped, zipped.open("add.py", "w") as member:
        for _ in range(200):
            member.write(bytes(1 << 20))
    student, other = running.browser(), running.browser()
    token, others = running.platform.visit(student, user="bomber"), running.platform.visit(other, user="next")

    bombed = running.hand_in(student, token, ("hw.zip", bomb.getvalue()))
    fine = running.hand_in(other, others, ("add.py", RIGHT))

    assert "0 / 3" in running.page(student, bombed, token).text
    assert "3 / 3" in running.page(other, fine, others).text


def test_a_server_that_was_killed_goes_on_and_grades_nothing_twice(running: Running) -> None:
    """After the card was written and before the row was: the card is taken, and no sandbox is asked."""
    tool = running.tool
    client = running.browser()
    token = running.platform.visit(client, user="killed")
    running.hand_in(client, token, ("add.py", RIGHT))
    done = max(tool.database.rows(sa.select(attempts)), key=lambda row: row["id"])
    before = tool.folder.card(done["id"]).read_bytes()
    assert KEY.encode() in before
    tool.database.run(sa.update(attempts).where(attempts.c.id == done["id"]).values(state="waiting"))

    again = GradingQueue(tool)
    again.grader._graded = lambda order, crew: pytest.fail("graded twice")  # type: ignore[method-assign]
    again.grader.crews = tool.grader.grader.crews
    again.start()
    try:
        while again.counts != (0, 0):
            pass
    finally:
        again.stop()

    row = tool.database.rows(sa.select(attempts).where(attempts.c.id == done["id"]))[0]
    assert row["state"] == "graded"
    assert tool.folder.card(done["id"]).read_bytes() == before


@pytest.fixture
def form(client: httpx.Client, platform: LtiPlatform) -> dict[str, str]:
    """A student's form: where it goes, and what it carries."""
    token = platform.visit(client)
    page = client.get("/work", params={"t": token}).text
    fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
    return {"t": token, **fields}


def sent(client: httpx.Client, form: dict[str, str], data: bytes = RIGHT, **changes: str) -> httpx.Response:
    fields = {name: value for name, value in (form | changes).items() if name != "t"}
    return client.post("/work", params={"t": form["t"]}, data=fields, files={"files": ("add.py", data)})


def test_a_form_sent_twice_is_one_attempt(client: httpx.Client, form: dict[str, str], tool: Tool) -> None:
    first, again = sent(client, form), sent(client, form)

    assert first.status_code == 303
    assert first.headers["Location"] == again.headers["Location"]
    assert len(attempts_of(tool.database, 1)) == 1
    assert len(list((tool.folder.root / "handins").iterdir())) == 1


def test_a_full_disk_is_said_and_takes_nothing(
    client: httpx.Client, form: dict[str, str], tool: Tool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before the database has no room for what was taken earlier."""
    monkeypatch.setattr("grader.serve.handins.LEAST_FREE", 1 << 60)
    answer = sent(client, form)
    assert answer.status_code == 507
    assert "disk is nearly full" in answer.text
    assert attempts_of(tool.database, 1) == []
    monkeypatch.undo()
    assert sent(client, form).status_code == 303


def test_a_form_that_was_not_made_here_hands_in_nothing(client: httpx.Client, form: dict[str, str], tool: Tool) -> None:
    """Without the mark, with another page's, with none of the visit; and nothing, or too much, is told."""
    assert sent(client, form, mark="").status_code == 403
    assert sent(client, form, mark=tool.signer.mark("form", "other", "/work")).status_code == 403
    assert sent(client, form | {"t": "x"}).status_code == 401
    nothing = client.post("/work", params={"t": form["t"]}, data={"mark": form["mark"], "once": "1"})
    assert nothing.status_code == 400
    assert "Nothing was handed in" in nothing.text
    assert sent(client, form, bytes(18 << 20)).status_code == 413
    assert attempts_of(tool.database, 1) == []
    assert not (tool.folder.root / "handins").exists()


def test_nobody_fills_the_queue(browser: Callable[[], httpx.Client], platform: LtiPlatform, tool: Tool) -> None:
    """A person's third waits for the first; another person's first goes before a second; attempts run out where the teacher says so."""
    one, other = browser(), browser()
    custom = {f"{CLAIM}custom": {"lesson": "lesson01_add", "attempts": "4"}}
    tokens = [platform.visit(each, user=name, **custom) for each, name in ((one, "one"), (other, "other"))]

    def hand_in(client: httpx.Client, token: str, once: str) -> httpx.Response:
        visit_page = client.get("/work", params={"t": token}).text
        mark = re.search(r'name="mark" value="(\w+)"', visit_page)
        return sent(client, {"t": token, "mark": mark[1] if mark else "", "once": once})

    assert [hand_in(one, tokens[0], str(n)).status_code for n in range(4)] == [303, 303, 303, 429]
    hand_in(other, tokens[1], "0")
    ahead = [(each.number, tool.grader.ahead(each)) for each in attempts_of(tool.database, 1)]
    assert ahead == [(1, 0), (2, 2), (3, 3), (1, 1)]
    tool.database.run(sa.update(attempts).values(state="graded"))
    assert hand_in(one, tokens[0], "4").status_code == 303
    tool.database.run(sa.update(attempts).values(state="graded"))
    assert hand_in(one, tokens[0], "5").status_code in (400, 403)
    assert len(attempts_of(tool.database, 1)) == 5


def test_a_fault_of_ours_takes_no_attempt_and_gives_none(
    client: httpx.Client, platform: LtiPlatform, tool: Tool
) -> None:
    """While a suite is at fault, one may hand in again: the new one takes the place of one that was not graded. Graded after all, they are
    no more than there may be; the page says so before and afterwards."""
    token = platform.visit(client, **{f"{CLAIM}custom": {"lesson": "lesson01_add", "attempts": "2"}})

    def hand_in(once: str) -> int:
        page = client.get("/work", params={"t": token}).text
        mark = re.search(r'name="mark" value="(\w+)"', page)
        return sent(client, {"t": token, "mark": mark[1] if mark else "", "once": once}).status_code

    def states() -> list[str]:
        return [each.state for each in attempts_of(tool.database, 1)]

    for once in "abcd":
        assert hand_in(once) == 303
        tool.database.run(sa.update(attempts).where(attempts.c.state == "waiting").values(state="fault"))
    assert states() == ["replaced", "replaced", "fault", "fault"]
    page = client.get("/work", params={"t": token}).text
    assert "2 attempts are left" in page
    assert "takes its place" in page
    for each in attempts_of(tool.database, 1):  # a teacher who grades all again, when the suite is mended
        tool.grader.again(each)
    assert states() == ["replaced", "replaced", "waiting", "waiting"]
    assert hand_in("e") in (400, 403)  # the page has no form any more
    tool.database.run(sa.update(attempts).where(attempts.c.state == "waiting").values(state="graded", gradings=1))
    tool.database.run(sa.update(attempts).where(attempts.c.number == 4).values(state="fault"))
    assert hand_in("f") in (400, 403)  # it was graded, and only its regrading failed
    first = attempts_of(tool.database, 1)[0]
    tool.grader._waiting.clear()  # as the thread would have that took them
    assert "handed in in its place" in client.get(f"/attempts/{first.id}", params={"t": token}).text


def test_limits_are_said_before_and_what_was_pasted_is_kept(
    client: httpx.Client, form: dict[str, str], tool: Tool
) -> None:
    """A hand-in that is refused shows what was typed; one that is too large leads back, and is a page like all others."""
    page = client.get("/work", params={"t": form["t"]}).text
    for said in ("16 MB", "512 kB", "2,000 Python files", "128 MB", f'data-most="{16 << 20}"'):
        assert said in page
    tool.database.run(sa.update(assignments).values(terms='{"lesson":"lesson01_add","attempts":1}'))
    assert sent(client, form).status_code == 303
    fields = {name: value for name, value in form.items() if name != "t"} | {"once": "2", "pasted": "a = '</textarea>'"}
    refused = client.post("/work", params={"t": form["t"]}, data=fields)
    assert refused.status_code == 400
    large = sent(client, form, bytes(18 << 20))
    assert large.status_code == 413
    assert "larger than the 16 MB" in large.text
    assert f'href="/work?t={form["t"]}"' in large.text
    assert "default-src 'none'" in large.headers["Content-Security-Policy"]


def test_a_page_unpacks_nothing(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    """The scorecard shows the code that was graded, from what was kept then; of a folder that kept none, it is read once."""
    student = running.browser()
    token = running.platform.visit(student, user="reader")
    where = running.hand_in(student, token, ("add.py", HALF))
    number = int(where.rpartition("/")[2])
    asked: list[str] = []

    def counted(given: Given, lesson: Lesson) -> Submission:
        asked.append("taken in")
        return take_in(given, lesson)

    monkeypatch.setattr("grader.serve.attempt_sources.take_in", counted)
    assert "return 5" in _plain(running.page(student, where, token).text)
    assert asked == []
    running.tool.folder.sources(number).unlink()
    for _ in range(3):
        assert "return 5" in _plain(running.page(student, where, token).text)
    assert asked == ["taken in"]


def _plain(page: str) -> str:
    return re.sub(r"<[^>]*>", "", page)


def test_an_assignment_is_an_ordinary_graded_folder(running: Running, tmp_path: Path) -> None:
    """What counts here counts there, with corrections and the deadline; nothing is graded again; a report comes of it."""
    due = "2026-10-05T12:00:00+00:00"
    facts = {"link": "exported", f"{CLAIM}custom": {"lesson": "lesson01_add", "due": due, "counts": "best"}}
    student, other = running.browser(), running.browser()
    token, others = (
        running.platform.visit(each, user=name, **facts) for each, name in ((student, "ex1"), (other, "ex2"))
    )
    running.hand_in(student, token, ("add.py", RIGHT))
    running.hand_in(student, token, ("add.py", HALF))
    running.hand_in(other, others, ("../add.py", HALF), ("notes.txt", b"hello"))
    tool, teacher = running.tool, running.browser()
    teaching = running.platform.visit(teacher, user="teacher", role="Instructor", **facts)
    running.hand_in(teacher, teaching, ("add.py", RIGHT))  # a trial, which is nobody's
    number = max(row["id"] for row in tool.database.rows(sa.select(assignments)))
    second = user_called(tool, "ex2")
    here = f"/class/{second.id}"
    running.post(teacher, f"{here}/adjustments", teaching, at=here, points="1", reason="kind")

    result = CliRunner().invoke(
        main, ["serve", "export", "--data", str(tool.folder.root), str(number), str(tmp_path / "out")]
    )

    assert result.exit_code == 0, result.output
    graded = read_class(tmp_path / "out")
    assert [(each.graded_now, each.problem) for each in graded.students] == [(False, ""), (False, "")]
    marks = AssignmentGrades(tool, assignment_of(tool.database, number), Terms("lesson01_add", due=due))
    here_too = {
        user.handle: standing.grade for user in (user_called(tool, "ex1"), second) if (standing := marks.of(user))
    }
    there = {each.student: each for each in grades_of(graded, tool.course, tmp_path / "out")}
    assert there.keys() == here_too.keys()
    for name, grade in there.items():
        mine = here_too[name]
        assert mine
        assert (grade.score, grade.days_late, grade.handed_in) == (mine.score, mine.days_late, mine.handed_in)
        assert grade.days_late > 0
    assert there[second.handle].score == 2
    assert write_site(tmp_path / "out", tool.course).pages == 2
    zipped = zipfile.ZipFile(io.BytesIO(running.page(teacher, "/export", teaching).content))
    names = {name.partition("/")[2] for name in zipped.namelist()}
    assert {"index.html", "grades.csv", "adjustments.csv"} <= names
    assert "secret.key" not in names


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    """One for all: a second one beside it cannot be."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="module")
def frames(playwright: Playwright) -> Iterator[Callable[..., BrowserContext]]:
    """Opens browsers of Chromium's that keep no third-party cookies, or none at all."""
    with contextlib.ExitStack() as opened:

        def frames(*, cookies: bool = True, scripts: bool = True) -> BrowserContext:
            room = opened.enter_context(tempfile.TemporaryDirectory())
            chosen = {"profile": {"cookie_controls_mode": 1, "block_third_party_cookies": True}}
            if not cookies:
                chosen["profile"]["default_content_setting_values"] = {"cookies": 2}  # type: ignore[assignment]
            (Path(room) / "Default").mkdir()
            (Path(room) / "Default" / "Preferences").write_text(json.dumps(chosen))
            context = playwright.chromium.launch_persistent_context(
                room,
                executable_path=shutil.which("chromium"),
                args=["--test-third-party-cookie-phaseout", "--no-sandbox", *ONE_PROCESS],
                java_script_enabled=scripts,
            )
            opened.callback(context.close)
            return context

        yield frames


@pytest.mark.parametrize(
    ("user", "locale", "how", "said"),
    [
        ("in English", "en", {}, ("Your attempts", "Hand in", "counts")),
        ("in Chinese, without any cookie", "zh-CN", {"cookies": False}, ("你的提交", "提交", "计入成绩")),
        ("without script", "en", {"scripts": False}, ("Your attempts", "Hand in", "counts")),
    ],
)
def test_in_a_frame_of_another_site(
    running: Running,
    frames: Callable[..., BrowserContext],
    user: str,
    locale: str,
    how: dict[str, bool],
    said: tuple[str, ...],
) -> None:
    """Launch, hand in, wait, read the scorecard: in real Chromium, with third-party cookies off."""
    context = frames(**how)
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    storage = "_parent" if not how.get("cookies", True) else ""
    course = f"{running.platform.site}/course?{urlencode({'user': user, 'locale': locale, 'storage': storage})}"
    tool = page.frame_locator("iframe")
    page.goto(course)
    if not how.get("scripts", True):
        tool.get_by_role("button", name="Go on").click()
    if how.get("scripts", True):  # what would be refused is said before it is sent
        chooser = tool.locator("input[type=file]")
        chooser.set_input_files({"name": "add.py", "mimeType": "text/x-python", "buffer": bytes(17 << 20)})
        assert "16 MB" in chooser.evaluate("chooser => chooser.validationMessage")
    tool.locator("input[type=file]").set_input_files({"name": "add.py", "mimeType": "text/x-python", "buffer": RIGHT})
    tool.get_by_role("button", name=said[1]).click()
    tool.get_by_text("3 / 3").first.wait_for(timeout=60_000)
    tool.locator("nav a").first.click()
    tool.get_by_text(said[0]).wait_for()

    assert tool.get_by_text(said[2], exact=True).count() == 1
    marks = [each for each in context.cookies() if each["name"] == "dlgrade"]
    assert len(marks) == (1 if how.get("cookies", True) else 0)
    assert all(each.get("partitionKey") for each in marks)
    assert {urlsplit(url).netloc for url in asked} == {
        urlsplit(url).netloc for url in (running.platform.site, running.platform.tool)
    }


def test_pages_are_for_everybody(running: Running, playwright: Playwright) -> None:
    """No serious finding of axe's on the student's and the teacher's pages."""
    student, teacher = running.browser(), running.browser()
    token = running.platform.visit(student, user="axe")
    where = running.hand_in(student, token, ("add.py", HALF))
    teaching = running.platform.visit(teacher, user="t", role="Instructor")
    user = user_called(running.tool, "axe").id
    pages = [(student, token, path) for path in ("/work", where)]
    pages += [(teacher, teaching, path) for path in ("/class", f"/class/{user}", "/settings")]
    browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
    with contextlib.closing(browser), tempfile.TemporaryDirectory() as room:
        for number, (client, secret, path) in enumerate(pages):
            file = Path(room) / f"{number}.html"
            file.write_text(
                running.page(client, path, secret).text.replace("Content-Security-Policy", "x"), encoding="utf-8"
            )
            sight = Sight(browser, file)
            assert sight.faults() == [], path
            sight.close()
