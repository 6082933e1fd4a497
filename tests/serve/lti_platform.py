"""A learning platform that launches: its login page, its signed messages, its keys, and the services of tests.lms.fake_platform."""

from __future__ import annotations

import html
import json
import time
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from tests.lms.fake_platform import Answer, Platform

CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
ROLE = "http://purl.imsglobal.org/vocab/lis/v2/membership#"
KEY = rsa.generate_private_key(65537, 2048)  # of every platform of these tests: one costs a tenth of a second
OTHER_KEY = rsa.generate_private_key(65537, 2048)

STORAGE = """<script>
const kept = {};
addEventListener("message", (event) => {
  const { subject, key, value, message_id } = event.data;
  if (subject === "lti.put_data") kept[key] = value;
  event.source.postMessage({ subject: subject + ".response", key, value: kept[key], message_id }, event.origin);
});
</script>"""


class LtiPlatform(Platform):
    """registered: what tools said when they registered. site: its pages, another site than the tool's, which is at `tool`."""

    def __init__(self, rule: str = "moodle") -> None:
        super().__init__("", rule)
        self.client = "client-1"
        self.family = "moodle"
        self.registered: list[dict[str, Any]] = []
        self.issuer = self.url
        self.site = self.url.replace("127.0.0.1", "localhost")
        self.tool = "https://tool.test"
        self.public: dict[str, Any] = {}  # the tool's keys, by their ids

    def token(self, form: dict[str, list[str]]) -> Answer:
        """By the key that the assertion names."""
        self.kid = jwt.get_unverified_header(form["client_assertion"][0])["kid"]
        self.public_key = self.public[self.kid]
        return super().token(form)

    def trust(self, published: dict[str, Any]) -> None:
        """Take the tool's key set, as a platform fetches it."""
        self.public = {key["kid"]: jwt.PyJWK(key).key for key in published["keys"]}

    def answer(self, method: str, path: str, query: dict[str, list[str]], body: bytes) -> Answer:
        if path == "/register":
            self.registered.append(json.loads(body))
            deployment = {"https://purl.imsglobal.org/spec/lti-tool-configuration": {"deployment_id": "d1"}}
            return 201, {"client_id": "dynamic-1"} | deployment
        return super().answer(method, path, query, body)

    def open(self, path: str, query: dict[str, list[str]]) -> Answer | None:
        """What is answered without a token."""
        if path == "/jwks":
            own = RSAAlgorithm.to_jwk(KEY.public_key(), as_dict=True)
            return 200, {"keys": [own | {"kid": "p1", "alg": "RS256", "use": "sig"}]}
        if path == "/openid":
            names = {
                "registration_endpoint": "register",
                "jwks_uri": "jwks",
                "authorization_endpoint": "auth",
                "token_endpoint": "token",
            }
            product = {
                "https://purl.imsglobal.org/spec/lti-platform-configuration": {"product_family_code": self.family}
            }
            return 200, product | {"issuer": self.issuer} | {
                name: f"{self.url}/{place}" for name, place in names.items()
            }
        given = {name: values[0] for name, values in query.items()}
        if path == "/course":
            return 200, self.course_page(**given)
        if path == "/auth":
            return 200, self.answer_page(given)
        return None

    def course_page(self, user: str, role: str = "Learner", locale: str = "en", storage: str = "") -> bytes:
        """A course with the tool in a frame. storage: the page keeps what the tool asks it to (LTI Client Side postMessages)."""
        hint = json.dumps([user, role, locale])
        query = urlencode(
            self.login_query(login_hint=hint, target_link_uri=f"{self.tool}/lti/launch", lti_storage_target=storage)
        )
        frame = f'<iframe name="tool" width="900" height="900" src="{html.escape(f"{self.tool}/lti/login?{query}")}"></iframe>'
        return f"<!DOCTYPE html><title>Course</title>{frame}{STORAGE if storage else ''}".encode()

    def answer_page(self, asked: dict[str, str]) -> bytes:
        """The platform says who it is, by a form that the browser posts."""
        user, role, locale = json.loads(asked["login_hint"])
        presentation: dict[str, Any] = {f"{CLAIM}launch_presentation": {"locale": locale}}
        token = self.signed(self.claims(asked["nonce"], user=user, role=role, **presentation))
        fields = {"state": asked["state"], "id_token": token}
        inputs = "".join(
            f'<input type="hidden" name="{name}" value="{html.escape(value)}">' for name, value in fields.items()
        )
        form = (
            f'<form method="post" action="{html.escape(asked["redirect_uri"])}">{inputs}<button>Go on</button></form>'
        )
        return f"<!DOCTYPE html><title>Go on</title>{form}<script>document.forms[0].submit()</script>".encode()

    def claims(
        self, of_login: str, /, user: str = "u1", role: str = "Learner", link: str = "link-1", **changes: Any
    ) -> dict[str, Any]:
        """What a launch says. A change to None takes a claim away."""
        now = int(time.time())
        facts: dict[str, Any] = {
            "iss": self.issuer,
            "aud": self.client,
            "sub": user,
            "iat": now,
            "exp": now + 300,
            "nonce": of_login,
            "name": f"Name of {user}",
            f"{CLAIM}message_type": "LtiResourceLinkRequest",
            f"{CLAIM}version": "1.3.0",
            f"{CLAIM}deployment_id": "d1",
            f"{CLAIM}target_link_uri": f"{self.tool}/lti/launch",
            f"{CLAIM}roles": [f"{ROLE}{role}"],
            f"{CLAIM}context": {"id": "course-1", "title": "Deep learning"},
            f"{CLAIM}resource_link": {"id": link, "title": "Homework"},
            f"{CLAIM}custom": {"lesson": "lesson01_add"},
            "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint": {
                "scope": ["https://purl.imsglobal.org/spec/lti-ags/scope/score"],
                "lineitems": f"{self.url}/items",
            },
            "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice": {
                "context_memberships_url": f"{self.url}/members"
            },
        }
        return {name: value for name, value in (facts | changes).items() if value is not None}

    def signed(self, claims: dict[str, Any], key: Any = KEY, kid: str = "p1", algorithm: str = "RS256") -> str:
        return jwt.encode(claims, key, algorithm=algorithm, headers={"kid": kid})

    def login_query(self, **changes: str) -> dict[str, str]:
        facts = {
            "iss": self.issuer,
            "login_hint": "u1",
            "target_link_uri": f"{self.tool}/lti/launch",
            "client_id": self.client,
        }
        return {name: value for name, value in (facts | changes).items() if value}

    def begin(self, client: Any, **changes: str) -> dict[str, str]:
        """Log in, as far as the platform is asked; what it is asked."""
        answer = client.get("/lti/login", params=self.login_query(**changes), follow_redirects=False)
        assert answer.status_code == 302, answer.text
        return {name: values[0] for name, values in parse_qs(urlsplit(answer.headers["Location"]).query).items()}

    def launch(self, client: Any, **changes: Any) -> Any:
        """A whole launch; the answer to the last step, which is not followed."""
        asked = self.begin(client)
        form = {"state": asked["state"], "id_token": self.signed(self.claims(asked["nonce"], **changes))}
        return client.post("/lti/launch", data=form, follow_redirects=False)

    def visit(self, client: Any, **changes: Any) -> str:
        """The secret of the visit that a launch opens."""
        answer = self.launch(client, **changes)
        assert answer.status_code == 303, answer.text
        return str(parse_qs(urlsplit(answer.headers["Location"]).query)["t"][0])
