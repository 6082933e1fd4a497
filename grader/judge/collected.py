"""A process that has collected one lesson's suite, and is forked once a submission as the judge's parent is: collecting takes longer than most suites run.

It is begun for the second submission in a row to the same suite. What that suite has loaded ends with it, so no lesson meets another's modules.
"""

from __future__ import annotations

import contextlib
import os
import socket
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

from grader.errors import DlgradeError
from grader.forks import share_objects
from grader.judge.collect import Suite
from grader.judge.fit import collected_alone
from grader.judge.judging import lesson_of, read_misconceptions
from grader.judge.messages import Graded, Job
from grader.judge.run import names_of
from grader.judge.suite_modules import mentions
from grader.sentences import text
from grader.wire.channel import SUBMISSION_BYTES, Channel, Closed, MiB, WireError
from grader.wire.messages import Ready
from grader.worker.confine import die_with_parent

__all__ = ["CollectedSuites", "contents"]

JudgeInFork = Callable[[Job, int, Suite], None]


class CollectedSuites:
    """Those of one judge's parent: at most one at a time, of the lesson that was asked for last."""

    def __init__(self, control: Channel, judge_in_fork: JudgeInFork) -> None:
        """control: where judges send what they find. judge_in_fork: forks one and waits for it."""
        self._control = control
        self._judge_in_fork = judge_in_fork
        self._contents: object = None
        self._fit = False
        self._line: Channel | None = None
        self._pid = 0

    def judged(self, job: Job, fd: int) -> bool:
        """Have the submission judged by a fork of the process that has this suite; False where there is none and can be none yet."""
        found = contents(job)
        if found != self._contents:
            self._end()
            self._contents, self._fit = found, False
        if self._fit and not self._line:
            self._fit = self._begin(job)
        if not self._line:
            return False
        try:
            self._line.send(job, fd=fd)
            self._line.receive(Ready)
        except WireError:  # it can only have been killed from outside
            status = self._end()
            self._control.send(Graded([], fault=text("fault.judge_ended", status=status)))
        return True

    def note(self, is_fit: bool) -> None:
        """What a fork that collected the suite of the last job has found: whether others may share it."""
        self._fit = is_fit

    def _begin(self, job: Job) -> bool:
        """Whether it has begun, and takes jobs."""
        ours, theirs = socket.socketpair()
        self._pid = os.fork()
        if self._pid == 0:
            try:
                _serve(theirs, self._control, job, self._judge_in_fork)
            except Closed:
                pass
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(0)
        theirs.close()
        self._line = _channel(ours)
        try:
            self._line.receive(Ready)
        except WireError:
            self._end()
            return False
        return True

    def _end(self) -> int:
        """Its exit status."""
        if not self._line:
            return 0
        self._line.close()
        self._line = None
        return os.waitpid(self._pid, 0)[1]


def contents(job: Job) -> object:
    """What a collected suite depends on: two jobs for which it is equal can share one.

    Files count by what the system knows of them, the time of their last change of any kind among it, which nobody can set.
    """
    handout, instructor = Path(job.handout), Path(job.instructor)
    beside = [
        *handout.glob("*.toml"),
        handout / "test_public.py",
        *(folder / "course.toml" for folder in handout.parents),
    ]
    files = [*map(str, beside), *_files(str(handout / "data")), *_files(str(instructor))]
    return job.handout, job.instructor, job.limits, job.cache, [_state(path) for path in files]


def _files(folder: str) -> Iterator[str]:
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != "__pycache__" and not name.startswith(".")]
        for name in names:
            yield f"{parent}/{name}"


def _state(path: str) -> tuple[str, int, int, int, int] | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return path, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def _channel(sock: socket.socket) -> Channel:
    return Channel(sock, body_bytes=64 * MiB, head_bytes=SUBMISSION_BYTES)


def _serve(line: socket.socket, control: Channel, job: Job, judge_in_fork: JudgeInFork) -> None:
    """In the new process: collect, say so, and take jobs. The first one gives the lesson alone; it comes again as the others do."""
    die_with_parent()
    _close_all_but(line.fileno(), control.sock.fileno())
    os.chdir(job.cache)  # where judges collect
    channel = _channel(line)
    lesson = lesson_of(job)
    suite, alone = collected_alone(lesson)
    if not alone:
        return
    with contextlib.suppress(
        DlgradeError, OSError, SyntaxError, ValueError
    ):  # of a broken lesson: the judge itself will say so
        if lesson.solution.is_file():  # else these are a student's own files
            names_of(lesson)
        if job.explain:  # more than one is graded, and some of them fail
            read_misconceptions(lesson)
        elif mentions(lesson.suite_modules, "probe"):
            lesson.seen  # noqa: B018  (read once)
    share_objects()
    channel.send(Ready())
    while True:
        job, fd = channel.receive_fd(Job)
        judge_in_fork(job, fd, suite)
        os.close(fd)
        channel.send(Ready())


def _close_all_but(*kept: int) -> None:
    """Above all the socket of the sandbox that the first job came with: it must close when the coordinator closes it."""
    first = 3
    for fd in (*sorted(kept), 1 << 16):
        os.closerange(first, fd)
        first = fd + 1
