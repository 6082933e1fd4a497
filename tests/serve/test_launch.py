"""A launch is trusted when every part of it holds, and no other; it works without cookies; registration needs an invitation."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import httpx
import jwt
import pytest
import sqlalchemy as sa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from grader.serve import registration
from grader.serve.outbound import Forbidden
from grader.serve.platforms import Platform, register
from grader.serve.registration import invite
from grader.serve.tables import visits
from grader.serve.tool import Tool
from grader.serve.visits import find_visit
from tests.serve.lti_platform import CLAIM, KEY, OTHER_KEY, ROLE, LtiPlatform

NOW = int(time.time())
# What is changed in the message, and the check at which it must fall.
ALTERED: dict[str, tuple[dict[str, Any], str]] = {
    "another audience": ({"aud": "somebody else"}, "audience"),
    "several audiences and no party": ({"aud": ["client-1", "other"]}, "audience"),
    "another party": ({"aud": ["client-1", "other"], "azp": "other"}, "audience"),
    "another issuer": ({"iss": "https://evil.example"}, "issuer"),
    "ended": ({"exp": NOW - 120, "iat": NOW - 200}, "time"),
    "of tomorrow": ({"iat": NOW + 86400, "exp": NOW + 90000}, "time"),
    "old, though it says it is good for years": ({"iat": NOW - 86400, "exp": NOW + 10**8}, "time"),
    "no end": ({"exp": None}, "signature"),
    "another nonce": ({"nonce": "of another login"}, "nonce"),
    "no nonce": ({"nonce": None}, "signature"),
    "no deployment": ({f"{CLAIM}deployment_id": None}, "deployment"),
    "another version": ({f"{CLAIM}version": "1.1"}, "message"),
    "another message": ({f"{CLAIM}message_type": "LtiSubmissionReviewRequest"}, "message"),
    "nobody": ({"sub": None}, "anonymous"),
    "nowhere": ({f"{CLAIM}context": None}, "place"),
    "an endless name of a place": ({f"{CLAIM}resource_link": {"id": "x" * 300}}, "size"),
}


def code(answer: Any) -> str:
    """The check that a refused launch names on its page."""
    assert answer.status_code == 403, answer.text
    return str(answer.text.rpartition("this word: ")[2].partition("<")[0])


@pytest.mark.parametrize("name", ALTERED)
def test_an_altered_message_opens_nothing(client: httpx.Client, platform: LtiPlatform, tool: Tool, name: str) -> None:
    changes, check = ALTERED[name]

    assert code(platform.launch(client, **changes)) == check
    assert tool.database.rows(sa.select(visits)) == []


def test_only_the_platforms_own_signature_counts(client: httpx.Client, platform: LtiPlatform) -> None:
    """Not another key, whatever id it has; not none; not a secret that everybody knows, the public key among them."""
    pem = KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)

    def sent(make: Callable[[dict[str, Any]], str]) -> str:
        asked = platform.begin(client)
        token = make(platform.claims(asked["nonce"]))
        return code(client.post("/lti/launch", data={"state": asked["state"], "id_token": token}))

    assert sent(lambda claims: platform.signed(claims, OTHER_KEY)) == "signature"
    assert sent(lambda claims: platform.signed(claims, OTHER_KEY, kid="other")) == "key"
    assert sent(lambda claims: jwt.encode(claims, "", algorithm="none", headers={"kid": "p1"})) == "algorithm"
    assert sent(lambda claims: _hs256(claims, pem)) == "algorithm"
    assert sent(lambda claims: "no token") == "form"


def test_a_message_is_good_once_and_for_its_own_login(
    browser: Callable[[], httpx.Client], platform: LtiPlatform
) -> None:
    """Replayed, or laid into somebody else's browser with the login it belongs to: nothing opens."""
    one, other = browser(), browser()
    asked = platform.begin(one)
    form = {"state": asked["state"], "id_token": platform.signed(platform.claims(asked["nonce"]))}

    laid = other.post("/lti/launch", data=form)
    first = one.post("/lti/launch", data=form, follow_redirects=False)
    replayed = one.post("/lti/launch", data=form)
    own = platform.begin(other)
    mixed = other.post("/lti/launch", data=form | {"state": own["state"]})

    assert laid.status_code == 200
    assert "Open in a new window" in laid.text
    assert first.status_code == 303
    assert code(replayed) == "replay"
    assert code(mixed) == "nonce"
    assert code(one.post("/lti/launch", data=form | {"state": asked["state"][:-2] + "AA"})) == "state"


def test_a_visits_address_opens_nothing_in_another_browser(
    browser: Callable[[], httpx.Client], platform: LtiPlatform, tool: Tool
) -> None:
    """It is bound to the browser that kept the cookie. Without cookies, the platform's storage shows that it is the same one."""
    one, other = browser(), browser()
    token = platform.visit(one)

    bound, lost = (find_visit(tool.database, token, each.cookies.get(tool.cookie) or "") for each in (one, other))
    assert bound
    assert lost is None

    page = other.get("/lti/login", params=platform.login_query(lti_storage_target="_parent"))
    kept = page.text.partition('data-value="')[2].partition('"')[0]
    where = page.text.partition('data-go="')[2].partition('"')[0].replace("&amp;", "&")
    asked = dict(pair.split("=", 1) for pair in urlsplit(where).query.split("&"))
    other.cookies.clear()
    form = {"state": asked["state"], "id_token": platform.signed(platform.claims(asked["nonce"]))}
    waits = other.post("/lti/launch", data=form)
    assert "data-key=" in waits.text
    assert "Open in a new window" in other.post("/lti/launch", data=form | {"stored": "guessed"}).text
    # From a page of somebody else, who has begun that login and knows the mark: their own launch, laid into this browser.
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {"Origin": "null"}):
        laid = other.post("/lti/launch", data=form | {"stored": kept}, headers=headers, follow_redirects=False)
        assert laid.status_code == 200
        assert "data-key=" in laid.text
    opened = other.post("/lti/launch", data=form | {"stored": kept}, follow_redirects=False)
    assert opened.status_code == 303


ELSEWHERE = [
    "https://evil.example/lti/launch",
    "https://tool.test.evil.example/",
    "https://tool.test@evil.example/",
    "https://tool.test:444/",
    "http://tool.test/",
    "//evil.example/",
    "/\\evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
]


@pytest.mark.parametrize("target", ELSEWHERE)
def test_no_address_that_a_login_names_leads_elsewhere(
    client: httpx.Client, platform: LtiPlatform, target: str
) -> None:
    """Neither at once, nor after the platform has answered: what a launch itself names as its target leads nowhere."""
    assert code(client.get("/lti/login", params=platform.login_query(target_link_uri=target))) == "target"
    opened = platform.launch(client, **{f"{CLAIM}target_link_uri": target})
    assert opened.headers["Location"].startswith("/work?t=")


def test_nobody_is_led_elsewhere(client: httpx.Client, platform: LtiPlatform) -> None:
    """By an issuer that is not known, or a login that names nobody."""
    assert code(client.get("/lti/login", params=platform.login_query(iss="https://evil.example"))) == "issuer"
    assert code(client.get("/lti/login", params=platform.login_query(login_hint=""))) == "login_hint"


def test_deployments_are_the_named_ones(client: httpx.Client, platform: LtiPlatform, tool: Tool) -> None:
    assert platform.launch(client, **{f"{CLAIM}deployment_id": "d2"}).status_code == 303

    urls: dict[str, Any] = {f"{name}_url": f"{platform.url}/{name}" for name in ("auth", "token", "jwks")}
    register(tool.database, Platform(0, "", platform.issuer, platform.client, **urls), "d1")

    assert code(platform.launch(client, **{f"{CLAIM}deployment_id": "d2"})) == "deployment"
    assert platform.launch(client).status_code == 303


@pytest.mark.parametrize(
    ("roles", "where"),
    [
        ([f"{ROLE}Instructor"], "/class"),
        (["http://purl.imsglobal.org/vocab/lis/v2/membership/Instructor#TeachingAssistant"], "/class"),
        ([f"{ROLE}Learner"], "/work"),
        ([f"{ROLE}Learner", "http://purl.imsglobal.org/vocab/lis/v2/institution/person#Instructor"], "/work"),
        (["http://purl.imsglobal.org/vocab/lis/v2/system/person#Administrator"], None),
        ([f"{ROLE}Mentor"], None),
        ([], None),
    ],
)
def test_the_role_in_the_course_decides(
    client: httpx.Client, platform: LtiPlatform, roles: list[str], where: str | None
) -> None:
    """What somebody is elsewhere in the school opens nobody's work."""
    answer = platform.launch(client, **{f"{CLAIM}roles": roles})

    if where is None:
        assert answer.status_code == 403
    else:
        assert urlsplit(answer.headers["Location"]).path == where


def test_a_platform_registers_itself_once_with_an_invitation(
    client: httpx.Client, platform: LtiPlatform, tool: Tool
) -> None:
    """And not without one, not twice, and not in the name of an issuer elsewhere."""
    secret = invite(tool.database)
    form = {"openid_configuration": f"{platform.url}/openid", "registration_token": "r1"}

    assert client.post("/lti/register/guessed", data=form).status_code == 404
    platform.issuer = "https://moodle.example"
    assert "another host than its issuer" in client.post(f"/lti/register/{secret}", data=form).text
    platform.issuer = platform.url
    assert platform.url.split("//")[1] in client.get(f"/lti/register/{secret}", params=form).text
    assert client.post(f"/lti/register/{secret}", data=form).status_code == 200
    assert client.post(f"/lti/register/{secret}", data=form).status_code == 404
    assert platform.registered[0]["redirect_uris"] == ["https://tool.test/lti/launch"]
    platform.client = "dynamic-1"
    assert platform.launch(client).status_code == 303


def test_canvas_is_told_where_to_offer_the_tool(
    client: httpx.Client, platform: LtiPlatform, tool: Tool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It shows a tool only in the placements that it asked for; and all its schools have one issuer, for which another host speaks."""
    platform.family = "canvas"
    form = {"openid_configuration": f"{platform.url}/openid", "registration_token": "r1"}
    assert client.post(f"/lti/register/{invite(tool.database)}", data=form).status_code == 200
    messages = platform.registered[0]["https://purl.imsglobal.org/spec/lti-tool-configuration"]["messages"]
    assert [each.get("placements") for each in messages] == [None, ["assignment_selection", "link_selection"]]

    platform.issuer = "https://canvas.instructure.com"
    refused = client.post(f"/lti/register/{invite(tool.database)}", data=form)
    assert "another host than its issuer" in refused.text
    monkeypatch.setitem(registration.SPEAK_FOR, urlsplit(platform.url).netloc, "canvas.instructure.com")
    assert client.post(f"/lti/register/{invite(tool.database)}", data=form).status_code == 200


def test_a_platform_that_does_not_answer_stops_nobody_who_is_known(
    monkeypatch: pytest.MonkeyPatch, client: httpx.Client, platform: LtiPlatform, tool: Tool
) -> None:
    """Its keys are kept for a while longer, and it is not asked again by each launch; a key that is not known opens nothing."""
    asked: list[str] = []

    def dead(method: str, url: str, **_: Any) -> Any:
        asked.append(url)
        raise Forbidden("does not answer")

    assert platform.launch(client).status_code == 303
    monkeypatch.setattr(tool.outbound, "document", dead)
    kept = next(iter(tool.platform_keys._kept.values()))
    kept.fetched -= 4000
    kept.tried = None
    assert [platform.launch(client).status_code for _ in range(3)] == [303, 303, 303]
    assert len(asked) == 1

    begun = platform.begin(client)
    other = platform.signed(platform.claims(begun["nonce"]), OTHER_KEY, kid="other")
    assert code(client.post("/lti/launch", data={"state": begun["state"], "id_token": other})) == "key"
    kept.fetched -= 100_000
    kept.tried = None
    assert platform.launch(client).status_code == 400


def test_a_platform_cannot_have_its_keys_inside(
    client: httpx.Client, platform: LtiPlatform, tool: Tool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It registers with an address of keys on a machine inside: nothing is fetched from there, and nothing opens."""
    reached: list[str] = []
    monkeypatch.setattr("httpx.HTTPTransport.handle_request", lambda _, request: reached.append(str(request.url)))
    for inside in ("https://169.254.169.254/latest/meta-data", "https://localhost/jwks", "https://10.0.0.1/jwks"):
        urls: dict[str, Any] = {
            "auth_url": f"{platform.url}/auth",
            "token_url": f"{platform.url}/token",
            "jwks_url": inside,
        }
        register(tool.database, Platform(0, "", platform.issuer, platform.client, **urls))
        assert platform.launch(client).status_code == 400
    assert reached == []


def _hs256(claims: dict[str, Any], secret: bytes) -> str:
    """Signed with the public key as if it were a shared secret; PyJWT itself refuses to make one."""

    def part(data: bytes) -> str:
        return base64.urlsafe_b64encode(data).rstrip(b"=").decode()

    said = ".".join(part(json.dumps(each).encode()) for each in ({"alg": "HS256", "typ": "JWT", "kid": "p1"}, claims))
    return f"{said}.{part(hmac.digest(secret, said.encode(), hashlib.sha256))}"
