"""Publishing over LTI: a key, a configuration or a platform that is not as it must be is a sentence, and no secret leaves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests.lms.fake_platform import Platform

pytestmark = pytest.mark.usefixtures("waits")


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
