"""What the tests share: one warm sandbox, one warm session, the toy course, and a bench for inline submissions."""

from __future__ import annotations

import os
import tempfile
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import hypothesis
import pytest
import torch  # noqa: F401  (what speaks with a worker takes tensors only where PyTorch is loaded)

from grader.course.lessons import Course
from grader.engine.session import Session
from grader.judge.remote.calls import Link
from grader.judge.remote.student import Desk, Student
from grader.judge.remote.tools import WorkerTools
from grader.sandbox import Sandbox, choose
from grader.wire.messages import Limits
from grader.worker.shell import preload_transformer

pytest_plugins = ["tests.class_fixtures"]

os.environ["DLGRADE_OFFLINE"] = "1"  # no test fetches anything,
CACHE = tempfile.TemporaryDirectory(prefix="dlgrade-cache-")  # or finds what a grading of this user's left
os.environ["XDG_CACHE_HOME"] = CACHE.name
os.environ["XDG_STATE_HOME"] = f"{CACHE.name}/state"  # with a key that is always the same: golden scorecards are
KEY_FILE = Path(CACHE.name, "state", "dlgrade", "secret.key")
KEY_FILE.parent.mkdir(parents=True)
KEY_FILE.write_text("5d" * 32 + "\n")

preload_transformer()  # as a worker does: before a test imports the whole of IPython

TOY_COURSE = Path(__file__).parent / "toy_course"

# Each property is tried on so many examples: always the same hundred, or as many new ones as DLGRADE_EXAMPLES says.
EXAMPLES = int(os.environ.get("DLGRADE_EXAMPLES", "100"))
hypothesis.settings.register_profile(
    "dlgrade",
    deadline=None,
    derandomize=EXAMPLES == 100,
    database=None,
    max_examples=EXAMPLES,
    suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture, hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("dlgrade")

os.environ["DLGRADE_LANG"] = "en"  # whatever this machine's locale is


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "slow: takes minutes; run with -m slow")


# Each file is one process's: those that take longest begin first, so that none is waited for at the end.
LONGEST = (
    "test_accepted.py",
    "attacks/test_uid_sandbox.py",
    "attacks/test_attacks.py",
    "lms/test_pages.py",
    "classroom/test_commands.py",
    "attacks/test_trusted_side.py",
    "lms/test_nbgrader.py",
    "authoring/test_proofs.py",
    "classroom/test_course_as_a_class.py",
)


def _begins(item: pytest.Item) -> int:
    name = item.path.relative_to(Path(__file__).parent).as_posix()
    return LONGEST.index(name) if name in LONGEST else len(LONGEST)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Slow tests run only when they are asked for."""
    items.sort(key=_begins)
    if "slow" in config.option.markexpr:
        return
    slow = [item for item in items if item.get_closest_marker("slow")]
    items[:] = [item for item in items if item not in slow]
    config.hook.pytest_deselected(items=slow)


@dataclass
class Bench:
    """An inline submission in a real worker, as a hidden test meets it."""

    student: Student
    worker: WorkerTools
    desk: Desk
    link: Link


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    """A warm sandbox of the strongest backend that works here."""
    sandbox = Sandbox(choose("auto", own_code=True), Limits())
    sandbox.wait_until_ready()
    yield sandbox
    sandbox.close()


@pytest.fixture(scope="session")
def session() -> Iterator[Session]:
    """A warm session: a judge and a sandbox."""
    with Session(choose("auto", own_code=True), Limits()) as session:
        yield session


@pytest.fixture
def hand_in(sandbox: Sandbox) -> Iterator[Callable[..., Bench]]:
    """Hand in a source text, with limits of its own if given; its worker is gone after the test."""
    links: list[Link] = []

    def hand_in(source: str, traced: frozenset[str] = frozenset(), seed: int = 7, **limits: float) -> Bench:
        files = {"answer.py": textwrap.dedent(source).encode()}
        held = Limits(**limits)  # type: ignore[arg-type]
        links.append(link := Link(sandbox.channel, files, "answer.py", held, traced=bool(traced)))
        desk = Desk(link, {})
        desk.begin(seed, traced)
        return Bench(Student(desk), WorkerTools(desk), desk, link)

    yield hand_in
    for link in links:
        link.stop()
        assert not link.broken


@pytest.fixture(scope="session")
def toy_course() -> Course:
    """A course without torch in its lessons."""
    return Course(TOY_COURSE)
