"""The workers of a Dask cluster as a crew. They need this package and a sandbox; the lesson travels to each of them once."""

from __future__ import annotations

import contextlib
import io
import secrets
import shutil
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

import grader
from grader.course.lessons import Lesson
from grader.devices import Device
from grader.engine.orders import Order
from grader.engine.pool import Pool, surroundings
from grader.engine.schedule import Crew
from grader.errors import UsageError

try:
    from distributed import Client, WorkerPlugin
except ImportError:
    raise UsageError("--scheduler needs Dask: pip install 'dlgrade[cluster]', here and on the workers.") from None

__all__ = ["cluster", "pack"]

ANSWER_SECONDS = 20
JOIN_SECONDS = 600  # an elastic cluster may have to start one first
COUNT_SECONDS = 2  # how old the number of workers may be
PLACES: dict[str, Place] = {}  # on a worker: the runs that it works for


class Place:
    """A lesson unpacked on a worker, in a folder that only its user may enter, and the jobs that grade it there."""

    def __init__(self, content: bytes, parent: str) -> None:
        self.root = Path(tempfile.mkdtemp(prefix="dlgrade-course-", dir=parent))
        zipfile.ZipFile(io.BytesIO(content)).extractall(self.root)
        self.pool = Pool()

    def grade(self, data: bytes) -> bytes:
        order = msgspec.msgpack.decode(data, type=Order)
        name = Path(order.work.handout).name
        work = msgspec.structs.replace(
            order.work,
            handout=str(self.root / "exercises" / name),
            instructor=str(self.root / "solutions" / name),
            hidden=[str(self.root)],
        )
        return msgspec.msgpack.encode(self.pool.grade(msgspec.structs.replace(order, work=work)))

    def close(self) -> None:
        self.pool.close()
        shutil.rmtree(self.root, ignore_errors=True)


class Course(WorkerPlugin):
    """Brings a lesson to each worker, and to those that join later; takes it away when the class is graded."""

    def __init__(self, name: str, content: bytes) -> None:
        self.name = name
        self.content = content
        self.version = grader.__version__

    def setup(self, worker: Any) -> None:
        if self.version != grader.__version__:
            raise RuntimeError(f"this worker has dlgrade {grader.__version__}, the class is graded by {self.version}")
        PLACES[self.name] = Place(self.content, worker.local_directory)

    def teardown(self, worker: Any) -> None:
        if place := PLACES.pop(self.name, None):
            place.close()


def grade_there(name: str, order: bytes) -> bytes:
    """What a worker runs."""
    return PLACES[name].grade(order)


@contextlib.contextmanager
def cluster(address: str, lesson: Lesson) -> Iterator[Crew]:
    """The crew behind the scheduler at `address`. Raises UsageError when nobody answers there."""
    try:
        client = Client(address, timeout=ANSWER_SECONDS, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise UsageError(
            f"No Dask scheduler answers at {address}: {error}. docs/cluster.md shows how to start one."
        ) from None
    name = f"dlgrade-{secrets.token_hex(8)}"
    with client:
        try:
            client.register_plugin(Course(name, pack(lesson)), name=name)
        except Exception as error:  # the worker's own, of any kind
            raise UsageError(
                f"The workers at {address} cannot grade: {error}. docs/cluster.md says what they need."
            ) from None
        executor = client.get_executor(pure=False)
        try:
            yield Crew(executor, partial(grade_there, name), counted(client), partial(surroundings_there, client))
        finally:
            executor.shutdown(wait=False)
            client.unregister_worker_plugin(name)


def surroundings_there(client: Client, sandbox: str, device: str, wants_gpu: bool) -> tuple[str, Device]:
    """What the first worker says of its machine."""
    asked = client.submit(surroundings, sandbox, device, wants_gpu, pure=False)
    try:
        found: tuple[str, Device] = asked.result(timeout=JOIN_SECONDS)
    except TimeoutError:
        raise UsageError(f"No worker has joined the scheduler in {JOIN_SECONDS // 60} minutes.") from None
    return found


def counted(client: Client) -> Callable[[], int]:
    """Two orders for each thread of the cluster as it is now, so that none waits for the next; at least one."""
    seen = (0.0, 1)

    def slots() -> int:
        nonlocal seen
        if time.monotonic() - seen[0] > COUNT_SECONDS:
            seen = (time.monotonic(), max(1, 2 * sum(client.nthreads().values())))
        return seen[1]

    return slots


def pack(lesson: Lesson) -> bytes:
    """The lesson's two folders and the catalogue of data sets, as a zip archive with a course's layout."""
    memory = io.BytesIO()
    folders = {"exercises": lesson.handout, "solutions": lesson.instructor}
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        for place, folder in folders.items():
            for path in sorted(folder.rglob("*")):
                if path.is_file() and "__pycache__" not in path.parts:
                    archive.write(path, f"{place}/{lesson.name}/{path.relative_to(folder)}")
        for path in sorted((lesson.root / "datasets").glob("*.toml")):
            archive.write(path, f"datasets/{path.name}")
    return memory.getvalue()
