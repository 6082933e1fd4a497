"""`dlgrade serve` just before a deadline, and killed: what is lost, what comes twice, how long a page takes meanwhile.

Run: .venv/bin/python -m benchmarks.serve [PEOPLE] [SECONDS] [KILLS]

PEOPLE hand in within SECONDS, half of them wrong answers, and each watches the page until it is graded; then KILLS times a few hand in and
the server is ended by `kill -9` at a random moment. A platform on loopback counts what it is sent. Exits with 1 where anything was lost,
came twice or did not come in time; each wait has an end.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import multiprocessing
import random
import re
import signal
import socket
import ssl
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import sqlalchemy as sa

from grader.serve.platforms import Platform, register
from grader.serve.settings import DataFolder, ToolSettings
from grader.serve.tables import attempts, scores, users
from grader.serve.tool import Tool
from tests.serve.lti_platform import LtiPlatform

DLGRADE = str(Path(sys.executable).with_name("dlgrade"))
TOY = Path(__file__).parents[1] / "tests" / "toy_course"
WORK = (b"def add(a, b):\n    return a + b\n", b"def add(a, b):\n    return 5\n")
START_SECONDS = 60  # until the server answers
ANSWER_SECONDS = 30  # a request that takes longer is counted as failed
LOOK_SECONDS = 0.3  # more often is more than a person may
PATIENCE = 900  # seconds until all must be graded and sent
NOBODY = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # made once: httpx would read all certificates for each browser


class Server:
    """The server as a process of its own. told: hand-ins that it has confirmed. failed: why others were not."""

    def __init__(self, folder: DataFolder, platform: LtiPlatform, port: int) -> None:
        self.folder, self.platform, self.port = folder, platform, port
        self.log = open(folder.root / "serve.log", "ab")  # noqa: SIM115  (lives as long as the benchmark)
        self.told: list[str] = []
        self.failed: list[str] = []

    def start(self) -> None:
        command = [DLGRADE, "serve", "--data", str(self.folder.root), "--port", str(self.port)]
        self.process = subprocess.Popen(command, stderr=self.log)
        ends = time.monotonic() + START_SECONDS
        while time.monotonic() < ends and self.process.poll() is None:
            with contextlib.suppress(httpx.HTTPError):
                httpx.get(f"{self.platform.tool}/health", verify=NOBODY)
                return
            time.sleep(0.05)
        raise SystemExit(f"the server does not start: {self.folder.root / 'serve.log'}")

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def visit(self, user: str) -> tuple[httpx.Client, str]:
        """A browser, and the secret of its visit. Its cookie is marked for https, and loopback counts as that."""
        client = httpx.Client(base_url=self.platform.tool, timeout=ANSWER_SECONDS, verify=NOBODY)
        login = client.get("/lti/login", params=self.platform.login_query(login_hint=user), follow_redirects=False)
        assert login.status_code == 302, login.status_code
        client.headers["Cookie"] = login.headers["Set-Cookie"].partition(";")[0]
        asked = dict(httpx.URL(login.headers["Location"]).params)
        token = self.platform.signed(self.platform.claims(asked["nonce"], user=user))
        opened = client.post("/lti/launch", data={"state": asked["state"], "id_token": token}, follow_redirects=False)
        assert opened.status_code == 303, opened.status_code
        return client, httpx.URL(opened.headers["Location"]).params["t"]

    def hand_in(self, user: str, work: bytes, *, watch: bool = False) -> None:
        """Raises httpx.HTTPError or AssertionError where the server did not confirm it. watch: until it is graded, as the page does."""
        client, token = self.visit(user)
        with contextlib.closing(client):
            page = client.get("/work", params={"t": token}).text
            fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
            answer = client.post("/work", params={"t": token}, data=fields, files={"files": ("add.py", work)})
            assert answer.status_code == 303, f"{answer.status_code} {answer.text[:200]}"
            self.told.append(user)
            if watch:
                where = answer.headers["Location"].partition("?")[0]
                with client.stream("GET", f"{where}/events", params={"t": token}) as events:
                    for _ in events.iter_lines():
                        pass
                client.get(where, params={"t": token}).raise_for_status()


def before_the_deadline(server: Server, people: int, seconds: float) -> list[float]:
    """All hand in within so many seconds; how long the page of one of them took meanwhile, asked again and again by another process."""
    client, token = server.visit("onlooker")
    client.close()
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    onlooker = context.Process(target=look, args=(server.platform.tool, token, client.headers["Cookie"], theirs))
    onlooker.start()

    def one(number: int) -> None:
        time.sleep(random.uniform(0, seconds))
        try:
            server.hand_in(f"p{number}", WORK[number % 2], watch=True)
        except (httpx.HTTPError, AssertionError) as error:  # whatever else is a fault of the benchmark
            server.failed.append(f"p{number}: {type(error).__name__} {error}")

    try:
        with ThreadPoolExecutor(people) as threads:
            list(threads.map(one, range(people)))
        wait_for_all(server)
        ours.send("end")
        times: list[float] = ours.recv() if ours.poll(ANSWER_SECONDS) else []
        return times
    finally:
        onlooker.terminate()
        onlooker.join()


def look(url: str, token: str, cookie: str, pipe: Any) -> None:
    """Ask for one page again and again until the other end says so; then send how long each took."""
    times: list[float] = []
    with httpx.Client(base_url=url, timeout=ANSWER_SECONDS, verify=NOBODY, headers={"Cookie": cookie}) as client:
        while not pipe.poll(LOOK_SECONDS):
            started = time.perf_counter()
            client.get("/work", params={"t": token}).raise_for_status()
            times.append(time.perf_counter() - started)
    pipe.send(times)


def killed(server: Server, kills: int) -> None:
    """Each time five hand in, and the server is killed within five seconds; who is not told that it came hands in no more."""
    for number in range(kills):
        with ThreadPoolExecutor(5) as threads:
            asked = [threads.submit(server.hand_in, f"k{number}-{each}", WORK[each % 2]) for each in range(5)]
            time.sleep(random.uniform(0.2, 5))
            server.kill()
            for each in asked:
                each.exception()
        server.start()
    wait_for_all(server)


def wait_for_all(server: Server) -> None:
    ends = time.monotonic() + PATIENCE
    with Tool(server.folder) as tool:
        while time.monotonic() < ends:
            waiting = [sa.select(sa.func.count()).where(table.c.state == "waiting") for table in (attempts, scores)]
            if not any(map(tool.database.number, waiting)):
                return
            time.sleep(0.5)
    server.failed.append(f"not all were graded and sent within {PATIENCE} s")


def count(server: Server) -> dict[str, Any]:
    """What became of it."""
    with Tool(server.folder) as tool:
        rows = tool.database.rows(sa.select(attempts))
        sent = tool.database.rows(sa.select(scores))
    graded = Counter(event["attempt"] for event in events_of(server) if event["event"] == "graded")
    posted = Counter(document["userId"] for document in server.platform.posted)
    people = Counter(row["user"] for row in rows)
    return {
        "confirmed": len(server.told),
        "attempts": len(rows),
        "not taken": len(server.failed),
        "lost": len(server.told) - len({*server.told} & {*posted}),
        "twice": sum(number > 1 for number in people.values()),
        "graded": sum(row["state"] == "graded" for row in rows),
        "graded and again": sum(number > 1 for number in graded.values()),
        "scores sent": sum(row["state"] == "sent" for row in sent),
        "scores sent twice": sum(number > 1 for number in posted.values()),
        "scores out of order": disorder(server),
    }


def disorder(server: Server) -> int:
    """Scores that came before one that had changed earlier: the order of grading is that of the log."""
    with Tool(server.folder) as tool:
        asked = sa.select(users.c.sub).join(scores, scores.c.user == users.c.id).order_by(scores.c.asked)
        wanted = [row["sub"] for row in tool.database.rows(asked)]
    came = {user: place for place, user in enumerate(document["userId"] for document in server.platform.posted)}
    places = [came[user] for user in wanted if user in came]
    return sum(later < before for before, later in itertools.pairwise(places))


def events_of(server: Server) -> list[dict[str, Any]]:
    lines = (server.folder.root / "serve.log").read_bytes().splitlines()
    return [json.loads(line) for line in lines if line.startswith(b"{")]


def slowest(server: Server) -> dict[str, int]:
    """By route, milliseconds at the 95th percentile as the server itself saw them; without those that wait on purpose."""
    times: dict[str, list[int]] = {}
    for event in events_of(server):
        if event["event"] == "request" and not event["route"].endswith("/events"):
            times.setdefault(f"{event['method']} {event['route']}", []).append(event["ms"])
    return {f"{route}, 95th percentile ms": at_95(found) for route, found in sorted(times.items()) if len(found) > 20}


def at_95(times: list[int]) -> int:
    return round(statistics.quantiles(times, n=20)[-1])


def main() -> None:
    given = [int(each) for each in sys.argv[1:4]]
    people, seconds, kills = (*given, *(300, 60, 20)[len(given) :])
    platform = LtiPlatform()
    platform.members = [{"user_id": f"p{number}"} for number in range(people)]
    platform.members += [{"user_id": f"k{number}-{each}"} for number in range(kills) for each in range(5)]
    with tempfile.TemporaryDirectory(prefix="dlgrade-serve-") as room, contextlib.closing(platform):
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        platform.tool = f"http://127.0.0.1:{port}"
        folder = DataFolder(Path(room) / "data")
        folder.save(ToolSettings(url=platform.tool, course=str(TOY), inside=["127.0.0.1"]))
        with Tool(folder) as tool:
            urls: dict[str, Any] = {f"{name}_url": f"{platform.url}/{name}" for name in ("auth", "token", "jwks")}
            register(tool.database, Platform(0, "", platform.issuer, platform.client, **urls))
            platform.trust(tool.keys.published())
        server = Server(folder, platform, port)
        server.start()
        try:
            times = before_the_deadline(server, people, seconds)
            by_route = slowest(server)
            killed(server, kills)
            found = count(server)
        finally:
            server.kill()
    if times:
        found["page, median ms"] = round(1000 * statistics.median(times))
        found["page, 95th percentile ms"] = at_95([round(1000 * each) for each in times])
    for name, value in (found | by_route).items():
        print(f"{name:42} {value}")
    for line in server.failed[:10]:
        print(line)
    bad = ("not taken", "lost", "twice", "scores sent twice", "scores out of order")
    sys.exit(1 if any(found[name] for name in bad) or found["graded"] != found["attempts"] or not times else 0)


if __name__ == "__main__":
    main()
