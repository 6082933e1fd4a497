"""Publishing over LTI: a key, a configuration or a platform that is not as it must be is a sentence, and no secret leaves."""

from __future__ import annotations

import ipaddress
import ssl
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from click.testing import Result
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

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
    """Exit 2 after few tries, each said before its wait: where nothing listens, long waiting does not help."""
    platform.close()
    result = publish(platform)

    assert (result.exit_code, len(waits)) == (2, 2)
    assert result.stderr.count("does not answer: waiting") == 2
    assert "the connection is refused" in result.output


def test_host_that_nobody_knows_is_a_sentence(
    platform: Platform, publish: Callable[..., Result], waits: list[float]
) -> None:
    platform.url = "https://lms.invalid"
    result = publish(platform)

    assert (result.exit_code, waits) == (2, [])
    assert "No machine is called lms.invalid" in result.output


@pytest.mark.usefixtures("waits")
@pytest.mark.parametrize(
    ("error", "said"),
    [
        ("invalid_scope", "switch grade services"),
        ("invalid_request: Expired token", "Is the clock of this machine right?"),
        ("Cannot handle token with iat prior to 2026-01-01", "Is the clock of this machine right?"),
        ("unknown deployment 7", "Canvas's deployment"),
    ],
)
def test_what_the_platform_names_is_the_hint(
    platform: Platform,
    publish: Callable[..., Result],
    monkeypatch: pytest.MonkeyPatch,
    error: str,
    said: str,
) -> None:
    """And not the key, which is right."""
    monkeypatch.setattr(platform, "token", lambda _: (400, {"error": error}))
    result = publish(platform)

    assert result.exit_code == 2
    assert said in result.output
    assert "public key" not in result.output


@pytest.mark.usefixtures("waits")
def test_certificates_that_are_not_there_are_named(
    platform: Platform, publish: Callable[..., Result], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none.pem"))
    result = publish(platform)

    assert result.exit_code == 2
    assert f"SSL_CERT_FILE={tmp_path / 'none.pem'}: the file of certificates" in result.output


def test_wrong_clock_is_named(platform: Platform, publish: Callable[..., Result]) -> None:
    """What we sign has our time; a key is not to blame."""
    now = datetime.now(UTC) + timedelta(minutes=10)
    platform.date = format_datetime(now, usegmt=True)
    result = publish(platform, key_id="old")

    assert result.exit_code == 2
    assert "This machine's clock is 10 minutes behind the platform's" in result.output
    assert "key_id" not in result.output


def test_deployment_of_another_tool_is_named(platform: Platform, publish: Callable[..., Result]) -> None:
    """The token is good, and the line items are another tool's."""
    answer = platform.answer
    platform.answer = lambda method, path, *rest: (401, {}) if path == "/items" else answer(method, path, *rest)  # type: ignore[method-assign]
    result = publish(platform)

    assert result.exit_code == 2
    assert "type_id" in result.output
    assert "public key" not in result.output


def test_certificate_that_is_not_trusted_is_not_tried_again(
    platform: Platform, publish: Callable[..., Result], waits: list[float], tmp_path: Path
) -> None:
    """It will never pass; the sentence says what to do, and doing it helps."""
    certificate, key = self_signed(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    platform.server.socket = context.wrap_socket(platform.server.socket, server_side=True)
    platform.server.handle_error = lambda *_: None  # type: ignore[method-assign]
    platform.url = platform.url.replace("http://", "https://")
    result = publish(platform)

    assert (result.exit_code, waits, platform.posted) == (2, [], [])
    assert "its certificate is not trusted here" in result.output
    assert "SSL_CERT_FILE=FILE" in result.output
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SSL_CERT_FILE", str(certificate))
        assert publish(platform).exit_code == 0


def self_signed(folder: Path) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1 that signs itself, and its key."""
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    address = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    builder = x509.CertificateBuilder(name, name, key.public_key(), 1, now - timedelta(days=1), now + timedelta(days=1))
    signed = builder.add_extension(address, critical=False).sign(key, hashes.SHA256())
    (folder / "cert.pem").write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    form, none = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    (folder / "server.pem").write_bytes(key.private_bytes(serialization.Encoding.PEM, form, none))
    return folder / "cert.pem", folder / "server.pem"
