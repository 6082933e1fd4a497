"""The first step of a launch: a third party asks to log in, and the browser is sent to the platform to be told who it is.

1EdTech Security Framework 1.0, 5.1.1; LTI OIDC Login with LTI Client Side postMessages 1.0 for browsers that keep no cookies in frames.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

import sqlalchemy as sa
from msgspec import Struct

from grader.serve.database import Database
from grader.serve.launch import LaunchRefused
from grader.serve.platforms import Platform, find_platforms, origin_of
from grader.serve.settings import ToolSettings
from grader.serve.signed import Signer, digest_of
from grader.serve.tables import platforms

__all__ = ["Login", "State", "begin_login", "read_state"]

STATE_SECONDS = 600
PASSED_ON = ("iss", "client_id", "login_hint", "lti_message_hint", "lti_deployment_id", "target_link_uri")
LONGEST = 4000  # characters of what is passed on


class Login(Struct, frozen=True):
    """Where the browser goes next. browser: what marks it, for a cookie and the platform's storage. storage: the frame that stores,
    empty where the platform offers none; origin: whose it is."""

    url: str
    state: str
    browser: str
    storage: str
    origin: str


class State(Struct, frozen=True):
    """What came back with the platform's answer, and was signed here. browser: the digest of what marks it. asked: how the login began."""

    platform: int
    nonce: str
    browser: str
    storage: str
    asked: dict[str, str]


def begin_login(
    database: Database, signer: Signer, settings: ToolSettings, asked: Mapping[str, str], browser: str
) -> Login:
    """Answer a request to log in. browser: what marks it already, if anything. Raises LaunchRefused."""
    platform = _platform(database, asked)
    if not asked.get("login_hint"):
        raise LaunchRefused("login_hint")
    target = asked.get("target_link_uri", "")
    if target and origin_of(target) != origin_of(settings.url):  # no way through us to anywhere else
        raise LaunchRefused("target")
    if sum(len(asked.get(name, "")) for name in PASSED_ON) > LONGEST:
        raise LaunchRefused("size")
    browser, nonce = browser or secrets.token_urlsafe(24), secrets.token_urlsafe(24)
    storage = asked.get("lti_storage_target", "")[:100]
    claims: dict[str, Any] = {
        "platform": platform.id,
        "nonce": nonce,
        "browser": digest_of(browser),
        "storage": storage,
    }
    kept = {name: asked[name] for name in PASSED_ON if asked.get(name)}
    state = signer.sign("state", claims | {"asked": kept}, STATE_SECONDS)
    query = {
        "scope": "openid",
        "response_type": "id_token",
        "response_mode": "form_post",
        "prompt": "none",
        "client_id": platform.client_id,
        "redirect_uri": settings.address("/lti/launch"),
        "login_hint": asked["login_hint"],
        "state": state,
        "nonce": nonce,
    }
    if asked.get("lti_message_hint"):
        query["lti_message_hint"] = asked["lti_message_hint"]
    parts = urlsplit(platform.auth_url)
    own = f"{parts.query}&" if parts.query else ""
    url = urlunsplit(parts._replace(query=own + urlencode(query)))
    return Login(url, state, browser, storage, origin_of(platform.auth_url))


def read_state(database: Database, signer: Signer, state: str) -> tuple[State, Platform]:
    """Raises LaunchRefused for a state that was not given here, or too long ago."""
    claims = signer.read("state", state)
    if claims is None:
        raise LaunchRefused("state")
    found = State(**{name: claims[name] for name in State.__struct_fields__})
    platform = database.one(Platform, sa.select(platforms).where(platforms.c.id == found.platform))
    if platform is None or platform.revoked:
        raise LaunchRefused("issuer")
    return found, platform


def _platform(database: Database, asked: Mapping[str, str]) -> Platform:
    """SEC 5.1.1.1: by the issuer, and by the client id where one issuer knows the tool under several."""
    found = find_platforms(database, asked.get("iss", ""), asked.get("client_id", "")) if asked.get("iss") else []
    if len(found) != 1:
        raise LaunchRefused("issuer" if not found else "client_id")
    return found[0]
