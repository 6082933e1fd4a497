"""Publishing over LTI: every score once, to the right person, whatever the platform's clock rules and moods are."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from fake_platform import Platform
from lms_class import big_class
from lti_class import graded_class, key_pair, put_card, put_class

from grader.batch.classes import Student
from grader.cli import main
from grader.lms.lti.roster import Roster

TOY = Path(__file__).parents[1] / "toy_course"
COUNT = 1000
RULES = ("moodle", "canvas", "open_edx")
POINTS = {"ana@x.edu": 3, "ben@x.edu": 1, "cho@x.edu": 2, "S-17": 0}


@pytest.fixture(scope="module")
def keys() -> tuple[str, str]:
    """A private key and its public half, in PEM."""
    return key_pair()


@pytest.fixture
def open_platform(keys: tuple[str, str]) -> Iterator[Callable[..., Platform]]:
    """Opens platforms with a course of these four and a teacher, and closes them."""
    opened: list[Platform] = []

    def open_platform(rule: str = "moodle") -> Platform:
        opened.append(platform := Platform(keys[1], rule))
        platform.members = [
            {"user_id": f"u{number}", "email": name}
            if "@" in name
            else {"user_id": f"u{number}", "lis_person_sourcedid": name}
            for number, name in enumerate(POINTS)
        ]
        platform.members.append({"user_id": "gone", "email": "dan@x.edu", "status": "Inactive"})
        return platform

    yield open_platform
    for platform in opened:
        platform.close()


@pytest.fixture
def platform(open_platform: Callable[..., Platform]) -> Platform:
    return open_platform()


@pytest.fixture(autouse=True)
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """No test waits; what would have been waited is here. The course is the toy course."""
    passed: list[float] = []
    monkeypatch.setattr("grader.lms.lti.client.sleep", passed.append)
    monkeypatch.setenv("DLGRADE_COURSE", str(TOY))
    return passed


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A graded class of four."""
    return graded_class(tmp_path / "graded", POINTS)


@pytest.fixture
def publish(folder: Path, keys: tuple[str, str]) -> Callable[..., Result]:
    """Types the command, with a lti.toml for this platform."""

    def publish(platform: Platform, *words: str, folder: Path = folder, **changes: str) -> Result:
        if not (key := folder.parent / "key.pem").exists():
            key.write_text(keys[0])
            key.chmod(0o600)
        facts = {
            "client_id": "dlgrade-client",
            "token_url": f"{platform.url}/token",
            "lineitems_url": f"{platform.url}/items",
            "memberships_url": f"{platform.url}/members",
            "key_file": "key.pem",
            "key_id": "key-1",
        }
        config = folder.parent / "lti.toml"
        config.write_text("".join(f'{name} = "{value}"\n' for name, value in (facts | changes).items() if value))
        arguments = ["publish", "lti", str(folder), "--config", str(config), *words]
        result = CliRunner().invoke(main, arguments)
        assert isinstance(result.exception, SystemExit | None), result.exception
        assert not [secret for secret in platform.secrets if secret in result.output]
        assert "PRIVATE KEY" not in result.output
        return result

    return publish


def broken() -> None:
    """The connection ends before the answer."""
    raise ConnectionResetError


def given(platform: Platform) -> dict[str, float]:
    """The scores that the platform holds, by the member's name."""
    names = {member["user_id"]: member.get("email") or member["lis_person_sourcedid"] for member in platform.members}
    return {names[user]: score["scoreGiven"] for user, score in platform.scores.items()}


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
    result = publish(platform)

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


def test_thousand_names_come_through(platform: Platform, publish: Callable[..., Result], tmp_path: Path) -> None:
    """Each finds its person on the roster, and the platform has each score to the last digit; nothing is left to send."""
    folder, _, scores = big_class(tmp_path / "thousand" / "graded", COUNT)
    platform.members = [{"user_id": f"u{number}", "lis_person_sourcedid": name} for number, name in enumerate(scores)]
    platform.page = 100

    first, second = (publish(platform, "--json", folder=folder) for _ in range(2))

    assert [(run.exit_code, len(json.loads(run.stdout)["already"])) for run in (first, second)] == [(0, 0), (0, COUNT)]
    assert {name: Decimal(str(score)) for name, score in given(platform).items()} == scores


def test_who_is_not_on_the_roster_is_named(platform: Platform, publish: Callable[..., Result], folder: Path) -> None:
    """The others get their scores; someone who left the course does not count as there."""
    students = [*POINTS, "dan@x.edu", "eva"]
    for name in students[4:]:
        put_card(folder, name, 3)
    put_class(folder, *(Student(student=name, file=name) for name in students))
    result = publish(platform)

    assert (result.exit_code, given(platform)) == (1, POINTS)
    assert [line.split(":")[0] for line in result.stderr.splitlines()] == ["dan@x.edu", "eva"]


def test_two_people_of_one_name_get_nothing() -> None:
    """Neither a name that means two people nor two submissions of one person lead to a guess."""
    roster = Roster(
        [
            {"user_id": "1", "email": "a@x"},
            {"user_id": "2", "lis_person_sourcedid": "A@X"},
            {"user_id": "3", "email": "b@x"},
        ]
    )
    found, why = roster.matched({"one": ["a@x"], "two": ["b@x"], "three": ["B@x "]})

    assert found == {}
    assert sorted(why) == ["one", "three", "two"]


def test_numbers_of_a_download_are_no_id_numbers(
    platform: Platform, publish: Callable[..., Result], folder: Path
) -> None:
    """Moodle numbers its participants anew in each assignment; another student's id number may be the same."""
    platform.members[3]["lis_person_sourcedid"] = "4711"
    put_card(folder, "Ana_4711", 3)
    put_class(folder, Student(student="Ana_4711", file="Ana_4711", also=["Ana", "4711"]), form="Moodle's download")

    assert (publish(platform).exit_code, given(platform)) == (1, {})


def test_student_without_a_grading_gets_no_zero(
    platform: Platform, publish: Callable[..., Result], folder: Path
) -> None:
    """A scorecard that is missing is our fault: exit 3, the student named, nothing published for them."""
    (folder / "scorecards" / "ana@x.edu.json").unlink()
    result = publish(platform)

    assert (result.exit_code, "ana@x.edu: not graded" in result.stderr) == (3, True)
    assert "ana@x.edu" not in given(platform)


def test_adjusted_scores_are_sent_exactly(platform: Platform, publish: Callable[..., Result], folder: Path) -> None:
    """What grades.csv says is what is sent, to the last digit, with the points of each task."""
    text = "student,lesson,task,points,days,reason\nben@x.edu,lesson01,1,0.1,,a\nben@x.edu,lesson01,,0.2,,b\n"
    (folder / "adjustments.csv").write_text(text)
    publish(platform)

    assert given(platform)["ben@x.edu"] == 1.3
    assert platform.scores["u1"]["comment"] == "Task 1: Add: 1.1 / 3"


def test_platform_that_changes_a_score_is_found_out(platform: Platform, publish: Callable[..., Result]) -> None:
    """It took the score and shows another one: the read-back says so."""
    platform.faults = [lambda: platform.scores["u0"].update(scoreGiven=1)]
    result = publish(platform)

    assert result.exit_code == 1
    assert "ana@x.edu: sent, but the platform shows 1 of 3" in result.stderr


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_key_that_others_can_read_is_refused(
    mode: int, platform: Platform, publish: Callable[..., Result], folder: Path, keys: tuple[str, str]
) -> None:
    """Before anything is sent; the message says what to type."""
    (folder.parent / "key.pem").write_text(keys[0])
    (folder.parent / "key.pem").chmod(mode)
    result = publish(platform)

    assert (result.exit_code, platform.secrets) == (2, [])
    assert "chmod 600" in result.output


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"client_id": "other"}, "(token)"),
        ({"key_id": "old"}, "401"),
        ({"audience": "https://elsewhere"}, "400"),
        ({"lineitems_url": ""}, "one of lineitems_url and lineitem_url"),
        ({"token_url": "http://lms.example/token"}, "must begin with https://"),
        ({"key_file": "none.pem"}, "none.pem cannot be read"),
        ({"key_file": "lti.toml"}, "chmod 600"),
        ({"secret": "x"}, "secret"),
    ],
)
def test_wrong_configuration_is_a_sentence(
    changes: dict[str, str], says: str, platform: Platform, publish: Callable[..., Result]
) -> None:
    """Exit 2, and neither a token nor a signature in what is said, though the platform repeats ours."""
    result = publish(platform, **changes)

    assert (result.exit_code, platform.posted) == (2, [])
    assert says in result.output


def test_file_that_looks_like_a_key_is_a_sentence(
    platform: Platform, publish: Callable[..., Result], folder: Path, keys: tuple[str, str]
) -> None:
    """Half of a key, as when it was copied badly; nothing of it is shown."""
    (folder.parent / "key.pem").write_text(keys[0][:300])
    (folder.parent / "key.pem").chmod(0o600)
    result = publish(platform)

    assert (result.exit_code, "is no RSA key that can sign" in result.output) == (2, True)


def test_token_goes_to_no_other_host(
    platform: Platform, open_platform: Callable[..., Platform], publish: Callable[..., Result]
) -> None:
    """A roster that leads elsewhere is not followed."""
    other = open_platform()
    asked: list[str] = []
    other.answer = lambda _, path, *rest: (asked.append(path), (200, []))[1]  # type: ignore[method-assign]
    platform.elsewhere = other.url
    result = publish(platform)

    assert (result.exit_code, asked) == (2, [])
    assert "no address of lti.toml" in result.output


def test_platform_that_is_away_is_a_sentence(
    platform: Platform, publish: Callable[..., Result], waits: list[float]
) -> None:
    """Exit 2 after some tries."""
    platform.close()
    result = publish(platform)

    assert (result.exit_code, len(waits)) == (2, 5)
    assert "does not answer" in result.output
