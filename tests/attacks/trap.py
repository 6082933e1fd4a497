"""Runs attacks against a judge whose every import, file, process and connection is watched; prints what must not be.

Run by test_trusted_side.py as `python -m tests.attacks.trap FOLDER NAME...`: the judge runs in this process, with an audit
hook, on the control line of a real sandbox.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import secrets
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch  # noqa: F401  (what the judge warms up with)

import grader.judge.judging
from grader.course.lessons import Course
from grader.judge.forkserver import warm_up
from grader.judge.grading import Grading
from grader.judge.judging import judge
from grader.judge.messages import Graded, Job
from grader.sandbox import Sandbox

from .bench import SEED, neighbours, working_backends
from .corpus import LIMITS, ROOT, Attack, Canaries, attacks, lesson_of, plant

FORBIDDEN: tuple[str, ...] = (
    "pickle.find_class",
    "subprocess.Popen",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.fork",
    "os.spawn",
)
FORBIDDEN += ("socket.connect", "socket.bind", "socket.getaddrinfo", "ctypes.dlopen", "os.kill", "pty.spawn")
WRITING = ("os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.chmod", "os.link", "os.symlink", "shutil.rmtree")
STUDENT_MODULES = ("logistic_regression", "convolution", "evil", "conftest", "sitecustomize")


class Trap:
    """Notes what the judge does while an attack is graded; off in between."""

    def __init__(self, readable: list[Path], writable: Path) -> None:
        self.readable = [str(path) for path in readable]
        self.writable = str(writable)
        self.marker = b""
        self.caught: set[str] = set()
        self.seen = 0

    def __call__(self, event: str, args: tuple[Any, ...]) -> None:
        if self.marker:
            self.seen += 1
            if reason := self._reason(event, args):
                self.caught.add(f"{event}: {reason}"[:300])

    def _reason(self, event: str, args: tuple[Any, ...]) -> str:
        if event in FORBIDDEN:
            return repr(args)
        if event == "import" and args[0] in STUDENT_MODULES:
            return str(args[0])
        if event == "compile" and self.marker in _bytes(args[0]):
            return "the submission's source"
        if event == "exec" and not self._own(args[0].co_filename):
            return str(args[0].co_filename)
        if event == "open" and isinstance(args[0], str | bytes) and not self._own(os.fsdecode(args[0])):
            return repr(args)
        if event in WRITING and not os.fsdecode(args[0]).startswith(self.writable):
            return repr(args)
        return ""

    def _own(self, path: str) -> bool:
        return path.startswith(("<", self.writable, "/dev/null", *self.readable))


def _bytes(source: Any) -> bytes:
    return source.encode("utf-8", "replace") if isinstance(source, str) else bytes(source or b"")


class Stage:
    """A sandbox and the planted course."""

    def __init__(self, folder: Path) -> None:
        self.canaries = Canaries.new()
        self.course: Course = plant(folder / "course", self.canaries)
        self.cache = folder / "cache"
        self.cache.mkdir()
        self.plugins: list[Grading] = []
        self.sandbox = self._new_sandbox()

    def _new_sandbox(self) -> Sandbox:
        sandbox = Sandbox(working_backends()[0], LIMITS, hidden=(self.course.root,))
        sandbox.wait_until_ready()
        return sandbox

    def grade(self, source: bytes, id: str) -> Graded:
        lesson = lesson_of(self.course, id)
        fields: dict[str, Any] = {
            "handout": str(lesson.handout),
            "instructor": str(lesson.instructor),
            "limits": lesson.limits,
        }
        files = {lesson.facts.file: source}
        job = Job(
            **fields,
            files=files,
            main=lesson.facts.file,
            problem="",
            seed=SEED,
            secret_key=secrets.token_bytes(32),
            tasks=[],
            cache=str(self.cache),
        )
        graded = judge(job, self.sandbox.channel)
        if graded.broken:
            self.sandbox.close()
            self.sandbox = self._new_sandbox()
        return graded

    def exchanged(self) -> bytes:
        """Everything that crossed the line in the last grading, both ways."""
        records = [record for plugin in self.plugins for record in plugin.records]
        return b"".join(repr(exchange).encode() for record in records for exchange in record.transcript)


def main() -> None:
    """Print, by attack, what was caught and which secrets crossed the line; how many events were looked at; how much the judge grew."""
    folder, names = Path(sys.argv[1]), set(sys.argv[2:])
    warm_up()
    stage = Stage(folder)
    run_suite = vars(grader.judge.judging)["run_suite"]
    setattr(grader.judge.judging, "run_suite", _remember(run_suite, stage.plugins))  # noqa: B010
    prefixes = [Path(prefix).resolve() for prefix in (sys.prefix, sys.base_prefix, "/usr/lib", "/usr/share", "/etc")]
    trap = Trap([*prefixes, Path(sys.prefix), ROOT / "grader", stage.course.root, Path("/proc")], stage.cache)
    sys.addaudithook(trap)
    for source in neighbours(stage.canaries):
        stage.grade(source, "lesson05")
    gc.collect()
    gc.freeze()
    chosen = [attack for attack in attacks() if attack.name in names]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    results = {}
    for attack in chosen:
        results[attack.name] = _watch(trap, stage, attack)
        gc.collect()  # a judge is forked for each submission: it never meets the garbage of another
    stage.sandbox.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"events": trap.seen, "results": results, "grown_mb": peak - before}))


def _watch(trap: Trap, stage: Stage, attack: Attack) -> list[str]:
    stage.plugins.clear()
    trap.caught.clear()
    trap.marker = attack.tries[:60].encode()
    graded = stage.grade(attack.source, attack.lesson)
    trap.marker = b""
    crossed = [secret for secret in stage.canaries.all() if secret.encode() in stage.exchanged()]
    return [*trap.caught, *crossed, *([str(graded.fault)] if graded.fault else [])]


def _remember(run_suite: Callable[..., Grading], plugins: list[Grading]) -> Callable[..., Grading]:
    def remembering(*args: Any, **kwargs: Any) -> Grading:
        plugins.append(run_suite(*args, **kwargs))
        return plugins[-1]

    return remembering


if __name__ == "__main__":
    main()
