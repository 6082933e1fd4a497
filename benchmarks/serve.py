"""`dlgrade serve` just before a deadline, and killed: what is lost, what comes twice, how long a page takes meanwhile.

Run: .venv/bin/python -m benchmarks.serve [PEOPLE] [SECONDS] [KILLS]

PEOPLE hand in within SECONDS, half of them wrong answers; then KILLS times a few hand in and the server is ended by `kill -9` at a
random moment. A platform on loopback counts what it is sent. Exits with 1 where anything was lost or came twice.
"""

from __future__ import annotations

import json
import random
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import sqlalchemy as sa

from grader.serve.database import attempts, scores
from grader.serve.platforms import Platform, register
from grader.serve.settings import DataFolder, ToolSettings
from grader.serve.tool import Tool
from tests.serve.lti_platform import LtiPlatform

DLGRADE = str(Path(sys.executable).with_name("dlgrade"))
TOY = Path(__file__).parents[1] / "tests" / "toy_course"
WORK = (b"def add(a, b):\n    return a + b\n", b"def add(a, b):\n    return 5\n")
PATIENCE = 3600  # seconds until all must be graded and sent


class Server:
    """The server as a process of its own. told: hand-ins that it has confirmed."""

    def __init__(self, folder: DataFolder, platform: LtiPlatform, port: int) -> None:
        self.folder, self.platform, self.port = folder, platform, port
        self.log = open(folder.root / "serve.log", "ab")  # noqa: SIM115  (lives as long as the benchmark)
        self.told: list[str] = []

    def start(self) -> None:
        command = [DLGRADE, "serve", "--data", str(self.folder.root), "--port", str(self.port)]
        self.process = subprocess.Popen(command, stderr=self.log)
        while True:
            try:
                httpx.get(f"{self.platform.tool}/health")
                return
            except httpx.HTTPError:
                time.sleep(0.05)

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def visit(self, user: str) -> tuple[httpx.Client, str]:
        """A browser, and the secret of its visit. Its cookie is marked for https, and loopback counts as that."""
        client = httpx.Client(base_url=self.platform.tool, timeout=60)
        login = client.get("/lti/login", params=self.platform.login_query(), follow_redirects=False)
        client.headers["Cookie"] = login.headers["Set-Cookie"].partition(";")[0]
        asked = dict(httpx.URL(login.headers["Location"]).params)
        token = self.platform.signed(self.platform.claims(asked["nonce"], user=user))
        opened = client.post("/lti/launch", data={"state": asked["state"], "id_token": token}, follow_redirects=False)
        return client, httpx.URL(opened.headers["Location"]).params["t"]

    def hand_in(self, user: str, work: bytes) -> None:
        """Raises httpx.HTTPError where the server did not confirm it."""
        client, token = self.visit(user)
        page = client.get("/work", params={"t": token}).text
        fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
        answer = client.post("/work", params={"t": token}, data=fields, files={"files": ("add.py", work)})
        assert answer.status_code == 303, answer.text
        self.told.append(user)


def before_the_deadline(server: Server, people: int, seconds: float) -> list[float]:
    """All hand in within so many seconds; how long the page of one of them took meanwhile, asked again and again."""
    client, token = server.visit("onlooker")
    times: list[float] = []
    done = threading.Event()

    def look() -> None:
        while not done.is_set():
            started = time.perf_counter()
            client.get("/work", params={"t": token}).raise_for_status()
            times.append(time.perf_counter() - started)
            time.sleep(0.05)

    def one(number: int) -> None:
        time.sleep(random.uniform(0, seconds))
        server.hand_in(f"p{number}", WORK[number % 2])

    looking = threading.Thread(target=look)
    looking.start()
    with ThreadPoolExecutor(people) as threads:
        list(threads.map(one, range(people)))
    wait_for_all(server)
    done.set()
    looking.join()
    return times


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
    deadline = time.monotonic() + PATIENCE
    with Tool(server.folder) as tool:
        while time.monotonic() < deadline:
            waiting = [sa.select(sa.func.count()).where(table.c.state == "waiting") for table in (attempts, scores)]
            if not any(map(tool.database.number, waiting)):
                return
            time.sleep(0.5)
    raise SystemExit("not all were graded and sent in time")


def count(server: Server) -> dict[str, Any]:
    """What became of it."""
    with Tool(server.folder) as tool:
        rows = tool.database.rows(sa.select(attempts))
        sent = tool.database.rows(sa.select(scores))
    events = [
        json.loads(line)
        for line in (server.folder.root / "serve.log").read_bytes().splitlines()
        if line.startswith(b"{")
    ]
    graded = Counter(event["attempt"] for event in events if event["event"] == "graded")
    posted = Counter(document["userId"] for document in server.platform.posted)
    users = Counter(row["user"] for row in rows)
    return {
        "confirmed": len(server.told),
        "attempts": len(rows),
        "lost": len(server.told) - len({*server.told} & {*posted}),
        "twice": sum(number > 1 for number in users.values()),
        "graded": sum(row["state"] == "graded" for row in rows),
        "graded and again": sum(number > 1 for number in graded.values()),
        "scores sent": sum(row["state"] == "sent" for row in sent),
        "scores sent twice": sum(number > 1 for number in posted.values()),
    }


def main() -> None:
    given = [int(each) for each in sys.argv[1:4]]
    people, seconds, kills = (*given, *(300, 60, 20)[len(given) :])
    platform = LtiPlatform()
    platform.members = [{"user_id": f"p{number}"} for number in range(people)]
    platform.members += [{"user_id": f"k{number}-{each}"} for number in range(kills) for each in range(5)]
    with tempfile.TemporaryDirectory(prefix="dlgrade-serve-") as room:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        platform.tool = f"http://127.0.0.1:{port}"
        folder = DataFolder(Path(room) / "data")
        folder.save(ToolSettings(url=platform.tool, course=str(TOY), inside=["127.0.0.1"]))
        with Tool(folder) as tool:
            urls = {f"{name}_url": f"{platform.url}/{name}" for name in ("auth", "token", "jwks")}
            register(tool.database, Platform(0, "", platform.issuer, platform.client, **urls))
            platform.trust(tool.keys.published())
        server = Server(folder, platform, port)
        server.start()
        times = before_the_deadline(server, people, seconds)
        killed(server, kills)
        found = count(server)
        server.kill()
    platform.close()
    found["page, median ms"] = round(1000 * statistics.median(times))
    found["page, 95th percentile ms"] = round(1000 * statistics.quantiles(times, n=20)[-1])
    for name, value in found.items():
        print(f"{name:26} {value}")
    bad = found["lost"] or found["twice"] or found["scores sent twice"] or found["graded"] != found["attempts"]
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
