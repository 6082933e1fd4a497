"""Publishing to a real platform's own code: Open edX's, as a process of its own on loopback."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from grader.cli import main
from grader.lms.lti.client import Client, PlatformRefused
from grader.lms.lti.config import read_config, read_key
from grader.lms.lti.journal import Journal
from grader.lms.lti.service import PlatformScore, post_score, results
from tests.lms.edx_process import open_edx
from tests.lms.lti_class import graded_class, key_pair, put_card

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def edx(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The lti.toml for a platform that runs while these tests do."""
    room = tmp_path_factory.mktemp("open-edx")
    private, public = key_pair()
    (room / "key.pem").write_text(private)
    (room / "key.pem").chmod(0o600)
    with open_edx(room, public) as facts:
        told = facts | {"key_file": "key.pem", "key_id": "key-1"}
        (room / "lti.toml").write_text("".join(f'{name} = "{value}"\n' for name, value in told.items()))
        graded_class(room / "graded", {"ana@x.edu": 3, "ben@x.edu": 1, "S-17": 0})
        yield room / "lti.toml"


@pytest.fixture(autouse=True)
def toy_course(monkeypatch: pytest.MonkeyPatch) -> None:
    """The lesson's course is the one that the command finds."""
    monkeypatch.setenv("DLGRADE_COURSE", str(ROOT / "tests" / "toy_course"))


def publish(config: Path) -> dict[str, Any]:
    """What the command says in its document; it ends with 0."""
    result = CliRunner().invoke(
        main, ["publish", "lti", str(config.parent / "graded"), "--config", str(config), "--json"]
    )
    assert result.exit_code == 0, result.output
    document: dict[str, Any] = json.loads(result.stdout)
    return document


def test_open_edx_takes_each_score_once(edx: Path) -> None:
    """Line item made and found again; sent, then a no-op, then the one that changed; read back as it is."""
    first, again = publish(edx), publish(edx)
    put_card(edx.parent / "graded", "ben@x.edu", 2)
    changed = publish(edx)

    assert [each["sent"] for each in (first, again, changed)] == [["ana@x.edu", "ben@x.edu", "S-17"], [], ["ben@x.edu"]]
    assert len({each["line_item"] for each in (first, again, changed)}) == 1
    config = read_config(edx)
    with Client(config, read_key(config, edx)) as client:
        shown = results(client, first["line_item"])
    assert sorted(shown.values(), key=lambda each: each.score) == [
        PlatformScore(Decimal(points), Decimal(3)) for points in (0, 2, 3)
    ]


def test_open_edx_refuses_an_equal_time(edx: Path) -> None:
    """What the journal is for: the same score with the same time is an error there, and ours never sends it so."""
    line_item = publish(edx)["line_item"]
    last = Journal(edx.parent / "graded" / "lti.jsonl").last(line_item, "11111111-ana")
    config = read_config(edx)

    assert last
    with Client(config, read_key(config, edx)) as client, pytest.raises(PlatformRefused, match="400"):
        post_score(client, last)
