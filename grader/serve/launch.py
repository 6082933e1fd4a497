"""From the platform's signed message to a launch that can be trusted: who comes, as what, from which place of which course.

Sections: LTI = 1EdTech LTI Core 1.3, SEC = 1EdTech Security Framework 1.0, DL = LTI Deep Linking 2.0, AGS = Assignment and Grade Services
2.0, NRPS = Names and Role Provisioning Services 2.0.
"""

from __future__ import annotations

import threading
import time
from typing import Any, Literal

import jwt
import sqlalchemy as sa
from msgspec import Struct
from starlette.exceptions import HTTPException

from grader.errors import UsageError
from grader.intake.names import clean
from grader.serve.database import Database
from grader.serve.outbound import Forbidden, Outbound
from grader.serve.platforms import Platform, allowed_deployment
from grader.serve.signed import digest_of
from grader.serve.tables import nonces

__all__ = ["Launch", "LaunchRefused", "PlatformKeys", "Role", "role_of", "use_up", "verified"]

CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
AGS = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint"
NRPS = "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice"
DL = "https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings"
SCORE_SCOPE = "https://purl.imsglobal.org/spec/lti-ags/scope/score"
MEMBERSHIP = "http://purl.imsglobal.org/vocab/lis/v2/membership"
LEEWAY = 60  # seconds by which two clocks may differ
OLDEST = 600  # seconds: what was issued earlier is not taken, whatever it says of its end
KEYS_SECONDS = 3600
KEYS_LONGEST = 24 * 3600  # where the platform does not answer
AGAIN_SECONDS = 30  # so long an unknown key, or a platform that did not answer, is not asked for again
WAIT_SECONDS = 5  # for somebody else who asks already
TOKEN_BYTES = 64 * 1024
LONG = 255
Role = Literal["student", "teacher", "other"]


class LaunchRefused(UsageError):
    """A message that is not trusted or cannot be used. code: which check it fell at, for the page and the log."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Launch(Struct, frozen=True):
    """What the message says. link: the place in the course that was clicked, empty when the teacher only picks content.

    custom: what was set when the content was picked. line_item: the gradebook's column of this place. linking: the settings of a
    deep linking request (DL 4.4).
    """

    deployment: str
    sub: str
    role: Role
    context: str
    context_title: str = ""
    link: str = ""
    link_title: str = ""
    name: str = ""
    email: str = ""
    number: str = ""
    custom: dict[str, str] = {}
    line_item: str = ""
    lineitems_url: str = ""
    gradebook: bool = False
    memberships_url: str = ""
    locale: str = ""
    linking: dict[str, Any] = {}


class PlatformKeys:
    """The public keys of platforms, fetched when they are needed and kept for an hour; for a day, while the platform does not answer.

    A platform that does not answer keeps its own people waiting for a moment, and nobody else's."""

    def __init__(self, outbound: Outbound) -> None:
        self._outbound = outbound
        self._kept: dict[str, _Kept] = {}
        self._lock = threading.Lock()

    def key(self, platform: Platform, kid: str) -> Any:
        """The key of that id (SEC 6.3). Raises LaunchRefused where the platform has none, Forbidden where it cannot be asked."""
        with self._lock:
            kept = self._kept.setdefault(platform.jwks_url, _Kept())
        if kept.is_due(kid):
            self._refresh(platform, kept, kid)
        if kid not in kept.keys:
            raise LaunchRefused("key")
        return kept.keys[kid]

    def _refresh(self, platform: Platform, kept: _Kept, kid: str) -> None:
        if not kept.lock.acquire(timeout=WAIT_SECONDS):
            raise HTTPException(429)
        try:
            if kept.is_due(kid):  # and nobody has asked meanwhile
                kept.keys, kept.fetched = self._fetched(platform), time.monotonic()
                kept.tried = kept.fetched
        except Forbidden:
            kept.tried = time.monotonic()
            if kid not in kept.keys or kept.tried - kept.fetched > KEYS_LONGEST:
                raise
        finally:
            kept.lock.release()

    def _fetched(self, platform: Platform) -> dict[str, Any]:
        document = self._outbound.document("GET", platform.jwks_url, headers={"Accept": "application/json"})
        listed = document.get("keys") if isinstance(document, dict) else None
        found = {}
        for each in listed if isinstance(listed, list) else []:
            if isinstance(each, dict) and each.get("kty") == "RSA" and each.get("use", "sig") == "sig":
                try:
                    found[str(each.get("kid", ""))] = jwt.PyJWK(each, algorithm="RS256").key
                except jwt.PyJWTError:
                    continue
        return found


class _Kept:
    """Of one platform. tried, fetched: when it was asked, and when it last answered; None for never."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.keys: dict[str, Any] = {}
        self.tried: float | None = None
        self.fetched = 0.0

    def is_due(self, kid: str) -> bool:
        """Whether to ask for that key now."""
        now = time.monotonic()
        if self.tried is not None and now - self.tried < AGAIN_SECONDS:
            return False
        return kid not in self.keys or now - self.fetched >= KEYS_SECONDS


def verified(database: Database, keys: PlatformKeys, platform: Platform, token: str, nonce: str) -> Launch:
    """The launch that this id token is. nonce: the one that this login began with, to be used up when the launch opens something.
    Raises LaunchRefused for anything that is not so."""
    claims = _claims(keys, platform, token)
    if claims.get("nonce") != nonce or not nonce:  # SEC 5.1.3, 9: of this login
        raise LaunchRefused("nonce")
    if not allowed_deployment(database, platform, _text(claims, f"{CLAIM}deployment_id")):  # LTI 5.3.3
        raise LaunchRefused("deployment")
    return _launch(claims)


def _claims(keys: PlatformKeys, platform: Platform, token: str) -> dict[str, Any]:
    """SEC 5.1.3: signature, algorithm, issuer, audience, authorised party, times."""
    if len(token) > TOKEN_BYTES:
        raise LaunchRefused("size")
    try:
        head = jwt.get_unverified_header(token)
    except jwt.PyJWTError:
        raise LaunchRefused("form") from None
    if head.get("alg") != "RS256":  # neither none nor a secret that both would know
        raise LaunchRefused("algorithm")
    key = keys.key(platform, str(head.get("kid", "")))
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            key,
            algorithms=["RS256"],
            audience=platform.client_id,
            issuer=platform.issuer,
            leeway=LEEWAY,
            options={"require": ["exp", "iat", "iss", "aud", "nonce"]},
        )
    except jwt.InvalidAudienceError:
        raise LaunchRefused("audience") from None
    except jwt.InvalidIssuerError:
        raise LaunchRefused("issuer") from None
    except (jwt.ExpiredSignatureError, jwt.ImmatureSignatureError):
        raise LaunchRefused("time") from None
    except (jwt.PyJWTError, ValueError):
        raise LaunchRefused("signature") from None
    audience = claims["aud"] if isinstance(claims["aud"], list) else [claims["aud"]]
    if claims.get("azp", platform.client_id) != platform.client_id or (len(audience) > 1 and "azp" not in claims):
        raise LaunchRefused("audience")
    if not isinstance(claims["iat"], int | float) or time.time() - claims["iat"] > OLDEST:
        raise LaunchRefused("time")
    return claims


def _launch(claims: dict[str, Any]) -> Launch:
    kind, version = claims.get(f"{CLAIM}message_type"), claims.get(f"{CLAIM}version")
    if version != "1.3.0" or kind not in ("LtiResourceLinkRequest", "LtiDeepLinkingRequest"):  # LTI 5.3.1, 5.3.2
        raise LaunchRefused("message")
    context, link = _object(claims, f"{CLAIM}context"), _object(claims, f"{CLAIM}resource_link")
    ags, nrps = _object(claims, AGS), _object(claims, NRPS)
    scopes = ags.get("scope")
    custom = _object(claims, f"{CLAIM}custom")
    name = _text(claims, "name") or f"{_text(claims, 'given_name')} {_text(claims, 'family_name')}".strip()
    launch = Launch(
        deployment=_text(claims, f"{CLAIM}deployment_id"),
        sub=_text(claims, "sub"),
        role=role_of(claims.get(f"{CLAIM}roles")),
        context=_text(context, "id"),
        context_title=clean(_text(context, "title") or _text(context, "label")),
        link=_text(link, "id") if kind == "LtiResourceLinkRequest" else "",
        link_title=clean(_text(link, "title")),
        name=clean(name),
        email=_text(claims, "email"),
        number=_text(_object(claims, f"{CLAIM}lis"), "person_sourcedid"),
        custom={key: str(value)[:LONG] for key, value in custom.items() if isinstance(value, str | int)},
        line_item=_text(ags, "lineitem", 2000),  # AGS 3.1
        lineitems_url=_text(ags, "lineitems", 2000),
        gradebook=isinstance(scopes, list) and SCORE_SCOPE in scopes,
        memberships_url=_text(nrps, "context_memberships_url", 2000),  # NRPS 3.6.1.1
        locale=_text(_object(claims, f"{CLAIM}launch_presentation"), "locale"),
        linking=_object(claims, DL) if kind == "LtiDeepLinkingRequest" else {},
    )
    if not launch.sub:  # LTI 5.3.6.1 allows anonymous launches; nobody could be given a grade
        raise LaunchRefused("anonymous")
    if not launch.context or (not launch.link and not launch.linking):
        raise LaunchRefused("place")
    return launch


def role_of(roles: Any) -> Role:
    """What the person is in this course (LTI A.2.2). What somebody is in the school, or on the system, does not count."""
    own: set[str] = set()
    for role in roles if isinstance(roles, list) else []:
        if isinstance(role, str) and role.startswith(MEMBERSHIP):
            own.add(role.removeprefix(MEMBERSHIP))
        elif role in (
            "Instructor",
            "Learner",
            "TeachingAssistant",
            "Administrator",
        ):  # A.2.3: simple names are of the context
            own.add(f"#{role}")
    if own & {"#Instructor", "#Administrator", "#TeachingAssistant", "/Instructor#TeachingAssistant"}:
        return "teacher"
    return "student" if "#Learner" in own else "other"


def use_up(connection: sa.Connection, platform: Platform, nonce: str) -> None:
    """SEC 9: each nonce once. Raises LaunchRefused."""
    now = time.time()
    row = {"digest": digest_of(f"{platform.id} {nonce}"), "ends": now + 2 * OLDEST + LEEWAY}
    try:
        connection.execute(sa.delete(nonces).where(nonces.c.ends < now))
        connection.execute(sa.insert(nonces).values(row))
    except sa.exc.IntegrityError:
        raise LaunchRefused("replay") from None


def _object(claims: dict[str, Any], name: str) -> dict[str, Any]:
    found = claims.get(name)
    return found if isinstance(found, dict) else {}


def _text(claims: dict[str, Any], name: str, most: int = LONG) -> str:
    """A claim that is text; none that is too long to be meant. Raises LaunchRefused for it: half of an address or an id is another's."""
    found = claims.get(name)
    if not isinstance(found, str):
        return ""
    if len(found) > most and name not in ("title", "name", "label"):
        raise LaunchRefused("size")
    return found.replace("\0", "")[:most]
