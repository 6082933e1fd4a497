"""A platform to publish to over LTI, a graded class, and the command that publishes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from grader.cli import main
from tests.lms.fake_platform import Platform
from tests.lms.lti_class import POINTS, graded_class, key_pair

TOY = Path(__file__).parents[1] / "toy_course"


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


@pytest.fixture
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
