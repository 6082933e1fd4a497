"""Who grades: warm jobs of this machine for all lessons, or a Dask cluster, to which each lesson travels."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator

from grader.course.lessons import Lesson
from grader.devices import Device
from grader.engine.cores import cores
from grader.engine.pool import local
from grader.engine.schedule import Crew, CrewGone
from grader.errors import UsageError, said_by
from grader.serve.settings import ToolSettings

__all__ = ["Crews", "OpenCrew"]

NICE = 10  # pages are answered first
CLUSTER_JOBS = 32  # submissions under way at a time; those that no worker is free for wait there


class OpenCrew:
    """A crew that is at work until it is closed."""

    def __init__(self, settings: ToolSettings, jobs: int, lesson: Lesson) -> None:
        self._settings = settings
        self._stack = contextlib.ExitStack()
        self._found: dict[bool, tuple[str, Device]] = {}
        if settings.scheduler:
            from grader.engine.cluster import cluster

            self.crew: Crew = self._stack.enter_context(cluster(settings.scheduler, lesson))
        else:
            self.crew = self._stack.enter_context(local(jobs, NICE))

    def surroundings(self, wants_gpu: bool) -> tuple[str, Device]:
        """The sandbox and the device that it works with, asked once."""
        if wants_gpu not in self._found:
            self._found[wants_gpu] = self.crew.surroundings(self._settings.sandbox, self._settings.device, wants_gpu)
        return self._found[wants_gpu]

    def close(self) -> None:
        self._stack.close()


class Crews:
    """Those that are open. Of a cluster, a lesson that was changed since it travelled there travels again."""

    def __init__(self, settings: ToolSettings) -> None:
        self.jobs = settings.jobs or (CLUSTER_JOBS if settings.scheduler else cores())
        self._settings = settings
        self._lock = threading.Lock()
        self._open: dict[str, tuple[str, OpenCrew]] = {}  # by the lesson's name: of which content

    def of(self, lesson: Lesson) -> OpenCrew:
        """Raises CrewGone where the cluster cannot be reached just now."""
        name, content = (lesson.name, lesson.content_sha256) if self._settings.scheduler else ("", "")
        with self._lock:
            before = self._open.get(name)
            if before and before[0] == content:
                return before[1]
            if before:
                self._close(name)
            try:
                self._open[name] = content, OpenCrew(self._settings, self.jobs, lesson)
            except UsageError as error:
                raise CrewGone(said_by(error)) from None
            return self._open[name][1]

    @contextlib.contextmanager
    def hold(self, lesson: Lesson) -> Iterator[OpenCrew]:
        """While it is used. Where it turns out to be gone, it is dropped, so that the next who asks gets a new one. Raises CrewGone."""
        opened = self.of(lesson)
        try:
            yield opened
        except CrewGone:
            self._drop(opened)
            raise
        except UsageError as error:  # of a cluster: no worker that can grade
            if not self._settings.scheduler:
                raise
            raise CrewGone(said_by(error)) from None

    def close(self) -> None:
        with self._lock:
            for name in list(self._open):
                self._close(name)

    def _drop(self, opened: OpenCrew) -> None:
        with self._lock:
            for name in [name for name, (_, each) in self._open.items() if each is opened]:
                self._close(name)

    def _close(self, name: str) -> None:
        if name in self._open:
            with contextlib.suppress(Exception):  # of any kind: a cluster that is gone says no goodbye
                self._open.pop(name)[1].close()
