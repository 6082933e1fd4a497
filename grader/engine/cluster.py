"""The workers of a Dask cluster as a crew. They need this package and a sandbox; the lesson travels to each of them once."""

from __future__ import annotations

import contextlib
import io
import logging
import secrets
import shutil
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

import grader
from grader.course.lessons import Lesson
from grader.devices import Device
from grader.engine.orders import Order
from grader.engine.pool import Pool, surroundings
from grader.engine.schedule import Crew, CrewGone
from grader.errors import GraderFault, UsageError
from grader.sentences import Line, text

try:
    from distributed import Client, WorkerPlugin
except ImportError:
    raise UsageError(text("cluster.no_dask")) from None

__all__ = ["cluster", "pack"]

ANSWER_SECONDS = 20
JOIN_SECONDS = 600  # an elastic cluster may have to start one first
REFUSED_SECONDS = 60  # so long one that can grade may still join where others cannot
TELL_SECONDS = 5  # so long nothing is said while no worker is there
TELL_AGAIN = 30
COUNT_SECONDS = 2  # how old what is known of the workers may be
PLACES: dict[str, WorkerLesson] = {}  # on a worker: the runs that it works for
REFUSED: dict[str, str] = {}  # on a worker: the runs that it cannot work for, and why
Tell = Callable[[Line], None]


class WorkerLesson:
    """A lesson unpacked on a worker, in a folder that only its user may enter, and the jobs that grade it there."""

    def __init__(self, content: bytes, parent: str, address: str) -> None:
        self.address = address
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
        done = self.pool.grade(msgspec.structs.replace(order, work=work))
        return msgspec.msgpack.encode(msgspec.structs.replace(done, where=self.address))

    def close(self) -> None:
        self.pool.close()
        shutil.rmtree(self.root, ignore_errors=True)


class LessonPlugin(WorkerPlugin):
    """Brings a lesson to each worker, and to those that join later; takes it away when the class is graded."""

    def __init__(self, name: str, content: bytes) -> None:
        self.name = name
        self.content = content
        self.version = grader.__version__

    def setup(self, worker: Any) -> None:
        if self.version != grader.__version__:
            REFUSED[self.name] = f"it has dlgrade {grader.__version__}, the class is graded by {self.version}"
            return
        PLACES[self.name] = WorkerLesson(self.content, worker.local_directory, worker.address)

    def teardown(self, worker: Any) -> None:
        REFUSED.pop(self.name, None)
        if place := PLACES.pop(self.name, None):
            place.close()


def grade_there(name: str, order: bytes) -> bytes:
    """What a worker runs."""
    return PLACES[name].grade(order)


def ready_there(name: str, version: str) -> str:
    """What a worker runs to say why it cannot grade; empty where it can."""
    if name in PLACES:
        return "" if version == grader.__version__ else f"it has dlgrade {grader.__version__}"
    return REFUSED.get(name, "the lesson has not come to it")


class Workers(Executor):
    """The workers that have the lesson, this version and nothing against it. Others are given nothing, whenever they join."""

    def __init__(self, client: Client, address: str, name: str, tell: Tell) -> None:
        self.client, self.address, self.name, self.tell = client, address, name, tell
        self.ready: list[str] = []
        self.refused: dict[str, str] = {}
        self._threads: dict[str, int] = {}
        self._executor: Executor | None = None
        self._given: dict[Future[Any], list[str]] = {}
        self._seen = 0.0
        self._lock = threading.RLock()  # a server gives orders from several threads

    def look(self) -> None:
        """Ask who is there, unless that has just been asked. Raises CrewGone when the scheduler is."""
        with self._lock:
            self._look()

    def _look(self) -> None:
        if self.client.status != "running":
            raise self.gone()
        if time.monotonic() - self._seen < COUNT_SECONDS:
            return
        try:
            self._threads = dict(self.client.nthreads())
            said = (
                self.client.run(ready_there, self.name, grader.__version__, on_error="return") if self._threads else {}
            )
        except Exception as error:  # of any kind: Dask has many for a connection that has ended
            if self.client.status != "running":
                raise self.gone() from None
            raise GraderFault(text("cluster.silent", address=self.address, error=str(error))) from None
        self.refused = {worker: str(why) for worker, why in said.items() if why != ""}
        ready = sorted(worker for worker, why in said.items() if why == "")
        if ready != self.ready:
            self.ready = ready
            self._executor = self.client.get_executor(pure=False, workers=ready) if ready else None
            self._given = {future: workers for future, workers in self._given.items() if not future.done()}
            for future, workers in self._given.items():
                if not set(workers) & set(ready):  # all to whom it could go are gone, and Dask would wait for them
                    future.cancel()
        self._seen = time.monotonic()

    def slots(self) -> int:
        """Two orders for each thread of those that can grade, so that none waits for the next; at least one."""
        self.look()
        return max(1, 2 * sum(self._threads.get(worker, 0) for worker in self.ready))

    def wait(self) -> None:
        """Until one can grade. Raises UsageError where none comes."""
        began = time.monotonic()
        next_word = began + TELL_SECONDS
        while True:
            self.look()
            if self.ready:
                return
            now, why = time.monotonic(), "; ".join(f"{worker}: {why}" for worker, why in sorted(self.refused.items()))
            none = text("cluster.cannot", address=self.address, why=why) if why else self._none(now - began)
            most = REFUSED_SECONDS if why else JOIN_SECONDS
            if now - began > most:
                raise UsageError(text("cluster.needs", none=none))
            if now > next_word:
                self.tell(text("cluster.waiting", none=none, n=most // 60))
                next_word = now + TELL_AGAIN
            time.sleep(0.2)

    def _none(self, seconds: float) -> Line:
        return text("cluster.none", address=self.address, seconds=f"{seconds:.0f}")

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        if self._executor is None:
            self.wait()
        with self._lock:
            if self._executor is None:  # the last worker went just now
                raise GraderFault(self._none(0))
            try:
                future = self._executor.submit(fn, *args, **kwargs)
            except Exception:
                if self.client.status != "running":
                    raise self.gone() from None
                raise
            self._given[future] = self.ready
        return future

    def gone(self) -> CrewGone:
        return CrewGone(text("cluster.gone", address=self.address))


@contextlib.contextmanager
def cluster(address: str, lesson: Lesson, tell: Tell = lambda line: None) -> Iterator[Crew]:
    """The crew behind the scheduler at `address`. tell: is told while no worker is there. Raises UsageError when nobody answers."""
    try:
        client = Client(address, timeout=ANSWER_SECONDS, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise UsageError(text("cluster.no_scheduler", address=address, error=str(error))) from None
    name = f"dlgrade-{secrets.token_hex(8)}"
    # What becomes of the connection is told in a sentence of ours; Dask's client would print its own traceback before it.
    for each in (
        "tornado.application",
        *(n for n in logging.root.manager.loggerDict if n.split(".")[0] == "distributed"),
    ):
        logging.getLogger(each).setLevel(logging.CRITICAL)  # Dask gives some of its loggers a level of their own
    with client:
        with contextlib.suppress(Exception):  # of any kind, one worker's own; `look` asks each
            client.register_plugin(LessonPlugin(name, pack(lesson)), name=name)
        workers = Workers(client, address, name, tell)
        try:
            there = partial(surroundings_there, workers)
            yield Crew(workers, partial(grade_there, name), workers.slots, there)
        finally:
            if client.status == "running":
                with contextlib.suppress(Exception):  # it may go just now
                    client.unregister_worker_plugin(name)
            else:
                client.close(timeout=1)  # there is nobody to say goodbye to


def surroundings_there(workers: Workers, sandbox: str, device: str, wants_gpu: bool) -> tuple[str, Device]:
    """What the first worker that can grade says of its machine."""
    workers.wait()
    found: tuple[str, Device] = workers.submit(surroundings, sandbox, device, wants_gpu).result()
    return found


def pack(lesson: Lesson) -> bytes:
    """The lesson's two folders, course.toml and the catalogue of data sets, as a zip archive with a course's layout."""
    memory = io.BytesIO()
    folders = {"exercises": lesson.handout, "solutions": lesson.instructor}
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        for place, folder in folders.items():
            for path in sorted(folder.rglob("*")):
                if path.is_file() and "__pycache__" not in path.parts:
                    archive.write(path, f"{place}/{lesson.name}/{path.relative_to(folder)}")
        for path in [lesson.root / "course.toml", *sorted((lesson.root / "datasets").glob("*.toml"))]:
            if path.is_file():
                archive.write(path, path.relative_to(lesson.root))
    return memory.getvalue()
