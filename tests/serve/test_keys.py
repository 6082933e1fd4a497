"""The tool's keys: for their owner alone, changed by one command, the one before still published; a copy of the folder is a back-up."""

from __future__ import annotations

import shutil
from pathlib import Path

import httpx
import jwt
import pytest
from anyio.from_thread import start_blocking_portal
from click.testing import CliRunner

from grader.cli import main
from grader.errors import UsageError
from grader.serve.app import application
from grader.serve.grading import GradingQueue
from grader.serve.settings import DataFolder
from grader.serve.tool import Tool
from grader.serve.tool_keys import ToolKeys
from tests.serve.client import client_of
from tests.serve.graded import graded_attempt, user_called
from tests.serve.lti_platform import CLAIM, LtiPlatform


def test_keys_are_changed_one_by_one(tool: Tool, client: httpx.Client) -> None:
    """The newest signs, a running server publishes it at once, and what was signed before is still good."""
    before = client.get("/lti/jwks").json()["keys"]
    old = tool.keys.sign({"sub": "x"})
    result = CliRunner().invoke(main, ["serve", "rotate", "--data", str(tool.folder.root)])
    assert result.exit_code == 0, result.output

    published = {key["kid"]: jwt.PyJWK(key).key for key in client.get("/lti/jwks").json()["keys"]}
    assert set(published) == {before[0]["kid"], tool.keys.id}
    for token in (old, tool.keys.sign({"sub": "x"})):
        assert jwt.decode(token, published[jwt.get_unverified_header(token)["kid"]], ["RS256"])["sub"] == "x"
    assert [path.stat().st_mode & 0o777 for path in tool.folder.keys.iterdir()] == [0o600, 0o600]
    CliRunner().invoke(main, ["serve", "rotate", "--data", str(tool.folder.root)])
    assert before[0]["kid"] not in {key["kid"] for key in client.get("/lti/jwks").json()["keys"]}


def test_a_key_that_others_can_read_signs_nothing(tool: Tool) -> None:
    path = next(tool.folder.keys.iterdir())
    path.chmod(0o644)
    with pytest.raises(UsageError, match="chmod 600"):
        _ = ToolKeys(tool.folder.keys).private


def test_a_copy_of_the_folder_is_a_back_up(
    tool: Tool, client: httpx.Client, platform: LtiPlatform, tmp_path: Path
) -> None:
    """Taken while nobody writes: attempts, scores, platforms and keys are there, and launches go on."""
    platform.visit(client, user="ana")
    graded_attempt(tool, user_called(tool, "ana"), 2)
    tool.database.close()
    shutil.copytree(tool.folder.root, tmp_path / "copy")
    with Tool(DataFolder(tmp_path / "copy")) as again, start_blocking_portal() as portal:
        again.grader = GradingQueue(again)
        browser = client_of(application(again), portal)
        page = browser.get("/work", params={"t": platform.visit(browser, user="ana")}).text
    assert "Your score: 2 / 3" in page


def test_a_launch_as_moodle_sends_it(tool: Tool, client: httpx.Client, platform: LtiPlatform) -> None:
    """No name and no address where the school keeps them, a Chinese page as Moodle names it, roles of the site beside that of the course."""
    roles = [
        "http://purl.imsglobal.org/vocab/lis/v2/institution/person#Administrator",
        "http://purl.imsglobal.org/vocab/lis/v2/system/person#Administrator",
        "http://purl.imsglobal.org/vocab/lis/v2/membership#Learner",
    ]
    facts = {
        "sub": "7",
        "name": None,
        f"{CLAIM}roles": roles,
        f"{CLAIM}lis": {"person_sourcedid": "", "course_section_sourcedid": ""},
        f"{CLAIM}ext": {"user_username": "u7", "lms": "moodle-2"},
        f"{CLAIM}tool_platform": {"product_family_code": "moodle", "version": "2025100600"},
        f"{CLAIM}custom": {"lesson": "lesson01_add", "language": "", "due": "", "attempts": "0", "counts": "best"},
        f"{CLAIM}launch_presentation": {
            "locale": "zh_cn",
            "document_target": "iframe",
            "return_url": f"{platform.url}/mod/lti/return.php?course=2&launch_container=3&instanceid=1&sesskey=x",
        },
    }
    page = client.get("/work", params={"t": platform.visit(client, **facts)})
    assert page.status_code == 200
    assert 'lang="zh-Hans"' in page.text
    assert "身份提交" not in page.text  # nobody is named who has no name here
    assert user_called(tool, "7").handle == "user 7"
