"""What a person says of an attempt, or gives for it, stays with it; what is about the student holds for all of them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from grader.serve.exporting import export_class
from grader.serve.handins import attempts_of
from grader.serve.records import assignment_of
from grader.serve.sending import Sender
from grader.serve.tool import Tool
from tests.serve.graded import graded_attempt, user_called
from tests.serve.lti_platform import CLAIM, LtiPlatform

Teach = Callable[..., httpx.Response]
LAST = {f"{CLAIM}custom": {"lesson": "lesson01_add", "counts": "last"}}


@pytest.fixture
def teach(tool: Tool, client: httpx.Client, platform: LtiPlatform) -> Iterator[Teach]:
    """Sends a form of a teacher's page with all that it carries, or reads a page."""
    tool.sender = Sender(tool)
    token = platform.visit(client, user="t", role="Instructor", **LAST)

    def teach(path: str, at: str = "", **fields: str) -> httpx.Response:
        page = client.get(at or path, params={"t": token})
        if not at:
            return page
        form = re.search(rf'<form method="post" action="{re.escape(path)}\?t=[^"]*">(.*?)</form>', page.text, re.DOTALL)
        assert form, f"{at} has no form for {path}"
        hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form[1]))
        return client.post(path, params={"t": token}, data=hidden | fields)

    yield teach
    tool.sender.stop()


def test_a_remark_and_its_cost_stay_with_their_attempt(
    tool: Tool,
    teach: Teach,
    client: httpx.Client,
    platform: LtiPlatform,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """On the page of the first attempt it is still read; the second has another line 2, and loses nothing by it; exported, it lies beside it."""
    student = platform.visit(client, user="ana", **LAST)
    ana = user_called(tool, "ana")
    first = graded_attempt(tool, ana, 1)
    here = f"/class/{ana.id}"
    assert "This is about attempt 1" in teach(here).text
    teach(f"{here}/comments", at=here, file="add.py", line="2", text="always five", points="-0.5")
    assert 'class="score">0.5 / 3' in teach(here).text
    assert "Attempt: 1" in teach(here).text
    second = graded_attempt(tool, ana, 3)

    assert 'class="score">3 / 3' in teach(here).text
    assert "Your score: 3 / 3" in client.get("/work", params={"t": student}).text
    for each, said in ((first, True), (second, False)):
        for visit in (client.get(f"/attempts/{each.id}", params={"t": student}), teach(f"/attempts/{each.id}")):
            assert ("always five" in visit.text) is said
    monkeypatch.setattr("grader.serve.exporting.grade_class", lambda *_: None)
    export_class(tool, assignment_of(tool.database, 1), tmp_path / "out")
    assert not (tmp_path / "out" / "comments.csv").exists()
    kept = (tmp_path / "out" / "earlier" / str(second.id) / "1" / "comments.csv").read_text(encoding="utf-8-sig")
    assert kept.splitlines()[0] == "student,file,line,text,points,by,date"
    assert "always five" in kept


def test_a_remark_is_of_no_attempt_that_is_not_theirs(
    tool: Tool, teach: Teach, client: httpx.Client, platform: LtiPlatform
) -> None:
    platform.visit(client, user="ana", **LAST)
    ana = user_called(tool, "ana")
    graded_attempt(tool, ana, 1)
    here = f"/class/{ana.id}"
    cells = {"file": "add.py", "line": "2", "text": "x", "points": ""}
    for number in ("7", ""):
        assert teach(f"{here}/comments", at=here, attempt=number, **cells).status_code == 400
    assert not (tool.folder.class_of(1) / "comments.csv").exists()


def test_points_about_the_student_hold_for_later_attempts_and_say_so(
    tool: Tool, teach: Teach, client: httpx.Client, platform: LtiPlatform
) -> None:
    platform.visit(client, user="ana", **LAST)
    ana = user_called(tool, "ana")
    graded_attempt(tool, ana, 1)
    here = f"/class/{ana.id}"
    assert "it holds for whichever attempt counts" in teach(here).text
    teach(f"{here}/adjustments", at=here, points="-1", reason="copied")
    graded_attempt(tool, ana, 3)
    assert 'class="score">2 / 3' in teach(here).text


def test_points_by_hand_are_for_the_attempt_that_was_read(
    tool: Tool, teach: Teach, client: httpx.Client, platform: LtiPlatform, tmp_path: Path
) -> None:
    """A later one has no score until somebody has read it."""
    course = tmp_path / "course"
    shutil.copytree(tool.course.root, course)
    facts = course / "exercises" / "lesson01_add" / "lesson.toml"
    facts.write_text(facts.read_text() + '\n[[tasks]]\nnumber = 2\ntitle = "Say why"\npoints = 2\ngraded = "by hand"\n')
    tool.course = type(tool.course)(course)
    platform.visit(client, user="ana", **LAST)
    ana = user_called(tool, "ana")
    here = f"/class/{ana.id}"
    with_task_by_hand(tool, graded_attempt(tool, ana, 1).id)
    teach(f"{here}/manual", at=here, points="2", comment="well said")
    assert 'class="score">3 / 5' in teach(here).text
    with_task_by_hand(tool, graded_attempt(tool, ana, 2).id)
    assert 'class="score">2 / 5' in teach(here).text
    assert "This is about attempt 2" in teach(here).text
    teach(f"{here}/manual", at=here, points="1", comment="shorter")
    assert 'class="score">3 / 5' in teach(here).text
    rows = (tool.folder.class_of(1) / "manual.csv").read_text().splitlines()
    assert [row.rpartition(",")[2] for row in rows] == ["attempt", "1", "2"]


def test_points_by_hand_are_left_aside_when_the_lesson_is_another(
    tool: Tool,
    teach: Teach,
    client: httpx.Client,
    platform: LtiPlatform,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """All pages open, the line says for which lesson it was given, and can be taken back; the folder is written, too."""
    course = tmp_path / "course"
    shutil.copytree(tool.course.root, course)
    by_hand = course / "exercises" / "lesson01_add" / "lesson.toml"
    plain = by_hand.read_text()
    by_hand.write_text(plain + '\n[[tasks]]\nnumber = 2\ntitle = "Say why"\npoints = 2\ngraded = "by hand"\n')
    tool.course = type(tool.course)(course)
    student = platform.visit(client, user="ana", **LAST)
    ana = user_called(tool, "ana")
    here = f"/class/{ana.id}"
    with_task_by_hand(tool, graded_attempt(tool, ana, 1).id)
    teach(f"{here}/manual", at=here, points="2", comment="well said")
    teach(f"{here}/adjustments", at=here, points="-1", reason="copied")
    other = next(each.name for each in tool.course.folders if each.name != "lesson01_add")

    assert teach("/settings", at="/settings", lesson=other, counts="last", attempts="0").status_code == 303
    for page in (teach("/class"), teach(here), client.get("/work", params={"t": student})):
        assert page.status_code == 200
    assert teach(here).text.count("given for lesson01_add: does not count here") == 2
    monkeypatch.setattr("grader.serve.exporting.grade_class", lambda *_: None)
    export_class(tool, assignment_of(tool.database, 1), tmp_path / "out")
    assert not (tmp_path / "out" / "manual.csv").exists()

    teach("/settings", at="/settings", lesson="lesson01_add", counts="last", attempts="0")
    by_hand.write_text(plain)  # the author grades no task by hand any more
    assert teach("/class").status_code == teach(here).status_code == 200
    assert client.get("/work", params={"t": student}).status_code == 200


def test_what_costs_nothing_is_not_called_late(
    tool: Tool, teach: Teach, client: httpx.Client, platform: LtiPlatform
) -> None:
    due = datetime.now(UTC) - timedelta(hours=1)
    custom = {f"{CLAIM}custom": {"lesson": "lesson01_add", "due": due.isoformat(), "counts": "last"}}
    student = platform.visit(client, user="ana", **custom)
    ana = user_called(tool, "ana")
    here = f"/class/{ana.id}"
    graded_attempt(tool, ana, 1)
    assert "\u00b7 late" in client.get("/work", params={"t": student}).text
    teach(f"{here}/adjustments", at=here, days="-1", reason="ill")
    assert "\u00b7 late" not in client.get("/work", params={"t": student}).text


def test_a_remark_is_on_a_line_that_the_file_has(
    tool: Tool, teach: Teach, client: httpx.Client, platform: LtiPlatform, monkeypatch: pytest.MonkeyPatch
) -> None:
    platform.visit(client, user="ana", **LAST)
    ana = user_called(tool, "ana")
    graded_attempt(tool, ana, 3)
    here = f"/class/{ana.id}"
    text = {"add.py": "def add(a, b):\n    return 5\n"}
    monkeypatch.setattr("grader.serve.correction_routes.sources_of", lambda *_: text)

    refused = teach(f"{here}/comments", at=here, file="add.py", line="999", text="too far", points="-1")

    assert "add.py has 2 lines. Nothing was saved." in refused.text
    assert "too far" in refused.text
    assert not (tool.folder.class_of(1) / "comments.csv").exists()
    assert teach(f"{here}/comments", at=here, file="add.py", line="2", text="here", points="-1").status_code == 303


def with_task_by_hand(tool: Tool, attempt: int) -> None:
    """The scorecard as a lesson with such a task has it."""
    import msgspec

    from grader.files import write_whole
    from grader.scorecard import TaskResult, decode, encode

    path = tool.folder.card(attempt)
    card = decode(path.read_bytes())
    extra = TaskResult(
        number=2,
        title="Say why",
        score=card.score * 0,
        max_score=card.score * 0,
        tests=[],
        forbidden=[],
        by_hand=card.score * 0 + 2,
    )
    write_whole(path, encode(msgspec.structs.replace(card, tasks=[*card.tasks, extra])))


def test_what_is_shown_waits_for_the_students_own_deadline(
    tool: Tool, teach: Teach, client: httpx.Client, platform: LtiPlatform
) -> None:
    """The class's has passed; whoever was given more time sees no more than before it."""
    now = datetime.now(UTC)
    terms = {
        "lesson": "lesson01_add",
        "due": (now - timedelta(hours=1)).isoformat(),
        "shown_before": "score",
        "shown_after": "all",
    }
    facts = {"link": "shown", f"{CLAIM}custom": terms}
    visits = {name: platform.visit(client, user=name, **facts) for name in ("ana", "ben")}
    number = 2
    for name in visits:
        graded_attempt(tool, user_called(tool, name), 1, assignment=number)
    table = tool.folder.class_of(number) / "adjustments.csv"
    table.parent.mkdir(parents=True, exist_ok=True)
    until = (now + timedelta(days=1)).isoformat()
    ana = user_called(tool, "ana")
    table.write_text(f"student,lesson,task,points,days,reason,until\n{ana.handle},lesson01_add,,,,ill,{until}\n")

    seen = {}
    for name, token in visits.items():
        own = attempts_of(tool.database, number, user_called(tool, name).id)[0]
        seen[name] = "it adds" in client.get(f"/attempts/{own.id}", params={"t": token}).text
    assert seen == {"ana": False, "ben": True}


def test_a_teachers_pages_lead_back_to_the_person_and_say_what_a_trial_is(
    tool: Tool, teach: Teach, client: httpx.Client, platform: LtiPlatform
) -> None:
    """From a student's attempt to all of theirs, never to the teacher's own; a form speaks of what it has, and of tests by their claims."""
    platform.visit(client, user="ana", **LAST)
    ana = user_called(tool, "ana")
    each = graded_attempt(tool, ana, 1)
    assert f'href="/class/{ana.id}?t=' in teach(f"/attempts/{each.id}").text.partition("</nav>")[0]
    trial = teach("/work").text
    assert "counts nowhere" in trial
    assert 'href="/class?t=' in trial
    here = f"/class/{ana.id}"
    assert ">it adds</option>" in teach(here).text
    too_many = teach(f"{here}/adjustments", at=here, points="9", reason="r").text
    assert "tick that they may go beyond full marks" in too_many
    assert "column" not in too_many.partition('role="alert">')[2].partition("</p>")[0]


def test_a_second_click_changes_nothing_twice(
    tool: Tool, teach: Teach, client: httpx.Client, platform: LtiPlatform
) -> None:
    platform.visit(client, user="ana", **LAST)
    ana = user_called(tool, "ana")
    graded_attempt(tool, ana, 3)
    here = f"/class/{ana.id}"
    for table, cells in (
        ("adjustments", {"points": "-0.5", "reason": "copied"}),
        ("comments", {"file": "add.py", "line": "2", "text": "why?", "points": "-0.5"}),
    ):
        first, second = (teach(f"{here}/{table}", at=here, **cells) for _ in range(2))
        assert (first.status_code, second.status_code) == (303, 400)
        assert "was not made twice" in second.text
    assert 'class="score">2 / 3' in teach(here).text
