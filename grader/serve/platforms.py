"""The platforms that the tool is registered with, and the values that a platform asks for."""

from __future__ import annotations

from urllib.parse import urlsplit

import sqlalchemy as sa
from msgspec import Struct

from grader.errors import UsageError
from grader.sentences import text
from grader.serve.database import Database
from grader.serve.settings import is_loopback
from grader.serve.tables import assignments, contexts, deployments, platforms, scores, visits

__all__ = [
    "Platform",
    "allowed_deployment",
    "delete_empty",
    "deployments_of",
    "find_platforms",
    "forget_platform",
    "frame_ancestors",
    "is_secure",
    "origin_of",
    "register",
    "tool_values",
]


class Platform(Struct, frozen=True):
    """One registration: a platform knows the tool under client_id (LTI Core 1.3, 3.1.3).

    auth_url: where people are authenticated; token_url: where the tool gets its tokens; jwks_url: the platform's keys; audience: who a
    request for a token is addressed to, where that is not token_url. revoked: it may launch and is sent nothing any more; its courses are still here.
    """

    id: int
    name: str
    issuer: str
    client_id: str
    auth_url: str
    token_url: str
    jwks_url: str
    audience: str = ""
    revoked: bool = False


def find_platforms(
    database: Database, issuer: str = "", client_id: str = "", *, revoked: bool = False
) -> list[Platform]:
    """All, or those of an issuer, or the one of an issuer and a client id. revoked: also those whose registration was revoked."""
    asked = sa.select(platforms).order_by(platforms.c.id)
    if not revoked:
        asked = asked.where(sa.not_(platforms.c.revoked))
    if issuer:
        asked = asked.where(platforms.c.issuer == issuer)
    if client_id:
        asked = asked.where(platforms.c.client_id == client_id)
    return database.all(Platform, asked)


def register(database: Database, platform: Platform, deployment: str = "") -> Platform:
    """Keep it; one of the same issuer and client id is replaced. Raises UsageError for what no platform shows: nothing, or an address
    without https (1EdTech Security Framework 1.0, 3)."""
    for name in ("issuer", "auth_url", "token_url", "jwks_url"):
        if not is_secure(getattr(platform, name)):
            raise UsageError(text("operate.no_https", name=name, value=getattr(platform, name)[:200]))
    if not platform.client_id.strip():
        raise UsageError(text("operate.no_client"))
    values = {name: getattr(platform, name) for name in Platform.__struct_fields__ if name != "id"}
    if not platform.name:  # what it is called stays
        del values["name"]
    with database.write() as connection:
        same = sa.and_(platforms.c.issuer == platform.issuer, platforms.c.client_id == platform.client_id)
        if connection.execute(sa.select(platforms.c.id).where(same)).scalar() is None:
            connection.execute(sa.insert(platforms).values(values))
        else:
            _go_on(connection, same)
            connection.execute(sa.update(platforms).where(same).values(values))
        number = int(connection.execute(sa.select(platforms.c.id).where(same)).scalar_one())
        known = sa.select(deployments).where(deployments.c.platform == number, deployments.c.name == deployment)
        if not deployment:  # any of that platform
            connection.execute(sa.delete(deployments).where(deployments.c.platform == number))
        elif connection.execute(known).first() is None:
            connection.execute(sa.insert(deployments).values(platform=number, name=deployment))
    return find_platforms(database, platform.issuer, platform.client_id)[0]


def _go_on(connection: sa.Connection, same: sa.ColumnElement[bool]) -> None:
    """Scores that were refused because the platform was revoked wait again."""
    back = sa.select(platforms.c.id).where(same, platforms.c.revoked)
    courses = sa.select(contexts.c.id).where(contexts.c.platform.in_(back))
    own = sa.select(assignments.c.id).where(assignments.c.context.in_(courses))
    refused = sa.and_(scores.c.assignment.in_(own), scores.c.state == "refused")
    connection.execute(sa.update(scores).where(refused).values(state="waiting", note=""))


def forget_platform(database: Database, number: int) -> Platform:
    """Revoke the registration: its launches are refused, its open pages end, nothing is sent to it. What its people handed in stays until
    their courses are deleted; a platform without courses is deleted at once. Raises UsageError where there is no such platform."""
    own = platforms.c.id == number
    found = database.one(Platform, sa.select(platforms).where(own))
    if found is None:
        raise UsageError(text("operate.no_platform", number=str(number)))
    courses = sa.select(contexts.c.id).where(contexts.c.platform == number)
    with database.write() as connection:
        connection.execute(sa.delete(visits).where(visits.c.context.in_(courses)))
        connection.execute(sa.delete(deployments).where(deployments.c.platform == number))
        connection.execute(sa.update(platforms).where(own).values(revoked=True))
        delete_empty(connection)
    return found


def delete_empty(connection: sa.Connection) -> None:
    """Delete revoked platforms that have no courses here any more."""
    used = sa.select(contexts.c.platform)
    connection.execute(sa.delete(platforms).where(platforms.c.revoked, platforms.c.id.not_in(used)))


def deployments_of(database: Database, platform: Platform) -> list[str]:
    """Those that the operator has named."""
    asked = sa.select(deployments.c.name).where(deployments.c.platform == platform.id).order_by(deployments.c.name)
    return [row["name"] for row in database.rows(asked)]


def allowed_deployment(database: Database, platform: Platform, name: str) -> bool:
    """Whether launches of this deployment are taken: any where the operator has named none (LTI Core 1.3, 3.1.3)."""
    named = deployments_of(database, platform)
    return bool(name) and (not named or name in named)


def origin_of(url: str) -> str:
    """Scheme, host and port; empty for what is no address of the web."""
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return ""
    if (
        parts.scheme not in ("https", "http")
        or not parts.hostname
        or parts.username
        or set(parts.netloc) & set("'\"; ,*")
    ):
        return ""
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{parts.scheme}://{host}{port}"


def is_secure(url: str) -> bool:
    """Whether it is an address of https; of this machine alone, http will do."""
    origin = origin_of(url)
    return origin.startswith("https://") or (bool(origin) and is_loopback(urlsplit(url).hostname))


def frame_ancestors(database: Database) -> str:
    """The origins of the registered platforms, which alone may show the tool in a frame."""
    found = find_platforms(database)
    return " ".join(sorted({origin_of(url) for each in found for url in (each.issuer, each.auth_url)} - {""}))


def tool_values(address: str) -> dict[str, str]:
    """What a platform asks for when the tool is registered by hand. address: of the tool."""
    base = address.rstrip("/")
    return {
        "Tool URL, target link URI": f"{base}/lti/launch",
        "Initiate login URL, OIDC login URL": f"{base}/lti/login",
        "Redirection URI": f"{base}/lti/launch",
        "Public keyset URL, JWKS": f"{base}/lti/jwks",
        "Deep linking URL, content selection URL": f"{base}/lti/launch",
    }
