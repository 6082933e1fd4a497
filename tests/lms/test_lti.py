"""Publishing over LTI: every score arrives once, whatever the platform's clock rules and moods are."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from click.testing import Result

from grader.classroom.classes import ClassMember
from tests.lms.fake_platform import Platform, given
from tests.lms.lti_class import POINTS, put_card, put_class

pytestmark = pytest.mark.usefixtures("waits")
RULES = ("moodle", "canvas", "open_edx")


def broken() -> None:
    """The connection ends before the answer."""
    raise ConnectionResetError


@pytest.mark.parametrize("rule", RULES)
def test_every_score_arrives_once(
    rule: str, open_platform: Callable[..., Platform], publish: Callable[..., Result]
) -> None:
    """Of three runs the first sends all, by address or id number; the others send nothing and are no error."""
    platform = open_platform(rule)
    runs = [publish(platform, "--json") for _ in range(3)]

    assert [run.exit_code for run in runs] == [0, 0, 0]
    assert [len(json.loads(run.stdout)["sent"]) for run in runs] == [4, 0, 0]
    assert given(platform) == POINTS
    assert (len(platform.posted), len(platform.items)) == (4, 1)


@pytest.mark.parametrize("rule", RULES)
def test_changed_score_replaces_the_old_one(
    rule: str, open_platform: Callable[..., Platform], publish: Callable[..., Result], folder: Path
) -> None:
    """At once after the first, though Moodle tells no times within a second apart."""
    platform = open_platform(rule)
    publish(platform)
    put_card(folder, "ben@x.edu", 2)

    assert publish(platform).exit_code == 0
    assert given(platform) == POINTS | {"ben@x.edu": 2}
    assert len(platform.posted) == 5


@pytest.mark.parametrize("rule", RULES)
def test_interrupted_publish_goes_on(
    rule: str, open_platform: Callable[..., Platform], publish: Callable[..., Result]
) -> None:
    """Cut off after the platform stored a score and before we heard of it: the next run ends with each there once."""
    platform = open_platform(rule)
    platform.faults = [None, broken, *[(500, "")] * 6]
    platform.server.handle_error = lambda *_: None  # type: ignore[method-assign]
    assert publish(platform).exit_code == 2
    assert publish(platform).exit_code == 0
    assert given(platform) == POINTS
    times = [(document["userId"], document["timestamp"]) for document in platform.posted]
    assert len(set(times)) == 4


@pytest.mark.parametrize("rule", RULES)
def test_answer_that_is_lost_is_no_error(
    rule: str, open_platform: Callable[..., Platform], publish: Callable[..., Result]
) -> None:
    """The platform stored the score and the connection broke: what it says to the second try is understood."""
    platform = open_platform(rule)
    platform.faults = [broken]
    platform.server.handle_error = lambda *_: None  # type: ignore[method-assign]

    assert publish(platform).exit_code == 0
    assert given(platform) == POINTS


def test_crash_between_two_scores_is_mended(platform: Platform, publish: Callable[..., Result], folder: Path) -> None:
    """Half a line in the journal, and a score that it says was only begun: nothing is sent that is there."""
    publish(platform)
    journal = folder / "lti.jsonl"
    lines = journal.read_bytes().split(b"\n")
    journal.write_bytes(b"\n".join(lines[:-1]) + b"\n" + lines[-1][:40])

    assert publish(platform).exit_code == 0
    assert publish(platform).exit_code == 0
    assert (len(platform.posted), given(platform)) == (4, POINTS)


def test_lost_journal_does_no_harm(platform: Platform, publish: Callable[..., Result], folder: Path) -> None:
    """Sent again with a later time, each score is still what it was, in the one line item."""
    publish(platform)
    (folder / "lti.jsonl").unlink()
    for score in platform.scores.values():
        score["timestamp"] = "2026-01-01T00:00:00.000Z"

    assert publish(platform).exit_code == 0
    assert (given(platform), len(platform.items)) == (POINTS, 1)


def test_newer_score_of_a_person_is_not_hidden(platform: Platform, publish: Callable[..., Result]) -> None:
    """What someone gave on the platform later than now is refused there, and the command says whose it is."""
    platform.scores["u1"] = {"scoreGiven": 3, "scoreMaximum": 3, "timestamp": "2099-01-01T00:00:00.000Z"}
    result = publish(platform, "--override")

    assert result.exit_code == 1
    assert "ben@x.edu: POST" in result.stderr
    assert given(platform) == POINTS | {"ben@x.edu": 3}


def test_busy_platform_is_asked_again(platform: Platform, publish: Callable[..., Result], waits: list[float]) -> None:
    """429 and 5xx are tried again, each time after a longer pause."""
    platform.faults = [(429, ""), (503, ""), (502, "")]

    assert publish(platform).exit_code == 0
    assert given(platform) == POINTS
    assert 1 <= waits[0] <= 2 <= waits[1] <= 4 <= waits[2] <= 8


@pytest.mark.parametrize(("asked", "seconds"), [("7", 7), ("100000", 120), ("Mon, 02 Feb 2026 15:58:23 GMT", 0)])
def test_pause_is_as_the_platform_asks(
    asked: str, seconds: int, platform: Platform, publish: Callable[..., Result], waits: list[float]
) -> None:
    """Retry-After as seconds or as a date; nobody makes us wait for a day."""
    platform.faults = [(429, asked)]

    assert publish(platform).exit_code == 0
    assert waits == [seconds]


def test_token_that_ends_early_is_renewed(platform: Platform, publish: Callable[..., Result]) -> None:
    """A 401 in the middle costs one more token and no score."""
    platform.faults = [None, lambda: platform.secrets.append("revoked")]

    assert publish(platform).exit_code == 0
    assert given(platform) == POINTS


def test_dry_run_sends_nothing(platform: Platform, publish: Callable[..., Result], folder: Path) -> None:
    """It says what would be sent, and leaves neither a line item nor a journal."""
    result = publish(platform, "--dry-run")

    assert (result.exit_code, "4 would be sent" in result.stdout) == (0, True)
    assert (platform.items, platform.posted, (folder / "lti.jsonl").exists()) == ([], [], False)


def test_platform_that_changes_a_score_is_found_out(platform: Platform, publish: Callable[..., Result]) -> None:
    """It took the score and shows another one: the read-back says so."""
    platform.faults = [lambda: platform.scores["u0"].update(scoreGiven=1)]
    result = publish(platform)

    assert result.exit_code == 1
    assert "ana@x.edu: sent, but the platform shows 1 of 3" in result.stderr


@pytest.mark.parametrize("rule", RULES)
def test_score_that_a_person_gave_stays(
    rule: str, open_platform: Callable[..., Platform], publish: Callable[..., Result], folder: Path
) -> None:
    """Before the first publish or after it; named each time, and replaced on demand alone."""
    platform = open_platform(rule)
    platform.scores["u0"] = {"scoreGiven": 1, "scoreMaximum": 3, "timestamp": "2026-01-01T00:00:00.000Z"}
    first = publish(platform)
    platform.scores["u1"]["scoreGiven"] = 2.5
    put_card(folder, "ben@x.edu", 2)
    put_card(folder, "cho@x.edu", 3)
    second = publish(platform)

    for result in (first, second):
        assert result.exit_code == 1
        assert "ana@x.edu: the platform shows 1 of 3, which dlgrade did not send" in result.stderr
    assert "ben@x.edu: the platform shows 2.5 of 3" in second.stderr
    assert given(platform) == POINTS | {"ana@x.edu": 1, "ben@x.edu": 2.5, "cho@x.edu": 3}

    assert publish(platform, "--override").exit_code == 0
    assert given(platform) == POINTS | {"ben@x.edu": 2, "cho@x.edu": 3}
    assert publish(platform).exit_code == 0


def test_bonus_is_told_the_same_each_time(platform: Platform, publish: Callable[..., Result], folder: Path) -> None:
    """The platform cuts 4 of 3 to 3 of 3: that is no error, neither at first nor again."""
    platform.most = 1.0
    (folder / "adjustments.csv").write_text(
        "student,lesson,task,points,days,reason,bonus\nana@x.edu,lesson01,,1,,found a mistake,bonus\n"
    )
    first, second = publish(platform), publish(platform)

    for result in (first, second):
        assert (result.exit_code, "ana@x.edu: 4 of 3 is sent" in result.stderr) == (0, True)
    assert len(platform.posted) == 4


def test_time_of_handing_in_is_sent(platform: Platform, publish: Callable[..., Result], folder: Path) -> None:
    """Else the platform takes the time of sending, and marks it late. Who has none is sent without."""
    when = datetime(2026, 10, 1, 23, 50, tzinfo=timezone(timedelta(hours=8)))
    students = [
        ClassMember(student=name, file=name, handed_in=when if name.startswith("ana") else None) for name in POINTS
    ]
    put_class(folder, *students)
    publish(platform)

    sent = {each["userId"]: each.get("submission") for each in platform.posted}
    assert sent == {"u0": {"submittedAt": "2026-10-01T15:50:00.000Z"}, "u1": None, "u2": None, "u3": None}


def test_waits_are_told(platform: Platform, publish: Callable[..., Result]) -> None:
    platform.faults = [(503, "90")]
    assert "answers 503: waiting 90 s, then try 2 of 6." in publish(platform).stderr
