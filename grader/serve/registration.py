"""Dynamic registration (1EdTech, LTI Dynamic Registration 1.0): one link, pasted into the platform, and both know each other."""

from __future__ import annotations

import contextlib
import hashlib
import secrets
import time
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from grader.lms.lti.client import SCOPES
from grader.sentences import text
from grader.serve.database import Database
from grader.serve.outbound import Forbidden, Outbound
from grader.serve.platforms import Platform, origin_of, register
from grader.serve.settings import ToolSettings
from grader.serve.tables import invitations

__all__ = ["invitation", "invite", "is_invited", "register_with"]

INVITED_SECONDS = 24 * 3600
PLATFORM = "https://purl.imsglobal.org/spec/lti-platform-configuration"
# Hosts that speak for an issuer elsewhere: hosted Canvas has one issuer for all schools.
SPEAK_FOR = {f"sso.{each}canvaslms.com": f"canvas.{each}instructure.com" for each in ("", "beta.", "test.")}
PLACEMENTS = {
    "canvas": ["assignment_selection", "link_selection"]
}  # where a platform wants to be told where to offer the tool
TOOL = "https://purl.imsglobal.org/spec/lti-tool-configuration"


def invite(database: Database) -> str:
    """A secret for one registration within a day."""
    secret = secrets.token_urlsafe(24)
    database.run(sa.insert(invitations).values(digest=_digest(secret), ends=time.time() + INVITED_SECONDS))
    return secret


def is_invited(database: Database, secret: str) -> bool:
    asked = sa.select(sa.func.count()).where(invitations.c.digest == _digest(secret), invitations.c.ends > time.time())
    return database.number(asked) == 1


@contextlib.contextmanager
def invitation(database: Database, secret: str) -> Iterator[bool]:
    """Use it up, and give it back where the registration fails; False where it was used, is too old, or never was. Of two that come at
    once, one has it."""
    own = sa.and_(invitations.c.digest == _digest(secret), invitations.c.ends > time.time())
    with database.write() as connection:
        ends = connection.execute(sa.select(invitations.c.ends).where(own)).scalar()
        connection.execute(sa.delete(invitations).where(invitations.c.ends < time.time()))
        taken = connection.execute(sa.delete(invitations).where(own)).rowcount == 1
    try:
        yield taken
    except Exception:
        if taken:
            database.run(sa.insert(invitations).values(digest=_digest(secret), ends=ends))
        raise


def register_with(
    database: Database, outbound: Outbound, settings: ToolSettings, configuration_url: str, token: str
) -> Platform:
    """Read what the platform says of itself, register there, and keep it. Raises Forbidden where that is not as the standard says."""
    facts = outbound.document("GET", configuration_url, headers={"Accept": "application/json"})
    if not isinstance(facts, dict):
        raise Forbidden(text("outbound.no_object"))
    own = {name: _address(facts, name) for name in ("issuer", "registration_endpoint", "jwks_uri")}
    own |= {name: _address(facts, name) for name in ("authorization_endpoint", "token_endpoint")}
    # 3.5.1: the configuration must come from the issuer's own host, or anybody could speak for the issuer
    host = _host(configuration_url)
    if _host(own["issuer"]) not in (host, SPEAK_FOR.get(host, "")):
        raise Forbidden(text("outbound.other_host"))
    headers = {"Accept": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
    product = facts.get(PLATFORM)
    family = str(product.get("product_family_code", "")) if isinstance(product, dict) else ""
    asked = _asked(settings, PLACEMENTS.get(family.casefold(), []))
    made = outbound.document("POST", own["registration_endpoint"], headers=headers, json=asked)
    if not isinstance(made, dict) or not isinstance(made.get("client_id"), str) or not made["client_id"]:
        raise Forbidden(text("outbound.no_client"))
    platform = Platform(
        id=0,
        name=family[:200],
        issuer=own["issuer"],
        client_id=made["client_id"][:255],
        auth_url=own["authorization_endpoint"],
        token_url=own["token_endpoint"],
        jwks_url=own["jwks_uri"],
        audience=str(facts.get("authorization_server") or ""),
    )
    tool = made.get(TOOL)
    deployment = tool.get("deployment_id", "") if isinstance(tool, dict) else ""
    return register(database, platform, str(deployment or ""))


def _asked(settings: ToolSettings, placements: list[str]) -> dict[str, Any]:
    """What the tool says of itself (3.2, OpenID client metadata and the LTI tool configuration)."""
    launch = settings.address("/lti/launch")
    linking = {"type": "LtiDeepLinkingRequest", "target_link_uri": launch, "label": settings.title}
    return {
        "application_type": "web",
        "response_types": ["id_token"],
        "grant_types": ["implicit", "client_credentials"],
        "initiate_login_uri": settings.address("/lti/login"),
        "redirect_uris": [launch],
        "client_name": settings.title,
        "jwks_uri": settings.address("/lti/jwks"),
        "token_endpoint_auth_method": "private_key_jwt",
        "scope": " ".join(SCOPES),
        TOOL: {
            "domain": launch.split("/")[2],
            "target_link_uri": launch,
            "claims": ["iss", "sub", "name"],
            "messages": [
                {"type": "LtiResourceLinkRequest", "target_link_uri": launch},
                linking | ({"placements": placements} if placements else {}),
            ],
        },
    }


def _address(facts: dict[str, Any], name: str) -> str:
    found = facts.get(name)
    if not isinstance(found, str) or not origin_of(found):
        raise Forbidden(text("outbound.no_name", name=name))
    return found


def _host(url: str) -> str:
    return origin_of(url).partition("://")[2]


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
