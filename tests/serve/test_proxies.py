"""Behind the proxies of the documentation, with TLS: nginx and Caddy themselves, with the files that are shown there."""

from __future__ import annotations

import contextlib
import datetime
import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import uvicorn
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from grader.serve.app import application
from grader.serve.running import at_work
from grader.serve.tool import Tool
from tests.serve.conftest import Running, know, new_folder
from tests.serve.lti_platform import KEY, LtiPlatform
from tests.waiting import wait_until

FILES = Path(__file__).parents[2] / "docs" / "lms" / "files" / "serve"
NGINX = "/usr/sbin/nginx"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """For localhost, with its key."""
    room = tmp_path_factory.mktemp("tls")
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(KEY.public_key())
    made = made.serial_number(1).not_valid_before(now).not_valid_after(now + datetime.timedelta(days=1))
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
    signed = made.sign(KEY, hashes.SHA256())
    (room / "cert.pem").write_bytes(signed.public_bytes(Encoding.PEM))
    (room / "key.pem").write_bytes(KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return room / "cert.pem", room / "key.pem"


def nginx(room: Path, port: int, tool: int, certificate: tuple[Path, Path]) -> list[str]:
    """The command that runs nginx with the file of the documentation; only names, ports and paths are others."""
    site = (FILES / "nginx.conf").read_text()
    for before, after in {
        "listen 443 ssl": f"listen 127.0.0.1:{port} ssl",
        "dlgrade.example.edu;": "localhost;",
        "/etc/letsencrypt/live/dlgrade.example.edu/fullchain.pem": str(certificate[0]),
        "/etc/letsencrypt/live/dlgrade.example.edu/privkey.pem": str(certificate[1]),
        "127.0.0.1:8000": f"127.0.0.1:{tool}",
    }.items():
        assert before in site
        site = site.replace(before, after)
    paths = "".join(
        f"{name}_temp_path {room}/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    whole = f"user root; daemon off; pid {room}/pid; error_log {room}/log;\nevents {{}}\nhttp {{\n{paths}{site}\n}}\n"
    (room / "nginx.conf").write_text(whole)
    return [NGINX, "-p", str(room), "-c", str(room / "nginx.conf")]


def caddy(room: Path, port: int, tool: int, certificate: tuple[Path, Path]) -> list[str]:
    """As `nginx`; the certificate is given, for there is none to be had for localhost."""
    site = (FILES / "Caddyfile").read_text()
    for before, after in {
        "dlgrade.example.edu {": f"https://localhost:{port} {{\n\ttls {certificate[0]} {certificate[1]}",
        "127.0.0.1:8000": f"127.0.0.1:{tool}",
    }.items():
        assert before in site
        site = site.replace(before, after)
    (room / "Caddyfile").write_text(f"{{\n\tadmin off\n\tauto_https disable_redirects\n}}\n{site}")
    return [shutil.which("caddy") or "caddy", "run", "--config", str(room / "Caddyfile"), "--adapter", "caddyfile"]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@pytest.fixture(params=[nginx, caddy], ids=["nginx", "caddy"])
def proxied(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    tool_keys: Path,
    platform: LtiPlatform,
    certificate: tuple[Path, Path],
) -> Iterator[Running]:
    """A tool at work behind a proxy; its browsers trust the proxy's certificate."""
    port = free_port()
    platform.tool = f"https://localhost:{port}"
    folder = new_folder(tmp_path / "data", tool_keys, url=platform.tool)
    trust = ssl.create_default_context(cafile=certificate[0])
    room = tmp_path / "proxy"
    room.mkdir(mode=0o755)
    with (
        socket.create_server(("127.0.0.1", 0)) as listening,
        Tool(folder) as tool,
        at_work(tool),
        contextlib.ExitStack() as browsers,
    ):
        know(tool, platform)
        server = uvicorn.Server(uvicorn.Config(application(tool), log_config=None, lifespan="off"))
        serving = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        serving.start()
        command = request.param(room, port, listening.getsockname()[1], certificate)
        environment = {"HOME": str(room), "PATH": "/usr/sbin:/usr/bin:/bin"}
        with (room / "said").open("wb") as said, subprocess.Popen(command, env=environment, stderr=said) as proxy:

            def open_browser() -> httpx.Client:
                client = httpx.Client(base_url=platform.tool, verify=trust, trust_env=False, timeout=60)
                return browsers.enter_context(client)

            browser = open_browser()

            def answers() -> bool:
                try:
                    return browser.get("/health").status_code == 200
                except httpx.HTTPError:
                    assert proxy.poll() is None, (room / "said").read_text()
                    return False

            wait_until(answers)
            yield Running(tool, platform, open_browser)
            proxy.terminate()
        server.should_exit = True
        serving.join()


def test_the_loop_behind_a_proxy(proxied: Running) -> None:
    """The launch keeps its cookie, the queue is told at once, what is too large is refused, and the counts are for this machine alone."""
    client = proxied.browser()
    token = proxied.platform.visit(client, user="ana")
    assert client.cookies.get("__Host-dlgrade")
    sent = proxied.post(client, "/work", token, files=[("files", ("add.py", b"def add(a, b):\n    return a + b\n"))])
    where = sent.headers["Location"].partition("?")[0]
    with client.stream("GET", f"{where}/events", params={"t": token}) as events:
        lines = events.iter_lines()
        assert next(lines) == "event: place"  # and the stream goes on: nothing holds it back until it ends
        assert proxied.tool.grader.counts != (0, 0)
        assert "event: done" in list(lines)
    assert "3 / 3" in proxied.page(client, where, token).text

    assert client.post("/work", params={"t": token}, files={"files": ("a.py", bytes(18 << 20))}).status_code == 413
    assert client.get("/metrics").status_code == 403
    assert client.get("/work", params={"t": token}).headers["Content-Security-Policy"].count("frame-ancestors") == 1
