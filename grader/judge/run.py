"""Runs one suite under pytest, in this process, against one worker."""

from __future__ import annotations

import contextlib
import io
import tempfile
from pathlib import Path

import pytest

from grader.channel import Channel
from grader.course import Lesson
from grader.judge.link import Link
from grader.judge.messages import Job
from grader.judge.plugin import SuitePlugin
from grader.judge.recorded import signatures
from grader.judge.student import Desk

__all__ = ["rehearse", "run_suite"]

# No configuration, plugin, cache or conftest but our own. Without assertion rewriting nothing of a hidden test's source
# can come into a message. The unraisable-exception plugin would collect garbage over all of torch's objects, twice;
# each further plugin that a suite has no use for costs a millisecond a submission.
UNUSED = (
    *(
        "cacheprovider",
        "capture",
        "debugging",
        "doctest",
        "faulthandler",
        "junitxml",
        "legacypath",
        "logging",
        "monkeypatch",
    ),
    *("pastebin", "pytester_assertions", "recwarn", "setuponly", "setupplan", "stepwise", "subtests", "terminal"),
    *("terminalprogress", "threadexception", "tmpdir", "unittest", "unraisableexception", "warnings"),
)
OPTIONS = [
    *("-c", "/dev/null", "--noconftest", "--import-mode=importlib", "--assert=plain", "--strict-markers"),
    *(word for name in UNUSED for word in ("-p", f"no:{name}")),
]


def run_suite(
    lesson: Lesson, control: Channel, files: dict[str, bytes], job: Job, only: list[str] | None = None
) -> SuitePlugin:
    """The plugin, with the records of all tests, or of those named in `only`."""
    traced = any(task.forbidden for task in lesson.facts.tasks)
    link = Link(control, files, job.main, job.limits, job.problem, lesson.facts.without, traced)
    desk = Desk(link, signatures(lesson.solution if lesson.solution.is_file() else lesson.stub))
    plugin = SuitePlugin(lesson, desk, job.seed, job.language, job.tasks, job.device)
    targets = [str(path) for path in lesson.suite_files]
    if only:
        targets = [f"{path}::{name}" for path in targets for name in only if f"def {name}(" in Path(path).read_text()]
    if not targets:  # without a target pytest would collect the working directory
        plugin.faults.append(f"the suite at {lesson.suite} has no test")
        return plugin
    code = _pytest(targets, plugin)
    plugin.incomplete = bool(link.broken)
    link.stop()
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED) and not plugin.faults:
        plugin.faults.append(
            f"the suite at {lesson.suite} has no test" + (f" of task {job.tasks}" if job.tasks else "")
        )
    silent = set(plugin.collected) - {record.result.id for record in plugin.records}
    plugin.faults += [f"{name} ended without a result" for name in sorted(silent)]
    return plugin


def rehearse() -> None:
    """One pytest run over nothing, so that whatever pytest imports lazily is imported in the warm parent."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "test_rehearsal.py")
        path.write_text("def test_nothing():\n    assert True\n")
        _pytest([str(path)], None)


def _pytest(targets: list[str], plugin: SuitePlugin | None) -> int:
    folder = f"--confcutdir={Path(targets[0]).parent}"  # else pytest looks at every neighbour of every folder above
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        return int(pytest.main([*OPTIONS, folder, *targets], plugins=[plugin] if plugin else []))
