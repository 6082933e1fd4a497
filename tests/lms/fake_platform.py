"""A learning platform on loopback with the rules of real ones: tokens, line items, scores in order of time, a roster."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt

Answer = tuple[int, Any]


class Platform:
    """rule: whose rule for timestamps holds: `moodle`, `canvas` or `open_edx`.

    faults: taken from the front, one a score: an HTTP status and a Retry-After instead of an answer, or a function that is
    called after the score is stored, or None. elsewhere: where the roster's next page is said to be. secrets: every token that was given and every assertion that was sent.
    """

    def __init__(self, public_key: str, rule: str = "moodle") -> None:
        self.public_key, self.rule = public_key, rule
        self.client, self.kid = "dlgrade-client", "key-1"
        self.items: list[dict[str, Any]] = []
        self.scores: dict[str, dict[str, Any]] = {}
        self.posted: list[dict[str, Any]] = []
        self.members: list[dict[str, Any]] = []
        self.faults: list[tuple[int, str] | Callable[[], None] | None] = []
        self.elsewhere = ""
        self.headers: dict[str, str] = {}
        self.secrets: list[str] = []
        self.seen: set[str] = set()
        self.page = 2  # members a page
        self.most = 1e9  # a share of the maximum, at which scores are cut
        self.date = ""  # what its clock shows, where that is not ours
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01})
        self.thread.start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def token(self, form: dict[str, list[str]]) -> Answer:
        """Checks who asks as a platform does. What is wrong is answered with the assertion in it, as some do."""
        assertion = form["client_assertion"][0]
        self.secrets.append(assertion)
        try:
            claims = jwt.decode(assertion, self.public_key, ["RS256"], audience=f"{self.url}/token")
        except jwt.PyJWTError as error:
            return 400, {"error": "invalid_client", "error_description": f"{error}: {assertion}"}
        own = claims["iss"] == claims["sub"] == self.client and claims["exp"] - claims["iat"] <= 60
        if not own or claims["jti"] in self.seen or jwt.get_unverified_header(assertion)["kid"] != self.kid:
            return 401, {"error": "invalid_client", "token": assertion}
        self.seen.add(claims["jti"])
        self.secrets.append(f"opaque-{len(self.secrets)}-{claims['jti']}")
        return 200, {"access_token": self.secrets[-1], "token_type": "Bearer", "expires_in": 3600}

    def score(self, document: dict[str, Any]) -> Answer:
        fault = self.faults.pop(0) if self.faults else None
        if isinstance(fault, tuple):
            self.headers = {"Retry-After": fault[1]} if fault[1] else {}
            return fault[0], {"error": "busy"}
        self.posted.append(document)
        if document["userId"] not in {member["user_id"] for member in self.members}:
            return 400, {"error": "unknown user"}
        if (document["activityProgress"], document["gradingProgress"]) != ("Completed", "FullyGraded"):
            return 200, None
        before = self.scores.get(document["userId"])
        if before and self.refuses(before["timestamp"], document["timestamp"]):
            return (409 if self.rule == "moodle" else 400), {"error": "timestamp", "bearer": self.secrets[-1]}
        self.scores[document["userId"]] = document
        if fault:
            fault()
        return 200, None

    def refuses(self, before: str, now: str) -> bool:
        old, new = datetime.fromisoformat(before), datetime.fromisoformat(now)
        if self.rule == "moodle":
            return int(new.timestamp()) <= int(old.timestamp())
        return new < old if self.rule == "canvas" else new <= old

    def results(self) -> list[dict[str, Any]]:
        """On the scale of the line item, to five decimals, as Moodle gives them."""
        most = self.items[0]["scoreMaximum"] if self.items else 1
        return [
            {"userId": user, "resultMaximum": most, "resultScore": round(self._share(s) * most, 5)}
            for user, s in self.scores.items()
        ]

    def _share(self, score: dict[str, Any]) -> float:
        return min(self.most, float(score["scoreGiven"] / score["scoreMaximum"]))

    def open(self, path: str, query: dict[str, list[str]]) -> Answer | None:
        """What is answered to everybody; None where a token is asked for. Bytes are a page."""
        return None

    def answer(self, method: str, path: str, query: dict[str, list[str]], body: bytes) -> Answer:
        if path == "/token":
            return self.token(parse_qs(body.decode()))
        if path == "/members":
            start = int(query.get("from", ["0"])[0])
            more = start + self.page < len(self.members)
            self.headers = (
                {"Link": f'<{self.elsewhere or self.url}/members?from={start + self.page}>; rel="next"'} if more else {}
            )
            return 200, {"members": self.members[start : start + self.page]}
        if path == "/items" and method == "POST":
            item = json.loads(body)
            assert isinstance(item["scoreMaximum"], int)
            self.items.append(item | {"id": f"{self.url}/items/{len(self.items) + 1}/lineitem?type_id=1"})
            return 201, self.items[-1]
        if path == "/items":
            return 200, self.items
        if re.fullmatch(r"/items/\d+/lineitem/scores", path) and query == {"type_id": ["1"]}:
            return self.score(json.loads(body))
        if re.fullmatch(r"/items/\d+/lineitem/results", path):
            return 200, self.results()
        return 404, {"error": "nothing here"}

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        platform = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.do_POST()

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                parts = urlsplit(self.path)
                bearer = self.headers.get("Authorization", "").removeprefix("Bearer ")
                if (known := platform.open(parts.path, parse_qs(parts.query))) is not None:
                    status, document = known
                elif parts.path not in ("/token", "/register") and bearer not in platform.secrets[-1:]:
                    status, document = 401, {"error": "no token"}
                else:
                    status, document = platform.answer(self.command, parts.path, parse_qs(parts.query), body)
                self.send_response(status)
                for name, value in platform.headers.items():
                    self.send_header(name, value)
                platform.headers = {}
                page = isinstance(document, bytes)
                data = b"" if document is None else document if page else json.dumps(document).encode()
                self.send_header("Content-Type", "text/html; charset=utf-8" if page else "application/json")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def date_time_string(self, timestamp: float | None = None) -> str:
                return platform.date or super().date_time_string(timestamp)

            def log_message(self, *_: object) -> None:
                pass

        return Handler


def given(platform: Platform) -> dict[str, float]:
    """The scores that the platform holds, by the member's name."""
    names = {member["user_id"]: member.get("email") or member["lis_person_sourcedid"] for member in platform.members}
    return {names[user]: score["scoreGiven"] for user, score in platform.scores.items()}
